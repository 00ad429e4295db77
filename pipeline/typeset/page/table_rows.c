// SPDX-License-Identifier: MIT
// The rows of a table. Rows that a cell reaches over are set together, and no
// rule goes through it.
#include "typeset/page/table_parts.h"

struct set_cell {
    scaled left, shift; // shift: to the right, of the cell's lines
    scaled height;      // of its lines
    size_t rows;
};
struct set_row {
    const struct node *row;
    struct set_cell *cells; // one a column
    struct lines *lines;    // of each; none of one that another covers
    size_t cell_count;
    scaled y, content; // content: the height of the highest cell's lines
};
struct set_rows {
    struct set_row *items;
    size_t count;
};

// ----- Cells -----

// A number at its column's end moves until its separator is under the others'.
// It reads from left to right in either direction.
static scaled figure_shift(struct layout *layout,
                           const struct table_setting *table,
                           const struct node *cell, size_t column,
                           const struct lines *lines)
{
    const struct table_column *in = &table->columns[column];
    if (!table_is_aligned(table, cell, column) || lines->count != 1)
        return 0;
    scaled before = table_width_before(layout, table, cell, column);
    scaled width = lines->items[0].width;
    bool rtl = inline_block_direction(cell, table->setting->direction) ==
               DIRECTION_RTL;
    scaled shift = rtl ? in->before - before : in->after - (width - before);
    if (shift < 0 || width + shift > in->width)
        return 0;
    return rtl ? shift : -shift;
}

// The left edge and the width of the columns from `column` to before `end`.
static scaled span_left(const struct table_setting *table, size_t column,
                        size_t end, scaled *width)
{
    scaled left = table->columns[column].left;
    *width = 0;
    for (size_t i = column; i < end; i++) {
        if (table->columns[i].left < left)
            left = table->columns[i].left;
        *width +=
            table->columns[i].width + (i + 1 < end ? table->columns[i].gap : 0);
    }
    return left;
}

static size_t cell_tag(struct layout *layout, const struct table_setting *table,
                       const struct node *cell, size_t row_tag)
{
    bool head = cell->parent->as.row.head;
    if (row_tag == TAG_ARTIFACT)
        return TAG_ARTIFACT;
    size_t tag =
        tag_new(layout, head || cell->as.cell.head ? TAG_TH : TAG_TD, row_tag);
    struct structure_tag *made = tag_at(layout, tag);
    made->row_scope = !head && cell->as.cell.head;
    made->columns = cell->as.cell.columns;
    made->rows = cell->as.cell.rows;
    tag_language(layout, tag, inline_block_lang(cell, table->setting->lang),
                 inline_block_direction(cell, table->setting->direction));
    return tag;
}

static struct set_cell set_cell(struct layout *layout,
                                const struct table_setting *table,
                                const struct node *cell, size_t column,
                                size_t tag, struct lines *lines)
{
    size_t end = column + table_span(cell->as.cell.columns);
    struct set_cell set = {.rows = table_span(cell->as.cell.rows)};
    scaled width;
    set.left = span_left(table, column,
                         end < table->column_count ? end : table->column_count,
                         &width);
    struct paragraph *paragraph =
        table_cell_paragraph(layout, table, cell, column, tag);
    struct paragraph_style shape = {
        .alignment = table_cell_alignment(table, cell, column)};
    *lines = paragraph_lines(paragraph, &shape, width);
    set.shift = figure_shift(layout, table, cell, column, lines);
    set.height =
        line_picture_lines_height(lines, &layout->styles.of[ROLE_TABLE_CELL]);
    return set;
}

// ----- Rows -----

static struct set_row set_row(struct layout *layout,
                              const struct table_setting *table,
                              const struct node *row, size_t index)
{
    struct set_row set = {
        .row = row, .content = layout->styles.of[ROLE_TABLE_CELL].leading};
    set.lines = ARENA_ARRAY(layout->arena, struct lines, table->column_count);
    set.cells =
        ARENA_ARRAY(layout->arena, struct set_cell, table->column_count);
    size_t row_tag = table->tag == TAG_ARTIFACT
                         ? TAG_ARTIFACT
                         : tag_new(layout, TAG_TR, table->tag);
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        if (set.cell_count == table->column_count)
            break;
        size_t column = set.cell_count++;
        set.cells[column] = (struct set_cell){.rows = 1};
        if (cell->as.cell.covered_by)
            continue;
        size_t tag = cell_tag(layout, table, cell, row_tag);
        if (tag != TAG_ARTIFACT)
            table_heads_name(layout, table, cell, column, tag, index);
        set.cells[column] =
            set_cell(layout, table, cell, column, tag, &set.lines[column]);
        if (set.cells[column].rows == 1 &&
            set.cells[column].height > set.content)
            set.content = set.cells[column].height;
    }
    // Every row has as many cells as the table has columns (UA 7.2.42).
    for (size_t i = set.cell_count; i < table->column_count; i++)
        if (row_tag != TAG_ARTIFACT)
            tag_new(layout, row->as.row.head ? TAG_TH : TAG_TD, row_tag);
    return set;
}

