// SPDX-License-Identifier: MIT
// What introduces a figure or table that floats, and so stands before it: the
// paragraph that first names it, or the one that it follows; and its heading.
#ifndef QALAM_INTRODUCTIONS_H
#define QALAM_INTRODUCTIONS_H

#include "base/hash_table.h"
#include "typeset/page/layout.h"

struct introductions {
    struct hash_table by_name; // of a destination: index of what names it first
    const struct node **paragraphs;
    size_t count, capacity;
    const struct node *first_heading;
};
struct introductions *introductions_find(struct arena *arena,
                                         const struct node *body);
// Notes both in a vbox that floats.
void introductions_note(const struct layout *layout, struct vbox *vbox);
// For each of the vboxes that float: so many vboxes are set before the column
// or page that has it at its top.
void introductions_limits(const struct layout *layout,
                          const struct vlist *vlist, const size_t *floats,
                          size_t count, size_t *limits);

#endif
