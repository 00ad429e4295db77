// SPDX-License-Identifier: MIT
// Tables that pandoc draws with dashes and plus signs: where they stand, and
// where their columns are.
//
// The lines are taken as they stand inside what is around the table (a quote,
// an item): without those marks. Columns are counted as a terminal shows them.
#ifndef QALAM_TEXT_TABLES_H
#define QALAM_TEXT_TABLES_H

#include "base/str.h"

enum text_table_kind {
    TEXT_TABLE_NONE,
    TEXT_TABLE_SIMPLE,    // a line of dashes for each column; a row is a line
    TEXT_TABLE_MULTILINE, // rows have blank lines between them
    TEXT_TABLE_GRID,      // +---+---+
};
struct text_table {
    enum text_table_kind kind;
    size_t lines;
    size_t dashes; // the line, from 0, that shows the columns; not of a grid
};

enum { TEXT_TABLE_COLUMNS = 60 }; // more are none

// The table that begins on the line at `offset`, which stands inside what is
// around it; from the lines that follow, `columns` are taken off for that.
struct text_table text_table_at(struct str text, size_t offset, size_t columns);

// The columns of a line of dashes: where each begins, and where it ends; the
// count of them, 0 where it is no such line.
size_t text_table_groups(struct str line, size_t starts[TEXT_TABLE_COLUMNS],
                         size_t ends[TEXT_TABLE_COLUMNS]);
// The byte at which a column begins; line.count behind its end.
size_t text_table_offset(struct str line, size_t column);
// The same, but at the nearer side of a word that stands across that place: an
// editor may have counted its columns in another way.
size_t text_table_cut(struct str line, size_t column);
// How many columns the line takes.
size_t text_table_width(struct str line);
// +---+===+: a line that divides the rows of a grid.
bool text_table_divides(struct str line);

#endif
