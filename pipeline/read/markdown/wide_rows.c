// SPDX-License-Identifier: MIT
// Finds rows with more cells than their table's head, and widens the head.
#include "read/markdown/wide_rows.h"

#include "base/buffer.h"
#include "model/brief_limits.h"

static struct str row_of(struct str text, const struct block_line *line)
{
    return str_slice(text, line->content, line->at.end);
}

// The cells of a row; a bar in a formula divides none.
static size_t cells_of(struct reader *reader, struct str text,
                       const struct block_line *line)
{
    struct str row = row_of(text, line), inside;
    bool display;
    if (str_find(row, STR("$")) == STR_NONE)
        return line_cells(row);
    char *copy = arena_alloc(reader->arena, row.count + 1);
    if (row.count)
        memcpy(copy, row.bytes, row.count);
    for (size_t i = 0; i < row.count; i++) {
        if (row.bytes[i] == '\\') {
            i++;
            continue;
        }
        size_t after = formula_find(row, i, &inside, &display);
        for (; i < after; i++)
            if (copy[i] == '|')
                copy[i] = ' ';
    }
    return line_cells((struct str){copy, row.count});
}

static void report(struct reader *reader, const struct fragment *fragment,
                   const struct block_line *line, size_t cells, size_t columns)
{
    diag_report(reader->diag,
                fragment_place(reader, fragment, line->content,
                               line->at.end - line->content),
                MESSAGE_table_widened,
                arena_printf(reader->arena, "%zu", cells),
                arena_printf(reader->arena, "%zu", columns));
}

struct wide_rows wide_rows_of(struct reader *reader,
                              const struct fragment *fragment,
                              const struct blocks *blocks, size_t line)
{
    struct wide_rows rows = {.table = blocks->lines[line].block};
    struct str text = fragment->text;
    size_t columns = cells_of(reader, text, &blocks->lines[line]);
    // "1." is no item as the end of a paragraph; "1. |" would be one.
    if (line_list_mark(row_of(text, &blocks->lines[line])).count > 0)
        return rows;
    for (size_t i = line + 2;
         i < blocks->line_count && blocks->lines[i].block == rows.table; i++) {
        size_t cells = cells_of(reader, text, &blocks->lines[i]);
        if (cells > columns && rows.missing == 0)
            report(reader, fragment, &blocks->lines[i], cells, columns);
        if (cells > LIMIT_COLUMNS)
            cells = LIMIT_COLUMNS;
        if (cells > columns + rows.missing)
            rows.missing = cells - columns;
    }
    return rows;
}

void wide_rows_add(const struct wide_rows *rows, const struct blocks *blocks,
                   struct str text, size_t line, struct buffer *out)
{
    const struct block *table = blocks->lines[line].block;
    if (rows->missing == 0 || table != rows->table || line > table->line + 1)
        return;
    struct str row = str_trim(row_of(text, &blocks->lines[line]));
    bool closed = str_ends(row, STR("|")) && !str_ends(row, STR("\\|"));
    buffer_add_c(out, closed ? "" : " |");
    for (size_t i = 0; i < rows->missing; i++)
        buffer_add_c(out, line == table->line ? " |" : " --- |");
}
