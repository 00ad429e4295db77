// SPDX-License-Identifier: MIT
// How wide the columns of a table are: what they must have, and of the rest
// what makes the table shortest.
#include "typeset/page/table_parts.h"

// Widths that are tried of one column, and of all.
#define LIMIT_OPTIONS 32
#define LIMIT_OPTIONS_IN_ALL 256
// The first rows are weighed; what is right for them is for those below.
#define LIMIT_ROWS_WEIGHED 200

// What lines cost: one that makes a row higher, a cell's second, its further
// ones. A head should have one.
enum { COST_ROW = 10, COST_SECOND = 4, COST_FURTHER = 1, COST_HEAD = 12 };

// ----- Gaps -----

// Where words of one column end at the side on which those of the next begin,
// two cells would be read as one.
static bool column_abuts(const struct table_setting *table, size_t column)
{
    for (const struct node *row = table->table->first; row; row = row->next) {
        const struct node *cell = table_is_row(row) ? row->first : NULL;
        for (size_t i = 0; cell && i < column; i++)
            cell = cell->next;
        if (!cell || !cell->next)
            continue;
        if (table_cell_alignment(table, cell, column) != PARAGRAPH_START &&
            table_cell_alignment(table, cell->next, column + 1) !=
                PARAGRAPH_END)
            return true;
    }
    return false;
}

void table_part_columns(const struct layout *layout,
                        struct table_setting *table)
{
    const struct print_lengths *print = layout->print;
    bool wide = table->setting->measure > print->one_column_width;
    for (size_t i = 0; i + 1 < table->column_count; i++)
        table->columns[i].gap = wide || column_abuts(table, i)
                                    ? print->table_gap_wide
                                    : print->table_gap;
}

void table_close_columns(const struct layout *layout,
                         struct table_setting *table)
{
    scaled least = layout->print->table_gap * 3 / 2;
    for (size_t i = 0; i + 1 < table->column_count; i++)
        if (table->columns[i].gap > least)
            table->columns[i].gap = least;
}

scaled table_gaps(const struct table_setting *table, size_t column, size_t end)
{
    scaled width = 0;
    for (size_t i = column; i + 1 < end; i++)
        width += table->columns[i].gap;
    return width;
}

scaled table_natural_width(const struct table_setting *table, size_t column,
                           size_t end)
{
    scaled width = table_gaps(table, column, end);
    for (size_t i = column; i < end; i++)
        width += table->columns[i].natural;
    return width;
}

scaled table_minimum_width(const struct table_setting *table, size_t column,
                           size_t end)
{
    scaled width = table_gaps(table, column, end);
    for (size_t i = column; i < end; i++)
        width += table->columns[i].minimum;
    return width;
}

// ----- Fewest lines -----

struct option {
    scaled width;
    uint16_t *lines; // of each row's cell
};
struct options {
    struct option *items; // from the widest to the narrowest
    size_t count, taken;
};
struct weighing {
    struct arena *arena;
    const struct table_setting *table;
    struct paragraph_pieces *cells; // a row's after another's
    bool *heads;                    // of each row
    size_t row_count;
    struct options *columns;
    scaled room;
};

static const struct paragraph_pieces *cell_at(const struct weighing *w,
                                              size_t row, size_t column)
{
    return &w->cells[row * w->table->column_count + column];
}

// How many lines a cell takes at that width, and how wide the widest is.
static uint16_t lines_at(const struct paragraph_pieces *pieces, scaled width,
                         scaled *widest)
{
    size_t lines = pieces->count > 0;
    bool fresh = true;
    scaled begin = 0, used = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct paragraph_piece *piece = &pieces->items[i];
        if (!fresh && piece->end - begin + SLACK > width) {
            lines++;
            fresh = true;
        }
        if (fresh)
            begin = piece->begin;
        used = piece->end - begin > used ? piece->end - begin : used;
        fresh = false;
        if (piece->ends_line && i + 1 < pieces->count) {
            lines++;
            fresh = true;
        }
    }
    *widest = used + SLACK > *widest ? used + SLACK : *widest;
    return lines < UINT16_MAX ? (uint16_t)lines : UINT16_MAX;
}

// The least width at which no cell of the column takes more lines.
static struct option option_at(const struct weighing *w, size_t column,
                               scaled width)
{
    struct option option = {.lines =
                                ARENA_ARRAY(w->arena, uint16_t, w->row_count)};
    scaled widest = w->table->columns[column].minimum;
    for (size_t row = 0; row < w->row_count; row++)
        option.lines[row] = lines_at(cell_at(w, row, column), width, &widest);
    option.width = widest < width ? widest : width;
    return option;
}

