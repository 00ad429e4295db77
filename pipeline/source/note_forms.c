// SPDX-License-Identifier: MIT
// Reads the marks of notes in all their forms.
#include "source/note_forms.h"

#include "base/characters.h"
#include "source/html_tokens.h"
#include "text/plain.h"
#include "languages/rows.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#define NUMBER_DIGITS 4 // more is no note's number
#define SIGN_LETTERS 4  // "viii"; and "الف"
#define SIGN_SYMBOLS 3  // "***"

// ----- Numbers -----

static bool read_digits(struct str text, size_t *offset, size_t *number,
                        int (*value)(uint32_t))
{
    size_t at = *offset, digits = 0;
    *number = 0;
    while (at < text.count) {
        size_t next = at;
        int digit = value(utf8_next(text, &next));
        if (digit < 0)
            break;
        if (++digits > NUMBER_DIGITS)
            return false;
        *number = *number * 10 + (size_t)digit;
        at = next;
    }
    *offset = digits > 0 ? at : *offset;
    return digits > 0;
}

bool note_form_read_number(struct str text, size_t *offset, size_t *number)
{
    return read_digits(text, offset, number, char_digit_value);
}

bool note_form_read_raised_number(struct str text, size_t *offset,
                                  size_t *number)
{
    return read_digits(text, offset, number, char_superscript_value);
}

// ----- Signs -----

static size_t sign_number(size_t number, uint32_t c)
{
    return NOTE_SIGNS +
           (number * 0x10FFFF + c) % ((size_t)1 << (8 * sizeof number - 24));
}

static bool is_symbol(uint32_t c)
{
    return c == '*' || c == 0x2020 || c == 0x2021 || c == 0xA7 || c == 0xB6 ||
           c == 0x2016 || c == 0x2217 || c == 0x066D;
}

// The next character without a backslash before it.
static uint32_t next_unescaped(struct str text, size_t *offset)
{
    uint32_t c = utf8_next(text, offset);
    return c == '\\' && *offset < text.count ? utf8_next(text, offset) : c;
}

bool note_form_read_symbols(struct str text, size_t *offset, size_t *number)
{
    size_t at = *offset, count = 0, sign = 0;
    uint32_t first = 0;
    while (at < text.count) {
        size_t next = at;
        uint32_t c = next_unescaped(text, &next);
        if (!is_symbol(c))
            break;
        if (++count > SIGN_SYMBOLS || (first && c != first))
            return false;
        first = c;
        sign = sign_number(sign, c);
        at = next;
    }
    *number = sign;
    *offset = count > 0 ? at : *offset;
    return count > 0;
}

// Small letters, or letters of a script without case.
static bool read_letters(struct str text, size_t *offset, size_t *number)
{
    size_t at = *offset, count = 0, sign = 0;
    while (at < text.count) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (!u_isalpha((UChar32)c) || u_isupper((UChar32)c))
            break;
        if (++count > SIGN_LETTERS)
            return false;
        sign = sign_number(sign, c);
        at = next;
    }
    *number = sign;
    *offset = count > 0 ? at : *offset;
    return count > 0;
}

bool note_form_read_mark(struct str text, size_t *offset, size_t *number,
                         bool letters)
{
    return note_form_read_number(text, offset, number) ||
           note_form_read_raised_number(text, offset, number) ||
           note_form_read_symbols(text, offset, number) ||
           (letters && read_letters(text, offset, number));
}

static bool starts_at(struct str text, size_t offset, struct str wanted)
{
    return str_equal(str_slice(text, offset, offset + wanted.count), wanted);
}

// ----- Definitions -----

static bool skip_end(struct str text, size_t *offset)
{
    static const char *const ends[] = {
#define NOTE_END(text) text,
#include "source/note_forms.def"
    };
    for (size_t i = 0; i < COUNT(ends); i++)
        if (starts_at(text, *offset, str_of(ends[i]))) {
            *offset += str_of(ends[i]).count;
            return true;
        }
    return false;
}

