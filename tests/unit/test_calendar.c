// SPDX-License-Identifier: MIT
// The date in the calendar that the house asks for, against dates that
// calendars printed in Kabul have.
#include "reading.h"

#include "model/citation.h"
#include "typography/typography_rules.h"
#include "languages/language.h"
#include "languages/date.h"

// What the cover shows, and the first date in words.
static void assert_shown(const char *lang, const char *keys, const char *years,
                         const char *first)
{
    char text[400];
    snprintf(text, sizeof text, "---\ntitle: T\nlang: %s\n%s---\n\nText.\n",
             lang, keys);
    struct reading r = reading_of(text);
    struct metadata *meta = &r.brief->meta;
    for (size_t times = 0; times < 2; times++) {
        calendar_set(meta, r.brief->lang);
        assert_str(citation_year(r.brief->arena, r.brief), years);
        assert_str(date_long(r.brief->arena, r.brief->lang, meta->date), first);
    }
    assert_str(reading_said(&r), "");
    reading_free(&r);
}

static void asked(void **state)
{
    assert_shown("en", "date: 2024-11-18\ncalendar: solar-hijri\n",
                 "1403 / 2024", "28 Aqrab 1403");
    assert_shown("en", "date: 1403-08-28\ncalendar: gregorian\n", "2024 / 1403",
                 "18 November 2024");
    assert_shown("fa-AF", "date: 2024-03-20\ncalendar: solar-hijri\n",
                 "۱۴۰۳ / ۲۰۲۴", "۱ حمل ۱۴۰۳");
    assert_shown("fa-AF", "date: 2024-03-19\ncalendar: solar-hijri\n",
                 "۱۴۰۲ / ۲۰۲۴", "۲۹ حوت ۱۴۰۲");
    assert_shown("ps", "date: 2024-11-18\ncalendar: language\n", "۱۴۰۳ / ۲۰۲۴",
                 "د ۱۴۰۳ د لړم ۲۸");
}

static void left(void **state)
{
    assert_shown("en", "date: 2024-11-18\n", "2024", "18 November 2024");
    assert_shown("en", "date: 2024-11-18\ncalendar: language\n", "2024",
                 "18 November 2024");
    assert_shown("ps-PK", "date: 2024-11-18\ncalendar: language\n", "۲۰۲۴",
                 "د ۲۰۲۴ د نومبر ۱۸");
    // In November of 2024 lie two months, and nobody said which.
    assert_shown("en", "date: 2024-11\ncalendar: solar-hijri\n", "2024",
                 "November 2024");
    assert_shown("en", "date: 2024\ncalendar: solar-hijri\n", "2024", "2024");
    // Before the rule of leap years is known to hold.
    assert_shown("en", "date: 1776-07-04\ncalendar: solar-hijri\n", "1776",
                 "4 July 1776");
}

// Where the author gives both, they stay, in the order that is asked for.
static void both(void **state)
{
    assert_shown("en",
                 "date: 1403\ndate-gregorian: 2024-11\ncalendar: gregorian\n",
                 "2024 / 1403", "November 2024");
    assert_shown("en",
                 "date: 1403\ndate-gregorian: 2024\ncalendar: solar-hijri\n",
                 "1403 / 2024", "1403");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked),
        cmocka_unit_test(left),
        cmocka_unit_test(both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
