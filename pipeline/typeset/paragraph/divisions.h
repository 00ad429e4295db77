// SPDX-License-Identifier: MIT
// Words that are divided where a list says so: Af-ghan-i-stan.
//
// The lists are that of a brief and its series, and, for names, that of the
// language. A word is its own or one with an ending: Afghanistans. A word
// without a hyphen is never divided.
#ifndef QALAM_DIVISIONS_H
#define QALAM_DIVISIONS_H

#include "base/str.h"
#include "languages/rows.h"

#include <unicode/utypes.h>

struct divisions {
    const struct str *words;
    size_t count;
};

enum division {
    DIVISION_UNLISTED,
    DIVISION_NAME,      // in the list of the language
    DIVISION_OWN,       // in that of the brief
    DIVISION_AS_WRITTEN // and in the very capitals
};

// Sets before[i] where the word may be divided before its unit i. before:
// count flags, all false. own: the brief's list, or NULL.
enum division divisions_find(const struct divisions *own,
                             enum language_id language, const UChar *word,
                             uint32_t count, bool *before);

#endif
