// SPDX-License-Identifier: MIT
// What the files of tables that pandoc draws share: rows and cells whose text
// stands in pieces.
#ifndef QALAM_DRAWN_CELLS_H
#define QALAM_DRAWN_CELLS_H

#include "base/buffer.h"
#include "read/markdown/builder.h"

// ----- drawn_cells.c -----

struct drawn_cell {
    struct builder *builder;
    struct fragment *fragment;
    struct buffer *text;
    bool blocks; // it holds more than a paragraph
};

// As many columns, none aligned yet.
void drawn_columns(struct builder *builder, struct node *table, size_t columns);
// A row at the end of the table, which begins with that line.
struct node *drawn_row(struct builder *builder, struct node *table,
                       struct str line);
struct drawn_cell drawn_cell_begin(struct builder *builder);
// A line more of the cell's text: a slice of the fragment's.
void drawn_cell_add(struct drawn_cell *cell, struct str line);
// Reads the text into a cell at the end of the row. `blocks`: it may hold lists
// and paragraphs, which become lines of it.
struct node *drawn_cell_end(struct drawn_cell *cell, struct node *row,
                            enum alignment alignment, bool blocks);

// ----- drawn_grid.c -----

void drawn_grid(struct builder *builder, const struct drawn_table *table,
                struct node *node);

#endif
