// SPDX-License-Identifier: MIT
// Spaces at which no line may end, by language.
#ifndef QALAM_NO_BREAK_SPACES_H
#define QALAM_NO_BREAK_SPACES_H

#include "base/arena.h"

// A text with no-break spaces where its language wants them; the text itself
// where it wants none.
struct str no_break_spaces(struct arena *arena, struct str text,
                           struct str lang);
// What stands for the space between two texts: U+00A0, U+202F, or ' '.
uint32_t no_break_space_between(struct str before, struct str after,
                                struct str lang);

#endif
