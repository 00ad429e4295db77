// SPDX-License-Identifier: MIT
// Reading numbers as tables have them, in European and Persian digits.
#include "typeset/paragraph/figures.h"

#include "base/characters.h"

static bool is_separator(uint32_t c)
{
    return c == '.' || c == ',' || c == CHAR_ARABIC_DECIMAL ||
           c == CHAR_ARABIC_THOUSANDS || c == CHAR_NARROW_NO_BREAK_SPACE ||
           c == CHAR_NO_BREAK_SPACE;
}

// The letters of a word; not the raised ones of 1º and 2ª.
static bool is_letter(uint32_t c)
{
    return char_is_ascii_letter(c) || (c >= 0xC0 && char_is_word_letter(c));
}

bool figures_alone(struct str text)
{
    bool digit = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (is_letter(c))
            return false;
        digit = digit || char_is_digit(c);
    }
    return digit;
}

bool figures_absent(struct str text)
{
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (is_letter(c) || char_is_digit(c))
            return false;
    }
    return true;
}

static size_t digits_at(struct str text, size_t offset)
{
    size_t count = 0;
    while (offset < text.count && char_is_digit(utf8_next(text, &offset)))
        count++;
    return count;
}

uint32_t figures_decimal(struct str text)
{
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (c == CHAR_ARABIC_DECIMAL)
            return c;
        size_t digits = digits_at(text, offset);
        if ((c == '.' || c == ',') && digits > 0 && digits != 3)
            return c;
    }
    return 0;
}

size_t figures_before(struct str text, uint32_t decimal)
{
    size_t end = text.count, numbers = 0;
    bool found = false, in_number = false;
    for (size_t offset = 0; offset < text.count;) {
        size_t from = offset;
        uint32_t c = utf8_next(text, &offset);
        bool digit = char_is_digit(c);
        bool more = in_number && is_separator(c) && digits_at(text, offset) > 0;
        numbers += digit && !in_number;
        if (in_number && !found && (c == decimal || (!digit && !more))) {
            end = from;
            found = true;
        }
        in_number = digit || more;
    }
    return numbers > 1 ? text.count : end;
}
