// SPDX-License-Identifier: MIT
// What the files that find marks of pages share.
#ifndef QALAM_MARKER_H
#define QALAM_MARKER_H

#include "rejoin/page_marks.h"

struct page_marker {
    struct arena *arena;
    struct str text;
    struct blocks blocks;
    struct str lang;
    enum page_mark *marks;
    size_t first_heading; // its block
};

// The paragraph of that number among the blocks; NULL where it is another.
const struct block *marker_paragraph(const struct page_marker *marker,
                                     size_t index);
// Does a page end at this line? Marks and short lines aside, the paragraphs
// before and behind it are the halves of one.
bool marker_at_cut(const struct page_marker *marker, size_t index);
// "Figure 3", "شکل ۳": what is counted and no page.
bool marker_is_caption(const struct page_marker *marker, struct str line);

// Lines with the page's number in them: numbered_heads.c
void marker_page_lines(struct page_marker *marker);
// "Canals | Upper reach": heads of which a half comes again: halved_heads.c
void marker_halved_heads(struct page_marker *marker);

#endif
