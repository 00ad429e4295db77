// SPDX-License-Identifier: MIT
// The marks that hang before the points of a list, by level.
#ifndef QALAM_ITEM_MARKS_H
#define QALAM_ITEM_MARKS_H

#include "typeset/page/blocks.h"

// A point's mark in text: its number or letter, or what its author typed
// before it. Nothing where a sign is drawn.
struct item_mark {
    const struct line *line; // NULL: drawn
    size_t typed;            // bytes of the point's text that it is
};
struct item_mark item_marks_set(struct layout *layout,
                                const struct block_setting *setting,
                                const struct node *item, size_t tag,
                                long number);
// Onto the point's first vbox.
void item_marks_place(struct layout *layout, struct vbox *vbox,
                      const struct block_setting *setting,
                      const struct node *item, const struct item_mark *mark);
// What the text of all points is set in by.
scaled item_marks_inset(struct layout *layout,
                        const struct block_setting *setting,
                        const struct node *list);

#endif