static void find_options(const struct weighing *w, size_t column)
{
    const struct table_column *of = &w->table->columns[column];
    struct options *options = &w->columns[column];
    size_t most = LIMIT_OPTIONS_IN_ALL / w->table->column_count;
    most = most < LIMIT_OPTIONS ? most : LIMIT_OPTIONS;
    options->items = ARENA_ARRAY(w->arena, struct option, most + 1);
    scaled width = of->natural < w->room ? of->natural : w->room;
    scaled step = (width - of->minimum) / (scaled)most;
    for (;;) {
        struct option option = option_at(w, column, width);
        options->items[options->count++] = option;
        if (option.width <= of->minimum)
            return;
        scaled next = width - step;
        width = option.width - 1 < next ? option.width - 1 : next;
        if (width < of->minimum || options->count == most)
            width = of->minimum;
    }
}

static const struct option *taken(const struct weighing *w, size_t column)
{
    const struct options *options = &w->columns[column];
    return &options->items[options->taken];
}

static int64_t cell_cost(uint16_t lines, bool head)
{
    if (lines < 2)
        return 0;
    int64_t cost = COST_SECOND + (lines - 2) * COST_FURTHER;
    return head ? cost + (lines - 1) * COST_HEAD : cost;
}

// What it costs more that a column takes another width; less is negative.
static int64_t cost_of_change(const struct weighing *w, size_t column,
                              const struct option *to,
                              const uint16_t *highest_others)
{
    const struct option *from = taken(w, column);
    int64_t cost = 0;
    for (size_t row = 0; row < w->row_count; row++) {
        uint16_t before = from->lines[row], after = to->lines[row];
        if (before == after)
            continue;
        uint16_t others = highest_others[row];
        int64_t high = after > others ? after : others;
        int64_t was = before > others ? before : others;
        cost += (high - was) * COST_ROW + cell_cost(after, w->heads[row]) -
                cell_cost(before, w->heads[row]);
    }
    return cost;
}

// Of each row, the lines of its highest cell but the one in that column.
static void find_highest(const struct weighing *w, size_t column,
                         uint16_t *highest)
{
    for (size_t row = 0; row < w->row_count; row++) {
        highest[row] = 1;
        for (size_t i = 0; i < w->table->column_count; i++)
            if (i != column && taken(w, i)->lines[row] > highest[row])
                highest[row] = taken(w, i)->lines[row];
    }
}

static scaled width_taken(const struct weighing *w)
{
    scaled width = 0;
    for (size_t i = 0; i < w->table->column_count; i++)
        width += taken(w, i)->width;
    return width;
}

// Takes from a column what costs least for the width that is won. False where
// there is nothing more to take.
static bool narrow_one(const struct weighing *w, scaled over, uint16_t *highest)
{
    size_t best_column = 0, best = 0;
    double least = 0;
    for (size_t i = 0; i < w->table->column_count; i++) {
        const struct options *options = &w->columns[i];
        if (options->taken + 1 < options->count)
            find_highest(w, i, highest);
        for (size_t k = options->taken + 1; k < options->count; k++) {
            const struct option *to = &options->items[k];
            scaled won = taken(w, i)->width - to->width;
            won = won < over ? won : over;
            double cost = (double)(cost_of_change(w, i, to, highest) + 1) /
                          (double)(won > 0 ? won : 1);
            if (best == 0 || cost < least) {
                least = cost;
                best_column = i;
                best = k;
            }
        }
    }
    if (best > 0)
        w->columns[best_column].taken = best;
    return best > 0;
}

// Gives a column what saves most of the room that is left.
static bool widen_one(const struct weighing *w, scaled room, uint16_t *highest)
{
    size_t best_column = 0, best = 0;
    int64_t least = 0;
    for (size_t i = 0; i < w->table->column_count; i++) {
        const struct options *options = &w->columns[i];
        if (options->taken > 0)
            find_highest(w, i, highest);
        for (size_t k = options->taken; k-- > 0;) {
            const struct option *to = &options->items[k];
            if (to->width - taken(w, i)->width > room)
                break;
            int64_t cost = cost_of_change(w, i, to, highest);
            if (cost < least) {
                least = cost;
                best_column = i;
                best = k;
            }
        }
    }
    if (least < 0)
        w->columns[best_column].taken = best;
    return least < 0;
}

