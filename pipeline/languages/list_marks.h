// SPDX-License-Identifier: MIT
// What counts the points of lists: 1, a, i; ۱، الف، (۱).
#ifndef QALAM_LIST_MARKS_H
#define QALAM_LIST_MARKS_H

#include "base/arena.h"

// Lists have marks of their own down to this depth; deeper ones take those of
// the last.
enum { LIST_LEVELS = 3 };

// The mark of a point in a list of numbers; level 0 is the outermost.
struct str list_mark(struct arena *arena, struct str lang, int level,
                     long number);

#endif
