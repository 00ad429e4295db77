// SPDX-License-Identifier: MIT
// Reading, converting and writing dates.
#include "unit.h"

#include "languages/language.h"
#include "languages/date.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void is(struct date date, int year, int month, int day)
{
    assert_true(date.given);
    assert_int_equal(date.year, year);
    assert_int_equal(date.month, month);
    assert_int_equal(date.day, day);
}

// Pairs that calendars of Kabul print; 1399, 1403 and 1408 are leap years.
static const struct {
    int solar[3], gregorian[3];
} pairs[] = {
    {{1399, 12, 30}, {2021, 3, 20}}, {{1400, 1, 1}, {2021, 3, 21}},
    {{1403, 8, 28}, {2024, 11, 18}}, {{1403, 12, 30}, {2025, 3, 20}},
    {{1405, 1, 1}, {2026, 3, 21}},   {{1405, 9, 1}, {2026, 11, 22}},
    {{1408, 12, 30}, {2030, 3, 20}}, {{1409, 1, 1}, {2030, 3, 21}},
    {{1327, 9, 19}, {1948, 12, 10}},
};

static void calendars_agree_on_known_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const int *s = pairs[i].solar, *g = pairs[i].gregorian;
        struct date solar = {true,   CALENDAR_SOLAR_HIJRI, s[0], s[1], s[2],
                             STR("")};
        struct date gregorian = {true,   CALENDAR_GREGORIAN, g[0], g[1], g[2],
                                 STR("")};
        is(date_to_gregorian(solar), g[0], g[1], g[2]);
        is(date_to_solar_hijri(gregorian), s[0], s[1], s[2]);
        assert_int_equal(date_seconds(solar), date_seconds(gregorian));
    }
}

static void every_day_goes_there_and_back(void **state)
{
    (void)state;
    struct date day = {true, CALENDAR_GREGORIAN, 1990, 1, 1, STR("")};
    int64_t seconds = date_seconds(day);
    for (int year = 1990; year < 2060; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= 28; d++) {
                day.year = year, day.month = month, day.day = d;
                struct date solar = date_to_solar_hijri(day);
                is(date_to_gregorian(solar), year, month, d);
                assert_true(date_seconds(solar) >= seconds);
                seconds = date_seconds(solar);
            }
}

static void years_and_months_keep_their_precision(void **state)
{
    (void)state;
    struct date year = {true, CALENDAR_GREGORIAN, 2021, 0, 0, STR("")};
    is(date_to_solar_hijri(year), 1400, 0, 0);
    is(date_to_gregorian(date_to_solar_hijri(year)), 2021, 0, 0);
    struct date aqrab = {true, CALENDAR_SOLAR_HIJRI, 1400, 8, 0, STR("")};
    is(date_to_gregorian(aqrab), 2021, 11, 0);
}

static void seconds_count_from_1970(void **state)
{
    (void)state;
    struct date date;
    assert_true(date_parse(STR("1970-01-01"), &date));
    assert_int_equal(date_seconds(date), 0);
    assert_true(date_parse(STR("2021"), &date));
    assert_int_equal(date_seconds(date), 1609459200);
    assert_true(date_parse(STR("2021-10-05"), &date));
    assert_int_equal(date_seconds(date), 1633392000);
    assert_true(date_parse(STR("1900-03-01"), &date));
    assert_int_equal(date_seconds(date), -2203891200);
}

static void parses(const char *written, enum calendar calendar, int year,
                   int month, int day)
{
    struct date date;
    if (!date_parse(str_of(written), &date))
        fail_msg("“%s” is a date", written);
    if (date.calendar != calendar || date.year != year || date.month != month ||
        date.day != day)
        fail_msg("“%s” was read as %d-%d-%d (%s)", written, date.year,
                 date.month, date.day,
                 date.calendar == CALENDAR_GREGORIAN ? "Gregorian" : "Solar");
    assert_str(date.written, written);
}

