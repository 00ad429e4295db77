// SPDX-License-Identifier: MIT
// The last gate for characters: what XML forbids goes, NFC comes.
#include "text/clean.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/fail.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// cmark writes &#xFFFE; and &#xFFFF; as one byte, which is no UTF-8.
static uint32_t next_or_nothing(struct str text, size_t *offset)
{
    size_t start = *offset;
    uint32_t character = utf8_next(text, offset);
    bool invalid = character == 0xFFFD && *offset - start == 1;
    return invalid ? 0xFFFF : character;
}

// UAX #15, 9: is the text surely in NFC, and all of it allowed?
static bool is_clean(struct str text)
{
    uint8_t previous_class = 0;
    for (size_t i = 0; i < text.count;) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte >= 0x20 && byte < 0x7F) {
            i++;
            previous_class = 0;
            continue;
        }
        uint32_t character = next_or_nothing(text, &i);
        if (!char_is_text(character))
            return false;
        UChar32 c = (UChar32)character;
        uint8_t class = u_getCombiningClass(c);
        if ((class != 0 && class < previous_class) ||
            u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES)
            return false;
        previous_class = class;
    }
    return true;
}

static void replace_forbidden(struct str text, struct buffer *out,
                              bool *replaced)
{
    for (size_t i = 0; i < text.count;) {
        uint32_t character = next_or_nothing(text, &i);
        if (character == '\r') { // XML would read it as LF
            if (i >= text.count || text.bytes[i] != '\n')
                buffer_add_byte(out, '\n');
            continue;
        }
        bool allowed = char_is_text(character);
        buffer_add_utf8(out, allowed ? character : 0xFFFD);
        if (!allowed && replaced)
            *replaced = true;
    }
}

// UTF-16 on the heap; the length in *count.
static UChar *to_utf16(struct str text, int32_t *count)
{
    UErrorCode status = U_ZERO_ERROR;
    if (text.count > INT32_MAX / 4)
        fail_system("a text is too long for ICU");
    UChar *units = malloc((text.count + 1) * sizeof *units);
    if (!units)
        fail_system("out of memory");
    u_strFromUTF8WithSub(units, (int32_t)text.count + 1, count,
                         text.count ? text.bytes : "", (int32_t)text.count,
                         0xFFFD, NULL, &status);
    if (U_FAILURE(status))
        BUG("UTF-8 that is not valid past the decoder");
    return units;
}

static struct str from_utf16(struct arena *arena, const UChar *units,
                             int32_t count)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t needed = 3 * count;
    char *bytes = arena_alloc(arena, (size_t)needed + 1);
    u_strToUTF8WithSub(bytes, needed + 1, &needed, units, count, 0xFFFD, NULL,
                       &status);
    if (U_FAILURE(status))
        BUG("UTF-16 that ICU cannot turn into UTF-8");
    return (struct str){bytes, (size_t)needed};
}

static struct str normalised(struct arena *arena, struct str text, bool fold)
{
    int32_t count, room, folded;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar *units = to_utf16(text, &count);
    // Folding makes at most three of one; NFC at most three as well.
    room = 9 * count + 1;
    UChar *other = malloc((size_t)room * sizeof *other);
    UChar *composed = malloc((size_t)room * sizeof *composed);
    if (!other || !composed)
        fail_system("out of memory");
    folded = fold ? u_strFoldCase(other, room, units, count,
                                  U_FOLD_CASE_DEFAULT, &status)
                  : count;
    count = unorm2_normalize(nfc, fold ? other : units, folded, composed, room,
                             &status);
    if (U_FAILURE(status))
        fail_system("ICU cannot normalise text");
    struct str result = from_utf16(arena, composed, count);
    free(units);
    free(other);
    free(composed);
    return result;
}

struct str clean_text(struct arena *arena, struct str text, bool *replaced)
{
    if (is_clean(text))
        return text;
    struct buffer allowed = {0};
    replace_forbidden(text, &allowed, replaced);
    struct str result = normalised(arena, buffer_str(&allowed), false);
    buffer_release(&allowed);
    return result;
}

struct str clean_folded(struct arena *arena, struct str text)
{
    return normalised(arena, text, true);
}
