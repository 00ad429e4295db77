// SPDX-License-Identifier: MIT
// How each language names months.
//
// CLDR 42 mixes Iranian months into fa-AF and puts a Latin era into Pashto
// dates; the files have the names that Afghan calendars print.
#ifndef QALAM_MONTHS_H
#define QALAM_MONTHS_H

#include "languages/date.h"

// The month that a word names in any language of the tables, by its letters
// and not their spelling: case, Arabic or Farsi yeh, hamza. 0 for none.
int month_named(struct str word, enum calendar *calendar);

// A word's characters with what only spelling tells apart folded away.
struct str months_fold(struct str word, char *out, size_t room);

#endif
