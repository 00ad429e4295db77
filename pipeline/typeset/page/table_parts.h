// SPDX-License-Identifier: MIT
// What the files of a table share: table.c has its columns, table_rows.c sets
// its rows, table_heads.c knows which heads a cell has.
#ifndef QALAM_TABLE_PARTS_H
#define QALAM_TABLE_PARTS_H

#include "typeset/page/blocks.h"

#define SLACK PT(0.5) // so that rounding breaks no cell

struct table_column {
    scaled natural, minimum, left, width;
    scaled gap;   // after it
    bool words;   // a cell of the body has some
    bool figures; // no cell has, and there are numbers
    // Numbers stand under each other by their decimal separator.
    uint32_t decimal;
    scaled before, after; // the widest on either side of it
};

// The tags of heads, of a column or of a row.
struct table_heads {
    size_t *items;
    size_t count, capacity;
};

struct table_setting {
    const struct block_setting *setting;
    const struct node *table;
    struct table_column *columns;
    size_t column_count;
    double scale; // of the type, where words are too wide for the paper
    size_t tag;
    // Where heads are more than a row on top, each cell names its own.
    bool names_heads;
    struct table_heads *column_heads; // of each column
    struct table_heads *row_heads;    // of the rows that are set together
    size_t row_head_count;
};

static inline bool table_is_row(const struct node *node)
{
    return node->kind == NODE_ROW;
}

static inline const struct node *table_next_row(const struct node *row)
{
    for (row = row->next; row && !table_is_row(row);)
        row = row->next;
    return row;
}

static inline size_t table_span(int columns)
{
    return columns > 1 ? (size_t)columns : 1;
}

// ----- table.c -----

// A table of smaller type takes a landscape page, where it may.
#define TABLE_SCALE_READABLE 0.85
// By how much its type must be reduced to fit the measure; 1: not at all.
double table_scale(struct layout *layout, const struct node *table,
                   scaled measure);

struct paragraph *table_cell_paragraph(struct layout *layout,
                                       const struct table_setting *table,
                                       const struct node *cell, size_t column,
                                       size_t tag);
// Does a number in it stand by its decimal separator?
bool table_is_aligned(const struct table_setting *table,
                      const struct node *cell, size_t column);
// How wide a number is before its decimal separator.
scaled table_width_before(struct layout *layout,
                          const struct table_setting *table,
                          const struct node *cell, size_t column);

// At which side of its columns a cell stands.
enum paragraph_alignment table_cell_alignment(const struct table_setting *table,
                                              const struct node *cell,
                                              size_t column);

// ----- table_widths.c -----

// How far columns stand apart: more where words end at the side on which those
// of the next column begin.
void table_part_columns(const struct layout *layout,
                        struct table_setting *table);
// Half as much more as in a narrow table is enough, before type is reduced.
void table_close_columns(const struct layout *layout,
                         struct table_setting *table);
// What stands between the columns from `column` to before `end`.
scaled table_gaps(const struct table_setting *table, size_t column, size_t end);
// Of these columns, with what stands between them.
scaled table_natural_width(const struct table_setting *table, size_t column,
                           size_t end);
scaled table_minimum_width(const struct table_setting *table, size_t column,
                           size_t end);
// Shares the measure: no column has less than its minimum where all have room
// for that, and the table has as few lines as it can, its heads first.
void table_share_width(struct layout *layout, struct table_setting *table,
                       scaled measure);

// ----- table_rows.c -----

// The rows of the head at y of the vbox; answers where they end.
scaled table_place_head(struct layout *layout, struct vbox *vbox,
                        const struct table_setting *table, scaled y);
// Adds the row, with those below that its cells reach into; answers the last
// of them. `head` is set again above it at a column's top.
const struct node *table_add_rows(struct layout *layout, struct vlist *vlist,
                                  const struct table_setting *table,
                                  const struct node *row,
                                  const struct vbox *head);

// ----- table_heads.c -----

// Gets ready to name the heads of each cell, where the table asks for it.
void table_heads_begin(struct layout *layout, struct table_setting *table);
// Names the heads of a cell, whose tag that is, in the row of that number of
// those that are set together; and the cell as a head, if it is one.
void table_heads_name(struct layout *layout, const struct table_setting *table,
                      const struct node *cell, size_t column, size_t tag,
                      size_t row);
// Other rows are set now.
void table_heads_next(const struct table_setting *table);

#endif
