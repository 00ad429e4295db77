// SPDX-License-Identifier: MIT
// Tables: widths from what the cells hold, rows as vboxes, the head repeated.
#include "typeset/page/table_parts.h"

#include "typeset/page/caption.h"
#include "typeset/paragraph/figures.h"
#include "typeset/page/contents.h"
#include "languages/words.h"

// No more than this many columns are measured and set side by side; the rest
// of a row runs on in its last column.
#define LIMIT_TABLE_COLUMNS 40

static size_t row_count(const struct node *table)
{
    size_t count = 0;
    for (const struct node *row = table->first; row; row = row->next)
        count += table_is_row(row) && !row->as.row.head;
    return count;
}

static size_t column_count(const struct node *table)
{
    size_t most = 1;
    for (const struct node *row = table->first; row; row = row->next) {
        size_t count = 0;
        if (table_is_row(row))
            for (const struct node *cell = row->first; cell; cell = cell->next)
                count++;
        most = count > most ? count : most;
    }
    return most < LIMIT_TABLE_COLUMNS ? most : LIMIT_TABLE_COLUMNS;
}

// A dash in place of a number is no word.
static void find_figures_in_row(struct layout *layout,
                                struct table_setting *table,
                                const struct node *row)
{
    size_t i = 0;
    for (const struct node *cell = row->first; cell && i < table->column_count;
         cell = cell->next, i++) {
        struct table_column *column = &table->columns[i];
        struct str text = str_trim(node_plain(layout->arena, cell));
        if (cell->as.cell.columns > 1 || figures_absent(text))
            continue;
        column->figures |= figures_alone(text);
        column->words |= !figures_alone(text);
        if (column->decimal == 0)
            column->decimal = figures_decimal(text);
    }
}

static void find_figures(struct layout *layout, struct table_setting *table)
{
    for (const struct node *row = table->table->first; row; row = row->next)
        if (table_is_row(row) && !row->as.row.head)
            find_figures_in_row(layout, table, row);
    for (size_t i = 0; i < table->column_count; i++)
        table->columns[i].figures &= !table->columns[i].words;
}

static struct text_style cell_style(const struct layout *layout,
                                    const struct table_setting *table,
                                    bool head, bool figures)
{
    enum role role = head ? ROLE_TABLE_HEAD : ROLE_TABLE_CELL;
    struct text_style style = layout->styles.of[role].text;
    if (figures && !head)
        style.arabic_face = face_figures(style.arabic_face);
    style.no_hyphens = true;
    return style_scaled(style, table->scale);
}

// Pictures have a size before columns have: that of columns of one width.
static struct picture_room cell_pictures(const struct layout *layout,
                                         const struct table_setting *table)
{
    scaled columns = (scaled)table->column_count;
    scaled room =
        table->setting->measure - layout->print->table_gap * (columns - 1);
    return (struct picture_room){
        (scaled)((double)(room / columns) * table->scale) - SLACK,
        layout->print->frame_height / 8};
}

struct paragraph *table_cell_paragraph(struct layout *layout,
                                       const struct table_setting *table,
                                       const struct node *cell, size_t column,
                                       size_t tag)
{
    const struct block_setting *setting = table->setting;
    bool head = cell->parent->as.row.head || cell->as.cell.head;
    struct inline_setting inlines = {
        cell_style(layout, table, head, table->columns[column].figures),
        inline_block_lang(cell, setting->lang),
        inline_block_direction(cell, setting->direction), tag,
        cell_pictures(layout, table)};
    struct paragraph *paragraph =
        layout_paragraph_open(layout, inlines.lang, inlines.direction);
    inline_write(layout, paragraph, cell, &inlines);
    layout_paragraph_close(layout, paragraph);
    return paragraph;
}

// ----- Widths -----

enum paragraph_alignment table_cell_alignment(const struct table_setting *table,
                                              const struct node *cell,
                                              size_t column)
{
    switch (cell->as.cell.alignment) {
    case ALIGN_START:
        return PARAGRAPH_START;
    case ALIGN_CENTER:
        return PARAGRAPH_CENTER;
    case ALIGN_END:
        return PARAGRAPH_END;
    case ALIGN_NONE:
        break;
    }
    bool figures = column > 0 && table->columns[column].figures &&
                   cell->as.cell.columns <= 1;
    return figures ? PARAGRAPH_END : PARAGRAPH_START;
}

