// SPDX-License-Identifier: MIT
// What lam_alef.c asks of letters and of the words that are known.
#ifndef QALAM_LAM_ALEF_WORDS_H
#define QALAM_LAM_ALEF_WORDS_H

#include "normalise/lam_alef.h"

enum { LAM = 0x644, HAMZA = 0x621, YEH_HAMZA = 0x626, TANWIN = 0x64B };
// What is known of a row of letters: bits.
enum {
    LAM_ALEF_STEM = 1,
    ALEF_LAM_STEM = 2,
    LAM_ALEF_WORD = 4, // nothing may be behind it
    ALEF_LAM_WORD = 8,
    IS_LAM_ALEF = LAM_ALEF_STEM | LAM_ALEF_WORD,
    IS_ALEF_LAM = ALEF_LAM_STEM | ALEF_LAM_WORD,
    IS_STEM = LAM_ALEF_STEM | ALEF_LAM_STEM,
};

enum { LETTERS_MOST = 32 };

// The letters of a word without its marks, and where each begins.
struct letters {
    uint32_t of[LETTERS_MOST];
    size_t at[LETTERS_MOST];
    bool tanwin[LETTERS_MOST]; // on the letter
    size_t count;
};

// False: the word is too long to be one.
bool lam_alef_letters(struct str word, struct letters *letters);
bool lam_alef_is_alef(uint32_t c);
// Do the letters at [from, end) begin with (or, whole, equal) text, in any
// form of alef and yeh? Where they do, *count are its letters.
bool lam_alef_begins(const uint32_t *letters, size_t from, size_t end,
                     const char *text, bool whole, size_t *count);

// How good the best stem of this kind is that reaches from the first site to
// behind the last: the longer, the better. 0: there is none.
int lam_alef_stem(const struct lam_alef_words *words, const uint32_t *letters,
                  size_t count, int kind, size_t first_site, size_t last_site);

#endif
