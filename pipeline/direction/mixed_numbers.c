// SPDX-License-Identifier: MIT
// Numbers of a paragraph: where each begins and ends, and which are read as
// they are written whatever stands around them.
#include "direction/mixed_line.h"

#include "base/characters.h"

#include <unicode/uchar.h>

// Groups of digits with one separator between two: 12–15, 2024-11-18.
enum { GROUPS_MOST = 12 };
struct groups {
    size_t count;  // of the groups
    size_t digits; // of all
    size_t lengths[GROUPS_MOST];
    unsigned long values[GROUPS_MOST];
    bool zero[GROUPS_MOST]; // it begins with one
    size_t hyphen;          // the first of them, a cell
    size_t hyphens, dashes, spaces, brackets;
    bool decimal; // a stop, comma or colon within a group
    bool ascii;   // the digits of the first
};

static int digit_at(const struct mixed_line *line, size_t at)
{
    return cell_is(line, at, CELL_DIGIT) ? char_digit_value(line->cells[at].c)
                                         : -1;
}

static bool is_dash(uint32_t c)
{
    return c == CHAR_EN_DASH || c == CHAR_MINUS;
}

static bool divides_digits(uint32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == '/' || c == '\'' ||
           c == CHAR_APOSTROPHE || c == CHAR_ARABIC_DECIMAL ||
           c == CHAR_ARABIC_THOUSANDS;
}

// The digits from a cell on, as one more group; the cell behind them.
static size_t add_group(const struct mixed_line *line, size_t at,
                        struct groups *groups)
{
    size_t group =
        groups->count < GROUPS_MOST ? groups->count : GROUPS_MOST - 1;
    if (groups->count++ == 0)
        groups->ascii = line->cells[at].c < 0x80;
    groups->lengths[group] = 0;
    groups->values[group] = 0;
    groups->zero[group] = digit_at(line, at) == 0;
    for (; digit_at(line, at) >= 0; at++) {
        groups->digits++;
        if (++groups->lengths[group] <= 9)
            groups->values[group] =
                groups->values[group] * 10 + (unsigned long)digit_at(line, at);
    }
    return at;
}

// All that joins digits to digits without a space.
static size_t read_groups(const struct mixed_line *line, size_t at,
                          struct groups *groups)
{
    at = add_group(line, at, groups);
    for (;;) {
        uint32_t c = cell_char(line, at);
        if (digit_at(line, at + 1) < 0)
            return at;
        if (divides_digits(c))
            groups->decimal = groups->decimal || c != '/';
        else if (char_is_hyphen(c))
            groups->hyphens++;
        else if (is_dash(c))
            groups->dashes++;
        else
            return at;
        if (!divides_digits(c) && groups->hyphen == NO_CELL)
            groups->hyphen = at;
        at = add_group(line, at + 1, groups);
    }
}

// ----- Ranges and what is read as it is written -----

// 2018–21 goes on from 2018; 2024-11 is a month.
static bool rises(const struct groups *groups)
{
    unsigned long from = groups->values[0], to = groups->values[1];
    size_t more = groups->lengths[0] - groups->lengths[1];
    if (groups->lengths[1] < groups->lengths[0] && more <= 2)
        from %= groups->lengths[1] == 1 ? 10 : 100;
    return from < to && groups->lengths[1] < groups->lengths[0] + 3;
}

// From one number to another, and no number that a hyphen divides.
static bool is_range(const struct groups *groups)
{
    if (groups->hyphens + groups->dashes != 1 || groups->spaces)
        return false;
    if (groups->decimal || groups->dashes)
        return true;
    bool zero = groups->zero[0] || groups->zero[1];
    return !zero &&
           (rises(groups) ||
            (groups->digits < 7 && groups->lengths[0] == groups->lengths[1]));
}

static bool all_years(const struct groups *groups)
{
    for (size_t i = 0; i < groups->count && i < GROUPS_MOST; i++)
        if (groups->lengths[i] != 4 || groups->values[i] < 1200 ||
            groups->values[i] > 2199)
            return false;
    return true;
}

// 12 500 000: one to three digits, then three in each.
static bool by_thousands(const struct groups *groups)
{
    for (size_t i = 1; i < groups->count && i < GROUPS_MOST; i++)
        if (groups->lengths[i] != 3)
            return false;
    return groups->lengths[0] <= 3 && !groups->zero[0];
}

static bool short_group(const struct groups *groups)
{
    for (size_t i = 0; i < groups->count && i < GROUPS_MOST; i++)
        if (groups->lengths[i] < 2)
            return true;
    return groups->count > GROUPS_MOST;
}

