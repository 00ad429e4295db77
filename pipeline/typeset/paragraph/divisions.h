// SPDX-License-Identifier: MIT
// Words that are divided where a list says so: Af-ghan-i-stan.
//
// The lists are that of a brief and its series, and, for names, that of the
// language. A word is its own or one with an ending: Afghanistans. A word
// without a hyphen is never divided.
#ifndef QALAM_DIVISIONS_H
#define QALAM_DIVISIONS_H

#include "base/str.h"

#include <unicode/utypes.h>

struct divisions {
    const struct str *words;
    size_t count;
};

enum division { DIVISION_UNLISTED, DIVISION_LISTED, DIVISION_AS_WRITTEN };

// Sets before[i] where the word may be divided before its unit i. before:
// count flags, all false. AS_WRITTEN: its capitals too are those of the
// brief's list, which may be NULL.
enum division divisions_find(const struct divisions *own, struct str lang,
                             const UChar *word, uint32_t count, bool *before);

#endif
