// SPDX-License-Identifier: MIT
// Where a column can end: how much text, which figures, which notes, at what
// cost.
//
// One vertical list on its way into columns is a struct filling. How far it has
// come is a struct break_state; column_ends answers what a column that begins
// there may hold. It is a question without effects: page_breaks.c asks it for
// the columns of all pages and takes the answers that cost least together. Its
// time is linear in what one column holds.
//
// Order is by construction: what floats (figures, tables) is one list, notes
// are another, and a break state counts how many of each are set. Nothing
// overtakes.
#ifndef QALAM_COLUMNS_H
#define QALAM_COLUMNS_H

#include "typeset/page/layout.h"

// Lines [from, to) of a note's vertical list, at a column's foot.
struct note_run {
    size_t note, from, to;
};
struct note_runs {
    struct note_run *items;
    size_t count, capacity;
};

struct filling {
    const struct layout *layout;
    const struct vlist *vlist;
    size_t *floats; // the vboxes that float, in the text's order
    size_t float_count;
    size_t *introduced;   // each float: so many vboxes come before it
    size_t *fixed_before; // each vbox: what keeps the order and does not float
    // Notes that wait from before, then those that the vertical list calls, in
    // order.
    struct note_run *notes;
    size_t note_count;
    size_t *
        called_before; // each vbox, and the vertical list's end: how many notes
    scaled *notes_height; // of the notes before each note, and of all
    scaled *text_height;  // of what does not float before each vbox
    // Each vbox, and the vertical list's end: paragraphs that end before it
    // and can have a line less, or more. NULL: none are asked.
    size_t *shorter_before, *longer_before;
    struct arena *arena;     // of all this
    struct note_runs waited; // as given
};
// In an arena that may be freed once the vertical list is placed.
struct filling columns_filling(const struct layout *layout,
                               const struct vlist *vlist,
                               const struct note_runs *waited,
                               struct arena *arena);

struct break_state {
    size_t vbox;       // the text goes on here
    size_t floats;     // so many of the filling's floats are set
    size_t called;     // so many of its notes are called
    size_t note, line; // notes before this are set, and its lines before line
};
struct break_state break_state_start(const struct filling *filling);
bool break_state_text_done(const struct filling *filling,
                           const struct break_state *state);
bool break_state_notes_done(const struct filling *filling,
                            const struct break_state *state);
// The height of notes that are called and not set.
scaled break_state_notes_left(const struct filling *filling,
                              const struct break_state *state);
// Of the floats that wait at a column's or page's end so many cost: where there
// are more of them than pages have room for, text is not held back for it.
#define FLOATS_COUNTED 2
// Floats that the text has come to and that are not set.
size_t break_state_waiting(const struct filling *filling,
                           const struct break_state *state);
// Whether the next float may stand above the text that goes on here: what
// introduces it is set, and nothing that keeps the order comes before it.
bool break_state_may_raise(const struct filling *filling,
                           const struct break_state *state);

struct column_room {
    scaled limit;       // that text and figures may take
    scaled room;        // for them, the space above notes, and notes
    scaled notes_there; // height of notes that stand there already
    // One foot for all columns of the page: its notes are set with the last of
    // them, and text may take limit however many notes it calls.
    bool shared;
    scaled notes; // the foot's room for them, those there already too
    bool crowded; // notes from before the page fill it, or more
    bool fresh;   // a whole column with nothing in it: something must go
    bool last;    // of its page
    size_t wides; // floats before this stand at the page's top, or before it
    bool wide;    // as the page: an empty line is one of each column
};

// One answer. Floats [from.floats, top_end) stand at the column's top, those
// up to to.floats at its foot, under the text [from.vbox, to.vbox).
struct column_end {
    struct break_state from, to;
    size_t top_end;
    scaled height; // of text and figures
    scaled spare;  // under them, down to the notes
    int64_t cost;
    int break_cost;    // of the text's last line, as in vbox.h
    size_t notes_away; // begin after their reference's column
    int64_t short_by;  // lines left empty that no rule asks for
    int more_lines;    // that whole paragraphs in it have; less than 0: fewer
};

#define LIMIT_COLUMN_ENDS 10 // the best answers to one question
struct column_ends {
    struct column_end items[LIMIT_COLUMN_ENDS]; // least cost first
    size_t count;
};
// Of a fresh column there is always an answer, and it takes something.
void column_ends(const struct filling *filling, const struct break_state *from,
                 const struct column_room *room, struct column_ends *ends);

// What it costs that a column is so many lines short.
int64_t column_cost_of_short_lines(int64_t lines);

// The notes that stand at the foot of the column, in order.
void footnote_area_notes(struct layout *layout, const struct filling *filling,
                         const struct column_end *end, struct note_runs *runs);
// What is called and not set.
void break_state_carry(struct layout *layout, const struct filling *filling,
                       const struct break_state *state,
                       struct note_runs *carry);

// Where a vbox stands under what is in the column already.
struct column_cursor {
    scaled y;
    bool top; // nothing but figures so far: spaces vanish
};
// The vbox's top; the cursor moves to its bottom. again: its table's head is
// set once more above it.
scaled column_advance(const struct layout *layout, struct column_cursor *cursor,
                      const struct vbox *vbox, bool again);

scaled footnote_area_run_height(const struct layout *layout,
                                const struct note_run *run);
// What notes of this height need: the rule, and the space above it where
// text stands over it.
scaled footnote_area_height(const struct layout *layout, scaled height,
                            bool text);

#endif
