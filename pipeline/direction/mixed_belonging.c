// SPDX-License-Identifier: MIT
// Which numbers belong to a foreign phrase, and which stops.
#include "direction/mixed_runs.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/months.h"

#include <unicode/uchar.h>
#include <unicode/ucurr.h>

// ----- Looking round -----

size_t direction_next_seen(const struct mixed_line *line, size_t at)
{
    while (cell_is(line, at, CELL_SPACE) || cell_is(line, at, CELL_OBJECT) ||
           cell_is(line, at, CELL_JOINER))
        at++;
    return at;
}

size_t direction_before_spaces(const struct mixed_line *line, size_t at)
{
    while (at > 0 && cell_is(line, at - 1, CELL_SPACE))
        at--;
    return at;
}

const struct mixed_number *direction_number_at(const struct mixed_line *line,
                                               size_t at)
{
    if (at >= line->count || line->cells[at].number == NO_CELL)
        return NULL;
    return &line->numbers[line->cells[at].number];
}

// ----- Words -----

static struct str text_of(const struct mixed_line *line, size_t start,
                          size_t end)
{
    struct buffer text = {0};
    for (size_t at = start; at < end; at++)
        if (line->cells[at].c)
            buffer_add_utf8(&text, line->cells[at].c);
    return buffer_to_arena(&text, line->arena);
}

enum { WORD_LONGEST = 24 };

static bool ends_word(const struct mixed_line *line, size_t at)
{
    const struct mixed_cell *cell = &line->cells[at];
    return cell->kind == CELL_SPACE || cell->kind == CELL_BREAK ||
           cell->c == 0 || cell->partner != NO_CELL;
}

struct str direction_word_before(const struct mixed_line *line, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start < WORD_LONGEST &&
           !ends_word(line, start - 1))
        start--;
    return text_of(line, start, end);
}

// The word from a cell on, without a stop behind it.
static struct str word_at(const struct mixed_line *line, size_t start)
{
    size_t end = start;
    while (end < line->count && end - start < WORD_LONGEST &&
           !ends_word(line, end))
        end++;
    while (end > start + 1 && (char_is_stop(line->cells[end - 1].c) ||
                               char_is_arabic_stop(line->cells[end - 1].c)))
        end--;
    return text_of(line, start, end);
}

static size_t letters_before(const struct mixed_line *line, size_t end)
{
    size_t start = end;
    while (start > 0 && cell_is(line, start - 1, CELL_FOREIGN))
        start--;
    return end - start;
}

static bool is_free(const struct mixed_line *line, size_t at)
{
    return at == 0 || ends_word(line, at - 1) ||
           cell_is(line, at - 1, CELL_NATIVE); // وU.S.
}

// U.S, Ph.D, ه.ش: short parts with a stop between them.
static bool parts_with_stops(const struct mixed_line *line, size_t end)
{
    size_t stops = 0;
    for (size_t at = end;; stops++) {
        size_t count = letters_before(line, at);
        if (count == 0 || count > 3 || line->cells[at - 1].address)
            return false;
        at -= count;
        if (at == 0 || line->cells[at - 1].c != '.')
            return stops > 0 && is_free(line, at);
        at--;
    }
}

// M. of a name: one letter, a capital where there are capitals.
static bool is_initial(const struct mixed_line *line, size_t end)
{
    size_t start = end;
    while (start > 0 && cell_is(line, start - 1, CELL_FOREIGN) &&
           !u_isalpha((UChar32)line->cells[start - 1].c))
        start--; // a mark, or ZWJ
    if (start == 0 || letters_before(line, start) != 1)
        return false;
    return !u_islower((UChar32)line->cells[start - 1].c) &&
           is_free(line, start - 1);
}

// cit., al., ff.: short words in small letters end no Dari sentence.
static bool is_short_and_small(const struct mixed_line *line, size_t end)
{
    size_t count = letters_before(line, end);
    return count > 0 && count <= 3 && is_free(line, end - count) &&
           u_islower((UChar32)line->cells[end - count].c);
}

