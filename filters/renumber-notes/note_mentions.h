// SPDX-License-Identifier: MIT
// Notes that are named in words, "see note 3", follow their numbers as an
// ibid. does: the number is a link, and is the one that is printed.
#ifndef QALAM_NOTE_MENTIONS_H
#define QALAM_NOTE_MENTIONS_H

#include "model/brief.h"
#include "model/context.h"

// Makes links of the numbers. A number is the label of a note where labels are
// numbers, else the place of the note among the notes.
void note_mentions_link(struct brief *brief, const struct context *context);
// Writes the numbers that are printed, and reports those that differ.
void note_mentions_number(struct brief *brief, const struct context *context);

// Is it a link to a note from its number in words?
bool note_mention_is(const struct node *node);
// The number in the digits of `like`.
struct str note_mention_digits(struct arena *arena, size_t number,
                               struct str like);

#endif
