// SPDX-License-Identifier: MIT
// Landscape pages: a table that is too wide for the frame at 85 % of its size
// takes a page of its own, turned by a quarter.
//
// The text flows on around it: it waits until the page is full on which the
// text comes to it. Pages are laid out as they are read, wider than high; the
// PDF turns them on the sheet.
#ifndef QALAM_LANDSCAPE_H
#define QALAM_LANDSCAPE_H

#include "typeset/page/blocks.h"
#include "typeset/page/page_breaks.h"
#include "typeset/page/pager.h"

// Is it too wide, at the size that is still read well?
bool landscape_wanted(struct layout *layout, const struct node *table);
// Its vertical list, with its notes; in_column: as wide as one of the text,
// what leads to it and goes with it. Both are as wide as the landscape frame.
struct vlist landscape_table(struct layout *layout,
                             const struct block_setting *around,
                             const struct node *table,
                             const struct vlist *in_column);
// It stands on the pages behind that where the text comes to `after` vboxes of
// the next region; or right here.
void landscape_later(struct pager *pager, const struct vlist *table,
                     size_t after);
void landscape_now(struct pager *pager, const struct vlist *table);

// ----- What the pager asks -----

// Decides behind which page of the region each waiting table stands. Where one
// would be overtaken, by notes after its own or by figures behind it, answers
// how many vboxes of the region may come before it; else STR_NONE.
size_t landscape_cut(struct pager *pager, const struct filling *filling,
                     const struct page_path *path);
// The region in two parts, so many vboxes and the others, with what waits
// between them.
void landscape_part(struct pager *pager, const struct vlist *vlist, size_t cut);
// A page is full whose text ends before that vbox.
void landscape_passed(struct pager *pager, size_t vbox);
// The region had so many vboxes: those that wait count from the next one's.
void landscape_region_ended(struct pager *pager, size_t count);
// No page is open: those whose place it is are set.
void landscape_place(struct pager *pager);
// Nothing comes after that they could wait for.
void landscape_end(struct pager *pager);

#endif
