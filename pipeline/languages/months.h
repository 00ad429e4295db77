// SPDX-License-Identifier: MIT
// How each language names months and writes a date. Private to date.c.
//
// CLDR 42 mixes Iranian months into fa-AF and puts a Latin era into Pashto
// dates; these are the names that Afghan calendars print.
#ifndef QALAM_MONTHS_H
#define QALAM_MONTHS_H

#include "model/brief.h"

struct months {
    const char *gregorian[12], *solar_hijri[12];
    const char *alone[12];             // without a day, where that differs
    const char *full, *month_and_year; // {d} {m} {y}
};

// NULL for a language that has no table.
const struct months *months_of(struct str tag);

// The month that a word names in any language of the tables, by its letters
// and not their spelling: case, Arabic or Farsi yeh, hamza. 0 for none.
int month_named(struct str word, enum calendar *calendar);

// A word's characters with what only spelling tells apart folded away.
struct str months_fold(struct str word, char *out, size_t room);

#endif
