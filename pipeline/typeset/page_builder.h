// SPDX-License-Identifier: MIT
// Pages of the body: columns filled one after another, notes at their feet.
//
// A page is filled from the top: whole-width things and regions of two columns
// follow each other; notes hang from the frame's bottom. The builder opens
// pages as it needs them and closes each with its notes and its furniture.
#ifndef QALAM_PAGE_BUILDER_H
#define QALAM_PAGE_BUILDER_H

#include "columns.h"

struct column_foot {
    struct note_runs runs;
    scaled height;
};
struct pager {
    struct layout *layout;
    bool open;
    size_t page;
    bool tinted; // pages to come have a tint all over
    scaled top;  // the frame is free from here down
    struct column_foot feet[2];
    struct note_runs carry;      // for the next column
    struct float_queue waiting;  // figures for the next column
    struct float_queue wide;     // figures for the next page
    struct note_runs wide_notes; // called in whole-width things: last column
};

struct pager pager_new(struct layout *layout);
void pager_open(struct pager *pager);  // where no page is open
void pager_close(struct pager *pager); // the next thing begins a page
// Two columns; balanced on the page where the flow ends, if asked.
// Marks the figures that it has placed out of order.
void pager_columns(struct pager *pager, struct flow *flow, bool balanced);
// As wide as the frame, between whole lines of the grid.
void pager_frame(struct pager *pager, const struct flow *flow);
// Figures that wait stand under the text, or on a page of their own.
void pager_place_waiting(struct pager *pager);
// What still waits, figures and notes; then the last page is closed.
void pager_flush(struct pager *pager);

#endif
