// SPDX-License-Identifier: MIT
// Tables that pandoc draws with dashes: where a column begins is where its
// dashes do, and how it is aligned is how its head stands over them.
#include "read/markdown/drawn_cells.h"

// ----- Columns -----

struct drawing {
    struct builder *builder;
    const struct drawn_table *table;
    struct node *node;
    size_t starts[TEXT_TABLE_COLUMNS], ends[TEXT_TABLE_COLUMNS];
    size_t columns;
};

// What a line says in a column, without the space around it.
static struct str piece_of(const struct drawing *drawing, struct str line,
                           size_t column)
{
    size_t from = column ? text_table_cut(line, drawing->starts[column]) : 0;
    size_t to = column + 1 < drawing->columns
                    ? text_table_cut(line, drawing->starts[column + 1])
                    : line.count;
    return str_trim(str_slice(line, from, to));
}

// Flush with the dashes at their end alone: right-aligned, and so on.
static enum alignment alignment_of(const struct drawing *drawing,
                                   struct str line, size_t column)
{
    struct str piece = piece_of(drawing, line, column);
    if (piece.count == 0)
        return ALIGN_NONE;
    size_t before = (size_t)(piece.bytes - line.bytes);
    size_t from = text_table_width(str_slice(line, 0, before));
    size_t to = from + text_table_width(piece);
    bool at_start = from <= drawing->starts[column];
    bool at_end = to >= drawing->ends[column];
    if (at_start == at_end)
        return at_start ? ALIGN_NONE : ALIGN_CENTER;
    return at_start ? ALIGN_START : ALIGN_END;
}

static bool is_rule(struct str line)
{
    size_t starts[TEXT_TABLE_COLUMNS], ends[TEXT_TABLE_COLUMNS];
    return text_table_groups(line, starts, ends) > 0;
}

// ----- Rows -----

static void add_row(struct drawing *drawing, size_t from, size_t to, bool head)
{
    struct node *row =
        drawn_row(drawing->builder, drawing->node, drawing->table->lines[from]);
    row->as.row.head = head;
    for (size_t column = 0; column < drawing->columns; column++) {
        struct drawn_cell cell = drawn_cell_begin(drawing->builder);
        for (size_t i = from; i < to; i++)
            drawn_cell_add(&cell,
                           piece_of(drawing, drawing->table->lines[i], column));
        drawn_cell_end(&cell, row, drawing->node->as.table.alignments[column],
                       false);
    }
}

// Rows of one line, or those between blank lines.
static void add_rows(struct drawing *drawing, size_t from)
{
    const struct drawn_table *table = drawing->table;
    bool single = table->kind == TEXT_TABLE_SIMPLE;
    for (size_t next; from < table->count; from = next) {
        next = from + 1;
        if (str_blank(table->lines[from]) || is_rule(table->lines[from]))
            continue;
        while (!single && next < table->count &&
               !str_blank(table->lines[next]) && !is_rule(table->lines[next]))
            next++;
        add_row(drawing, from, next, false);
    }
}

static void draw_dashes(struct drawing *drawing)
{
    const struct drawn_table *table = drawing->table;
    size_t dashes = table->dashes;
    drawing->columns =
        text_table_groups(table->lines[dashes], drawing->starts, drawing->ends);
    size_t head = dashes > 0 && is_rule(table->lines[0]) ? 1 : 0;
    // Without a head the first row shows how columns are aligned.
    size_t shows = dashes > 0 ? dashes - 1 : 1;
    drawn_columns(drawing->builder, drawing->node, drawing->columns);
    for (size_t i = 0; i < drawing->columns; i++)
        drawing->node->as.table.alignments[i] =
            alignment_of(drawing, table->lines[shows], i);
    if (dashes > head)
        add_row(drawing, head, dashes, true);
    add_rows(drawing, dashes + 1);
}

void drawn_table_event(struct builder *builder, const struct marker *marker,
                       struct place at)
{
    struct drawing drawing = {.builder = builder, .table = marker->table};
    if (!builder_want_blocks(builder)) { // in a cell of HTML
        builder_text(builder,
                     str_slice(builder->fragment->text, marker->offset,
                               marker->offset + marker->count),
                     at);
        return;
    }
    drawing.node = node_new(builder->reader->arena, NODE_TABLE, at);
    node_append(builder_inside(builder), drawing.node);
    if (marker->table->kind == TEXT_TABLE_GRID)
        drawn_grid(builder, marker->table, drawing.node);
    else
        draw_dashes(&drawing);
}