// How many rows from this one on a cell joins.
static size_t joined_rows(const struct node *row)
{
    size_t count = 1, index = 0;
    for (; row && index < count; row = table_next_row(row), index++)
        for (const struct node *cell = row->first; cell; cell = cell->next)
            if (index + table_span(cell->as.cell.rows) > count)
                count = index + table_span(cell->as.cell.rows);
    return index < count ? index : count;
}

static scaled row_height(const struct layout *layout, const struct set_row *row)
{
    return row->content + 2 * layout->print->table_padding;
}

// What a cell needs beyond its rows is given to the last of them.
static void grow_rows(const struct layout *layout, struct set_rows *rows,
                      size_t index, const struct set_cell *cell)
{
    size_t end = index + cell->rows;
    scaled room = -2 * layout->print->table_padding;
    end = end < rows->count ? end : rows->count;
    for (size_t i = index; i < end; i++)
        room += row_height(layout, &rows->items[i]);
    if (cell->height > room)
        rows->items[end - 1].content += cell->height - room;
}

static struct set_rows set_rows(struct layout *layout,
                                const struct table_setting *table,
                                const struct node *row)
{
    struct set_rows rows = {.count = joined_rows(row)};
    rows.items = ARENA_ARRAY(layout->arena, struct set_row, rows.count);
    table_heads_next(table);
    for (size_t i = 0; i < rows.count; i++, row = table_next_row(row))
        rows.items[i] = set_row(layout, table, row, i);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t k = 0; k < rows.items[i].cell_count; k++)
            if (rows.items[i].cells[k].rows > 1)
                grow_rows(layout, &rows, i, &rows.items[i].cells[k]);
    scaled y = 0;
    for (size_t i = 0; i < rows.count; i++) {
        rows.items[i].y = y;
        y += row_height(layout, &rows.items[i]);
    }
    return rows;
}

static const struct node *last_row(const struct set_rows *rows)
{
    return rows->items[rows->count - 1].row;
}

// ----- Rules -----

static void place_rule(struct layout *layout, struct vbox *vbox, scaled left,
                       scaled width, scaled y, scaled height, enum ink_name ink)
{
    vbox_placed(layout, vbox, vlist_rectangle(left, y, width, height, ink));
}

// Does a cell reach over the rule below row `index`, in that column?
static bool is_reached(const struct set_rows *rows, size_t index, size_t column)
{
    const struct node *cell = rows->items[index].row->first;
    for (size_t i = 0; cell && i < column; i++)
        cell = cell->next;
    if (index + 1 == rows->count || !cell)
        return false;
    const struct node *by =
        cell->as.cell.covered_by ? cell->as.cell.covered_by : cell;
    for (size_t i = 0; i <= index; i++)
        if (rows->items[i].row == by->parent)
            return i + table_span(by->as.cell.rows) > index + 1;
    return false;
}

// The rule below a row, but for the columns that a cell reaches over it in.
static void place_rules(struct layout *layout, struct vbox *vbox,
                        const struct table_setting *table,
                        const struct set_rows *rows, size_t index, scaled y)
{
    const struct block_setting *setting = table->setting;
    const struct node *row = rows->items[index].row,
                      *next = table_next_row(row);
    bool strong =
        row->as.row.head || (next && next->as.row.foot && !row->as.row.foot);
    scaled height =
        strong ? layout->print->table_rule_head : layout->print->table_rule_row;
    enum ink_name ink = strong ? INK_ACCENT : INK_HAIRLINE;
    size_t from = 0, end;
    for (; from < table->column_count; from = end + 1) {
        for (end = from; end < table->column_count; end++)
            if (is_reached(rows, index, end))
                break;
        scaled width = setting->measure, left = setting->left;
        if (from > 0 || end < table->column_count)
            left = span_left(table, from, end, &width);
        if (end > from)
            place_rule(layout, vbox, left, width, y - height, height, ink);
    }
}

// ----- Placing -----

// Where the lines of a cell begin; a head's cells end on its last line.
static scaled cell_top(const struct layout *layout, const struct set_rows *rows,
                       size_t index, const struct set_cell *cell)
{
    const struct set_row *row = &rows->items[index];
    scaled padding = layout->print->table_padding;
    if (!row->row->as.row.head)
        return row->y + padding;
    size_t last = index + cell->rows - 1;
    row = &rows->items[last < rows->count ? last : rows->count - 1];
    return row->y + padding + row->content - cell->height;
}

