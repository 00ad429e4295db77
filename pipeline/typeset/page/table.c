// SPDX-License-Identifier: MIT
// Tables: widths from what the cells hold, rows as vboxes, the head repeated.
#include "typeset/page/blocks.h"

#include "typeset/page/caption.h"
#include "typeset/paragraph/figures.h"
#include "typeset/page/contents.h"
#include "languages/words.h"

#define SLACK PT(0.5) // so that rounding breaks no cell
// No more than this many columns are measured and set side by side; the rest
// of a row runs on in its last column.
#define LIMIT_TABLE_COLUMNS 40

struct table_column {
    scaled natural, minimum, left, width;
    bool figures; // every cell of the body is a number
    // Numbers stand under each other by their decimal separator.
    uint32_t decimal;
    scaled before, after; // the widest on either side of it
};
struct table_setting {
    const struct block_setting *setting;
    const struct node *table;
    struct table_column *columns;
    size_t column_count;
    scaled gap;
    double scale; // of the type, where words are too wide for the paper
    size_t tag;
};

static bool is_row(const struct node *node)
{
    return node->kind == NODE_ROW;
}

static size_t row_count(const struct node *table)
{
    size_t count = 0;
    for (const struct node *row = table->first; row; row = row->next)
        count += is_row(row) && !row->as.row.head;
    return count;
}

static size_t column_count(const struct node *table)
{
    size_t most = 1;
    for (const struct node *row = table->first; row; row = row->next) {
        size_t count = 0;
        if (is_row(row))
            for (const struct node *cell = row->first; cell; cell = cell->next)
                count++;
        most = count > most ? count : most;
    }
    return most < LIMIT_TABLE_COLUMNS ? most : LIMIT_TABLE_COLUMNS;
}

static void find_figures(struct layout *layout, struct table_setting *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        table->columns[i].figures = true;
    bool any = false;
    for (const struct node *row = table->table->first; row; row = row->next) {
        if (!is_row(row) || row->as.row.head)
            continue;
        any = true;
        size_t i = 0;
        for (const struct node *cell = row->first;
             cell && i < table->column_count; cell = cell->next, i++) {
            struct str text = str_trim(node_plain(layout->arena, cell));
            if (text.count > 0 && !figures_alone(text))
                table->columns[i].figures = false;
            uint32_t decimal = figures_decimal(text);
            if (table->columns[i].decimal == 0)
                table->columns[i].decimal = decimal;
        }
    }
    for (size_t i = 0; i < table->column_count && !any; i++)
        table->columns[i].figures = false;
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
    scaled room = table->setting->measure - table->gap * (columns - 1);
    return (struct picture_room){
        (scaled)((double)(room / columns) * table->scale) - SLACK,
        layout->print->frame_height / 8};
}

