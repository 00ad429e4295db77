// SPDX-License-Identifier: MIT
// Finds the end of a bare address by the characters behind it.
#include "text/addresses.h"

#include "base/ascii.h"
#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>

bool address_starts(struct str text, size_t at)
{
    static const struct str starts[] = {
        {"https://", 8}, {"http://", 7}, {"ftp://", 6}, {"www.", 4}};
    struct str rest = str_slice(text, at, text.count);
    for (size_t i = 0; i < COUNT(starts); i++)
        if (rest.count > starts[i].count && str_starts(rest, starts[i]))
            return true;
    return false;
}

struct address_walk {
    struct str text;
    size_t start, limit;
    size_t round, square; // brackets that are open
};

static bool close_bracket(size_t *depth)
{
    if (*depth == 0)
        return false;
    --*depth;
    return true;
}

static bool takes_ascii(struct address_walk *walk, char c)
{
    switch (c) { // no enum of ours
    case '(':
        walk->round++;
        return true;
    case ')':
        return close_bracket(&walk->round);
    case '[':
        walk->square++;
        return true;
    case ']':
        return close_bracket(&walk->square);
    default: // no enum of ours
        return (unsigned char)c > ' ' && c != 0x7F && !strchr("<>\"`{}", c);
    }
}

// آ of %D8%A2 is no Latin letter.
static bool behind_escape(struct str text, size_t at, size_t start)
{
    return at >= start + 3 && text.bytes[at - 3] == '%';
}

// A letter that stands right behind a Latin one or a digit is a suffix.
static bool is_suffix(const struct address_walk *walk, size_t at, uint32_t c)
{
    char before = walk->text.bytes[at - 1];
    bool other = char_is_rtl(c) || char_is_arabic(c) ||
                 u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
    return other && ascii_is_alphanumeric(before) &&
           !behind_escape(walk->text, at, walk->start);
}

// A half-space, dash or apostrophe within the words of a path.
static bool joins_letters(const struct address_walk *walk, size_t at,
                          size_t next)
{
    uint32_t before = utf8_before(walk->text, at);
    uint32_t after =
        next < walk->limit ? utf8_after(walk->text, next) : (uint32_t)0;
    return u_isalnum((UChar32)before) && u_isalnum((UChar32)after);
}

static bool takes_other(const struct address_walk *walk, size_t at, size_t next,
                        uint32_t c)
{
    if (c == CHAR_ZWNJ || c == CHAR_ZWJ)
        return joins_letters(walk, at, next) &&
               utf8_before(walk->text, at) >= 0x80;
    if (char_is_dash(c) || c == CHAR_APOSTROPHE || c == CHAR_HYPHEN ||
        c == 0x00B7)
        return joins_letters(walk, at, next);
    if (char_is_space(c) || char_is_invisible(c) || u_ispunct((UChar32)c))
        return false;
    return !is_suffix(walk, at, c);
}

size_t address_trimmed(struct str text, size_t start, size_t end)
{
    while (end > start && strchr("?!.,:;*_~'", text.bytes[end - 1]))
        end--;
    return end;
}

size_t address_end(struct str text, size_t start, size_t limit)
{
    struct address_walk walk = {.text = text, .start = start, .limit = limit};
    for (size_t at = start; at < limit;) {
        size_t here = at;
        if (str_starts(str_slice(text, at, limit), STR("[^"))) // a note's call
            return here;
        uint32_t c = utf8_next(text, &at);
        bool taken = c < 0x80 ? takes_ascii(&walk, (char)c)
                              : takes_other(&walk, here, at, c);
        if (!taken)
            return here;
    }
    return limit;
}