static void place_cell(struct layout *layout, struct vbox *vbox,
                       const struct set_cell *cell, const struct lines *lines,
                       scaled y)
{
    const struct style *style = &layout->styles.of[ROLE_TABLE_CELL];
    for (size_t i = 0; i < lines->count; i++) {
        y += line_picture_growth(&lines->items[i], style);
        vbox_line(layout, vbox, &lines->items[i], cell->left + cell->shift,
                  y + style->baseline);
        y += style->leading + line_picture_depth(&lines->items[i], style);
    }
}

// The rows from y on; answers their height.
static scaled place_rows(struct layout *layout, struct vbox *vbox,
                         const struct table_setting *table,
                         const struct set_rows *rows, scaled y)
{
    scaled end = y;
    for (size_t i = 0; i < rows->count; i++) {
        const struct set_row *row = &rows->items[i];
        // Cell by cell: the order in which a table is read.
        for (size_t k = 0; k < row->cell_count; k++)
            place_cell(layout, vbox, &row->cells[k], &row->lines[k],
                       y + cell_top(layout, rows, i, &row->cells[k]));
        end = y + row->y + row_height(layout, row);
        place_rules(layout, vbox, table, rows, i, end);
    }
    return end - y;
}

// One line of every cell of a row that stands alone.
static void place_band(struct layout *layout, struct vbox *vbox,
                       const struct set_row *row, size_t band, scaled baseline)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (band < row->lines[i].count)
            vbox_line(layout, vbox, &row->lines[i].items[band],
                      row->cells[i].left + row->cells[i].shift, baseline);
}

// A cell that reaches into the next rows has all its lines in the first.
static size_t band_count(const struct set_row *row)
{
    size_t count = 1;
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->lines[i].count > count)
            count = row->lines[i].count;
    return count;
}

// A row too tall to be kept whole: each line of its cells is a vbox.
static void add_bands(struct layout *layout, struct vlist *vlist,
                      const struct table_setting *table,
                      const struct set_rows *rows, size_t index,
                      const struct vbox *head)
{
    const struct set_row *row = &rows->items[index];
    const struct style *style = &layout->styles.of[ROLE_TABLE_CELL];
    size_t count = band_count(row);
    for (size_t band = 0; band < count; band++) {
        bool first = band == 0, last = band + 1 == count;
        scaled above = first ? layout->print->table_padding : 0;
        // A head is never so tall: all cells begin with the row.
        scaled depth;
        above += line_picture_band_growth(row->lines, row->cell_count, band,
                                          style, &depth);
        struct vbox *vbox =
            vlist_add(layout, vlist,
                      above + style->leading + depth +
                          (last ? layout->print->table_padding : 0));
        vbox->off_grid = true;
        vbox->ground = table->setting->ground;
        vbox->head = head;
        vbox->break_cost =
            first || band + 2 == count ? BREAK_WIDOW : BREAK_FREE;
        place_band(layout, vbox, row, band, above + style->baseline);
        if (last) {
            vbox->break_cost = BREAK_FREE;
            place_rules(layout, vbox, table, rows, index, vbox->height);
        }
    }
}

const struct node *table_add_rows(struct layout *layout, struct vlist *vlist,
                                  const struct table_setting *table,
                                  const struct node *row,
                                  const struct vbox *head)
{
    struct set_rows rows = set_rows(layout, table, row);
    scaled content = 0;
    for (size_t i = 0; i < rows.count; i++)
        content += rows.items[i].content;
    if (content > layout->print->frame_height / 2) {
        for (size_t i = 0; i < rows.count; i++)
            add_bands(layout, vlist, table, &rows, i, head);
        return last_row(&rows);
    }
    struct vbox *vbox = vlist_add(layout, vlist, 0);
    vbox->off_grid = true;
    vbox->ground = table->setting->ground;
    vbox->head = head;
    vbox->height = place_rows(layout, vbox, table, &rows, 0);
    return last_row(&rows);
}

scaled table_place_head(struct layout *layout, struct vbox *vbox,
                        const struct table_setting *table, scaled y)
{
    const struct block_setting *setting = table->setting;
    place_rule(layout, vbox, setting->left, setting->measure, y,
               layout->print->table_rule_top, INK_ACCENT);
    y += layout->print->table_rule_top;
    const struct node *row = table->table->first;
    for (; row; row = row->next) {
        if (!table_is_row(row) || !row->as.row.head)
            continue;
        struct set_rows rows = set_rows(layout, table, row);
        y += place_rows(layout, vbox, table, &rows, y);
        row = last_row(&rows);
    }
    return y;
}
