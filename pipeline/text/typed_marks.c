// SPDX-License-Identifier: MIT
// Reads the marks that people type before the points of a list.
#include "text/typed_marks.h"

#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

// ----- Signs -----

// U+F0A7, U+F0B7 and U+F0D8 are bullets of Word's symbol faces.
static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {
        0x00B7, 0x066D, 0x2022, 0x2023, 0x2043, 0x2219, 0x25A0, 0x25A1, 0x25AA,
        0x25AB, 0x25B6, 0x25BA, 0x25CB, 0x25CF, 0x25E6, 0x25FE, 0x25FC, 0x2605,
        0x2726, 0x2756, 0x2794, 0x27A2, 0x27A4, 0xF0A7, 0xF0B7, 0xF0D8};
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (bullets[i] == c)
            return true;
    return false;
}

static bool is_check(uint32_t c)
{
    return (c >= 0x2610 && c <= 0x2612) || (c >= 0x2713 && c <= 0x2718);
}

static bool is_dash(uint32_t c)
{
    return char_is_dash(c) || c == CHAR_HYPHEN || c == CHAR_MINUS;
}

// ① ⑴ ⒈ ❶: a number in one character; 0 where it is none.
static size_t circled_number(uint32_t c)
{
    bool circled = (c >= 0x2460 && c <= 0x249B) || (c >= 0x2776 && c <= 0x2793);
    return circled ? (size_t)u_getNumericValue((UChar32)c) : 0;
}

// ----- Letters -----

// The first two letters of alphabets that points are counted with; in order
// all others follow them in Unicode, but for Arabic script, where languages
// and the abjad differ behind the second.
static const struct {
    uint32_t first, second;
} alphabets[] = {{'a', 'b'},       {'A', 'B'},     {0x3B1, 0x3B2},
                 {0x391, 0x392},   {0x430, 0x431}, {0x410, 0x411},
                 {0x5D0, 0x5D1},   {0x627, 0x628}, {0x915, 0x916},
                 {0x10D0, 0x10D1}, {0x561, 0x562}, {0x531, 0x532}};

enum { ALEF = 0x0627, LONGEST_MARK = 8 /* letters: xxxviii */ };

static uint32_t letter_of(uint32_t c)
{
    return c >= 0x0622 && c <= 0x0625 && c != 0x0624 ? ALEF : c;
}

// i to xxxix, of one case; 0 where it is none.
static size_t roman_number(struct str word)
{
    static const struct {
        const char *digits;
        size_t value;
    } parts[] = {{"x", 10}, {"ix", 9}, {"v", 5}, {"iv", 4}, {"i", 1}};
    char lower[LONGEST_MARK + 1];
    if (word.count == 0 || word.count > LONGEST_MARK)
        return 0;
    bool capital = word.bytes[0] < 'a';
    for (size_t i = 0; i < word.count; i++) {
        if (!strchr(capital ? "IVX" : "ivx", word.bytes[i]))
            return 0;
        lower[i] = (char)(word.bytes[i] | 0x20);
    }
    struct str rest = {lower, word.count};
    size_t number = 0, again = 0;
    for (size_t i = 0; i < COUNT(parts) && rest.count > 0;) {
        struct str part = str_of(parts[i].digits);
        bool found = str_starts(rest, part) && again < 3;
        again = found && part.count == 1 && parts[i].value != 5 ? again + 1 : 0;
        number += found ? parts[i].value : 0;
        rest = found ? str_slice(rest, part.count, rest.count) : rest;
        i += !found || again == 0;
    }
    return rest.count == 0 ? number : 0;
}

// ----- Reading -----

struct mark_reading {
    struct str line;
    size_t at;
};

static uint32_t peek(const struct mark_reading *reading)
{
    return utf8_after(reading->line, reading->at);
}

static uint32_t take(struct mark_reading *reading)
{
    return utf8_next(reading->line, &reading->at);
}

