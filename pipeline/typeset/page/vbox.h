// SPDX-License-Identifier: MIT
// Boxes of a vertical list: what stands between two places where a column may
// break (TeX's vbox).
//
// Blocks are turned into a vertical list, a list of vboxes from top to bottom;
// columns are filled with vboxes. A vbox is a line of text, a heading, a row of
// a table, a figure: it is never cut. Parts are placed from its left top
// corner. All of it lives in the layout's arena.
#ifndef QALAM_VBOX_H
#define QALAM_VBOX_H

#include "typeset/page/pages.h"
#include "typeset/paragraph/paragraph.h"

struct layout;
struct flexible;

struct part {
    scaled x, y; // of the line's origin, or added to the placed thing's own
    const struct line *line;     // or
    const struct placed *placed; // one of the two
};

// What a column break after a vbox costs. A column that is short by a whole
// frame costs less than BREAK_ROW (see columns.c), so these are kept
// wherever anything else can be done.
enum {
    BREAK_FREE = 0,
    BREAK_HYPHEN = 30,
    BREAK_ROW = 2600,          // inside a table that a column can hold
    BREAK_LEAD_IN = 3000,      // between a colon and its list
    BREAK_WIDOW = 10000,       // one line alone at a column's foot or head
    BREAK_SECOND_LINE = 90000, // after the only line that a heading has kept
    BREAK_HEADING = 100000     // between a heading and what follows
};

struct vbox {
    scaled space; // above it, in whole grid lines; none at a column's top
    scaled height;
    bool off_grid;   // may begin between grid lines: rows, notes
    bool grid_below; // its bottom is on the grid, its top at a column's top
    bool half_grid;  // begins at half a grid line, too: lists
    int break_cost;  // after it
    bool hyphenated; // ends in a hyphen that the text has not
    struct part *parts;
    size_t part_count, part_capacity;
    size_t *notes; // indices of notes first called here
    size_t note_count, note_capacity;
    struct str destination, anchor; // names that links lead to; may be empty
    const struct node *section;     // whose heading this is, or NULL
    size_t ground;                  // vboxes of one box share a number; 0: none
    bool ground_begins;             // the box's accent rule stands on top
    bool floats;                    // a figure: goes to the top of a column
    bool frame_wide;                // of a page
    bool whole;    // an item that is never cut, whatever room that leaves
    bool in_order; // what floats and comes before it stands before it
    // What introduces what floats: its heading, and a paragraph that names it.
    const struct node *under, *named_by;
    struct place at;         // in the source, for messages
    const struct vbox *head; // set again above it at a column's top
    // A line of a paragraph that may have a line more or less, or NULL.
    struct flexible *flexible;
};
struct vlist {
    struct vbox *items;
    size_t count, capacity;
    scaled space; // that the next vbox must have above it, at least
};

// A vbox at the vertical list's end, with the space that the block before it
// wants. The pointer is good until the next vlist_add.
struct vbox *vlist_add(struct layout *layout, struct vlist *vlist,
                       scaled height);
// The next vbox shall have so much above it.
void vlist_space(struct vlist *vlist, scaled space);
// What break_cost the last vbox has at least.
void vlist_keep(struct vlist *vlist, int break_cost);
void vbox_line(struct layout *layout, struct vbox *vbox,
               const struct line *line, scaled x, scaled baseline);
void vbox_placed(struct layout *layout, struct vbox *vbox,
                 struct placed placed);
void vbox_move_part(struct layout *layout, struct part *part, scaled x,
                    scaled y);
// All of from, moved by x and y, and its notes.
void vbox_append(struct layout *layout, struct vbox *to,
                 const struct vbox *from, scaled x, scaled y);
// Labels are made after their text and read before it.
void vbox_last_part_first(struct vbox *vbox);
// The notes that a line calls for the first time are the vbox's.
void vbox_call_notes(struct layout *layout, struct vbox *vbox,
                     const struct line *line);
scaled vlist_height(const struct vlist *vlist);

// Things that are not text.
struct placed vlist_rectangle(scaled x, scaled y, scaled width, scaled height,
                              enum ink_name ink);
// A bullet: a square on its corner with this side, centred at x, y.
struct placed vlist_bullet(struct arena *arena, scaled x, scaled y, scaled side,
                           struct ink ink);

#endif