// Telephone numbers, accounts, dates by year and month: their parts follow one
// another from left to right in every script.
static bool is_as_written(const struct groups *groups, bool plus)
{
    enum { TELEPHONE_LEAST = 7, TELEPHONE_MOST = 15 };
    bool long_enough =
        groups->digits >= TELEPHONE_LEAST && groups->digits <= TELEPHONE_MOST;
    if (groups->count < 2)
        return false;
    if (plus || groups->zero[0])
        return long_enough && !groups->decimal;
    if (groups->spaces == 0 && groups->brackets == 0) {
        if (groups->hyphens + 1 < groups->count || groups->decimal)
            return false;
        return groups->count > 2 || (!is_range(groups) && groups->hyphens);
    }
    if (groups->decimal || groups->brackets || groups->dashes)
        return false;
    if (by_thousands(groups))
        return true;
    return groups->count > 2 && groups->digits > TELEPHONE_LEAST &&
           !short_group(groups) && !all_years(groups);
}

static bool is_percent(uint32_t c)
{
    return c == '%' || c == 0x2030 || c == CHAR_ARABIC_PERCENT || c == 0x609 ||
           c == 0x60A;
}

// Is a cell what the author, or an earlier run of this, has marked?
static bool is_marked(const struct mixed_line *line, size_t at)
{
    return cell_is(line, at, CELL_PIECE) ||
           (cell_is(line, at, CELL_NATIVE) && line->cells[at].c == 0);
}

// May a number go on in it? A percent sign is no more of a number.
static bool goes_on_in(const struct mixed_line *line, size_t at)
{
    if (!is_marked(line, at))
        return false;
    const struct node *text = line->cells[at].node->first;
    return !text || text->kind != NODE_TEXT ||
           !is_percent(utf8_after(text->as.text.text, 0));
}

// One digit at the end is another number; +967 1 345 678 goes on.
static bool one_digit(const struct mixed_line *line, size_t at)
{
    return digit_at(line, at + 1) < 0 &&
           (cell_char(line, at + 1) == 0 || digit_at(line, at + 2) < 0 ||
            digit_at(line, at + 3) < 0);
}

// A further group of a number with spaces: behind one space, or in brackets.
static size_t next_group(const struct mixed_line *line, size_t at,
                         struct groups *groups)
{
    size_t next = at;
    bool space = cell_is(line, next, CELL_SPACE) && line->cells[next].c;
    next += space;
    bool bracket = cell_char(line, next) == '(';
    next += bracket;
    if (next == at || digit_at(line, next) < 0 ||
        groups->ascii != (line->cells[next].c < 0x80))
        return at;
    if (!bracket && one_digit(line, next))
        return at;
    next = read_groups(line, next, groups);
    if (bracket && cell_char(line, next++) != ')')
        return at;
    if (goes_on_in(line, next))
        return at;
    groups->spaces += space;
    groups->brackets += bracket;
    return next;
}

// The end of a number that spaces or brackets divide; the start itself where
// there is none.
static size_t divided_end(const struct mixed_line *line, size_t start)
{
    struct groups groups = {.hyphen = NO_CELL};
    size_t at = start, end = start;
    bool plus = cell_char(line, at) == '+';
    at += plus;
    bool bracket = cell_char(line, at) == '(';
    at += bracket;
    if (digit_at(line, at) < 0)
        return start;
    at = read_groups(line, at, &groups);
    if (bracket && cell_char(line, at++) != ')')
        return start;
    groups.brackets = bracket;
    if (bracket && !plus && !groups.zero[0])
        return start;
    for (;;) {
        if (is_as_written(&groups, plus))
            end = at;
        if (digit_at(line, at) >= 0) { // (0)20
            at = read_groups(line, at, &groups);
            continue;
        }
        size_t next = next_group(line, at, &groups);
        if (next == at || groups.count > GROUPS_MOST)
            return end;
        at = next;
    }
}

// ----- Signs at its ends -----

static bool begins(const struct mixed_line *line, size_t at)
{
    if (at == 0)
        return true;
    uint32_t c = line->cells[at - 1].c;
    return cell_is(line, at - 1, CELL_SPACE) ||
           cell_is(line, at - 1, CELL_OBJECT) || char_opens_enclosure(c) ||
           c == 0x2018 || c == '"';
}

// −5 has its minus on the left; in «3 -5» it may be a hyphen.
static bool minus_before(const struct mixed_line *line, size_t start)
{
    if (start == 0 || !begins(line, start - 1))
        return false;
    uint32_t c = line->cells[start - 1].c;
    if (c != '-' && c != CHAR_MINUS && c != '+' && c != 0xB1)
        return false;
    size_t before = start - 1;
    while (before > 0 && cell_is(line, before - 1, CELL_SPACE))
        before--;
    return before == 0 || (!cell_is(line, before - 1, CELL_DIGIT) &&
                           !cell_is(line, before - 1, CELL_PIECE));
}

