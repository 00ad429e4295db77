// SPDX-License-Identifier: MIT
// Where things stand on the sheet: frame, columns, cells and grid.
//
// The frame is one for both directions; a right-to-left page is a left-to-right
// page mirrored about its centre line (docs/design.md#right-to-left). Positions
// along a line are given from inline start and turned into distances from the
// left edge by the functions here, and nowhere else.
#ifndef QALAM_GEOMETRY_H
#define QALAM_GEOMETRY_H

#include "model/brief.h"
#include "model/settings.h"
#include "model/print_measures.h"

#define LIMIT_COLUMNS 3

struct geometry {
    enum direction direction;
    const struct print_lengths *print; // the theme's, of that direction
    scaled grid;                       // one line of body text
    scaled inset;     // of indents, lists, quotes and notes' numbers
    scaled note_rule; // its thickness
    size_t column_count;
    scaled column_width;
    // Where there are columns, their notes stand over the frame, under all.
    bool frame_notes;
    scaled notes_width;
};

// print: of that direction, borrowed.
void geometry_make(struct geometry *geometry, const struct print_lengths *print,
                   enum direction direction, enum text_columns columns,
                   bool frame_notes);
void geometry_columns(struct geometry *geometry, enum text_columns columns);

// Whether a page has one foot for the notes of all its columns.
bool geometry_shares_footnotes(const struct geometry *geometry);
// Left edge, from the page's, of the frame: odd pages have the spine at the
// inline start.
scaled geometry_frame_left(const struct geometry *geometry, bool odd);
// Left edge of a column, 0 the one read first, from the frame's left edge.
scaled geometry_column_left(const struct geometry *geometry, size_t column);
// The next multiple of unit that is not under length.
scaled geometry_round_up(scaled length, scaled unit);

#endif
