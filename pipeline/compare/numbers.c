// SPDX-License-Identifier: MIT
// Numbers and dates of a text, as facts.
#include "compare/facts.h"

#include "base/characters.h"
#include "languages/language.h"
#include "languages/months.h"
#include "text/text_dates.h"
#include "text/vocabulary.h"
#include "model/brief_text.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

enum { LONGEST_WORD = 64 }; // bytes; a longer one is none of the tables

struct scan {
    struct facts *facts;
    struct arena *arena;
    const struct text_view *view;
    const struct diag *diag;
    struct str home;
    bool cell;
    size_t weak_end; // where the last number of a page or note ended
};

static struct fact *add_fact(struct scan *scan, enum fact_kind kind,
                             size_t start, size_t end)
{
    struct facts *facts = scan->facts;
    struct fact *fact =
        &ARENA_PUSH(scan->arena, facts->items, facts->count, facts->capacity);
    *fact = (struct fact){.kind = kind, .section = SIZE_MAX};
    fact->at = brief_text_place(scan->view, scan->diag, start, end);
    fact->written = arena_str(
        scan->arena, str_trim(str_slice(scan->view->text, start, end)));
    return fact;
}

// ----- Words around a number -----

static struct str word_after(const struct scan *scan, size_t end)
{
    struct text_view_word word;
    size_t at = end;
    struct str text = scan->view->text;
    while (at < text.count && (char_is_blank(text_view_after(scan->view, at)) ||
                               text_view_after(scan->view, at) == CHAR_ZWNJ))
        utf8_next(text, &at);
    if (at >= text.count || !char_in_word(text_view_after(scan->view, at)) ||
        !text_view_next_word(scan->view, &at, &word))
        return STR("");
    return word.text;
}

// The word before it, past full stops, spaces and ZWNJ.
static struct str word_before(const struct scan *scan, size_t start)
{
    struct str text = scan->view->text;
    size_t end = start, at;
    for (at = end; at > 0; end = at) {
        uint32_t c = utf8_previous(text, &at);
        if (!char_is_blank(c) && c != '.' && c != CHAR_ZWNJ)
            break;
    }
    for (at = end; at > 0; end = at) {
        uint32_t c = utf8_previous(text, &at);
        if (!char_in_word(c))
            return str_slice(text, end, start);
    }
    return str_slice(text, 0, start);
}

// That word alone; word_before goes up to the number.
static struct str first_word(struct str text)
{
    size_t end = 0;
    for (size_t at = 0; at < text.count; end = at)
        if (!char_in_word(utf8_next(text, &at)))
            break;
    return str_slice(text, 0, end);
}

static int64_t scale_of(struct str word, struct str lang)
{
    struct language_walk walk = {.row = ROW_scales, .text_lang = lang};
    struct str value;
    while (languages_next(&walk, &value)) {
        int64_t factor = language_numbered(&value);
        if (str_equal_ascii_case(word, value))
            return factor;
    }
    return 1;
}

// The words are in the form of months_fold.
static bool is_one_of(struct str word, enum language_row row, struct str lang)
{
    char out[LONGEST_WORD];
    return word.count > 0 &&
           languages_list(row, months_fold(word, out, sizeof out), lang);
}

static bool is_unit(struct str word, struct str lang)
{
    return is_one_of(word, ROW_counted_units, lang);
}

// Of a page or a note: another in every edition.
static bool is_counter(struct str word, struct str lang)
{
    return is_one_of(word, ROW_counters, lang);
}

// A decade or century: other calendars have another for it.
static bool is_of_time(struct str word, struct str lang)
{
    return is_one_of(word, ROW_time_words, lang);
}

// A day of a month without a year is another in the other calendar.
static bool is_month(struct str word)
{
    enum calendar calendar;
    return word.count > 0 && month_named(word, &calendar) != 0;
}

// ----- Numbers -----

enum {
    LEAST_MISSED = 13, // what is less is written in words here and there
    FIRST_SOLAR = 1200,
    LAST_SOLAR = 1500,
    FIRST_GREGORIAN = 1800,
    LAST_GREGORIAN = 2200,
};

static struct number shortest(struct number number)
{
    while (number.decimals > 0 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        number.decimals--;
    }
    return number;
}

// The number times what the word behind it says.
static struct number scaled(struct number number, int64_t factor)
{
    for (; factor > 1 && number.decimals > 0; factor /= 10)
        number.decimals--;
    if (number.mantissa < INT64_MAX / factor)
        number.mantissa *= factor;
    return shortest(number);
}