bool direction_abbreviation(const struct mixed_line *line, size_t end)
{
    if (!cell_is(line, end - 1, CELL_FOREIGN))
        return false;
    if (parts_with_stops(line, end) || is_initial(line, end) ||
        is_short_and_small(line, end))
        return true;
    struct str word = direction_word_before(line, end);
    struct str stopped = arena_printf(line->arena, "%.*s.", STR_ARG(word));
    return languages_list(ROW_no_sentence_end, stopped, STR("")) ||
           languages_list(ROW_honorifics, stopped, STR("")) ||
           languages_list(ROW_before_numbers, stopped, STR(""));
}

// p., No., Rs., and what is short and no acronym: Nov. 18, but NATO. 5.
static bool awaits_number(const struct mixed_line *line, size_t end)
{
    enum { SHORT_WORD = 5 };
    size_t count = letters_before(line, end);
    return direction_abbreviation(line, end) ||
           (count > 0 && count <= SHORT_WORD &&
            u_islower((UChar32)line->cells[end - 1].c));
}

bool direction_number_is_native(const struct mixed_line *line,
                                const struct mixed_number *number)
{
    size_t at = number->end;
    if (cell_char(line, at) == ')' && line->cells[at].partner == NO_CELL)
        return true; // 2) counts the items of the sentence
    while (cell_is(line, at, CELL_JOINER))
        at++;
    return cell_is(line, at, CELL_NATIVE);
}

// ----- From right to left: numbers behind a phrase -----

static int value_of(const struct mixed_line *line, size_t start, size_t end)
{
    int value = 0;
    for (size_t at = start; at < end; at++)
        value = value * 10 + char_digit_value(line->cells[at].c);
    return value;
}

// 2019, and 2018 of 2018–21.
static bool is_year(const struct mixed_line *line,
                    const struct mixed_number *number)
{
    size_t end = number->range == NO_CELL ? number->end : number->range;
    if (end - number->start != 4)
        return false;
    for (size_t at = number->start; at < end; at++)
        if (!cell_is(line, at, CELL_DIGIT))
            return false;
    int year = value_of(line, number->start, end);
    return year >= 1200 && year < 2200;
}

static bool is_function_word(const struct mixed_line *line, struct str word)
{
    return languages_list(ROW_conjunctions, word, line->lang) ||
           languages_list(ROW_leads_on, word, line->lang);
}

static bool behind_year(const struct mixed_line *line, size_t end)
{
    size_t year = cell_is(line, end - 1, CELL_FOREIGN) ? end - 1 : end;
    const struct mixed_number *number =
        year > 0 ? direction_number_at(line, year - 1) : NULL;
    return number && number->end == year && is_year(line, number);
}

// Tel: 0799 123 456, World Bank 2019a: 44–46, but no «Agenda 2030: 5 هدف»,
// where the number is that of what follows.
static bool goes_over_colon(const struct mixed_line *line, size_t end,
                            const struct mixed_number *number)
{
    size_t next = direction_next_seen(line, number->end);
    return number->as_written || !cell_is(line, next, CELL_NATIVE) ||
           (number->range != NO_CELL && behind_year(line, end)) ||
           is_function_word(line, word_at(line, next));
}

static bool is_operator(uint32_t c)
{
    return c == '=' || c == '<' || c == '>' || c == '~' || c == 0xD7 ||
           c == 0xF7 || c == 0xB1 || c == CHAR_MINUS || c == '+' || c == '*' ||
           (c >= 0x2248 && c <= 0x2267);
}

static bool counts_on(uint32_t c)
{
    return c == 0x2116 || c == 0xA7 || c == '#' || c == 0xBA;
}

static size_t whole_number_end(const struct mixed_number *number)
{
    return number->percent == NO_CELL ? number->end : number->percent + 1;
}

// Behind = or <: the number of whichever digits, p < 0.05.
static size_t operand_end(const struct mixed_line *line, size_t at, size_t end)
{
    uint32_t c = cell_char(line, at);
    if (!is_operator(c) && !counts_on(c))
        return end;
    const struct mixed_number *number =
        direction_number_at(line, direction_next_seen(line, at + 1));
    bool ours = number && !direction_number_is_native(line, number) &&
                (number->european || is_operator(c));
    return ours ? whole_number_end(number) : end;
}

