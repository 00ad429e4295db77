// SPDX-License-Identifier: MIT
// Notes that say the same become one, where the editor asks for it.
#ifndef QALAM_MERGE_NOTES_H
#define QALAM_MERGE_NOTES_H

#include "model/brief.h"
#include "model/context.h"

// Points every reference to a repeated note at the first that says the same,
// and takes the others out of the brief; says which. Words, markup, links and
// language must all be equal, and an ibid. stays: it may mean another source
// each time. Notes must have numbers and know what they cite; numbers and
// lists of references are to be made again afterwards.
void merge_notes(struct brief *brief, const struct context *context);

#endif
