// SPDX-License-Identifier: MIT
// Pages of the body: columns filled one after another, notes at their feet.
//
// A page is filled from the top: whole-width things and regions of columns
// follow each other; notes hang from the frame's bottom. The builder opens
// pages as it needs them and closes each with its notes and its furniture.
#ifndef QALAM_PAGER_H
#define QALAM_PAGER_H

#include "typeset/page/page_breaks.h"

struct footnote_area {
    struct note_runs runs;
    scaled height;
};
struct pager {
    struct layout *layout;
    bool open;
    size_t page;
    bool tinted; // pages to come have a tint all over
    bool ended;  // no text follows on the page that is open
    scaled top;  // the frame is free from here down
    bool spaced; // a free line stands over that
    struct footnote_area areas[LIMIT_COLUMNS];
    struct note_runs carry; // for the next column
    // See struct page_request: of the columns that are placed next.
    scaled following[LIMIT_FOLLOWING];
    scaled ending; // height of what ends the brief, or 0
    // Tables for pages of their own (landscape.h), in order; and how many
    // vboxes of the region stand on pages that are full.
    struct landscape_table *waiting;
    size_t waiting_count, waiting_capacity, passed;
};

struct pager pager_new(struct layout *layout);
void pager_open(struct pager *pager); // where no page is open
// A page that has something already, down to there.
void pager_go_on(struct pager *pager, size_t page, scaled top);
void pager_close(struct pager *pager); // the next thing begins a page
// In columns; balanced on the page where the vertical list ends, if asked.
// Figures that found no place before stand under the text.
void pager_columns(struct pager *pager, const struct vlist *vlist,
                   bool balanced);
// Whether so much, as wide as the frame, with notes of this height, stands
// under what is on the page already.
bool pager_fits(const struct pager *pager, scaled height, scaled notes);
// The same of a page that is new, or that is to come.
bool pager_takes(const struct pager *pager, scaled height, scaled notes);
// How much is free under the columns of this vertical list, over the notes of
// the page where it ends; less than nothing where it is not known.
scaled pager_room_under(const struct pager *pager, const struct vlist *vlist);
// Whether the same stands under the columns of this vertical list, on a page
// whose top another wide figure has: a figure like that would wait there, and
// all behind it.
bool pager_fits_under(const struct pager *pager, const struct vlist *vlist,
                      scaled height, scaled notes);
// As wide as the frame, between whole lines of the grid.
void pager_frame(struct pager *pager, const struct vlist *vlist);
// Notes that still wait; the last page stays open.
void pager_end(struct pager *pager);
// The same, and the last page is closed.
void pager_flush(struct pager *pager);
// How much is free on the open page under all that it has, over its notes and
// what takes the frame's foot; less than nothing where no page is open.
scaled pager_room(const struct pager *pager, scaled raised);
// The open page, its notes placed, is the caller's, its head and folio too.
size_t pager_hand_over(struct pager *pager, scaled raised);

#endif