// The first column names its rows, be it with years.
bool table_is_aligned(const struct table_setting *table,
                      const struct node *cell, size_t column)
{
    return column > 0 && table->columns[column].figures &&
           !cell->parent->as.row.head && !cell->as.cell.head &&
           cell->as.cell.columns <= 1 &&
           (cell->as.cell.alignment == ALIGN_NONE ||
            cell->as.cell.alignment == ALIGN_END);
}

scaled table_width_before(struct layout *layout,
                          const struct table_setting *table,
                          const struct node *cell, size_t column)
{
    struct str text = str_trim(node_plain(layout->arena, cell));
    size_t end = figures_before(text, table->columns[column].decimal);
    struct measuring measuring = layout_measuring_begin(layout);
    struct inline_setting inlines = {
        cell_style(layout, table, false, true),
        inline_block_lang(cell, table->setting->lang),
        inline_block_direction(cell, table->setting->direction), TAG_ARTIFACT};
    struct paragraph *paragraph =
        layout_paragraph_open(layout, inlines.lang, inlines.direction);
    inline_write_words(paragraph, str_slice(text, 0, end), &inlines);
    layout_paragraph_close(layout, paragraph);
    scaled width = paragraph_natural_width(paragraph);
    layout_measuring_end(layout, measuring);
    return width;
}

static void measure_figure(struct layout *layout, struct table_setting *table,
                           const struct node *cell, size_t column,
                           scaled natural)
{
    struct table_column *into = &table->columns[column];
    if (!table_is_aligned(table, cell, column))
        return;
    scaled before = table_width_before(layout, table, cell, column);
    if (before > into->before)
        into->before = before;
    if (natural - before > into->after)
        into->after = natural - before;
    scaled width = into->before + into->after + SLACK;
    into->natural = width > into->natural ? width : into->natural;
    into->minimum = width > into->minimum ? width : into->minimum;
}

// What a cell needs beyond its columns is shared by them.
static void widen(const struct table_setting *table, size_t column, size_t end,
                  scaled natural, scaled minimum)
{
    scaled has_natural = table_natural_width(table, column, end);
    scaled has_minimum = table_minimum_width(table, column, end);
    scaled count = (scaled)(end - column);
    for (size_t i = column; i < end; i++) {
        if (natural > has_natural)
            table->columns[i].natural += (natural - has_natural) / count + 1;
        if (minimum > has_minimum)
            table->columns[i].minimum += (minimum - has_minimum) / count + 1;
    }
}

static void measure_spans(struct layout *layout, struct table_setting *table)
{
    for (const struct node *row = table->table->first; row; row = row->next) {
        size_t i = 0;
        if (!table_is_row(row))
            continue;
        for (const struct node *cell = row->first;
             cell && i < table->column_count; cell = cell->next, i++) {
            size_t end = i + table_span(cell->as.cell.columns);
            if (cell->as.cell.columns <= 1)
                continue;
            struct paragraph *paragraph =
                table_cell_paragraph(layout, table, cell, i, TAG_ARTIFACT);
            widen(table, i,
                  end < table->column_count ? end : table->column_count,
                  paragraph_natural_width(paragraph) + SLACK,
                  paragraph_minimum_width(paragraph) + SLACK);
        }
    }
}

static void measure_columns(struct layout *layout, struct table_setting *table)
{
    struct measuring measuring = layout_measuring_begin(layout);
    for (const struct node *row = table->table->first; row; row = row->next) {
        if (!table_is_row(row))
            continue;
        size_t i = 0;
        for (const struct node *cell = row->first;
             cell && i < table->column_count; cell = cell->next, i++) {
            if (cell->as.cell.columns > 1)
                continue;
            struct paragraph *paragraph =
                table_cell_paragraph(layout, table, cell, i, TAG_ARTIFACT);
            scaled natural = paragraph_natural_width(paragraph) + SLACK;
            scaled minimum = paragraph_minimum_width(paragraph) + SLACK;
            if (natural > table->columns[i].natural)
                table->columns[i].natural = natural;
            measure_figure(layout, table, cell, i, natural - SLACK);
            if (table->columns[i].figures && !row->as.row.head)
                minimum = natural; // never broken
            if (minimum > table->columns[i].minimum)
                table->columns[i].minimum = minimum;
        }
    }
    measure_spans(layout, table);
    layout_measuring_end(layout, measuring);
}

