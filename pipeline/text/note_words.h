// SPDX-License-Identifier: MIT
// Numbers of notes in words: "see note 3", "notes 2 and 5", "پاورقی ۳".
#ifndef QALAM_NOTE_WORDS_H
#define QALAM_NOTE_WORDS_H

#include "base/str.h"

struct note_mention {
    size_t offset, end; // of the number
    size_t number;
    size_t start; // of the word before it, or before the first of several
    bool asked;   // a word such as "see" stands before it
};

enum { NOTE_MENTIONS_MOST = 8 }; // of one word

// The next word at or behind *at that numbers of notes follow: how many, and
// *at moves behind them; 0 at the end of the text. A note of another text
// ("p. 12, n. 3", "Policy Note 3") is none.
size_t note_words_next(struct str text, struct str lang, size_t *at,
                       struct note_mention *mentions);

#endif