size_t direction_rtl_number_end(const struct mixed_line *line, size_t start,
                                size_t end)
{
    (void)start;
    size_t at = end;
    at += cell_char(line, at) == '.' && awaits_number(line, end);
    at += cell_char(line, at) == ',';
    bool colon = at == end && cell_char(line, at) == ':';
    size_t next = direction_next_seen(line, at + colon);
    const struct mixed_number *number = direction_number_at(line, next);
    if (!number)
        return at == end && !cell_is(line, end - 1, CELL_PIECE)
                   ? operand_end(line, next, end)
                   : end;
    if (next == at + colon || number->start != next || !number->european ||
        direction_number_is_native(line, number) ||
        (colon && !goes_over_colon(line, end, number)))
        return end;
    return whole_number_end(number);
}

// ----- From right to left: numbers before a phrase -----

// Is it a word by which the number before it is counted: 5 km/h, 18 May?
static bool takes_number(struct str word)
{
    enum calendar calendar;
    return languages_list(ROW_units, word, STR("")) ||
           languages_list(ROW_calendar_words, word, STR("")) ||
           month_named(word, &calendar) > 0;
}

static bool is_acronym(struct str word)
{
    for (size_t offset = 0; offset < word.count;)
        if (u_islower((UChar32)utf8_next(word, &offset)))
            return false;
    return true;
}

// What stands before a number may keep it: قطعنامهٔ 1325. Nothing, a sign or a
// word such as «in» does not.
static bool is_kept(const struct mixed_line *line,
                    const struct mixed_number *number)
{
    size_t end = direction_before_spaces(line, number->start);
    return end > 0 && cell_is(line, end - 1, CELL_NATIVE) &&
           !is_function_word(line, direction_word_before(line, end));
}

// CAD, as ICU knows currencies.
static bool is_currency(struct str word)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar code[4] = {0};
    for (size_t i = 0; i < word.count && word.count == 3; i++)
        code[i] = (unsigned char)word.bytes[i];
    return word.count == 3 && is_acronym(word) &&
           ucurr_isAvailable(code, U_DATE_MIN, U_DATE_MAX, &status) &&
           U_SUCCESS(status);
}

static bool word_follows(const struct mixed_line *line, size_t at)
{
    while (at < line->count && !ends_word(line, at))
        at++;
    return cell_is_word(line, direction_next_seen(line, at));
}

// 100 Mbps, 1 atm, 8:30 AM, 18:00 UTC: small letters, or one or two; names are
// longer, and begin with a capital or have no other letter.
static bool looks_like_unit(const struct mixed_line *line,
                            const struct mixed_number *number, size_t start)
{
    bool time = false;
    struct str word = word_at(line, start);
    for (size_t at = number->start; at < number->end; at++)
        time = time || line->cells[at].c == ':';
    size_t offset = 0;
    bool capital = u_isupper((UChar32)utf8_next(word, &offset));
    size_t longest = capital ? is_acronym(word) && !time ? 2 : 4 : SIZE_MAX;
    bool alone = time || !capital || !word_follows(line, start);
    return alone && (utf8_count(word) <= longest || is_currency(word));
}

// Does a number go with the word behind it? By its unit or month always; else
// where no word before it keeps it: a year stands alone before an acronym, a
// telephone number before a name.
static bool goes_with_word(const struct mixed_line *line,
                           const struct mixed_number *number, size_t start)
{
    struct str word = word_at(line, start);
    bool year = is_year(line, number);
    if (!number->european || direction_number_is_native(line, number))
        return false;
    if (takes_number(word) || number->money)
        return true;
    if (number->as_written)
        return u_islower((UChar32)line->cells[start].c); // ext. 12
    if (!year && looks_like_unit(line, number, start))
        return true;
    return !is_kept(line, number) && !(year && is_acronym(word));
}

static bool is_unit_sign(uint32_t c)
{
    return c == '%' || c == 0xB0 || c == 0x2030 || c == 0x2032 || c == 0xB5;
}

static bool links_number(uint32_t c)
{
    return char_is_hyphen(c) || c == '/' || c == 0xD7;
}

static const struct mixed_number *number_before(const struct mixed_line *line,
                                                size_t first, size_t end)
{
    const struct mixed_number *number =
        end > first ? direction_number_at(line, end - 1) : NULL;
    bool ours = number && number->end == end && number->start >= first;
    return ours ? number : NULL;
}

