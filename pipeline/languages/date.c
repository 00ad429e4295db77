// SPDX-License-Identifier: MIT
// Dates: reading them, two calendars, writing them in words.
#include "base/characters.h"
#include "languages/date.h"
#include "languages/language.h"
#include "languages/months.h"

// ----- Calendars -----

enum {
    LONGEST_DATE = 120, // bytes; more is a sentence, not a date
    FIRST_SOLAR = 1200, // years that are read as Solar Hijri
    LAST_SOLAR = 1500,
};

// Leap years by the 33-year rule, which agrees with the calendars printed in
// Kabul and Tehran for all of these years: the 1st, 5th, 9th, 13th, 17th,
// 22nd, 26th and 30th of each cycle.
static const int leap_in_cycle[] = {1, 5, 9, 13, 17, 22, 26, 30};

static bool solar_leap(int year)
{
    for (size_t i = 0; i < 8; i++)
        if (year % 33 == leap_in_cycle[i])
            return true;
    return false;
}

// Leap years from 0 to before `year`.
static int64_t solar_leaps_before(int year)
{
    int64_t leaps = (int64_t)(year / 33) * 8;
    for (size_t i = 0; i < 8; i++)
        leaps += leap_in_cycle[i] < year % 33;
    return leaps;
}

static bool gregorian_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(enum calendar calendar, int year, int month)
{
    static const int gregorian[] = {31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    if (calendar == CALENDAR_GREGORIAN)
        return gregorian[month - 1] + (month == 2 && gregorian_leap(year));
    if (month <= 6)
        return 31;
    return month == 12 && !solar_leap(year) ? 29 : 30;
}

// Days from 1970-01-01 to the first day of a year.
static int64_t year_start(enum calendar calendar, int year)
{
    if (calendar == CALENDAR_GREGORIAN) {
        int64_t before = year - 1;
        return before * 365 + before / 4 - before / 100 + before / 400 - 719162;
    }
    // 1400-01-01 is 2021-03-21, day 18707.
    return 18707 + (int64_t)(year - 1400) * 365 + solar_leaps_before(year) -
           solar_leaps_before(1400);
}

static int64_t day_number(struct date date)
{
    int64_t days = year_start(date.calendar, date.year);
    for (int month = 1; month < date.month; month++)
        days += month_length(date.calendar, date.year, month);
    return days + (date.day ? date.day - 1 : 0);
}

static void set_day_number(struct date *date, int64_t days)
{
    int year = date->year;
    while (year_start(date->calendar, year) > days)
        year--;
    while (year_start(date->calendar, year + 1) <= days)
        year++;
    days -= year_start(date->calendar, year);
    int month = 1;
    for (; days >= month_length(date->calendar, year, month); month++)
        days -= month_length(date->calendar, year, month);
    date->year = year;
    date->month = month;
    date->day = (int)days + 1;
}

// A year or month alone becomes the one that holds its middle: 2021 is 1400,
// of which it has nine months, not 1399.
static struct date convert(struct date date, enum calendar calendar)
{
    if (!date.given || date.calendar == calendar)
        return date;
    struct date middle = date, result = date;
    if (date.month == 0)
        middle.month = 7;
    if (date.day == 0)
        middle.day = 15;
    result.calendar = calendar;
    result.year += calendar == CALENDAR_GREGORIAN ? 621 : -621;
    set_day_number(&result, day_number(middle));
    if (date.month == 0)
        result.month = 0;
    if (date.day == 0)
        result.day = 0;
    return result;
}

struct date date_to_gregorian(struct date date)
{
    return convert(date, CALENDAR_GREGORIAN);
}

struct date date_to_solar_hijri(struct date date)
{
    return convert(date, CALENDAR_SOLAR_HIJRI);
}

struct date date_of_day(int64_t days)
{
    struct date date = {.given = true, .calendar = CALENDAR_GREGORIAN};
    date.year = (int)(1970 + days / 366); // set_day_number moves on from here
    set_day_number(&date, days);
    return date;
}

int64_t date_seconds(struct date date)
{
    return day_number(date) * 86400;
}

struct days {
    int64_t first, past; // counted from 1970-01-01
};

// The days that a date stands for: one, those of a month or of a year.
static struct days days_of(struct date date)
{
    struct date next = date;
    if (date.day) {
        int64_t day = day_number(date);
        return (struct days){day, day + 1};
    }
    bool year = date.month == 0 || date.month == 12;
    next.year += year;
    next.month = date.month == 0 ? 0 : year ? 1 : date.month + 1;
    return (struct days){day_number(date), day_number(next)};
}

bool date_agrees(struct date a, struct date b)
{
    struct days x = days_of(a), y = days_of(b);
    return x.first < y.past && y.first < x.past;
}

// ----- Reading -----

// What a written date is made of.
struct pieces {
    int numbers[3], number_count;
    uint32_t separators[2]; // between numbers: '-', '/', '.', or ' '
    int month;              // by its name
    enum calendar calendar; // of that name
};

static bool read_word(struct str word, bool after_digit, struct pieces *pieces)
{
    char out[LONGEST_DATE];
    struct str folded = months_fold(word, out, sizeof out);
    // ۲۸مه is the Pashto ordinal; مه alone is the Persian May.
    if (after_digit && languages_list(ROW_day_endings, folded, STR("")))
        return true;
    enum calendar calendar;
    int month = month_named(word, &calendar);
    if (month == 0)
        return languages_list(ROW_date_fillers, folded, STR(""));
    if (pieces->month != 0)
        return false;
    pieces->month = month;
    pieces->calendar = calendar;
    return true;
}

static bool read_number(struct str s, size_t *offset, struct pieces *pieces)
{
    int number = 0, digits = 0;
    while (*offset < s.count) {
        size_t after = *offset;
        int value = char_digit_value(utf8_next(s, &after));
        if (value < 0)
            break;
        if (++digits > 4)
            return false;
        number = number * 10 + value;
        *offset = after;
    }
    if (pieces->number_count == 3 || number == 0)
        return false;
    pieces->numbers[pieces->number_count++] = number;
    return true;
}

static bool read_separator(uint32_t c, struct pieces *pieces)
{
    bool mark = char_is_hyphen(c) || c == '/' || c == '.' ||
                c == CHAR_EN_DASH || c == CHAR_ARABIC_DECIMAL;
    bool space = c == ',' || c == CHAR_ARABIC_COMMA ||
                 char_is_bidi_control(c) || char_is_space(c);
    int count = pieces->number_count;
    if (mark && count >= 1 && count <= 2)
        pieces->separators[count - 1] =
            c == '/' || c == '.' ? c : (uint32_t)'-';
    return mark || space;
}

static bool read_pieces(struct str s, struct pieces *pieces)
{
    bool after_digit = false;
    for (size_t offset = 0; offset < s.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(s, &offset);
        if (char_is_digit(c)) {
            offset = start;
            if (!read_number(s, &offset, pieces))
                return false;
            after_digit = true;
            continue;
        }
        if (char_is_word_letter(c)) {
            size_t end = offset;
            while (end < s.count && char_is_word_letter(utf8_next(s, &end)))
                offset = end;
            if (!read_word(str_slice(s, start, offset), after_digit, pieces))
                return false;
        } else if (!read_separator(c, pieces)) {
            return false;
        }
        after_digit = false;
    }
    return true;
}

// Numbers only: year first, or day or month first where that is the only
// reading: 5.10.2021, 28/8/1403, 11/18/2024, but not 5/10/2021, which is May in
// America.
static bool order_numbers(const struct pieces *pieces, struct date *date)
{
    const int *n = pieces->numbers;
    int count = pieces->number_count;
    if (count == 0 || (count < 3 && n[0] < 1000 && n[1] < 1000))
        return false;
    for (int i = 1; i < count; i++)
        if (pieces->separators[i - 1] == 0)
            return false;
    if (n[0] >= 1000) {
        *date = (struct date){.year = n[0], .month = n[1], .day = n[2]};
        return true;
    }
    if (count == 2) {
        *date = (struct date){.year = n[1], .month = n[0]};
        return true;
    }
    bool solar = n[2] >= FIRST_SOLAR && n[2] <= LAST_SOLAR;
    *date = (struct date){.year = n[2], .month = n[1], .day = n[0]};
    if (!solar && n[0] <= 12 && n[1] > 12 && pieces->separators[0] != '.') {
        *date = (struct date){.year = n[2], .month = n[0], .day = n[1]};
        return true;
    }
    return solar || n[0] > 12 || pieces->separators[0] == '.';
}

// A day, a month by name and a year in any order, or without the day.
static bool order_named(const struct pieces *pieces, struct date *date)
{
    *date = (struct date){.month = pieces->month, .calendar = pieces->calendar};
    for (int i = 0; i < pieces->number_count; i++) {
        int *field = pieces->numbers[i] >= 1000 ? &date->year : &date->day;
        if (*field != 0)
            return false;
        *field = pieces->numbers[i];
    }
    return date->year != 0;
}

static bool exists(const struct date *date)
{
    bool solar = date->calendar == CALENDAR_SOLAR_HIJRI;
    if (solar && (date->year < FIRST_SOLAR || date->year > LAST_SOLAR))
        return false;
    if (date->year < 1000 || date->month < 0 || date->month > 12)
        return false;
    return date->day == 0 ||
           (date->day > 0 && date->month > 0 &&
            date->day <= month_length(date->calendar, date->year, date->month));
}

// 2021-10-05T12:30:00Z, as YAML writes a moment: its date counts.
static struct str without_time(struct str s)
{
    size_t time = str_find(s, STR("T"));
    bool moment = time == 10 && s.count > 13 && s.bytes[13] == ':' &&
                  s.bytes[4] == '-' && s.bytes[7] == '-';
    return moment ? str_slice(s, 0, time) : s;
}

bool date_parse(struct str written, struct date *date)
{
    struct pieces pieces = {0};
    struct str s = without_time(str_trim(written));
    if (s.count == 0 || s.count > LONGEST_DATE || !read_pieces(s, &pieces))
        return false;
    if (pieces.month ? !order_named(&pieces, date)
                     : !order_numbers(&pieces, date))
        return false;
    if (!pieces.month && date->year >= FIRST_SOLAR && date->year <= LAST_SOLAR)
        date->calendar = CALENDAR_SOLAR_HIJRI;
    date->written = written;
    date->given = exists(date);
    return date->given;
}

// ----- What is none -----

static bool begins_by_row(struct str word, enum language_row row)
{
    char out[LONGEST_DATE], known[LONGEST_DATE];
    struct str folded = months_fold(word, out, sizeof out), value;
    struct language_walk walk = {.row = row};
    while (languages_next(&walk, &value))
        if (str_starts(folded, months_fold(value, known, sizeof known)))
            return true;
    return false;
}

struct doubted {
    int year; // of four digits; 0: none, or several
    size_t years;
    bool season, lunar;
};

static void doubt_word(struct str word, struct doubted *doubted)
{
    char out[LONGEST_DATE];
    struct str folded = months_fold(word, out, sizeof out);
    doubted->season = doubted->season ||
                      languages_list(ROW_seasons, folded, STR("")) ||
                      languages_list(ROW_seasons, word, STR(""));
    doubted->lunar = doubted->lunar || begins_by_row(word, ROW_lunar_months);
}

static void doubt_number(struct str number, struct doubted *doubted)
{
    int value = 0;
    for (size_t at = 0; at < number.count;)
        value = value * 10 + char_digit_value(utf8_next(number, &at));
    if (value < 1000)
        return;
    doubted->year = value;
    doubted->years++;
}

// Words and numbers one after the other, whatever is between them.
static struct doubted look_at(struct str s)
{
    struct doubted doubted = {0};
    for (size_t offset = 0; offset < s.count;) {
        size_t start = offset, end = offset;
        uint32_t c = utf8_next(s, &offset);
        bool digit = char_is_digit(c);
        if (!digit && !char_is_word_letter(c))
            continue;
        for (end = offset; end < s.count; offset = end) {
            c = utf8_next(s, &end);
            if (digit ? !char_is_digit(c) : !char_is_word_letter(c))
                break;
        }
        struct str piece = str_slice(s, start, offset);
        if (digit && piece.count <= 2 * 4)
            doubt_number(piece, &doubted);
        else if (!digit)
            doubt_word(piece, &doubted);
    }
    return doubted;
}

enum date_doubt date_doubt(struct str written, struct date *date)
{
    struct pieces pieces = {0};
    struct str s = str_trim(written);
    *date = (struct date){.written = written};
    if (s.count == 0 || s.count > LONGEST_DATE)
        return DATE_NONE;
    struct doubted doubted = look_at(s);
    bool hijri = doubted.year >= 1300 && doubted.year <= LAST_SOLAR;
    if (doubted.lunar && hijri)
        return DATE_LUNAR;
    if (doubted.season && doubted.years == 1) {
        date->year = doubted.year;
        date->calendar =
            doubted.year <= LAST_SOLAR && doubted.year >= FIRST_SOLAR
                ? CALENDAR_SOLAR_HIJRI
                : CALENDAR_GREGORIAN;
        date->given = exists(date);
        return date->given ? DATE_SEASON : DATE_NONE;
    }
    bool numbers = read_pieces(s, &pieces) && pieces.month == 0 &&
                   pieces.number_count == 3 && pieces.numbers[2] >= 1000;
    return numbers && pieces.numbers[0] <= 12 && pieces.numbers[1] <= 12
               ? DATE_ORDER
               : DATE_NONE;
}

// ----- Writing -----

// Empty where the language has no names for them.
static struct str month_name(struct str tag, struct date date)
{
    bool solar = date.calendar == CALENDAR_SOLAR_HIJRI;
    const char *const *names =
        language_row(tag, solar ? ROW_solar_months : ROW_months);
    if (!solar && date.day == 0 && language_has(tag, ROW_months_alone))
        names = language_row(tag, ROW_months_alone);
    return names[0] ? str_of(names[date.month - 1]) : STR("");
}

// French writes the first day of a month, and only that, as an ordinal.
static struct str day_of(struct arena *arena, struct str tag, int day)
{
    struct str first = language_value(tag, ROW_first_day);
    return day == 1 && first.count ? first
                                   : language_number(arena, tag, (unsigned)day);
}

// The numbers of a language without a table, in ISO 8601's order.
static struct str in_numbers(struct arena *arena, struct str tag,
                             struct date date)
{
    struct str iso =
        date.day ? arena_printf(arena, "%d-%02d-%02d", date.year, date.month,
                                date.day)
                 : arena_printf(arena, "%d-%02d", date.year, date.month);
    return language_digits(arena, tag, iso);
}

struct str date_long(struct arena *arena, struct str tag, struct date date)
{
    if (!date.given)
        return STR("");
    if (date.month == 0)
        return language_number(arena, tag, (unsigned)date.year);
    struct str month = month_name(tag, date);
    const char *const *form = language_row(tag, ROW_date_form);
    if (month.count == 0 || !form[0])
        return in_numbers(arena, tag, date);
    struct str day = day_of(arena, tag, date.day),
               year = language_number(arena, tag, (unsigned)date.year),
               out = STR("");
    for (const char *p = form[date.day ? 0 : 1]; *p; p++) {
        struct str piece = {p, 1};
        if (*p == '{') {
            piece = p[1] == 'd' ? day : p[1] == 'm' ? month : year;
            p += 2;
        }
        out = arena_printf(arena, "%.*s%.*s", STR_ARG(out), STR_ARG(piece));
    }
    return out;
}
