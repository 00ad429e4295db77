// SPDX-License-Identifier: MIT
// Where a column ends: how much of a flow it takes, and which notes.
//
// column_choose is a question without effects; page_builder.c asks it, several
// times where columns are balanced, and then does what the answer says. Its
// time is linear in what one column holds.
#ifndef QALAM_COLUMNS_H
#define QALAM_COLUMNS_H

#include "layout.h"

// Slabs [from, to) of a note's flow, at a column's foot.
struct note_run {
    size_t note, from, to;
};
struct note_runs {
    struct note_run *items;
    size_t count, capacity;
};
struct float_queue { // figures that wait for the top of a column
    const struct slab **items;
    size_t count, capacity;
};

// Goes along a column's slabs and tells which do not stand in their place:
// figures that wait, or were raised to the column's top.
struct float_walk {
    size_t raised_end; // the slabs' own figures before it stand at the top
    bool held;         // one from before waits still
    bool under_text;
};
bool float_is_away(struct float_walk *walk, const struct flow *flow, size_t i);

struct column_room {
    scaled limit; // that text may take
    scaled room;  // for text, the space above notes, and notes
    scaled foot;  // height of notes that stand there already
    bool fresh;   // a whole column with nothing in it: something must go
    const struct slab *wide; // that waits first, or NULL: figures keep order
};
struct column_fit {
    size_t end;             // slabs [start, end) are the column's
    scaled height;          // of its text
    size_t floats_on_top;   // of the queue's first
    struct float_walk walk; // as it begins at the column's first slab
    double cost;
    struct note_runs runs;      // notes that it holds, in order
    struct note_runs carry;     // notes for the next column
    struct float_queue waiting; // figures for the next column
    struct float_queue wide;    // and for the next page
    size_t carried;             // notes that came from columns before
    bool note_away; // a note had to begin after its reference's column
};

struct column_fit column_choose(struct layout *layout, const struct flow *flow,
                                size_t start, const struct column_room *room,
                                const struct note_runs *carry,
                                const struct float_queue *floats);

// Where a slab stands under what is in the column already.
struct column_cursor {
    scaled y;
    bool top; // nothing but figures so far: spaces vanish
};
// The slab's top; the cursor moves to its bottom. again: its table's head is
// set once more above it.
scaled column_advance(const struct layout *layout, struct column_cursor *cursor,
                      const struct slab *slab, bool again);

scaled note_run_height(const struct layout *layout, const struct note_run *run);
// What notes of this height need: the rule, and the space above it where
// text stands over it.
scaled notes_area(const struct layout *layout, scaled height, bool text);

#endif