static bool is_money(uint32_t c)
{
    return c && u_charType((UChar32)c) == U_CURRENCY_SYMBOL &&
           u_charDirection((UChar32)c) == U_EUROPEAN_NUMBER_TERMINATOR;
}

static bool ends_number(const struct mixed_line *line, size_t at)
{
    uint32_t c = cell_char(line, at);
    return at >= line->count || cell_is(line, at, CELL_SPACE) ||
           cell_is(line, at, CELL_BREAK) || cell_is(line, at, CELL_OBJECT) ||
           char_is_stop(c) || char_is_arabic_stop(c) ||
           char_closes_enclosure(c);
}

// €300, 300 €: the sign is the number's, beside it or behind one space.
static void take_money(const struct mixed_line *line,
                       struct mixed_number *number)
{
    size_t before = number->start, after = number->end;
    if (before > 0 && cell_is(line, before - 1, CELL_SPACE))
        before--;
    after += cell_is(line, after, CELL_SPACE);
    if (before > 0 && is_money(line->cells[before - 1].c) &&
        line->cells[before - 1].number == NO_CELL) {
        number->start = before - 1;
        number->money = true;
    } else if (is_money(cell_char(line, after)) &&
               ends_number(line, after + 1)) {
        number->end = after + 1;
        number->money = true;
    }
}

static size_t percent_behind(const struct mixed_line *line, size_t end)
{
    end += cell_is(line, end, CELL_SPACE);
    return is_percent(cell_char(line, end)) ? end : NO_CELL;
}

static void look_at_digits(const struct mixed_line *line,
                           struct mixed_number *number)
{
    number->european = true;
    for (size_t at = number->start; at < number->end; at++) {
        uint32_t c = line->cells[at].c;
        if (!cell_is(line, at, CELL_DIGIT))
            continue;
        number->european = number->european && c < 0x80;
        number->arabic_indic =
            number->arabic_indic || char_is_arabic_indic_digit(c);
    }
}

// −5% is set as one: the sign of 0–9 may stand on either side of a number.
static void take_percent(struct mixed_number *number)
{
    if (number->european && number->percent == number->end) {
        number->end++;
        number->percent = NO_CELL;
    }
}

static void add_number(struct mixed_line *line, struct mixed_number number)
{
    look_at_digits(line, &number);
    number.percent = percent_behind(line, number.end);
    if (minus_before(line, number.start)) {
        number.start--;
        number.negative = true;
        take_percent(&number);
    } else if (number.european && number.percent == NO_CELL &&
               !is_marked(line, number.end)) {
        take_money(line, &number);
    }
    for (size_t at = number.start; at < number.end; at++)
        line->cells[at].number = (uint32_t)line->number_count;
    ARENA_PUSH(line->arena, line->numbers, line->number_count,
               line->number_capacity) = number;
}

// ----- All of them -----

static bool joined_to_letter(const struct mixed_line *line, size_t at)
{
    return at > 0 &&
           (cell_is_word(line, at - 1) || cell_is(line, at - 1, CELL_NATIVE));
}

// 10⁻³: what is raised goes with the digits before it.
static size_t raised_end(const struct mixed_line *line, size_t end)
{
    for (;; end++) {
        uint32_t c = cell_char(line, end);
        bool raised =
            c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x208E);
        if (!raised || !cell_is(line, end, CELL_SIGN))
            return end;
    }
}

// The number that begins at a cell; false where none does.
static bool number_at(const struct mixed_line *line, size_t at,
                      struct mixed_number *number)
{
    bool digit = digit_at(line, at) >= 0;
    uint32_t c = line->cells[at].c;
    *number = (struct mixed_number){
        .start = at, .range = NO_CELL, .percent = NO_CELL};
    if (!digit && c != '+' && c != '(')
        return false;
    size_t divided = joined_to_letter(line, at) ? at : divided_end(line, at);
    if (divided > at) {
        number->end = divided;
        number->as_written = true;
        return true;
    }
    if (!digit)
        return false;
    struct groups groups = {.hyphen = NO_CELL};
    number->end = raised_end(line, read_groups(line, at, &groups));
    number->range = is_range(&groups) ? groups.hyphen : NO_CELL;
    number->as_written =
        !joined_to_letter(line, at) && is_as_written(&groups, false);
    return true;
}

void direction_numbers(struct mixed_line *line)
{
    struct mixed_number number;
    for (size_t at = 0; at < line->count; at++)
        if (!line->cells[at].address && number_at(line, at, &number)) {
            at = number.end - 1;
            add_number(line, number);
        }
}
