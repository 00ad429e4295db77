// SPDX-License-Identifier: MIT
// Putting lines, vboxes and marks on a page.
#ifndef QALAM_PAGE_H
#define QALAM_PAGE_H

#include "typeset/page/layout.h"

// A4, at the end of the book; its index. The first is the cover.
size_t page_new(struct layout *layout);
bool page_is_odd(size_t page); // as readers count, from 1

// All positions are of the page's left top corner.
void page_place(struct layout *layout, size_t page, struct placed placed);
void page_line(struct layout *layout, size_t page, const struct line *line,
               scaled x, scaled baseline);
// Of the first thing in them; TAG_ARTIFACT where there is none.
size_t page_lines_tag(const struct lines *lines);
void page_vbox(struct layout *layout, size_t page, const struct vbox *vbox,
               scaled x, scaled y);
// Lines under each other, the first one's box beginning at y; answers the
// last one's end.
scaled page_lines(struct layout *layout, size_t page, const struct lines *lines,
                  const struct style *style, scaled x, scaled y);

#endif