static void gregorian_dates_are_read(void **state)
{
    (void)state;
    enum calendar g = CALENDAR_GREGORIAN;
    parses("2021", g, 2021, 0, 0);
    parses(" 2021 ", g, 2021, 0, 0);
    parses("2021-10", g, 2021, 10, 0);
    parses("2021-10-05", g, 2021, 10, 5);
    parses("2021/10/5", g, 2021, 10, 5);
    parses("2021-10-05T09:30:00Z", g, 2021, 10, 5);
    parses("5.10.2021", g, 2021, 10, 5);
    parses("25/12/2021", g, 2021, 12, 25);
    parses("15 October 2021", g, 2021, 10, 15);
    parses("15th of October, 2021", g, 2021, 10, 15);
    parses("October 15, 2021", g, 2021, 10, 15);
    parses("Sept. 2021", g, 2021, 9, 0);
    parses("29 February 2024", g, 2024, 2, 29);
    parses("15. März 2021", g, 2021, 3, 15);
    parses("1er août 2021", g, 2021, 8, 1);
    parses("15 октября 2021 г.", g, 2021, 10, 15);
    parses("октябрь 2021", g, 2021, 10, 0);
    parses("15 октябри соли 2021", g, 2021, 10, 15);
    parses("2021-yil 15-oktabr", g, 2021, 10, 15);
    parses("2021 йил 15 октябрь", g, 2021, 10, 15);
    parses("۱۴ اکتوبر ۲۰۲۱", g, 2021, 10, 14);
    parses("10 دسامبر 1948", g, 1948, 12, 10);
    parses("۲۰۲۱ م", g, 2021, 0, 0);
    parses("د ۲۰۲۱ د اکټوبر ۱۴", g, 2021, 10, 14);
    parses("٥ أكتوبر ٢٠٢١", g, 2021, 10, 5);
    parses("۵ فروری ۲۰۲۱", g, 2021, 2, 5);
}

static void solar_hijri_dates_are_read(void **state)
{
    (void)state;
    enum calendar s = CALENDAR_SOLAR_HIJRI;
    parses("1400", s, 1400, 0, 0);
    parses("۱۴۰۰", s, 1400, 0, 0);
    parses("۱۴۰۳/۸/۲۸", s, 1403, 8, 28);
    parses("۲۸/۸/۱۴۰۳", s, 1403, 8, 28);
    parses("1403-08", s, 1403, 8, 0);
    parses("۱۹ قوس ۱۳۲۷", s, 1327, 9, 19);
    parses("۱۹ قوس ۱۳۲۷ هـ ش", s, 1327, 9, 19);
    parses("۱۹ برج قوس سال ۱۳۲۷", s, 1327, 9, 19);
    parses("19 Qaws 1327", s, 1327, 9, 19);
    parses("د ۱۴۰۳ د لړم ۲۸", s, 1403, 8, 28);
    parses("د ۱۴۰۳ کال د لړم ۲۸مه", s, 1403, 8, 28);
    parses("د چنګاښ ۵، ۱۴۰۰", s, 1400, 4, 5);
    parses("۵ چنگاښ ۱۴۰۰", s, 1400, 4, 5);
    parses("ليندۍ ۱۴۰۰", s, 1400, 9, 0);
    parses("۱۵ مهر ۱۴۰۰", s, 1400, 7, 15);
    parses("٣٠ حوت ١٣٩٩", s, 1399, 12, 30);
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "   ",
        "soon",
        "2021-13",
        "2021-02-29",
        "2021-10-32",
        "30 February 2021",
        "30 حوت 1400",   // 1400 is no leap year
        "31 میزان 1400", // the second half of the year has 30 days
        "15 قوس 2021",   // a Solar month in a Gregorian year
        "5/10/2021",     // May or October
        "15 October",
        "October",
        "15 October 2021 2022",
        "15 October November 2021",
        "۱۰ محرم ۱۴۴۳", // lunar: not one of ours
        "20211005",
        "2021 10",
        "-",
        "0",
        "2021-00-00",
        "Interview, 15 October 2021",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct date date = {0};
        if (date_parse(str_of(wrong[i]), &date) || date.given)
            fail_msg("“%s” is no date", wrong[i]);
    }
}

static void writes(const char *tag, const char *given, const char *expected)
{
    struct date date;
    if (!date_parse(str_of(given), &date))
        fail_msg("“%s” is a date", given);
    struct str out = date_long(arena, str_of(tag), date);
    assert_str(out, expected);
    struct date again; // what we write, we read
    if (!date_parse(out, &again) || again.year != date.year ||
        again.month != date.month || again.day != date.day)
        fail_msg("“%s” is not read back", expected);
}