static bool may_be_year(struct str written, struct number number)
{
    int64_t value = number.mantissa;
    return number.decimals == 0 && text_year(written) != 0 &&
           ((value >= FIRST_SOLAR && value <= LAST_SOLAR) ||
            (value >= FIRST_GREGORIAN && value <= LAST_GREGORIAN));
}

static bool is_letter(uint32_t c)
{
    return c != 0 && c != CHAR_OBJECT && c != CHAR_ZWNJ && char_in_word(c);
}

// A4, G20, 1930s, 19th; not ۱۳۹۸ش nor و۱۳۹۸, which are years.
static bool is_attached(const struct scan *scan, size_t start, size_t end,
                        bool year)
{
    uint32_t before = text_view_before(scan->view, start);
    uint32_t after = text_view_after(scan->view, end);
    size_t at = start;
    if (before == '-' && at > 1) // COVID-19
        before = text_view_before(scan->view, at - 1);
    bool letters = is_letter(before) || is_letter(after);
    bool arabic_letters = (!is_letter(before) || char_is_arabic(before)) &&
                          (!is_letter(after) || char_is_arabic(after));
    return letters && !(year && arabic_letters);
}

// pp. 12–14: the second is one of a page too.
static bool only_dash(const struct scan *scan, size_t start, size_t end)
{
    struct str between = str_trim(str_slice(scan->view->text, start, end));
    return scan->weak_end > 0 &&
           (str_equal(between, STR("-")) || str_equal(between, STR("–")) ||
            str_equal(between, STR(",")) || str_equal(between, STR("،")));
}

static bool is_foreign(const struct scan *scan, size_t start)
{
    struct str lang = text_view_part(scan->view, start)->lang;
    return scan->view->kind != TEXT_NOTE &&
           !str_equal(language_primary(lang), language_primary(scan->home));
}

static bool counts_something(const struct scan *scan, size_t start, size_t end)
{
    uint32_t before = text_view_before(scan->view, start),
             after = text_view_after(scan->view, end);
    return after == '%' || after == CHAR_ARABIC_PERCENT || before == '%' ||
           before == CHAR_ARABIC_PERCENT ||
           u_charType((UChar32)before) == U_CURRENCY_SYMBOL ||
           u_charType((UChar32)after) == U_CURRENCY_SYMBOL;
}

static void take_number(struct scan *scan, size_t start, size_t end,
                        struct number number)
{
    struct str written = str_slice(scan->view->text, start, end);
    struct str before = first_word(word_before(scan, start));
    struct str after = word_after(scan, end), beyond = STR("");
    struct str lang = scan->view->lang;
    int64_t factor = scale_of(after, lang);
    bool year = may_be_year(written, number);
    bool paged =
        is_counter(before, lang) || only_dash(scan, scan->weak_end, start);
    bool counted = counts_something(scan, start, end) || is_unit(after, lang) ||
                   factor > 1 || number.decimals > 0;
    if (is_letter(text_view_after(scan->view, end))) // ۱۳۱۰مې لسيزې
        beyond = word_after(scan, end + after.count);
    bool day = number.mantissa <= 31 && number.decimals == 0 &&
               (is_month(before) || is_month(after) || is_month(beyond));
    struct fact *fact = add_fact(scan, FACT_NUMBER, start, end);
    fact->number = scaled(shortest(number), factor);
    fact->year = year && factor == 1;
    fact->weak = paged || is_attached(scan, start, end, year) ||
                 is_foreign(scan, start) || is_of_time(after, lang) ||
                 is_of_time(beyond, lang) || day ||
                 (!counted && !scan->cell && number.mantissa < LEAST_MISSED);
    scan->weak_end = paged ? end : 0;
}

static void take_numbers(struct scan *scan, size_t start, size_t end)
{
    struct str text = scan->view->text;
    for (size_t at = start; at < end;) {
        size_t from = at;
        if (!char_is_digit(utf8_next(text, &at)))
            continue;
        struct number number;
        at = from;
        if (number_scan(text, &at, text_view_part(scan->view, from)->lang,
                        &number))
            take_number(scan, from, at, number);
    }
}

// ----- In words -----

// In the form of months_fold: one yeh, one kaf. Persian and Pashto stand
// together: a word of the one is none of the other with another value.
static int value_of_cardinal(struct str folded, struct str lang)
{
    struct language_walk walk = {.row = ROW_number_words, .text_lang = lang};
    struct str word;
    while (languages_next(&walk, &word)) {
        int value = (int)language_numbered(&word);
        if (str_equal(folded, word))
            return value;
    }
    return 0;
}