static scaled minimum_width(const struct table_setting *table)
{
    return table_minimum_width(table, 0, table->column_count);
}

static void begin_table(struct layout *layout, struct table_setting *table,
                        const struct block_setting *setting,
                        const struct node *node)
{
    *table = (struct table_setting){.setting = setting,
                                    .table = node,
                                    .column_count = column_count(node),
                                    .scale = 1.0};
    table->columns =
        ARENA_ARRAY(layout->arena, struct table_column, table->column_count);
    find_figures(layout, table);
    table_part_columns(layout, table);
    measure_columns(layout, table);
}

static void report_small(struct layout *layout,
                         const struct table_setting *table)
{
    struct str percent =
        arena_printf(layout->arena, "%d", (int)(table->scale * 100));
    diag_report(layout->diag, table->table->at, MESSAGE_table_small, percent);
}

// By how much the type must be reduced, but never under 60 %: then it is better
// too wide. Columns come closer before that.
static double fitting_scale(struct layout *layout, struct table_setting *table)
{
    if (minimum_width(table) > table->setting->measure)
        table_close_columns(layout, table);
    scaled gaps = table_gaps(table, 0, table->column_count);
    scaled room = table->setting->measure - gaps;
    scaled minimum = minimum_width(table) - gaps;
    double scale =
        minimum > room && room > 0 ? (double)room / (double)minimum : 1;
    return scale > 0.6 ? scale : 0.6;
}

static void place_columns(struct layout *layout, struct table_setting *table)
{
    const struct block_setting *setting = table->setting;
    table->scale = fitting_scale(layout, table);
    if (table->scale < 1) {
        if (table->scale < TABLE_SCALE_READABLE)
            report_small(layout, table);
        for (size_t i = 0; i < table->column_count; i++)
            table->columns[i].natural = table->columns[i].minimum =
                table->columns[i].before = table->columns[i].after = 0;
        measure_columns(layout, table);
    }
    table_share_width(layout, table, setting->measure);
    scaled start = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        column->left = setting->left + scaled_inline_left(setting->direction,
                                                          setting->measure,
                                                          start, column->width);
        start += column->width + column->gap;
    }
}

bool table_is_wide(struct layout *layout, const struct node *node)
{
    if (row_count(node) > 10 || column_count(node) > 5)
        return true;
    struct block_setting setting =
        block_setting_of(block_setting_body(layout), node);
    struct table_setting table;
    begin_table(layout, &table, &setting, node);
    return minimum_width(&table) > layout->geometry.column_width;
}

double table_scale(struct layout *layout, const struct node *node,
                   scaled measure)
{
    struct block_setting setting =
        block_setting_of(block_setting_body(layout), node);
    setting.width = setting.measure = measure;
    struct table_setting table;
    begin_table(layout, &table, &setting, node);
    return fitting_scale(layout, &table);
}

// ----- The table -----

// A table that half a column can hold is rather moved than cut.
static void keep_rows(const struct layout *layout, struct vlist *vlist,
                      size_t from)
{
    scaled height = 0;
    for (size_t i = from; i < vlist->count; i++)
        height += vlist->items[i].height;
    if (height > layout->print->frame_height / 2) {
        // No row is alone under its head.
        size_t ends[] = {from + 1, vlist->count - 2};
        for (size_t i = 0; i < 2 && vlist->count - from > 3; i++)
            if (vlist->items[ends[i]].break_cost < BREAK_ROW)
                vlist->items[ends[i]].break_cost = BREAK_ROW;
        return;
    }
    for (size_t i = from; i + 1 < vlist->count; i++)
        if (vlist->items[i].break_cost < BREAK_ROW)
            vlist->items[i].break_cost = BREAK_ROW;
}

