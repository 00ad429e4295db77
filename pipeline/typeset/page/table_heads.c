// SPDX-License-Identifier: MIT
// Which heads a cell has (ISO 32000-1 14.8.5.7, Headers): readers that cannot
// see the table work it out themselves where heads are one row on top.
#include "typeset/page/table_parts.h"

static bool is_plain(const struct node *table)
{
    size_t heads = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        heads += table_is_row(row) && row->as.row.head;
        for (const struct node *cell = row->first; table_is_row(row) && cell;
             cell = cell->next)
            if (cell->as.cell.columns > 1 || cell->as.cell.rows > 1 ||
                (cell->as.cell.head && !row->as.row.head))
                return false;
    }
    return heads <= 1;
}

void table_heads_begin(struct layout *layout, struct table_setting *table)
{
    enum { MOST_ROWS = 100 }; // that a cell of HTML takes: LIMIT_SPAN
    table->names_heads = table->tag != TAG_ARTIFACT && !is_plain(table->table);
    if (!table->names_heads)
        return;
    table->column_heads =
        ARENA_ARRAY(layout->arena, struct table_heads, table->column_count);
    table->row_heads =
        ARENA_ARRAY(layout->arena, struct table_heads, MOST_ROWS);
    table->row_head_count = MOST_ROWS;
}

void table_heads_next(const struct table_setting *table)
{
    for (size_t i = 0; table->names_heads && i < table->row_head_count; i++)
        table->row_heads[i].count = 0;
}

static void add(struct layout *layout, struct table_heads *heads, size_t tag)
{
    ARENA_PUSH(layout->arena, heads->items, heads->count, heads->capacity) =
        tag;
}

static bool has(const struct structure_tag *tag, size_t head)
{
    for (size_t i = 0; tag->headers && i < tag->headers->count; i++)
        if (tag->headers->items[i] == head)
            return true;
    return false;
}

static void name_all(struct layout *layout, size_t tag,
                     const struct table_heads *heads)
{
    for (size_t i = 0; i < heads->count; i++) {
        struct structure_tag *cell = tag_at(layout, tag);
        if (has(cell, heads->items[i]))
            continue;
        if (!cell->headers)
            cell->headers = ARENA_NEW(layout->arena, struct tag_headers);
        struct tag_headers *named = cell->headers;
        ARENA_PUSH(layout->arena, named->items, named->count, named->capacity) =
            heads->items[i];
        tag_at(layout, heads->items[i])->heads_cells = true;
    }
}

void table_heads_name(struct layout *layout, const struct table_setting *table,
                      const struct node *cell, size_t column, size_t tag,
                      size_t row)
{
    if (!table->names_heads || layout->measuring ||
        row >= table->row_head_count)
        return;
    size_t end = column + table_span(cell->as.cell.columns);
    size_t last = row + table_span(cell->as.cell.rows);
    bool above = cell->parent->as.row.head;
    for (size_t i = row; i < last && i < table->row_head_count && !above; i++)
        name_all(layout, tag, &table->row_heads[i]);
    for (size_t i = column; i < end && i < table->column_count; i++)
        if (above || !cell->as.cell.head)
            name_all(layout, tag, &table->column_heads[i]);
    for (size_t i = column; above && i < end && i < table->column_count; i++)
        add(layout, &table->column_heads[i], tag);
    for (size_t i = row;
         !above && cell->as.cell.head && i < last && i < table->row_head_count;
         i++)
        add(layout, &table->row_heads[i], tag);
}
