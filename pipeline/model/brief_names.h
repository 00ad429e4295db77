// SPDX-License-Identifier: MIT
// The names that a brief knows of, for lines of its titles not to part.
#ifndef QALAM_BRIEF_NAMES_H
#define QALAM_BRIEF_NAMES_H

#include "model/brief.h"
#include "text/title_names.h"

// Of authors, organisations, series and publisher, and those that its text has
// in capitals within sentences. Linear; in arena.
struct title_names brief_names(const struct brief *brief, struct arena *arena);

#endif
