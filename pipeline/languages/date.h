// SPDX-License-Identifier: MIT
// Dates: reading them, two calendars, writing them in words.
#ifndef QALAM_DATE_H
#define QALAM_DATE_H

#include "base/arena.h"
#include "base/str.h"

enum calendar { CALENDAR_GREGORIAN, CALENDAR_SOLAR_HIJRI };
// As given. month and day may be 0: only a year, or a month.
struct date {
    bool given;
    enum calendar calendar;
    int year, month, day;
    struct str written; // the author's words
};

// Parsing takes 2021, 11/18/2024, 2021-10, 2021-10-05, 15 October 2021, ۱۹ قوس
// ۱۳۲۷, ۱۴۰۳/۸/۲۸ and their like, in Gregorian or Solar Hijri (years 1200 to
// 1500 are Solar Hijri); false where it is none or does not exist.
bool date_parse(struct str written, struct date *date);
// Why a text is no date, where it is one to its writer.
enum date_doubt {
    DATE_NONE,   // it says no day
    DATE_LUNAR,  // of the lunar Hijri calendar, which goes by the moon
    DATE_SEASON, // Spring 2024; *date has the year
    DATE_ORDER,  // 4/5/2024: April or May
};
enum date_doubt date_doubt(struct str written, struct date *date);
struct date date_to_gregorian(struct date date); // same precision
struct date date_to_solar_hijri(struct date date);
// In the words of the language, in the date's own calendar; months from our
// own table (CLDR 42 mixes Iranian months into fa-AF).
struct str date_long(struct arena *arena, struct str tag, struct date date);
// Seconds from 1970 to the date's first day, 00:00Z.
int64_t date_seconds(struct date date);
// Whether a day can be in both, whatever their calendars: in a month or a year
// where no more is given.
bool date_agrees(struct date a, struct date b);
// The Gregorian date of a day, counted from 1970-01-01.
struct date date_of_day(int64_t days);

#endif
