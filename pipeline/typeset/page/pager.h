// SPDX-License-Identifier: MIT
// Pages of the body: columns filled one after another, notes at their feet.
//
// A page is filled from the top: whole-width things and regions of columns
// follow each other; notes hang from the frame's bottom. The builder opens
// pages as it needs them and closes each with its notes and its furniture.
#ifndef QALAM_PAGER_H
#define QALAM_PAGER_H

#include "typeset/page/columns.h"

struct footnote_area {
    struct note_runs runs;
    scaled height;
};
struct pager {
    struct layout *layout;
    bool open;
    size_t page;
    bool tinted; // pages to come have a tint all over
    scaled top;  // the frame is free from here down
    struct footnote_area areas[LIMIT_COLUMNS];
    struct note_runs carry; // for the next column
    // Tables for pages of their own (landscape.h), in order; and how many
    // vboxes of the region stand on pages that are full.
    struct landscape_table *waiting;
    size_t waiting_count, waiting_capacity, passed;
};

struct pager pager_new(struct layout *layout);
void pager_open(struct pager *pager);  // where no page is open
void pager_close(struct pager *pager); // the next thing begins a page
// In columns; balanced on the page where the vertical list ends, if asked.
// Figures that found no place before stand under the text.
void pager_columns(struct pager *pager, const struct vlist *vlist,
                   bool balanced);
// Whether so much, as wide as the frame, with notes of this height, stands
// under what is on the page already.
bool pager_fits(const struct pager *pager, scaled height, scaled notes);
// Whether the same stands under the columns of this vertical list, on a page
// whose top another wide figure has: a figure like that would wait there, and
// all behind it.
bool pager_fits_under(const struct pager *pager, const struct vlist *vlist,
                      scaled height, scaled notes);
// As wide as the frame, between whole lines of the grid.
void pager_frame(struct pager *pager, const struct vlist *vlist);
// Notes that still wait; then the last page is closed.
void pager_flush(struct pager *pager);

#endif
