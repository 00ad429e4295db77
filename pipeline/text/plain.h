// SPDX-License-Identifier: MIT
// Questions about a text without markup.
#ifndef QALAM_PLAIN_H
#define QALAM_PLAIN_H

#include "base/str.h"

// Nothing that a reader could see: white space of any kind, joiners, bidi
// marks.
bool plain_empty(struct str text);
// Are two texts the same but for case? A letter by itself: ß is not ss.
bool plain_same_but_case(struct str a, struct str b);

#endif