// A table that half a page can hold goes to a column's or page's top, in one
// piece.
static bool make_float(struct layout *layout, struct vlist *vlist, size_t from)
{
    scaled height = 0, grid = layout->geometry.grid;
    for (size_t i = from; i < vlist->count; i++)
        height += vlist->items[i].height;
    if (height > layout->print->frame_height / 2)
        return false;
    struct vbox *whole = &vlist->items[from];
    scaled y = whole->height;
    for (size_t i = from + 1; i < vlist->count; i++) {
        vbox_append(layout, whole, &vlist->items[i], 0, y);
        y += vlist->items[i].height;
    }
    vlist->count = from + 1;
    whole->space = 0;
    whole->break_cost = BREAK_FREE;
    whole->floats = true;
    whole->height = geometry_round_up(height, grid) + grid;
    return true;
}

static const struct node *caption_of(const struct node *table)
{
    for (const struct node *node = table->first; node; node = node->next)
        if (node->kind == NODE_CAPTION)
            return node;
    return NULL;
}

static scaled place_caption_lines(struct layout *layout, struct vbox *vbox,
                                  const struct table_setting *table,
                                  const struct lines *lines)
{
    const struct style *style = &layout->styles.of[ROLE_CAPTION];
    for (size_t i = 0; i < lines->count; i++)
        vbox_line(layout, vbox, &lines->items[i], table->setting->left,
                  style->baseline + style->leading * (scaled)i);
    return style->leading * (scaled)lines->count +
           layout->print->table_caption_gap;
}

static scaled place_caption(struct layout *layout, struct vbox *vbox,
                            const struct table_setting *table)
{
    const struct node *caption = caption_of(table->table);
    if (caption == NULL)
        return 0;
    const struct block_setting *setting = table->setting;
    size_t number = ++layout->tables;
    vbox->destination =
        contents_caption_destination(layout, WORD_table, number);
    struct lines lines = caption_set(
        layout, setting, caption, WORD_table, number, (struct str){0},
        tag_new(layout, TAG_CAPTION, table->tag), setting->measure);
    return place_caption_lines(layout, vbox, table, &lines);
}

// The head again, for the top of a further column, under the table's number:
// decoration, already read.
static const struct vbox *repeated_head(struct layout *layout,
                                        const struct table_setting *table)
{
    struct measuring measuring = layout_measuring_begin(layout);
    layout->arena = measuring.arena; // it stays
    struct table_setting again = *table;
    again.tag = TAG_ARTIFACT;
    again.names_heads = false;
    struct vbox *head = ARENA_NEW(layout->arena, struct vbox);
    const struct node *caption = caption_of(table->table);
    scaled y = 0;
    if (caption != NULL) {
        struct lines lines = caption_set_continued(
            layout, caption, layout->tables, table->setting->measure);
        y = place_caption_lines(layout, head, table, &lines);
    }
    head->height = table_place_head(layout, head, &again, y);
    layout_measuring_end(layout, measuring);
    return head;
}

void table_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *node)
{
    struct block_setting inside = block_setting_of(*setting, node);
    struct table_setting table;
    begin_table(layout, &table, &inside, node);
    place_columns(layout, &table);
    table.tag = tag_new(layout, TAG_TABLE, setting->tag);
    tag_language(layout, table.tag, inside.lang, inside.direction);
    table_heads_begin(layout, &table);

    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    scaled before = vlist->space;
    vlist_space(vlist, space);
    struct vbox *first = vlist_add(layout, vlist, 0);
    first->off_grid = !setting->on_grid;
    first->ground = setting->ground;
    first->break_cost = BREAK_HEADING;
    scaled y = place_caption(layout, first, &table);
    first->height = table_place_head(layout, first, &table, y);
    const struct vbox *head = repeated_head(layout, &table);
    size_t rows = 0, from = vlist->count - 1;
    for (const struct node *row = node->first; row; row = row->next)
        if (table_is_row(row) && !row->as.row.head) {
            // No head is set again over a table's first row.
            row = table_add_rows(layout, vlist, &table, row,
                                 rows > 0 ? head : NULL);
            rows++;
        }
    bool may_float = setting->depth == 0 && setting->ground == 0 &&
                     setting->on_grid && !setting->stays &&
                     !block_stays_in_place(layout, node);
    if (may_float && make_float(layout, vlist, from)) {
        vlist->space = before; // is under the text
        return;
    }
    for (size_t i = from; i < vlist->count; i++)
        vlist->items[i].in_order = true;
    keep_rows(layout, vlist, from);
    vlist_space(vlist, space);
}
