// SPDX-License-Identifier: MIT
// What no setting touches: addresses of the web and of mail, DOIs,
// telephone numbers, ISBN and ISSN.
#include "typography/text_edit.h"

#include "base/characters.h"
#include "languages/rows.h"

static void keep(struct text_edit *row, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        row->items[i].kept = true;
}

// ----- Words that are addresses -----

static bool has(const struct text_edit *row, size_t from, size_t to,
                const char *wanted)
{
    size_t count = str_of(wanted).count;
    for (size_t i = from; i + count <= to; i++) {
        size_t same = 0;
        while (same < count &&
               row->items[i + same].character == (unsigned char)wanted[same])
            same++;
        if (same == count)
            return true;
    }
    return false;
}

// 10.1000/182: a DOI without an address before it.
static bool is_doi(const struct text_edit *row, size_t from, size_t to)
{
    size_t digits = from + 3;
    if (to - from < 8 || !has(row, from, from + 3, "10."))
        return false;
    while (digits < to && char_is_digit(row->items[digits].character))
        digits++;
    return digits >= from + 7 && digits < to &&
           row->items[digits].character == '/';
}

// km/h and A/RES/2593 as well: Latin letters on a stroke are read as one.
static bool is_address(const struct text_edit *row, size_t from, size_t to)
{
    bool letter = false;
    for (size_t i = from; i < to; i++)
        letter = letter || char_is_ascii_letter(row->items[i].character);
    return (letter && (has(row, from, to, "/") || has(row, from, to, "@") ||
                       has(row, from, to, "www."))) ||
           is_doi(row, from, to);
}

// Quotes, brackets and stops around a word: not of the address in them.
static bool around_word(uint32_t c)
{
    return char_is_quote(c) || c == '(' || c == ')' || c == '[' || c == ']' ||
           c == '<' || c == '>' || c == ',' || c == ';' || c == '.' ||
           c == CHAR_ARABIC_COMMA || c == 0x061B || c == CHAR_EM_DASH;
}

static void keep_addresses(struct text_edit *row)
{
    for (size_t from = 0, to; from < row->count; from = to + 1) {
        for (to = from;
             to < row->count && !text_edit_is_space(row->items[to].character);)
            to++;
        size_t start = from, end = to;
        while (start < end && around_word(row->items[start].character))
            start++;
        while (end > start && around_word(row->items[end - 1].character))
            end--;
        if (is_address(row, start, end))
            keep(row, start, end);
    }
}

// ----- Numbers that are names -----

// The word that ends before an item, after a colon and spaces: in lower case,
// in room for it.
static struct str word_before(const struct text_edit *row, size_t item,
                              char *out, size_t room)
{
    size_t end = item, count = 0;
    while (end > 0 &&
           (text_edit_is_space(row->items[end - 1].character) ||
            row->items[end - 1].character == ':') &&
           row->items[end - 1].character != TEXT_EDIT_PARAGRAPH)
        end--;
    size_t start = end;
    while (start > 0 && !text_edit_is_space(row->items[start - 1].character) &&
           row->items[start - 1].character != '(' && end - start < room / 4)
        start--;
    for (size_t i = start; i < end; i++) {
        uint32_t c = row->items[i].character;
        count += utf8_encode(char_lower(c), out + count);
    }
    return (struct str){out, count};
}

static bool number_joint(uint32_t c)
{
    return c == ' ' || c == CHAR_NO_BREAK_SPACE ||
           c == CHAR_NARROW_NO_BREAK_SPACE || c == '(' || c == ')' ||
           char_is_hyphen(c) || c == CHAR_EN_DASH || c == '.';
}

struct number {
    size_t end; // after the last digit (or an X)
    size_t digits;
    bool joints;   // in more than one group
    uint32_t lead; // its first three digits as a number
};

// From the first digit: digits in groups, each joined to the next by a space
// or a hyphen, or by both and a bracket.
static struct number read_number(const struct text_edit *row, size_t first)
{
    struct number number = {first, 0, false, 0};
    size_t joints = 0;
    enum { MOST_DIGITS = 20 }; // so that a row of numbers is read but once
    for (size_t i = first;
         i < row->count && joints <= 2 && number.digits <= MOST_DIGITS; i++) {
        uint32_t c = row->items[i].character;
        int digit = char_digit_value(c);
        if (digit >= 0) {
            number.joints = number.joints || joints > 0;
            if (number.digits++ < 3)
                number.lead = number.lead * 10 + (uint32_t)digit;
            number.end = i + 1;
            joints = 0;
        } else if ((c == 'X' || c == 'x') && joints == 0 &&
                   number.digits >= 7) {
            number.end = i + 1;
            break;
        } else if (number_joint(c)) {
            joints++;
        } else {
            break;
        }
    }
    return number;
}

static bool is_name(const struct text_edit *row, size_t first,
                    const struct number *number)
{
    char bytes[64];
    uint32_t before = first > 0 ? row->items[first - 1].character : 0;
    uint32_t sign =
        first > 1 && before == '(' ? row->items[first - 2].character : before;
    if (sign == '+')
        return number->digits >= 7;
    struct str word = word_before(row, first, bytes, sizeof bytes);
    if (number->digits >= 4 &&
        languages_list(ROW_telephone_words, word, text_edit_lang(row, first)))
        return true;
    bool zero = char_digit_value(row->items[first].character) == 0 &&
                char_is_digit(text_edit_after(row, first));
    return number->joints &&
           ((zero && number->digits >= 9 && number->digits <= 15) ||
            (number->digits == 13 &&
             (number->lead == 978 || number->lead == 979)));
}

static void keep_numbers(struct text_edit *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->items[i].kept || !char_is_digit(row->items[i].character))
            continue;
        struct number number = read_number(row, i);
        if (is_name(row, i, &number)) {
            keep(row, i, number.end);
            i = number.end - 1;
        } else {
            while (i + 1 < row->count &&
                   char_is_digit(row->items[i + 1].character))
                i++;
        }
    }
}

void text_edit_keep(struct text_edit *row)
{
    keep_addresses(row);
    keep_numbers(row);
}
