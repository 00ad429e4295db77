// SPDX-License-Identifier: MIT
// Is ال in a word alef and lam, or a lam-alef whose letters were swapped?
//
// Programs that extract text from PDF files turn runs from the right round,
// and with them the two letters that one glyph of a ligature stands for: کالای
// comes out as کاالی, سلام as سالم. In such a text every lam-alef is swapped,
// and every alef before lam is as it was; the words of the language tell the
// one from the other, and some rows of letters that no word has.
#ifndef QALAM_LAM_ALEF_H
#define QALAM_LAM_ALEF_H

#include "text/vocabulary.h"

enum lam_alef {
    LAM_ALEF_REAL,    // the letters stand as they should, or there are none
    LAM_ALEF_SWAPPED, // no other reading is a word
    LAM_ALEF_LIKELY,  // an ending of many words: مشکالت
    LAM_ALEF_BOTH,    // both readings are words
    LAM_ALEF_UNKNOWN, // neither is known
};

struct lam_alef_reading {
    enum lam_alef answer;
    struct str mended; // where it is not real: with the letters changed back
    bool forced;       // has a row of letters that no word has
};

struct lam_alef_words {
    struct hash_table known;
    struct arena *arena;
    const struct vocabulary *text;
    bool arabic;
};

// The words of Arabic, or those of Dari, Farsi, Pashto and Urdu; and those of
// the text, to ask for the singular of a plural.
struct lam_alef_words
lam_alef_words(struct arena *arena, const struct vocabulary *text, bool arabic);
// Adds a word that a text has with lam and alef in their order.
void lam_alef_learn(struct lam_alef_words *words, struct str word);

// Has the word a lam-alef in its order (only), or an alef before lam?
bool lam_alef_in_order(struct str word);
bool lam_alef_has_sites(struct str word);
// Has it the name الله from its last letter on?
bool lam_alef_is_name(struct str word);
// A word of Arabic letters and marks alone.
struct lam_alef_reading lam_alef_read(const struct lam_alef_words *words,
                                      struct str word);

#endif
