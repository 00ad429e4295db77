// SPDX-License-Identifier: MIT
// Grids: a cell ends where a side of it is drawn, so that it may reach over
// several columns and rows.
#include "read/markdown/drawn_cells.h"

struct grid {
    struct builder *builder;
    const struct drawn_table *table;
    struct node *node;
    size_t bounds[TEXT_TABLE_COLUMNS + 1]; // of columns, as they are counted
    size_t bound_count;
    size_t *lines; // that divide rows, and the last
    size_t line_count;
    struct node **cells; // of each row and column: the cell that has it
    size_t heads, feet;  // rows above and below, which == divides
};

// ----- Bounds -----

static uint32_t sign_at(const struct grid *grid, size_t line, size_t column)
{
    struct str text = grid->table->lines[line];
    return utf8_after(text, text_table_offset(text, column));
}

static void add_bound(struct grid *grid, size_t column)
{
    size_t i = 0;
    while (i < grid->bound_count && grid->bounds[i] < column)
        i++;
    if ((i < grid->bound_count && grid->bounds[i] == column) ||
        grid->bound_count > TEXT_TABLE_COLUMNS)
        return;
    for (size_t k = grid->bound_count++; k > i; k--)
        grid->bounds[k] = grid->bounds[k - 1];
    grid->bounds[i] = column;
}

static struct str inside(struct str line)
{
    return str_trim(line);
}

static void find_bounds(struct grid *grid)
{
    for (size_t i = 0; i < grid->table->count; i++) {
        struct str line = grid->table->lines[i];
        for (size_t k = 0; text_table_divides(inside(line)) && k < line.count;
             k++)
            if (line.bytes[k] == '+')
                add_bound(grid, k);
    }
}

// Is the side below a column drawn on this line?
static bool is_drawn(const struct grid *grid, size_t line, size_t column)
{
    size_t from = grid->bounds[column] + 1, to = grid->bounds[column + 1];
    uint32_t before = sign_at(grid, line, grid->bounds[column]);
    if (from >= to ||
        (before != '+' && before != '|' && before != '-' && before != '='))
        return false;
    for (size_t i = from; i < to; i++) {
        uint32_t c = sign_at(grid, line, i);
        if (c != '-' && c != '=' && c != ':')
            return false;
    }
    return true;
}

static void find_lines(struct grid *grid)
{
    grid->lines =
        ARENA_ARRAY(grid->builder->reader->arena, size_t, grid->table->count);
    for (size_t i = 0; i < grid->table->count; i++) {
        bool divides = false;
        for (size_t k = 0; k + 1 < grid->bound_count && !divides; k++)
            divides = is_drawn(grid, i, k);
        if (divides)
            grid->lines[grid->line_count++] = i;
    }
}

static bool has_double(const struct grid *grid, size_t line)
{
    return str_find(grid->table->lines[line], STR("=")) != STR_NONE &&
           text_table_divides(inside(grid->table->lines[line]));
}

// === below the head; again above the foot, and then below it as well.
static void find_groups(struct grid *grid)
{
    size_t rows = grid->line_count - 1;
    grid->feet = rows;
    for (size_t i = 1; i < rows; i++)
        if (has_double(grid, grid->lines[i])) {
            if (grid->heads == 0)
                grid->heads = i;
            else
                grid->feet = i;
        }
    if (grid->feet < rows && !has_double(grid, grid->lines[rows]))
        grid->feet = rows;
}

static void find_alignments(struct grid *grid)
{
    size_t line = grid->heads ? grid->lines[grid->heads] : grid->lines[0];
    for (size_t i = 0; i + 1 < grid->bound_count; i++) {
        bool start = sign_at(grid, line, grid->bounds[i] + 1) == ':';
        bool end = sign_at(grid, line, grid->bounds[i + 1] - 1) == ':';
        grid->node->as.table.alignments[i] = start && end ? ALIGN_CENTER
                                             : start      ? ALIGN_START
                                             : end        ? ALIGN_END
                                                          : ALIGN_NONE;
    }
}

// ----- Cells -----

static struct node **cell_at(const struct grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * (grid->bound_count - 1) + column];
}

