// SPDX-License-Identifier: MIT
// Two sequences side by side, at the least cost. Private to the room.
#ifndef QALAM_ALIGN_H
#define QALAM_ALIGN_H

#include "base/arena.h"

// What it costs to take item a of the one for item b of the other.
typedef int align_cost(const void *closure, size_t a, size_t b);

// Fills partners[a] with the item of the other that a is, or SIZE_MAX; they
// rise. gap is what an item without a partner costs. Takes a × b steps; where
// that is too much, items are partners in their order.
void align(struct arena *arena, size_t a_count, size_t b_count,
           align_cost *cost, const void *closure, int gap, size_t *partners);

#endif
