// SPDX-License-Identifier: MIT
// The author's own names for places: {#id}, []{#id}, <a id="…">.
#ifndef QALAM_ANCHORS_H
#define QALAM_ANCHORS_H

#include "base/hash_table.h"
#include "model/brief.h"

// A name, and the block that a link with it leads to.
struct anchor_name {
    struct str name;
    const struct node *block;
};
struct anchors {
    struct arena *arena;
    struct anchor_name *items;
    size_t count, capacity;
    struct hash_table by_name; // of the first of each name: its number
};

// Moves the names within a root to the blocks that they stand in, drops what
// held nothing else, and adds them to anchors.
void anchors_move(struct anchors *anchors, struct node *root);
// The block of that name, NULL where there is none.
const struct node *anchors_find(const struct anchors *anchors, struct str name);
// What links to a block are written with.
struct str anchor_id(const struct node *block);

#endif