static bool take_one(struct mark_reading *reading, const char *of)
{
    uint32_t c = peek(reading);
    if (c == 0 || c >= 0x80 || !strchr(of, (int)c))
        return false;
    take(reading);
    return true;
}

static void skip_unseen(struct mark_reading *reading)
{
    while (char_is_bidi_control(peek(reading)))
        take(reading);
}

static size_t skip_blanks(struct mark_reading *reading)
{
    size_t from = reading->at;
    while (char_is_blank(peek(reading)) || char_is_bidi_control(peek(reading)))
        take(reading);
    return reading->at - from;
}

// Years are no numbers of points.
enum { MOST_DIGITS = 3 };

static bool read_number(struct mark_reading *reading, struct typed_mark *mark)
{
    size_t digits = 0;
    mark->markdown = true;
    for (; char_is_digit(peek(reading)); digits++) {
        uint32_t c = take(reading);
        mark->number = mark->number * 10 + (size_t)char_digit_value(c);
        mark->markdown = mark->markdown && c < 0x80;
        if (digits == MOST_DIGITS)
            return false;
    }
    mark->kind = TYPED_NUMBER;
    return digits > 0;
}

static bool read_letter(struct mark_reading *reading, struct typed_mark *mark)
{
    size_t from = reading->at, letters = 0;
    uint32_t first = letter_of(peek(reading));
    while (u_isalpha((UChar32)peek(reading)) && letters < LONGEST_MARK) {
        letters++;
        take(reading);
    }
    struct str word = str_slice(reading->line, from, reading->at);
    bool alef = str_equal(word, STR("الف"));
    mark->kind = TYPED_LETTER;
    mark->capital = u_isupper((UChar32)first);
    mark->number = roman_number(word);
    mark->sign = alef ? ALEF : letters == 1 ? first : 0;
    // A heh with a joiner or tatweel, so that it is drawn with two eyes
    if (letters == 1 && char_is_arabic_letter(first) &&
        (peek(reading) == CHAR_ZWJ || peek(reading) == CHAR_TATWEEL))
        take(reading);
    return mark->sign > 0 || mark->number > 0;
}

// What stands behind the number or letter.
static bool read_form(struct mark_reading *reading, struct typed_mark *mark,
                      bool bracketed)
{
    skip_unseen(reading);
    size_t here = reading->at;
    if (peek(reading) == ')' || peek(reading) == 0xFF09) {
        take(reading);
        mark->form = bracketed ? '(' : ')';
    } else if (bracketed)
        return false;
    else if (peek(reading) == '.')
        mark->form = (char)take(reading);
    else {
        mark->apart = skip_blanks(reading) > 0;
        uint32_t c = peek(reading);
        if (c != '-' && c != CHAR_TATWEEL && !is_dash(c))
            return false;
        take(reading);
        mark->form = '-';
        if (mark->apart && !char_is_blank(peek(reading)))
            return false;
    }
    mark->markdown = mark->markdown && reading->at == here + 1 &&
                     (mark->form == '.' || mark->form == ')');
    return true;
}

static bool read_sign(struct mark_reading *reading, struct typed_mark *mark)
{
    uint32_t c = peek(reading);
    size_t circled = circled_number(c);
    if (c == 'o') { // Word's second bullet, pasted
        take(reading);
        mark->kind = TYPED_BULLET;
        mark->sign = 0x25E6;
        return peek(reading) == '\t';
    }
    mark->kind = is_bullet(c)  ? TYPED_BULLET
                 : is_check(c) ? TYPED_CHECK
                 : is_dash(c)  ? TYPED_DASH
                 : circled > 0 ? TYPED_NUMBER
                               : TYPED_NONE;
    if (mark->kind == TYPED_NONE)
        return false;
    take(reading);
    mark->sign = c;
    mark->number = circled;
    mark->form = circled > 0 ? 'o' : 0;
    if (peek(reading) == 0xFE0E || peek(reading) == 0xFE0F)
        take(reading);
    return true;
}