static struct paragraph *cell_paragraph(struct layout *layout,
                                        const struct table_setting *table,
                                        const struct node *cell, size_t column,
                                        size_t tag)
{
    const struct block_setting *setting = table->setting;
    bool head = cell->parent->as.row.head;
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

// The first column names its rows, be it with years.
static bool is_aligned(const struct table_setting *table,
                       const struct node *cell, size_t column)
{
    return column > 0 && table->columns[column].figures &&
           !cell->parent->as.row.head &&
           (cell->as.cell.alignment == ALIGN_NONE ||
            cell->as.cell.alignment == ALIGN_END);
}

// How wide a number is before its decimal separator.
static scaled width_before(struct layout *layout,
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
    if (!is_aligned(table, cell, column))
        return;
    scaled before = width_before(layout, table, cell, column);
    if (before > into->before)
        into->before = before;
    if (natural - before > into->after)
        into->after = natural - before;
    if (into->before + into->after + SLACK > into->natural)
        into->natural = into->before + into->after + SLACK;
}

static void measure_columns(struct layout *layout, struct table_setting *table)
{
    struct measuring measuring = layout_measuring_begin(layout);
    for (const struct node *row = table->table->first; row; row = row->next) {
        if (!is_row(row))
            continue;
        size_t i = 0;
        for (const struct node *cell = row->first;
             cell && i < table->column_count; cell = cell->next, i++) {
            struct paragraph *paragraph =
                cell_paragraph(layout, table, cell, i, TAG_ARTIFACT);
            scaled natural = paragraph_natural_width(paragraph) + SLACK;
            scaled minimum = paragraph_minimum_width(paragraph) + SLACK;
            if (natural > table->columns[i].natural)
                table->columns[i].natural = natural;
            measure_figure(layout, table, cell, i, natural - SLACK);
            if (table->columns[i].figures)
                minimum = table->columns[i].natural; // never broken
            if (minimum > table->columns[i].minimum)
                table->columns[i].minimum = minimum;
        }
    }
    layout_measuring_end(layout, measuring);
}

static scaled gaps(const struct table_setting *table)
{
    return table->gap * (scaled)(table->column_count - 1);
}

static scaled sum(const struct table_setting *table, bool natural)
{
    scaled width = 0;
    for (size_t i = 0; i < table->column_count; i++)
        width +=
            natural ? table->columns[i].natural : table->columns[i].minimum;
    return width;
}

static void begin_table(struct layout *layout, struct table_setting *table,
                        const struct block_setting *setting,
                        const struct node *node)
{
    *table = (struct table_setting){
        .setting = setting,
        .table = node,
        .column_count = column_count(node),
        .gap = setting->measure > layout->print->one_column_width
                   ? layout->print->table_gap_wide
                   : layout->print->table_gap,
        .scale = 1.0};
    table->columns =
        ARENA_ARRAY(layout->arena, struct table_column, table->column_count);
    find_figures(layout, table);
    measure_columns(layout, table);
}

// Each column gets what it cannot do without, and of the rest a share by
// what it could use.
static void share_width(struct table_setting *table, scaled measure)
{
    scaled room = measure - gaps(table);
    scaled natural = sum(table, true), minimum = sum(table, false);
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        double width;
        if (natural <= room)
            width = (double)column->natural +
                    (double)(room - natural) * (double)column->natural /
                        (double)(natural > 0 ? natural : 1);
        else if (minimum <= room)
            width = (double)column->minimum +
                    (double)(room - minimum) *
                        (double)(column->natural - column->minimum) /
                        (double)(natural - minimum > 0 ? natural - minimum : 1);
        else
            width = (double)room * (double)column->minimum / (double)minimum;
        column->width = width > 0 ? (scaled)width : 0;
    }
}

static void report_small(struct layout *layout,
                         const struct table_setting *table)
{
    struct str percent =
        arena_printf(layout->arena, "%d", (int)(table->scale * 100));
    diag_report(layout->diag, table->table->at, MESSAGE_table_small, percent);
}

static void place_columns(struct layout *layout, struct table_setting *table)
{
    const struct block_setting *setting = table->setting;
    scaled room = setting->measure - gaps(table);
    scaled minimum = sum(table, false);
    if (minimum > room && room > 0) {
        // Smaller type, but never under 60 %: then it is better too wide.
        double scale = (double)room / (double)minimum;
        table->scale = scale > 0.6 ? scale : 0.6;
        report_small(layout, table);
        for (size_t i = 0; i < table->column_count; i++)
            table->columns[i].natural = table->columns[i].minimum =
                table->columns[i].before = table->columns[i].after = 0;
        measure_columns(layout, table);
    }
    share_width(table, setting->measure);
    scaled start = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        column->left = setting->left + scaled_inline_left(setting->direction,
                                                          setting->measure,
                                                          start, column->width);
        start += column->width + table->gap;
    }
}

bool table_is_wide(struct layout *layout, const struct node *node)
{
    if (row_count(node) > 10 || column_count(node) > 5)
        return true;
    struct block_setting setting = block_setting_body(layout);
    setting.direction = inline_block_direction(node, setting.direction);
    setting.lang = inline_block_lang(node, setting.lang);
    struct table_setting table;
    begin_table(layout, &table, &setting, node);
    return sum(&table, false) + gaps(&table) > layout->geometry.column_width;
}

// ----- Rows -----

struct set_row {
    struct lines *cells;
    scaled *shifts; // to the right, of the cells' lines
    size_t cell_count, line_count;
    scaled height; // of the highest cell's lines
    bool head;
};

static enum paragraph_alignment
cell_alignment(const struct table_setting *table, const struct node *cell,
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
    return column > 0 && table->columns[column].figures ? PARAGRAPH_END
                                                        : PARAGRAPH_START;
}

// A number at its column's end moves until its separator is under the others'.
// It reads from left to right in either direction.
static scaled figure_shift(struct layout *layout,
                           const struct table_setting *table,
                           const struct node *cell, size_t column,
                           const struct lines *lines)
{
    const struct table_column *in = &table->columns[column];
    if (!is_aligned(table, cell, column) || lines->count != 1)
        return 0;
    scaled before = width_before(layout, table, cell, column);
    scaled width = lines->items[0].width;
    bool rtl = inline_block_direction(cell, table->setting->direction) ==
               DIRECTION_RTL;
    scaled shift = rtl ? in->before - before : in->after - (width - before);
    if (shift < 0 || width + shift > in->width)
        return 0;
    return rtl ? shift : -shift;
}

