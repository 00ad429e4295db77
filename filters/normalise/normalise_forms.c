// SPDX-License-Identifier: MIT
// Presentation forms and ligatures become letters, but for the slots of fonts
// that put other signs in their places.
#include "normalise/normalise_parts.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

// ----- Presentation forms and ligatures -----

static bool is_latin_ligature(uint32_t c)
{
    return c >= 0xFB00 && c <= 0xFB06;
}

// Letters in a joined shape. What has a meaning of its own stays: ornate
// brackets, the rial and bismillah signs, and the honorifics.
static bool is_presentation_form(uint32_t c)
{
    return (c >= 0xFB50 && c <= 0xFBFF) || (c >= 0xFC00 && c <= 0xFD3D) ||
           (c >= 0xFD50 && c <= 0xFDF9) || (c >= 0xFE70 && c <= 0xFEFC);
}

// NFKC of one character, as UTF-8 in out; false where it is itself.
static bool compatible(uint32_t c, struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    UChar before[2], after[40];
    int32_t count = 0;
    U16_APPEND_UNSAFE(before, count, (UChar32)c);
    int32_t length = unorm2_normalize(nfkc, before, count, after, 40, &status);
    if (U_FAILURE(status) || (length == count && after[0] == before[0]))
        return false;
    // A mark in isolation is a space or tatweel with the mark: only a carrier.
    for (int32_t i = 0; i < length; i++)
        if (i > 0 || (after[i] != 0x20 && after[i] != CHAR_TATWEEL))
            buffer_add_utf8(out, after[i]);
    return true;
}

// After fi, fl, ffi and ffl a space is mostly a fault of the extraction; after
// ff it may be the end of a word (staff).
static void report_ligature_space(const struct normalising *now, size_t offset,
                                  size_t after, uint32_t c)
{
    struct str rest = str_slice(now->text, after, now->text.count);
    if (c == 0xFB00 || rest.count < 2 || rest.bytes[0] != ' ' ||
        !ascii_is_lower(rest.bytes[1]) || !now->diag)
        return;
    size_t start = offset, end = after + 1;
    while (start > 0 && (unsigned char)now->text.bytes[start - 1] > ' ')
        start--;
    while (end < now->text.count && (unsigned char)now->text.bytes[end] > ' ')
        end++;
    diag_report(now->diag, source_origin(now->source, start, end - start),
                MESSAGE_ligature_space, str_slice(now->text, start, end));
}

void normalise_forms(struct normalising *now)
{
    struct buffer letters = {0};
    struct slots slots = {0};
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_latin_ligature(c) && !is_presentation_form(c))
            continue;
        if (is_presentation_form(c) && normalise_is_slot(now, &slots, &at))
            continue;
        if (is_latin_ligature(c))
            report_ligature_space(now, at.start, at.offset, c);
        buffer_clear(&letters);
        if (compatible(c, &letters))
            source_replace(now->source, at.start, at.offset - at.start,
                           buffer_str(&letters), "presentation-form");
    }
    buffer_release(&letters);
}
