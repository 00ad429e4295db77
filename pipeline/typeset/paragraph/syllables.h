// SPDX-License-Identifier: MIT
// Words divided by the syllables of languages that are written as spoken.
//
// V-CV, VC-CV, VCC-CV, V-V: a syllable begins with one consonant at most. What
// differs is in the files of the languages: vowels, letters of two signs, and
// where loan words and endings are divided otherwise. Pure functions, no state.
#ifndef QALAM_SYLLABLES_H
#define QALAM_SYLLABLES_H

#include "base/str.h"
#include "languages/rows.h"

#include <unicode/utypes.h>

enum { SYLLABLES_LONGEST = 64 }; // units of a word; longer ones stay whole

// Are words of this language divided so?
bool syllables_known(enum language_id language);
// An apostrophe in any of the forms that are typed for one.
bool syllables_is_mark(UChar unit);
// Sets before[i] where the word may be divided before its unit i, with so many
// letters at least on each side. before: count flags, all false.
void syllables_divide(enum language_id language, const UChar *word,
                      uint32_t count, uint32_t letters_kept, bool *before);

#endif
