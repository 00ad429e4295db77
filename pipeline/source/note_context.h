// SPDX-License-Identifier: MIT
// What a mark stands behind, which says whether it can be a note's: a power
// stands behind a number, a unit or the letter of a quantity.
#ifndef QALAM_NOTE_CONTEXT_H
#define QALAM_NOTE_CONTEXT_H

#include "base/str.h"

enum note_context {
    NOTE_BEHIND_NOTHING, // the start of a line, a bracket, a letter alone
    NOTE_BEHIND_UNIT,    // km, of which a raised 2 is a square
    NOTE_BEHIND_NUMBER,  // 45, of which it may be a square; not 10
    NOTE_BEHIND_WORD,    // or a year, or a number of many digits
    NOTE_BEHIND_STOP,    // punctuation: no power stands there
};

// Emphasis and tags of HTML between what stands there and offset are passed.
enum note_context note_context_of(struct str text, size_t offset);

#endif