static struct set_row set_row(struct layout *layout,
                              const struct table_setting *table,
                              const struct node *row)
{
    const struct style *style = &layout->styles.of[ROLE_TABLE_CELL];
    struct set_row set = {.head = row->as.row.head};
    set.cells = ARENA_ARRAY(layout->arena, struct lines, table->column_count);
    set.shifts = ARENA_ARRAY(layout->arena, scaled, table->column_count);
    size_t row_tag = table->tag == TAG_ARTIFACT
                         ? TAG_ARTIFACT
                         : tag_new(layout, TAG_TR, table->tag);
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        if (set.cell_count == table->column_count)
            break;
        size_t column = set.cell_count++;
        size_t tag = row_tag == TAG_ARTIFACT
                         ? TAG_ARTIFACT
                         : tag_new(layout, set.head ? TAG_TH : TAG_TD, row_tag);
        if (tag != TAG_ARTIFACT)
            tag_language(
                layout, tag, inline_block_lang(cell, table->setting->lang),
                inline_block_direction(cell, table->setting->direction));
        struct paragraph *paragraph =
            cell_paragraph(layout, table, cell, column, tag);
        struct paragraph_style shape = {
            .alignment = cell_alignment(table, cell, column)};
        set.cells[column] =
            paragraph_lines(paragraph, &shape, table->columns[column].width);
        set.shifts[column] =
            figure_shift(layout, table, cell, column, &set.cells[column]);
        if (set.cells[column].count > set.line_count)
            set.line_count = set.cells[column].count;
        scaled height = line_picture_lines_height(&set.cells[column], style);
        if (height > set.height)
            set.height = height;
    }
    // Every row has as many cells as the table has columns (UA 7.2.42).
    for (size_t i = set.cell_count; i < table->column_count; i++)
        if (row_tag != TAG_ARTIFACT)
            tag_new(layout, set.head ? TAG_TH : TAG_TD, row_tag);
    if (set.line_count == 0)
        set.line_count = 1;
    if (set.height == 0)
        set.height = style->leading;
    return set;
}

// One line of every cell; a head's cells end on its last line.
static void place_band(struct layout *layout, struct vbox *vbox,
                       const struct table_setting *table,
                       const struct set_row *row, size_t band, scaled baseline)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct lines *lines = &row->cells[i];
        size_t skipped = row->head ? row->line_count - lines->count : 0;
        if (band < skipped || band - skipped >= lines->count)
            continue;
        vbox_line(layout, vbox, &lines->items[band - skipped],
                  table->columns[i].left + row->shifts[i], baseline);
    }
}

static void place_rule(struct layout *layout, struct vbox *vbox,
                       const struct block_setting *setting, scaled y,
                       scaled height, enum ink_name ink)
{
    vbox_placed(
        layout, vbox,
        vlist_rectangle(setting->left, y, setting->measure, height, ink));
}

// The whole of a row from y on; answers its height.
static scaled place_row(struct layout *layout, struct vbox *vbox,
                        const struct table_setting *table,
                        const struct set_row *row, scaled y)
{
    const struct style *style = &layout->styles.of[ROLE_TABLE_CELL];
    scaled height = row->height + 2 * layout->print->table_padding;
    // Cell by cell: the order in which a table is read.
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct lines *lines = &row->cells[i];
        scaled line = y + layout->print->table_padding;
        if (row->head)
            line += row->height - line_picture_lines_height(lines, style);
        for (size_t j = 0; j < lines->count; j++) {
            line += line_picture_growth(&lines->items[j], style);
            vbox_line(layout, vbox, &lines->items[j],
                      table->columns[i].left + row->shifts[i],
                      line + style->baseline);
            line +=
                style->leading + line_picture_depth(&lines->items[j], style);
        }
    }
    scaled rule = row->head ? layout->print->table_rule_head
                            : layout->print->table_rule_row;
    place_rule(layout, vbox, table->setting, y + height - rule, rule,
               row->head ? INK_ACCENT : INK_HAIRLINE);
    return height;
}

