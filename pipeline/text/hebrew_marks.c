// SPDX-License-Identifier: MIT
// Geresh and gershayim: marks within Hebrew words that are typed as quotes.
#include "text/hebrew_marks.h"

#include "base/characters.h"

// How far a quotation is looked for that begins within a word, in bytes.
enum { LONGEST_QUOTATION = 400 };

static bool is_letter(uint32_t c)
{
    return (c >= 0x05D0 && c <= 0x05EA) || (c >= 0x05EF && c <= 0x05F2);
}

// Points and accents of a letter.
static bool is_point(uint32_t c)
{
    return c >= 0x0591 && c <= 0x05C7 && char_is_mark(c);
}

bool hebrew_in_word(uint32_t c)
{
    return is_letter(c) || is_point(c);
}

static bool is_double(uint32_t c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F);
}

static bool is_single(uint32_t c)
{
    return c == '\'' || (c >= 0x2018 && c <= 0x201B);
}

// The letters before a mark: how many, and whether a word may stand behind
// them in one: and, the, in, as, to, from, that.
static size_t letters_before(struct str text, size_t offset, bool *prefixes)
{
    size_t count = 0;
    *prefixes = true;
    while (offset > 0) {
        uint32_t c = utf8_previous(text, &offset);
        if (is_point(c))
            continue;
        if (!is_letter(c))
            break;
        count++;
        *prefixes = *prefixes &&
                    (c == 0x05D5 || c == 0x05D4 || c == 0x05D1 || c == 0x05DB ||
                     c == 0x05DC || c == 0x05DE || c == 0x05E9);
    }
    return count;
}

// The letters behind a mark; *end: after them.
static size_t letters_behind(struct str text, size_t offset, size_t *end)
{
    size_t count = 0;
    for (*end = offset; offset < text.count; *end = offset) {
        uint32_t c = utf8_next(text, &offset);
        if (!is_letter(c) && !is_point(c))
            break;
        count += is_letter(c);
    }
    return count;
}

// Is there a mark from an offset on that ends a quotation: behind a letter or
// a stop, and before no letter?
static bool ends_later(struct str text, size_t offset)
{
    size_t stop = offset + LONGEST_QUOTATION;
    uint32_t before = 0;
    while (offset < text.count && offset < stop) {
        uint32_t c = utf8_next(text, &offset);
        uint32_t after = utf8_after(text, offset);
        if (is_double(c) && !char_is_space(before) && !is_letter(after))
            return true;
        if (is_double(c) && char_is_space(before))
            return false; // another one begins
        before = c;
    }
    return false;
}

uint32_t hebrew_mark(struct str text, size_t offset)
{
    bool prefixes;
    size_t behind = offset, end;
    uint32_t c = utf8_next(text, &behind);
    if (!is_double(c) && !is_single(c))
        return 0;
    size_t before = letters_before(text, offset, &prefixes);
    size_t after = letters_behind(text, behind, &end);
    if (before == 0 || after == 0)
        return 0;
    if (is_single(c))
        return HEBREW_GERESH;
    bool quotation = prefixes && after > 1 && ends_later(text, end);
    return quotation ? 0 : HEBREW_GERSHAYIM;
}
