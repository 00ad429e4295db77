// SPDX-License-Identifier: MIT
// Geresh and gershayim: marks within Hebrew words that are typed as quotes.
#ifndef QALAM_HEBREW_MARKS_H
#define QALAM_HEBREW_MARKS_H

#include "base/str.h"

enum { HEBREW_GERESH = 0x05F3, HEBREW_GERSHAYIM = 0x05F4 };

// What a quotation mark or apostrophe at an offset stands for within a Hebrew
// word: gershayim in an abbreviation or a number, geresh behind a letter that
// it makes another sound; 0 where it is neither. A quotation may begin behind
// the letters that Hebrew writes before a word, such as “the”: where it ends is
// looked for. Behind the last letter of a word only what stands around tells
// geresh from a quote.
uint32_t hebrew_mark(struct str text, size_t offset);
bool hebrew_in_word(uint32_t c); // a letter, a point or an accent

#endif
