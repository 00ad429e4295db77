// SPDX-License-Identifier: MIT
// Reads backwards what a mark of a note stands behind.
#include "source/note_context.h"

#include "base/characters.h"
#include "languages/rows.h"
#include "source/html_tokens.h"

#include <unicode/uchar.h>

#define TAG_BYTES 300 // of a tag that is passed
#define WORD_MOST 40  // characters that are read of a word

// Where the tag begins that ends at offset; offset where none does, or where
// it is a link's, whose text is no word before a mark.
static size_t tag_before(struct str text, size_t offset)
{
    struct html_token tag;
    for (size_t at = offset; at > 0 && offset - at < TAG_BYTES; at--)
        if (text.bytes[at - 1] == '<')
            return html_token_read(text, at - 1, &tag) && tag.end == offset &&
                           html_token_is_tag(&tag) &&
                           !html_token_is_named(&tag, STR("a")) &&
                           !html_token_is_named(&tag, STR("br"))
                       ? at - 1
                       : offset;
    return offset;
}

static size_t before_markup(struct str text, size_t offset)
{
    while (offset > 0) {
        char last = text.bytes[offset - 1];
        size_t tag = last == '>' ? tag_before(text, offset) : offset;
        if (tag < offset)
            offset = tag;
        else if (last == '*' || last == '_')
            offset--;
        else
            return offset;
    }
    return 0;
}

static bool is_stop(uint32_t c)
{
    return u_ispunct((UChar32)c) && c != '(' && c != '[' && c != '<' &&
           c != '\\' && c != '#' && c != '/' && c != '-';
}

static bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) || char_is_mark(c) || c == CHAR_ZWNJ;
}

// ----- Numbers -----

static bool is_separator(uint32_t c)
{
    return c == '.' || c == ',' || c == CHAR_ARABIC_DECIMAL ||
           c == CHAR_ARABIC_THOUSANDS || c == CHAR_ARABIC_COMMA ||
           c == CHAR_NARROW_NO_BREAK_SPACE;
}

// Years, and what is too great to be raised to a power. Powers of ten and two
// are the commonest, so 10 and 2 are bases.
static enum note_context context_of_number(struct str text, size_t start,
                                           size_t end)
{
    enum { YEAR_DIGITS = 4, GROUP = 3 };
    size_t digits = 0, value = 0;
    for (size_t at = start; at < end; digits++)
        value = value * 10 + (size_t)char_digit_value(utf8_next(text, &at));
    bool grouped = start > 0 && is_separator(utf8_before(text, start));
    if (grouped)
        utf8_previous(text, &start);
    grouped = grouped && char_is_digit(utf8_before(text, start));
    if (grouped && digits < GROUP)
        return NOTE_BEHIND_NUMBER;
    if (grouped || digits > YEAR_DIGITS ||
        (digits == YEAR_DIGITS && value > 1000 && value < 2200))
        return NOTE_BEHIND_WORD;
    return value == 10 || value <= 2 ? NOTE_BEHIND_NOTHING : NOTE_BEHIND_NUMBER;
}

// ----- Words -----

static bool is_unit(struct str word)
{
    struct language_walk walk = {.row = ROW_powered_units};
    struct str value;
    while (languages_next(&walk, &value))
        if (str_equal(word, value))
            return true;
    return false;
}

// Letters that have capitals are signs of quantities where they stand alone:
// x, R. In other scripts they may be words: و.
static enum note_context context_of_word(struct str word, size_t letters)
{
    size_t at = 0;
    uint32_t first = utf8_next(word, &at);
    bool cased = u_toupper((UChar32)first) != (UChar32)first ||
                 u_tolower((UChar32)first) != (UChar32)first;
    if (is_unit(word))
        return NOTE_BEHIND_UNIT;
    return letters == 1 && cased ? NOTE_BEHIND_NOTHING : NOTE_BEHIND_WORD;
}

// ----- All -----

enum note_context note_context_of(struct str text, size_t offset)
{
    size_t end = before_markup(text, offset), start = end, letters = 0,
           digits = 0;
    uint32_t last = end > 0 ? utf8_before(text, end) : 0;
    if (last == 0 || is_stop(last))
        return last == 0 ? NOTE_BEHIND_NOTHING : NOTE_BEHIND_STOP;
    if (u_charType((UChar32)last) == U_CURRENCY_SYMBOL)
        return NOTE_BEHIND_WORD;
    while (start > 0 && letters + digits < WORD_MOST) {
        size_t at = start;
        uint32_t c = utf8_previous(text, &at);
        if (!is_letter(c) && !char_is_digit(c))
            break;
        letters += u_isalpha((UChar32)c) != 0;
        digits += char_is_digit(c);
        start = at;
    }
    if (letters == 0)
        return digits > 0 ? context_of_number(text, start, end)
                          : NOTE_BEHIND_NOTHING;
    return context_of_word(str_slice(text, start, end), letters + digits);
}
