// SPDX-License-Identifier: MIT
// Dates in the text that cannot be right: a weekday that the day was not, and
// a Solar Hijri date beside another Gregorian one.
#include "base/characters.h"
#include "check/checks.h"
#include "text/text_dates.h"

#include "languages/language.h"
#include "languages/date.h"

#include <unicode/uchar.h>

// ----- Days -----

static int64_t day_of(struct date date)
{
    int64_t seconds = date_seconds(date);
    return seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
}

// ----- Finding dates -----

// How many places of a brief are tried.
enum { LIMIT_TRIES = 2000 };

struct search {
    struct checks *checks;
    const struct text_view *view;
    size_t *tries; // of the brief, that are left
};

// ----- Two calendars -----

// Does the text between two dates say that they are one?
static bool stand_for_one(const struct text_view *view, size_t start,
                          size_t end)
{
    enum { FARTHEST = 48 }; // bytes
    bool sign = false;
    struct str between = str_slice(view->text, start, end);
    struct text_view gap = {.text = between};
    struct text_view_word word;
    if (between.count > FARTHEST)
        return false;
    for (size_t at = 0; at < between.count;) {
        uint32_t c = utf8_next(between, &at);
        sign = sign || c == '(' || c == '/' || c == '=';
        if (!u_isalpha((UChar32)c) && !char_is_space(c) && c != '(' &&
            c != ')' && c != '/' && c != '=' && c != ',' && c != '.' &&
            c != CHAR_ARABIC_COMMA && c != CHAR_TATWEEL && c != CHAR_ZWNJ)
            return false;
    }
    for (size_t at = 0; text_view_next_word(&gap, &at, &word); sign = true)
        if (!languages_list(ROW_calendar_words, word.text, view->lang))
            return false;
    return sign;
}

// 1400 (2021) may be a number of people in English; in the languages of the
// Solar Hijri calendar it is two years.
static bool comparable(const struct text_view *view, const struct text_date *a,
                       const struct text_date *b)
{
    struct str lang = text_view_part(view, a->start)->lang;
    bool at_home = language_lists(lang, ROW_calendar, STR("solar-hijri"));
    bool years = a->date.month == 0 || b->date.month == 0;
    return a->date.calendar != b->date.calendar && (at_home || !years);
}

static void check_calendars(struct checks *checks, const struct text_view *view,
                            const struct text_date *a,
                            const struct text_date *b)
{
    if (!comparable(view, a, b) || !stand_for_one(view, a->end, b->start) ||
        date_agrees(a->date, b->date))
        return;
    struct date right = a->date.calendar == CALENDAR_GREGORIAN
                            ? date_to_solar_hijri(a->date)
                            : date_to_gregorian(a->date);
    checks_report(checks, view, b->start, b->end, MESSAGE_date_disagrees,
                  str_slice(view->text, a->start, a->end),
                  str_slice(view->text, b->start, b->end),
                  date_long(checks->arena, view->lang, right));
}

// ----- Weekdays -----

enum { WEEK = 7 };
// WEEK where it is none.
static int weekday_named(struct str word, struct str lang)
{
    static const enum language_row rows[] = {ROW_weekdays, ROW_weekdays_else};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *const *names = language_row(lang, rows[i]);
        for (int day = 0; names[day]; day++)
            if (str_equal(word, str_of(names[day])))
                return day;
    }
    return WEEK;
}

// سه شنبه in two words; which of them it is, the first tells.
static bool follows_number(const struct text_view *view, size_t previous_start,
                           size_t previous_end, struct text_view_word word)
{
    const char *const *counted = language_row(
        text_view_part(view, word.start)->lang, ROW_counted_weekday);
    struct str previous = str_slice(view->text, previous_start, previous_end);
    if (!counted[0] || !str_equal(word.text, str_of(counted[0])) ||
        !text_view_only_space(view, previous_end, word.start))
        return false;
    while (*++counted)
        if (str_equal(previous, str_of(*counted)))
            return true;
    return false;
}

static void check_weekday(struct search *search, struct text_view_word word,
                          int day)
{
    const struct text_view *view = search->view;
    struct text_date found;
    size_t start = word.end;
    while (start < view->text.count &&
           (char_is_blank(text_view_after(view, start)) ||
            text_view_after(view, start) == ',' ||
            text_view_after(view, start) == CHAR_ARABIC_COMMA))
        utf8_next(view->text, &start);
    // A full stop between the two ends a sentence.
    if (!u_isalnum((UChar32)text_view_after(view, start)) ||
        !text_date_from(view, start, search->tries, &found) ||
        found.date.day == 0)
        return;
    // 1970-01-01 was a Thursday.
    int right = (int)(((day_of(found.date) + 4) % WEEK + WEEK) % WEEK);
    if (right != day)
        checks_report(
            search->checks, view, word.start, word.end, MESSAGE_weekday_wrong,
            word.text, str_slice(view->text, found.start, found.end),
            str_of(language_row(text_view_part(view, word.start)->lang,
                                ROW_weekdays)[right]));
}

// ----- Both -----

static void check_weekdays(struct search *search)
{
    const struct text_view *view = search->view;
    struct text_view_word word;
    size_t previous_start = 0, previous_end = 0;
    for (size_t at = 0; text_view_next_word(view, &at, &word);) {
        int day =
            weekday_named(word.text, text_view_part(view, word.start)->lang);
        if (day < WEEK &&
            !follows_number(view, previous_start, previous_end, word))
            check_weekday(search, word, day);
        previous_start = word.start;
        previous_end = word.end;
    }
}

static void check_pairs_of_dates(struct search *search)
{
    struct text_date before = {0}, found;
    for (size_t at = 0;
         text_date_next(search->view, &at, search->tries, &found);
         before = found)
        if (before.end > 0)
            check_calendars(search->checks, search->view, &before, &found);
}

// What years a text has: none, some, or one of each calendar side by side.
enum years { NO_YEARS, YEARS, TWO_CALENDARS };

static bool is_solar(int year)
{
    return year >= 1200 && year <= 1500;
}

static enum years years_of(const struct text_view *view)
{
    enum { FARTHEST = 120 }; // bytes
    enum years years = NO_YEARS;
    int before = 0;
    size_t before_at = 0;
    struct text_view_word word;
    for (size_t at = 0; text_view_next_word(view, &at, &word);) {
        int year = text_year(word.text);
        if (year == 0)
            continue;
        if (before && word.start - before_at < FARTHEST &&
            is_solar(year) != is_solar(before))
            return TWO_CALENDARS;
        years = YEARS;
        before = year;
        before_at = word.start;
    }
    return years;
}

void check_dates(struct checks *checks)
{
    size_t tries = LIMIT_TRIES;
    for (size_t i = 0; i < checks->views.count; i++) {
        struct search search = {checks, &checks->views.items[i], &tries};
        enum years years = years_of(search.view);
        if (years != NO_YEARS)
            check_weekdays(&search);
        if (years == TWO_CALENDARS)
            check_pairs_of_dates(&search);
    }
}