// The byte of side number `bound` in a line. Where a line has as many bars as
// there are sides they are these, wherever they stand: an editor may count the
// columns of a script in another way.
static size_t side_at(const struct grid *grid, size_t line, size_t bound)
{
    struct str text = grid->table->lines[line];
    size_t count = 0, at = STR_NONE;
    for (size_t i = 0; i < text.count; i++) {
        if (text.bytes[i] != '|' || (i > 0 && text.bytes[i - 1] == '\\'))
            continue;
        if (count++ == bound)
            at = i;
    }
    return count == grid->bound_count
               ? at
               : text_table_offset(text, grid->bounds[bound]);
}

// Is the side between a column and the next drawn, in a row?
static bool has_side(const struct grid *grid, size_t row, size_t column)
{
    for (size_t i = grid->lines[row] + 1; i < grid->lines[row + 1]; i++) {
        uint32_t c =
            utf8_after(grid->table->lines[i], side_at(grid, i, column + 1));
        if (c != '|' && c != '+')
            return false;
    }
    return true;
}

static void find_span(const struct grid *grid, size_t row, size_t column,
                      size_t *last_row, size_t *last_column)
{
    size_t end = row < grid->heads  ? grid->heads
                 : row < grid->feet ? grid->feet
                                    : grid->line_count - 1;
    *last_column = column;
    while (*last_column + 2 < grid->bound_count &&
           !*cell_at(grid, row, *last_column + 1) &&
           !has_side(grid, row, *last_column))
        ++*last_column;
    *last_row = row;
    while (*last_row + 1 < end && !*cell_at(grid, *last_row + 1, column) &&
           !is_drawn(grid, grid->lines[*last_row + 1], column))
        ++*last_row;
}

// What a line says between two sides.
static struct str piece_of(const struct grid *grid, size_t line, size_t from,
                           size_t to)
{
    struct str text = grid->table->lines[line];
    size_t start = side_at(grid, line, from), end = side_at(grid, line, to);
    struct str piece = str_slice(text, start < end ? start + 1 : start, end);
    while (str_ends(piece, STR(" ")))
        piece.count--;
    // One space stands between the side and the words.
    return str_starts(piece, STR(" ")) ? str_slice(piece, 1, piece.count)
                                       : piece;
}

static void add_cell(struct grid *grid, struct node *in, size_t row,
                     size_t column)
{
    size_t last_row, last_column;
    find_span(grid, row, column, &last_row, &last_column);
    struct drawn_cell cell = drawn_cell_begin(grid->builder);
    for (size_t i = grid->lines[row] + 1; i < grid->lines[last_row + 1]; i++)
        drawn_cell_add(&cell, piece_of(grid, i, column, last_column + 1));
    struct node *node = drawn_cell_end(
        &cell, in, grid->node->as.table.alignments[column], true);
    node->as.cell.columns = (int)(last_column - column + 1);
    node->as.cell.rows = (int)(last_row - row + 1);
    for (size_t i = row; i <= last_row; i++)
        for (size_t k = column; k <= last_column; k++)
            *cell_at(grid, i, k) = node;
}

static void add_row(struct grid *grid, size_t row)
{
    struct node *node = drawn_row(grid->builder, grid->node,
                                  grid->table->lines[grid->lines[row] + 1]);
    node->as.row.head = row < grid->heads;
    node->as.row.foot = row >= grid->feet;
    for (size_t column = 0; column + 1 < grid->bound_count; column++) {
        struct node *by = *cell_at(grid, row, column);
        if (!by) {
            add_cell(grid, node, row, column);
            continue;
        }
        struct node *covered =
            node_new(grid->builder->reader->arena, NODE_CELL, node->at);
        covered->as.cell.covered_by = by;
        node_append(node, covered);
    }
}

void drawn_grid(struct builder *builder, const struct drawn_table *table,
                struct node *node)
{
    struct grid grid = {.builder = builder, .table = table, .node = node};
    find_bounds(&grid);
    find_lines(&grid);
    size_t columns = grid.bound_count - 1, rows = grid.line_count - 1;
    grid.cells =
        ARENA_ARRAY(builder->reader->arena, struct node *, rows * columns);
    find_groups(&grid);
    drawn_columns(builder, node, columns);
    find_alignments(&grid);
    for (size_t row = 0; row < rows; row++)
        add_row(&grid, row);
}