static void dates_are_written_in_words(void **state)
{
    (void)state;
    writes("en", "2021-10-15", "15 October 2021");
    writes("en", "2021-10", "October 2021");
    writes("en", "2021", "2021");
    writes("en", "1403-08-28", "28 Aqrab 1403");
    writes("fa-AF", "1403-08-28", "۲۸ عقرب ۱۴۰۳");
    writes("fa-AF", "1403-06-01", "۱ سنبله ۱۴۰۳"); // no hamza: سنبلهٔ is CLDR's
    writes("fa-AF", "2021-10-15", "۱۵ اکتوبر ۲۰۲۱");
    writes("fa-AF", "1400", "۱۴۰۰");
    writes("fa", "1403-08-28", "۲۸ آبان ۱۴۰۳");
    writes("fa", "2021-10-15", "۱۵ اکتبر ۲۰۲۱");
    writes("ps", "1403-08-28", "د ۱۴۰۳ د لړم ۲۸");
    writes("ps", "2021-10-15", "د ۲۰۲۱ د اکټوبر ۱۵");
    writes("ps", "1403-04", "د ۱۴۰۳ چنګاښ");
    writes("ar", "2021-10-15", "15 أكتوبر 2021");
    writes("ur", "2021-10-15", "۱۵ اکتوبر ۲۰۲۱");
    writes("ru", "2021-10-15", "15 октября 2021 г.");
    writes("ru", "2021-10", "октябрь 2021 г.");
    writes("tg", "2021-10-15", "15 октябри соли 2021");
    writes("uz-Latn", "2021-10-15", "2021-yil 15-oktabr");
    writes("uz-Cyrl", "2021-10-15", "2021 йил 15 октябрь");
    writes("de", "2021-03-15", "15. März 2021");
    writes("fr", "2021-08-01", "1er août 2021");
    writes("fr", "2021-08-02", "2 août 2021");
    writes("nl", "2021-08-02", "2021-08-02");
}

static void every_month_is_read_as_it_is_written(void **state)
{
    (void)state;
    static const char *const tags[] = {"en", "fa-AF", "ps",      "fa",
                                       "ar", "ur",    "ru",      "tg",
                                       "de", "fr",    "uz-Latn", "uz-Cyrl"};
    for (size_t i = 0; i < 12; i++)
        for (int month = 1; month <= 12; month++)
            for (int calendar = 0; calendar < 2; calendar++)
                for (int day = 0; day < 2; day++) {
                    struct date date = {true,
                                        (enum calendar)calendar,
                                        calendar ? 1400 : 2021,
                                        month,
                                        day,
                                        STR("")};
                    struct date again;
                    struct str out = date_long(arena, str_of(tags[i]), date);
                    if (!date_parse(out, &again) || again.month != month ||
                        again.calendar != date.calendar)
                        fail_msg("%s: “%.*s” is not read back", tags[i],
                                 STR_ARG(out));
                }
}

// What is no date, as its writer means it.
static void test_doubt(void **state)
{
    static const struct {
        const char *written;
        enum date_doubt doubt;
        int year;
    } rows[] = {
        {"Spring 2024", DATE_SEASON, 2024},
        {"summer, 2021", DATE_SEASON, 2021},
        {"بهار ۱۴۰۳", DATE_SEASON, 1403},
        {"پسرلی ۱۴۰۳", DATE_SEASON, 1403},
        {"خزان سال ۱۴۰۲", DATE_SEASON, 1402},
        {"ربيع 2024", DATE_SEASON, 2024},
        {"17 Ramadan 1445", DATE_LUNAR, 0},
        {"13 Rab\u012B\u02BF al-Awwal 1446", DATE_LUNAR, 0},
        {"۲۹ جمادی\u200Cالاول ۱۴۴۶", DATE_LUNAR, 0},
        {"١٧ رمضان ١٤٤٥ هـ", DATE_LUNAR, 0},
        {"ذوالحجه ۱۴۴۵", DATE_LUNAR, 0},
        {"4/5/2024", DATE_ORDER, 0},
        {"04-05-2024", DATE_ORDER, 0},
        // The month of a man's name, two seasons, words that only look so.
        {"Winter 2023-2024", DATE_NONE, 0},
        {"soon", DATE_NONE, 0},
        {"Springfield 2024", DATE_NONE, 0},
        {"Ramadan 2024", DATE_NONE, 0},
        {"11/18/24", DATE_NONE, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date date;
        if (date_doubt(str_of(rows[i].written), &date) != rows[i].doubt ||
            date.year != rows[i].year)
            fail_msg("%s: %d", rows[i].written, date.year);
    }
}

// The one reading that there is.
static void test_month_first(void **state)
{
    static const char *const same[] = {"11/18/2024", "18/11/2024", "11-18-2024",
                                       "18.11.2024", "2024-11-18"};
    for (size_t i = 0; i < COUNT(same); i++) {
        struct date date;
        assert_true(date_parse(str_of(same[i]), &date));
        assert_int_equal(date.month, 11);
        assert_int_equal(date.day, 18);
    }
    struct date date;
    assert_false(date_parse(STR("11.18.2024"), &date));
    assert_false(date_parse(STR("2/30/2024"), &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_month_first),
        cmocka_unit_test(calendars_agree_on_known_days),
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(years_and_months_keep_their_precision),
        cmocka_unit_test(seconds_count_from_1970),
        cmocka_unit_test(gregorian_dates_are_read),
        cmocka_unit_test(solar_hijri_dates_are_read),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(dates_are_written_in_words),
        cmocka_unit_test(every_month_is_read_as_it_is_written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