static bool read_counted(struct mark_reading *reading, struct typed_mark *mark)
{
    bool bracketed = take_one(reading, "(");
    skip_unseen(reading);
    bool counted = char_is_digit(peek(reading)) ? read_number(reading, mark)
                                                : read_letter(reading, mark);
    return counted && read_form(reading, mark, bracketed);
}

// May text begin right behind the mark, without a space?
static bool may_touch(const struct typed_mark *mark, uint32_t next)
{
    switch (mark->kind) {
    case TYPED_BULLET:
    case TYPED_CHECK:
        return true;
    case TYPED_DASH:
    case TYPED_NONE:
        return false;
    case TYPED_NUMBER:
    case TYPED_LETTER:
        break;
    }
    if (mark->form == 'o')
        return true;
    // "1-day", "e.g."
    bool latin =
        mark->form == '-' || (mark->form == '.' && mark->kind == TYPED_LETTER);
    return u_isalpha((UChar32)next) && (!latin || char_is_arabic_letter(next));
}

static bool read_bare(struct mark_reading *reading, struct typed_mark *mark)
{
    struct mark_reading start = *reading;
    if (read_sign(reading, mark))
        return true;
    *reading = start;
    *mark = (struct typed_mark){0};
    return read_counted(reading, mark);
}

bool typed_mark_read(struct str line, struct typed_mark *mark)
{
    struct mark_reading reading = {line, 0};
    *mark = (struct typed_mark){0};
    skip_unseen(&reading);
    size_t from = reading.at;
    while (take_one(&reading, "*_"))
        continue;
    struct str around = str_slice(line, from, reading.at);
    if (!read_bare(&reading, mark))
        return false;
    mark->emphasised = around.count > 0;
    if (around.count > 0 &&
        !str_starts(str_slice(line, reading.at, line.count), around))
        return false;
    reading.at += around.count;
    mark->count = reading.at;
    mark->spaced = skip_blanks(&reading) > 0;
    mark->text = reading.at;
    mark->markdown = mark->markdown && mark->spaced && around.count == 0;
    uint32_t next = peek(&reading);
    return next != 0 && next != '\r' && (mark->spaced || may_touch(mark, next));
}

// ----- One behind the other -----

bool typed_mark_is_first(const struct typed_mark *mark)
{
    if (mark->kind == TYPED_NUMBER)
        return mark->number == 1;
    if (mark->kind != TYPED_LETTER || mark->number == 1)
        return true;
    for (size_t i = 0; i < COUNT(alphabets); i++)
        if (alphabets[i].first == mark->sign)
            return true;
    return false;
}

static UScriptCode script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)c, &status);
}

static bool letter_follows(uint32_t letter, uint32_t before)
{
    for (size_t i = 0; i < COUNT(alphabets); i++)
        if (alphabets[i].first == before)
            return alphabets[i].second == letter;
    if (letter < 0x80)
        return letter == before + 1;
    return letter != before && script_of(letter) == script_of(before) &&
           (char_is_arabic_letter(letter) ||
            (letter > before && letter <= before + 2));
}

bool typed_mark_follows(const struct typed_mark *mark,
                        const struct typed_mark *before)
{
    if (mark->kind != before->kind || mark->form != before->form ||
        mark->capital != before->capital)
        return false;
    switch (mark->kind) {
    case TYPED_BULLET:
    case TYPED_DASH:
        return mark->sign == before->sign;
    case TYPED_NUMBER:
        return mark->number == before->number + 1;
    case TYPED_LETTER:
        if (mark->number > 0 && mark->number == before->number + 1 &&
            before->number > 0)
            return true;
        return mark->sign > 0 && before->sign > 0 &&
               letter_follows(mark->sign, before->sign);
    case TYPED_CHECK:
    case TYPED_NONE:
        break;
    }
    return mark->kind == TYPED_CHECK;
}

bool typed_mark_stays(const struct typed_mark *mark)
{
    return mark->kind == TYPED_LETTER || mark->kind == TYPED_CHECK ||
           mark->form == 'o';
}
