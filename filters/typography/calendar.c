// SPDX-License-Identifier: MIT
// The date of a brief in the calendar that its settings have first.
#include "typography/typography_rules.h"

#include "languages/language.h"
#include "languages/date.h"

// The years for which the rule of leap years is known to hold.
enum { FIRST_SOLAR_YEAR = 1200, LAST_SOLAR_YEAR = 1500 };

// A month of one calendar lies in two of the other's: without a day nothing is
// converted, since nobody said which.
static bool convertible(struct date date)
{
    struct date solar = date_to_solar_hijri(date);
    return date.given && date.day > 0 && solar.year >= FIRST_SOLAR_YEAR &&
           solar.year <= LAST_SOLAR_YEAR;
}

static struct date converted(struct date date)
{
    return date.calendar == CALENDAR_GREGORIAN ? date_to_solar_hijri(date)
                                               : date_to_gregorian(date);
}

// Iran and Afghanistan count by the sun's years; Pashto in Pakistan does not.
static bool counts_solar(struct str lang)
{
    const char *const *calendar = language_row(lang, ROW_calendar);
    return calendar[0] && str_equal(str_of(calendar[0]), STR("solar-hijri")) &&
           !language_region_listed(lang, calendar + 1);
}

// False where the author's date stays as it is.
static bool wanted_calendar(const struct metadata *meta, struct str lang,
                            enum calendar *wanted)
{
    switch ((enum calendar_answer)settings_answer(&meta->settings,
                                                  SETTING_CALENDAR)) {
    case CALENDAR_ANSWER_AUTHOR:
        return false;
    case CALENDAR_ANSWER_SOLAR:
        *wanted = CALENDAR_SOLAR_HIJRI;
        return true;
    case CALENDAR_ANSWER_GREGORIAN:
        *wanted = CALENDAR_GREGORIAN;
        return true;
    case CALENDAR_ANSWER_LANGUAGE:
        *wanted = CALENDAR_SOLAR_HIJRI;
        return counts_solar(lang);
    }
    return false;
}

void calendar_set(struct metadata *meta, struct str lang)
{
    struct date first = meta->date, second = meta->date_gregorian;
    enum calendar wanted;
    if (!first.given || !wanted_calendar(meta, lang, &wanted))
        return;
    if (!second.given && convertible(first))
        second = converted(first);
    bool turn =
        second.given && first.calendar != wanted && second.calendar == wanted;
    meta->date = turn ? second : first;
    meta->date_gregorian = turn ? first : second;
}
