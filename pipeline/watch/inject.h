// SPDX-License-Identifier: MIT
// What is added to a page as it is served, and stands in no file.
#ifndef QALAM_INJECT_H
#define QALAM_INJECT_H

#include "base/arena.h"

// The page with an element more at the end of its head, in arena. A page
// without a head gets it at its start, past a doctype.
struct str inject(struct arena *arena, struct str page, struct str markup);

// What makes a page a live one, its script and sheet, in arena. since: the
// number of the last event before the page was made.
struct str inject_live(struct arena *arena, uint64_t since);

#endif