// 5 < x and 12 = n: the number on the other side.
static const struct mixed_number *operand_before(const struct mixed_line *line,
                                                 size_t first, size_t start)
{
    size_t at = direction_before_spaces(line, start);
    if (at == first || !is_operator(line->cells[at - 1].c))
        return NULL;
    return number_before(line, first, direction_before_spaces(line, at - 1));
}

// 5km, 12/B, ۵°C: whatever digits touch the word.
static const struct mixed_number *glued_before(const struct mixed_line *line,
                                               size_t first, size_t start)
{
    bool linked = start > first + 1 && links_number(line->cells[start - 1].c);
    return number_before(line, first, start - linked);
}

// § 5, 6 BGB: the number before the comma is as much of the phrase as the one
// behind it.
static size_t list_start(const struct mixed_line *line, size_t first,
                         size_t start)
{
    size_t at = direction_before_spaces(line, start);
    const struct mixed_number *number =
        at > first + 1 && line->cells[at - 1].c == ','
            ? number_before(line, first, at - 1)
            : NULL;
    bool ours = number && number->european && !number->as_written &&
                direction_number_at(line, start) && !is_kept(line, number);
    return ours ? number->start : start;
}

size_t direction_rtl_number_start(const struct mixed_line *line, size_t first,
                                  size_t start)
{
    const struct mixed_number *number = glued_before(line, first, start);
    if (!number)
        number = operand_before(line, first, start);
    if (number)
        return number->start;
    size_t at = direction_before_spaces(line, start);
    bool sign = at > first && is_unit_sign(line->cells[at - 1].c);
    if (sign)
        at = direction_before_spaces(line, at - 1);
    number = number_before(line, first, at);
    if (!number)
        return list_start(line, first, start);
    bool touches = at + 1 == start; // ۲۵°C
    bool ours = sign ? number->european || touches
                     : goes_with_word(line, number, start);
    return ours ? number->start : start;
}

// ----- From left to right -----

// Is it a word whose number follows: ماده 5, ص 3?
static bool names_number(const struct mixed_line *line, size_t end)
{
    static const enum language_row rows[] = {
        ROW_before_numbers, ROW_section_words, ROW_counters, ROW_counting_words,
        ROW_caption_words};
    struct str word = direction_word_before(line, end);
    for (size_t i = 0; i < COUNT(rows); i++)
        if (languages_list(rows[i], word, STR("")))
            return true;
    return false;
}

// A telephone number in an English sentence is the sentence's.
static bool goes_with_arabic(const struct mixed_line *line,
                             const struct mixed_number *number, bool european)
{
    return number && !number->as_written && !number->money &&
           (european || !number->european) &&
           !direction_number_is_native(line, number);
}

size_t direction_ltr_number_end(const struct mixed_line *line, size_t end)
{
    uint32_t c = cell_char(line, end);
    size_t at = end;
    bool arabic = char_is_arabic_stop(c);
    if (arabic || c == ':' || (c == '.' && direction_abbreviation(line, end)))
        at++;
    size_t next = direction_next_seen(line, at);
    const struct mixed_number *number = direction_number_at(line, next);
    if (next == at && !arabic)
        return end;
    // 0–9 are the English sentence's, but within a citation.
    bool european = arabic || names_number(line, end);
    return goes_with_arabic(line, number, european) && number->start == next
               ? whole_number_end(number)
               : end;
}

size_t direction_ltr_number_start(const struct mixed_line *line, size_t first,
                                  size_t start)
{
    size_t at = direction_before_spaces(line, start);
    if (at > first && char_is_arabic_stop(line->cells[at - 1].c))
        at--;
    const struct mixed_number *number =
        at > first ? direction_number_at(line, at - 1) : NULL;
    if (!number && at > first + 1) { // ۱۲٪ زنان
        size_t before = direction_before_spaces(line, at - 1);
        number = before > first ? direction_number_at(line, before - 1) : NULL;
        if (!number || number->percent != at - 1)
            return start;
    }
    return goes_with_arabic(line, number, false) && number->start >= first
               ? number->start
               : start;
}