// Of a cardinal, of the ordinal that is made of it, or of what Pashto makes of
// it after a preposition: سیزدهم, دیارلسمه, څلوېښتو.
static int value_of_word(struct str word, struct str lang)
{
    char out[LONGEST_WORD];
    struct str folded = months_fold(word, out, sizeof out), ending;
    struct language_walk walk = {.row = ROW_number_endings};
    int value = value_of_cardinal(folded, lang);
    while (value == 0 && languages_next(&walk, &ending))
        if (str_ends(folded, ending))
            value = value_of_cardinal(
                str_slice(folded, 0, folded.count - ending.count), lang);
    return value;
}

static bool joins(struct str word, struct str lang)
{
    return languages_list(ROW_number_joints, word, lang);
}

// A run of number words: what it comes to. thousands counts those that are
// complete; below is what follows them.
struct run {
    size_t start, end;
    int64_t thousands, below;
};

static void end_run(struct scan *scan, struct run *run)
{
    int64_t value = run->thousands + run->below;
    if (value > 0) {
        struct fact *fact = add_fact(scan, FACT_NUMBER, run->start, run->end);
        fact->weak = true;
        fact->number = (struct number){value, 0};
    }
    *run = (struct run){0};
}

static void take_word(struct scan *scan, struct run *run, size_t start,
                      size_t end, int value)
{
    int64_t last = run->below % 100;
    bool goes_on = value >= 1000 || value == 100 || run->below == 0 ||
                   (value < 100 && last == 0) ||
                   (value < 10 && last % 10 == 0 && last >= 20) ||
                   // Pashto says two and twenty.
                   (value % 10 == 0 && value < 100 && value >= 10 && last < 10);
    if (!goes_on)
        end_run(scan, run);
    if (run->thousands + run->below == 0)
        run->start = start;
    run->end = end;
    if (value >= 1000) {
        run->thousands += (run->below ? run->below : 1) * value;
        run->below = 0;
    } else if (value == 100) {
        run->below = (run->below ? run->below : 1) * 100;
    } else {
        run->below += value;
    }
}

// Words are cut at ZWNJ and hyphens too: thirty-one, سی-ویک.
static size_t end_of_part(struct str text, size_t start)
{
    size_t at = start, end = start;
    while (at < text.count) {
        uint32_t c = utf8_next(text, &at);
        if (c == CHAR_ZWNJ || !char_in_word(c))
            break;
        end = at;
    }
    return end;
}

static int value_at(struct str text, size_t start, size_t *end, struct str lang)
{
    *end = end_of_part(text, start);
    struct str word = str_slice(text, start, *end);
    int value = value_of_word(word, lang);
    // سی-ویک, with the and before the second word.
    if (value == 0 && str_starts(word, STR("و")) && word.count > 4)
        value = value_of_word(str_slice(word, 2, word.count), lang);
    return joins(word, lang) ? -1 : value;
}

static void take_words(struct scan *scan)
{
    struct str text = scan->view->text;
    struct run run = {0};
    for (size_t at = 0; at < text.count;) {
        size_t end, start = at;
        uint32_t c = utf8_next(text, &at);
        if (c == CHAR_ZWNJ || !char_in_word(c)) {
            // A number ends where its clause ends.
            if (!char_is_blank(c) && c != '-' && c != CHAR_ZWNJ)
                end_run(scan, &run);
            continue;
        }
        int value = value_at(text, start, &end, scan->view->lang);
        if (value > 0)
            take_word(scan, &run, start, end, value);
        else if (value == 0)
            end_run(scan, &run);
        at = end;
    }
    end_run(scan, &run);
}

// ----- All of a text -----

void facts_of_view(struct facts *facts, struct arena *arena,
                   const struct text_view *view, const struct diag *diag,
                   struct str home, bool cell)
{
    struct scan scan = {facts, arena, view, diag, home, cell, 0};
    struct text_date found;
    size_t tries = SIZE_MAX, done = 0;
    for (size_t at = 0; text_date_next(view, &at, &tries, &found);) {
        if (found.date.month == 0)
            continue; // a year is a number
        take_numbers(&scan, done, found.start);
        struct fact *fact = add_fact(&scan, FACT_DATE, found.start, found.end);
        fact->date = found.date;
        fact->date.written = fact->written;
        fact->weak = is_foreign(&scan, found.start);
        done = found.end;
    }
    take_numbers(&scan, done, view->text.count);
    take_words(&scan);
}
