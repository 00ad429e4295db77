// SPDX-License-Identifier: MIT
// What must hold of tables on finished pages: cells beside each other stand
// apart, and heads wrap only where the table has no room to spare.
#ifndef QALAM_TEST_TABLE_CHECKS_H
#define QALAM_TEST_TABLE_CHECKS_H

#include "page_text_checks.h"

#define CELLS_APART 5.5 // points, at full size
#define LIMIT_CHECKED_COLUMNS 40

// What stands in one cell, on one page.
struct shown_cell {
    size_t tag, row, page, column, lines;
    bool head, spans;
    double left, right, top, bottom, widths; // widths: of its lines, summed
};
struct shown_cells {
    struct shown_cell *items;
    size_t count, capacity;
};

static inline size_t cell_of(const struct pages *pages, size_t tag)
{
    for (; tag != TAG_ARTIFACT; tag = pages->tags[tag].parent) {
        enum structure_role role = pages->tags[tag].role;
        if (role == TAG_TD || role == TAG_TH)
            return tag;
        if (role == TAG_DOCUMENT)
            break;
    }
    return TAG_ARTIFACT;
}

// Which of its row's cells it is: all have a tag, in order.
static inline size_t cell_column(const struct pages *pages, size_t tag)
{
    size_t column = 0, parent = pages->tags[tag].parent;
    for (size_t i = parent + 1; i < tag; i++)
        if (pages->tags[i].parent == parent)
            column +=
                pages->tags[i].columns > 1 ? (size_t)pages->tags[i].columns : 1;
    return column;
}

static inline void show_in_cell(const struct pages *pages, size_t page,
                                const struct shown_line *line,
                                struct shown_cells *cells)
{
    size_t tag = cell_of(pages, line->tag);
    struct shown_cell *cell =
        cells->count > 0 ? &cells->items[cells->count - 1] : NULL;
    if (!cell || cell->tag != tag || cell->page != page) {
        if (cells->count == cells->capacity) {
            cells->capacity = cells->capacity * 2 + 64;
            cells->items =
                realloc(cells->items, cells->capacity * sizeof *cells->items);
        }
        const struct structure_tag *of = &pages->tags[tag];
        cell = &cells->items[cells->count++];
        *cell = (struct shown_cell){.tag = tag,
                                    .row = of->parent,
                                    .page = page,
                                    .column = cell_column(pages, tag),
                                    .head = of->role == TAG_TH,
                                    .spans = of->columns > 1 || of->rows > 1,
                                    .left = line->left,
                                    .right = line->right,
                                    .top = line->y,
                                    .bottom = line->y};
    }
    cell->left = line->left < cell->left ? line->left : cell->left;
    cell->right = line->right > cell->right ? line->right : cell->right;
    cell->top = line->y < cell->top ? line->y : cell->top;
    cell->bottom = line->y > cell->bottom ? line->y : cell->bottom;
    cell->widths += line->right - line->left;
    cell->lines++;
}

// Of all pages. Free the items.
static inline struct shown_cells cells_of(const struct pages *pages,
                                          const struct shown_lines *lines)
{
    struct shown_cells cells = {0};
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].kind == SHOWN_CELL &&
            cell_of(pages, lines->items[i].tag) != TAG_ARTIFACT)
            show_in_cell(pages, lines->items[i].page, &lines->items[i], &cells);
    return cells;
}

// Cells of one row, on one page, at one height.
static inline void check_cells_apart(const struct shown_cells *cells,
                                     double least, struct page_faults *faults)
{
    for (size_t i = 0; i < cells->count; i++)
        for (size_t j = i + 1; j < cells->count; j++) {
            const struct shown_cell *a = &cells->items[i],
                                    *b = &cells->items[j];
            if (a->row != b->row || a->page != b->page)
                break;
            if (a->column == b->column || a->bottom < b->top - NEAR ||
                b->bottom < a->top - NEAR)
                continue;
            double apart =
                a->left > b->left ? a->left - b->right : b->left - a->right;
            if (apart < least)
                page_fault(faults,
                           "page %zu: cells at %.2f stand %.2f pt apart",
                           a->page + 1, a->top, apart);
        }
}

// ----- Heads -----

struct shown_columns {
    size_t count;
    bool spans;
    double widest[LIMIT_CHECKED_COLUMNS];
    double left, right;
};

static inline struct shown_columns
columns_of_table(const struct pages *pages, const struct shown_cells *all,
                 size_t from, size_t *end)
{
    size_t table = pages->tags[all->items[from].row].parent;
    struct shown_columns columns = {.left = all->items[from].left,
                                    .right = all->items[from].right};
    for (*end = from; *end < all->count; ++*end) {
        const struct shown_cell *cell = &all->items[*end];
        if (pages->tags[cell->row].parent != table)
            break;
        columns.spans |= cell->spans;
        // A table goes on in another column; its first row does not.
        if (cell->row == all->items[from].row) {
            columns.left =
                cell->left < columns.left ? cell->left : columns.left;
            columns.right =
                cell->right > columns.right ? cell->right : columns.right;
        }
        if (cell->column >= LIMIT_CHECKED_COLUMNS)
            continue;
        double width = cell->right - cell->left;
        double *widest = &columns.widest[cell->column];
        *widest = width > *widest ? width : *widest;
        columns.count =
            cell->column + 1 > columns.count ? cell->column + 1 : columns.count;
    }
    return columns;
}

// Heads of two lines, where all columns would have stood in the measure with
// them in one. gap: the most between two columns.
static inline void check_table_heads(const struct laid_out *out,
                                     const struct shown_cells *cells,
                                     double gap, struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    for (size_t i = 0, end; i < cells->count; i = end) {
        struct shown_columns columns = columns_of_table(pages, cells, i, &end);
        double sum = 0;
        for (size_t k = 0; k < columns.count; k++)
            sum += columns.widest[k] + (k > 0 ? gap : 0);
        double narrow = columns_of(out, cells->items[i].page).wide;
        double measure =
            columns.right - columns.left <= narrow + 1 ? narrow : FRAME_WIDE;
        double more = 0;
        for (size_t k = i; k < end && !columns.spans; k++) {
            const struct shown_cell *cell = &cells->items[k];
            if (cell->head && cell->lines == 2)
                more += cell->widths + 3 - columns.widest[cell->column];
        }
        if (more > 0 && more < measure - sum)
            page_fault(faults,
                       "page %zu: heads wrap, %.1f pt would be enough of "
                       "%.1f pt",
                       cells->items[i].page + 1, more, measure - sum);
    }
}

// All of these; of type of full size.
static inline void check_tables_set(const struct laid_out *out,
                                    const struct shown_lines *lines,
                                    struct page_faults *faults)
{
    struct shown_cells cells = cells_of(out->pages, lines);
    double least =
        told(out, "table-small") > 0 ? CELLS_APART * 0.6 : CELLS_APART;
    check_cells_apart(&cells, least, faults);
    check_table_heads(out, &cells, 13.0, faults);
    free(cells.items);
}

#endif
