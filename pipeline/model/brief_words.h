// SPDX-License-Identifier: MIT
// The words and numbers that a brief prints, its own before its language's.
#ifndef QALAM_BRIEF_WORDS_H
#define QALAM_BRIEF_WORDS_H

#include "languages/words.h"
#include "model/brief.h"

// The fixed word of the brief, else of its language.
struct str brief_word(const struct brief *brief, enum word word);
// The number that a note is printed with, in the brief's digits.
struct str brief_note_number(struct arena *arena, const struct brief *brief,
                             const struct note *note);

// Does the caption say itself what it is called (“Figure 3”)? Else its label is
// the word and a number of qalam's, whatever its first word.
bool brief_caption_labelled(const struct node *caption);

#endif