static bool alike(scaled one, scaled other)
{
    scaled apart = one > other ? one - other : other - one;
    return apart <= one / 16;
}

// May a column be as narrow as that, where but its heads change, and none has
// more lines than the head beside it?
static bool only_heads_change(const struct weighing *w, size_t column,
                              const struct option *to, size_t beside)
{
    const struct option *from = taken(w, column), *other = taken(w, beside);
    for (size_t row = 0; row < w->row_count; row++)
        if (to->lines[row] > from->lines[row] &&
            (!w->heads[row] || to->lines[row] > other->lines[row]))
            return false;
    return true;
}

// Columns that have the same to hold are one width: of a row of years none
// stands in one line beside others in two.
static void even_out(const struct weighing *w)
{
    const struct table_column *columns = w->table->columns;
    for (size_t i = 0; i < w->table->column_count; i++)
        for (size_t k = 0; k < w->table->column_count; k++) {
            struct options *options = &w->columns[k];
            if (i == k || !alike(columns[i].natural, columns[k].natural) ||
                !alike(columns[i].minimum, columns[k].minimum))
                continue;
            while (options->taken + 1 < options->count &&
                   only_heads_change(w, k, taken(w, k) + 1, i))
                options->taken++;
        }
}

static void read_cells(struct layout *layout, struct weighing *w)
{
    const struct table_setting *table = w->table;
    size_t row_index = 0;
    for (const struct node *row = table->table->first;
         row && row_index < w->row_count; row = row->next) {
        if (!table_is_row(row))
            continue;
        w->heads[row_index] = row->as.row.head;
        size_t i = 0;
        for (const struct node *cell = row->first;
             cell && i < table->column_count; cell = cell->next, i++)
            if (cell->as.cell.columns <= 1 && !cell->as.cell.covered_by)
                w->cells[row_index * table->column_count + i] =
                    paragraph_pieces(table_cell_paragraph(layout, table, cell,
                                                          i, TAG_ARTIFACT),
                                     w->arena);
        row_index++;
    }
}

static struct weighing begin_weighing(struct layout *layout,
                                      const struct table_setting *table,
                                      scaled room)
{
    struct weighing w = {.arena = layout->arena, .table = table, .room = room};
    for (const struct node *row = table->table->first; row; row = row->next)
        w.row_count += table_is_row(row) && w.row_count < LIMIT_ROWS_WEIGHED;
    w.cells = ARENA_ARRAY(w.arena, struct paragraph_pieces,
                          w.row_count * table->column_count);
    w.heads = ARENA_ARRAY(w.arena, bool, w.row_count);
    w.columns = ARENA_ARRAY(w.arena, struct options, table->column_count);
    read_cells(layout, &w);
    for (size_t i = 0; i < table->column_count; i++)
        find_options(&w, i);
    return w;
}

// From the widths that all would like to have, taking away until they fit.
static void weigh(struct layout *layout, struct table_setting *table,
                  scaled room)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct weighing w = begin_weighing(layout, table, room);
    uint16_t *highest = ARENA_ARRAY(w.arena, uint16_t, w.row_count + 1);
    while (width_taken(&w) > room &&
           narrow_one(&w, width_taken(&w) - room, highest))
        continue;
    while (widen_one(&w, room - width_taken(&w), highest))
        continue;
    even_out(&w);
    for (size_t i = 0; i < table->column_count; i++)
        table->columns[i].width = taken(&w, i)->width;
    layout_measuring_end(layout, measuring);
}

// ----- Sharing -----

// Fills the room: each column has more in proportion to what it has.
static void fill_room(struct table_setting *table, scaled room)
{
    scaled sum = 0;
    for (size_t i = 0; i < table->column_count; i++)
        sum += table->columns[i].width;
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        column->width = (scaled)((double)room * (double)column->width /
                                 (double)(sum > 0 ? sum : 1));
    }
}

void table_share_width(struct layout *layout, struct table_setting *table,
                       scaled measure)
{
    size_t count = table->column_count;
    scaled room = measure - table_gaps(table, 0, count);
    bool all_fit = table_natural_width(table, 0, count) <= measure;
    for (size_t i = 0; i < count; i++)
        table->columns[i].width =
            all_fit ? table->columns[i].natural : table->columns[i].minimum;
    if (!all_fit && table_minimum_width(table, 0, count) <= measure)
        weigh(layout, table, room);
    fill_room(table, room);
}