// A row too tall to be kept whole: each line of its cells is a vbox.
static void add_bands(struct layout *layout, struct vlist *vlist,
                      const struct table_setting *table,
                      const struct set_row *row, const struct vbox *head)
{
    const struct style *style = &layout->styles.of[ROLE_TABLE_CELL];
    for (size_t band = 0; band < row->line_count; band++) {
        bool first = band == 0, last = band + 1 == row->line_count;
        scaled above = first ? layout->print->table_padding : 0;
        // A head is never so tall: all cells begin with the row.
        scaled depth;
        above += line_picture_band_growth(row->cells, row->cell_count, band,
                                          style, &depth);
        struct vbox *vbox =
            vlist_add(layout, vlist,
                      above + style->leading + depth +
                          (last ? layout->print->table_padding : 0));
        vbox->off_grid = true;
        vbox->ground = table->setting->ground;
        vbox->head = head;
        vbox->break_cost =
            first || band + 2 == row->line_count ? BREAK_WIDOW : BREAK_FREE;
        place_band(layout, vbox, table, row, band, above + style->baseline);
        if (last) {
            vbox->break_cost = BREAK_FREE;
            place_rule(layout, vbox, table->setting,
                       vbox->height - layout->print->table_rule_row,
                       layout->print->table_rule_row, INK_HAIRLINE);
        }
    }
}

static void add_row(struct layout *layout, struct vlist *vlist,
                    const struct table_setting *table, const struct node *node,
                    const struct vbox *head)
{
    struct set_row row = set_row(layout, table, node);
    if (row.height > layout->print->frame_height / 2) {
        add_bands(layout, vlist, table, &row, head);
        return;
    }
    struct vbox *vbox = vlist_add(layout, vlist, 0);
    vbox->off_grid = true;
    vbox->ground = table->setting->ground;
    vbox->head = head;
    vbox->height = place_row(layout, vbox, table, &row, 0);
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
    const struct style *style = &layout->styles.of[ROLE_CAPTION];
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], setting->left,
                  style->baseline + style->leading * (scaled)i);
    return style->leading * (scaled)lines.count +
           layout->print->table_caption_gap;
}

static scaled place_head(struct layout *layout, struct vbox *vbox,
                         const struct table_setting *table, scaled y)
{
    place_rule(layout, vbox, table->setting, y, layout->print->table_rule_top,
               INK_ACCENT);
    y += layout->print->table_rule_top;
    for (const struct node *row = table->table->first; row; row = row->next) {
        if (!is_row(row) || !row->as.row.head)
            continue;
        struct set_row set = set_row(layout, table, row);
        y += place_row(layout, vbox, table, &set, y);
    }
    return y;
}

// The head again, for the top of a further column: decoration, already read.
static const struct vbox *repeated_head(struct layout *layout,
                                        const struct table_setting *table)
{
    struct measuring measuring = layout_measuring_begin(layout);
    layout->arena = measuring.arena; // it stays
    struct table_setting again = *table;
    again.tag = TAG_ARTIFACT;
    struct vbox *head = ARENA_NEW(layout->arena, struct vbox);
    head->height = place_head(layout, head, &again, 0);
    layout_measuring_end(layout, measuring);
    return head;
}

void table_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *node)
{
    struct block_setting inside = *setting;
    inside.direction = inline_block_direction(node, setting->direction);
    inside.lang = inline_block_lang(node, setting->lang);
    struct table_setting table;
    begin_table(layout, &table, &inside, node);
    place_columns(layout, &table);
    table.tag = tag_new(layout, TAG_TABLE, setting->tag);
    tag_language(layout, table.tag, inside.lang, inside.direction);

    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    scaled before = vlist->space;
    vlist_space(vlist, space);
    struct vbox *first = vlist_add(layout, vlist, 0);
    first->off_grid = !setting->on_grid;
    first->ground = setting->ground;
    first->break_cost = BREAK_HEADING;
    scaled y = place_caption(layout, first, &table);
    first->height = place_head(layout, first, &table, y);
    const struct vbox *head = repeated_head(layout, &table);
    size_t rows = 0, from = vlist->count - 1;
    for (const struct node *row = node->first; row; row = row->next)
        if (is_row(row) && !row->as.row.head) {
            // No head is set again over a table's first row.
            add_row(layout, vlist, &table, row, rows > 0 ? head : NULL);
            rows++;
        }
    bool may_float = setting->depth == 0 && setting->ground == 0 &&
                     setting->on_grid && !block_stays_in_place(layout, node);
    if (may_float && make_float(layout, vlist, from)) {
        vlist->space = before; // is under the text
        return;
    }
    for (size_t i = from; i < vlist->count; i++)
        vlist->items[i].in_order = true;
    keep_rows(layout, vlist, from);
    vlist_space(vlist, space);
}
