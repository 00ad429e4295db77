// SPDX-License-Identifier: MIT
// The date of a brief in the calendar that its house prints first.
#include "house_text.h"

#include "language.h"

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

void calendar_set(struct metadata *meta)
{
    struct date first = meta->date, second = meta->date_gregorian;
    enum calendar wanted =
        house_answer(&meta->house, HOUSE_CALENDAR) == CALENDAR_ANSWER_SOLAR
            ? CALENDAR_SOLAR_HIJRI
            : CALENDAR_GREGORIAN;
    if (!house_asks(&meta->house, HOUSE_CALENDAR) || !first.given)
        return;
    if (!second.given && convertible(first))
        second = converted(first);
    bool turn =
        second.given && first.calendar != wanted && second.calendar == wanted;
    meta->date = turn ? second : first;
    meta->date_gregorian = turn ? first : second;
}