static size_t skip_spaces(struct str text, size_t offset)
{
    while (offset < text.count &&
           (text.bytes[offset] == ' ' || text.bytes[offset] == '\t' ||
            starts_at(text, offset, STR("\u00A0"))))
        offset += text.bytes[offset] == ' ' || text.bytes[offset] == '\t'
                      ? 1
                      : STR("\u00A0").count;
    return offset;
}

// A letter alone begins many a half of a paragraph: "a baker", "و نان". With
// a capital behind it, or a figure, it is a mark.
static bool begins_anew(struct str text, size_t offset)
{
    uint32_t c = offset < text.count ? utf8_next(text, &offset) : 0;
    while ((c == '*' || c == '_' || c == '"' || c == 0x201C) &&
           offset < text.count)
        c = utf8_next(text, &offset);
    return u_isupper((UChar32)c) || char_is_digit(c);
}

// A mark with what wraps it and what ends it; moves *offset behind.
static bool read_start_mark(struct str text, size_t *offset,
                            struct note_start *start, bool *ended)
{
    struct note_wrapping wrapping;
    struct str emphasis = note_wrap_emphasis(text, *offset);
    size_t at = *offset + emphasis.count;
    note_wrap_open(text, &at, &wrapping);
    start->wrap = wrapping.wrap;
    // Symbols are their own: "**" before a space.
    bool symbols = emphasis.count == 0;
    if (!(symbols ? note_form_read_mark(text, &at, &start->number, true)
                  : note_form_read_number(text, &at, &start->number)))
        return false;
    bool closes =
        wrapping.closing[0] && starts_at(text, at, str_of(wrapping.closing));
    *ended = !closes && skip_end(text, &at);
    if (!note_wrap_close(text, &at, &wrapping))
        return false;
    *ended = skip_end(text, &at) || *ended;
    if (!starts_at(text, at, emphasis))
        return false;
    *offset = at + emphasis.count;
    return true;
}

bool note_form_read_start(struct str text, size_t offset, size_t end,
                          struct note_start *start)
{
    struct str within = str_slice(text, 0, end);
    size_t at = offset;
    bool ended = false;
    if (!read_start_mark(within, &at, start, &ended)) {
        // An asterisk is emphasis, or the mark itself.
        at = offset;
        start->wrap = NOTE_PLAIN;
        if (!note_form_read_symbols(within, &at, &start->number))
            return false;
        ended = skip_end(within, &at);
    }
    bool wrapped = start->wrap != NOTE_PLAIN;
    ended = skip_end(within, &at) || ended;
    size_t space = skip_spaces(within, at);
    start->text_offset = space;
    bool symbols = start->number >= NOTE_SIGNS &&
                   !u_isalpha((UChar32)utf8_next(within, &offset));
    if (start->number >= NOTE_SIGNS && !wrapped && !symbols && !ended &&
        !begins_anew(within, space))
        return false;
    // "2 | The last ferry" is a running head; "*bold*" begins no note.
    return (space > at || (wrapped && start->wrap != NOTE_DEFINING)) &&
           space < end && text.bytes[space] != '|';
}

// ----- Words -----

static bool is_lower_of(struct str text, enum language_row row)
{
    struct language_walk walk = {.row = row};
    struct str value;
    while (languages_next(&walk, &value))
        if (plain_same_but_case(text, value))
            return true;
    return false;
}

// Without emphasis and a colon around it.
static struct str bare(struct str heading)
{
    struct str text = str_trim(heading);
    while (str_starts(text, STR("*")) || str_starts(text, STR("_")))
        text = str_slice(text, 1, text.count);
    while (str_ends(text, STR("*")) || str_ends(text, STR("_")) ||
           str_ends(text, STR(":")))
        text = str_slice(text, 0, text.count - 1);
    return text;
}

bool note_form_is_notes_heading(struct str heading)
{
    return is_lower_of(bare(heading), ROW_note_headings);
}

bool note_form_is_works_heading(struct str heading)
{
    return is_lower_of(bare(heading), ROW_works_headings);
}

bool note_form_is_counting_word(struct str word)
{
    return is_lower_of(word, ROW_counting_words);
}
