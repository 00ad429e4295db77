// SPDX-License-Identifier: MIT
// Tables, pictures and charts in words: each row of a table is a paragraph of
// its own, a line a cell, “Head: value”.
#include "backends/text/text_parts.h"

// ----- Captions -----

static const struct node *caption_of(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            return child;
    return NULL;
}

// “Figure 1.”, unless the author's own caption begins with that word.
static void add_number(struct text_writer *writer, const struct node *caption,
                       enum word word, size_t number)
{
    struct str printed = brief_word(writer->brief, word);
    if (str_starts(str_trim(node_plain(writer->arena, caption)), printed))
        return;
    struct str digits =
        language_number(writer->arena, writer->brief->lang, number);
    text_add_word(writer, word);
    text_add(writer,
             arena_printf(writer->arena, "\u00A0%.*s. ", STR_ARG(digits)));
}

static void add_caption(struct text_writer *writer, const struct node *caption,
                        enum word word, size_t *count, enum direction around)
{
    enum direction direction = text_turn(caption, around);
    text_begin(writer, direction);
    add_number(writer, caption, word, ++*count);
    text_inlines(writer, caption, direction);
    text_end(writer);
}

// ----- Tables -----

static const struct node *cell_at(const struct node *row, size_t column)
{
    const struct node *cell = row->first;
    while (cell && column-- > 0)
        cell = cell->next;
    return cell;
}

static void add_cell(struct text_writer *writer, const struct node *cell,
                     enum direction around)
{
    enum direction direction = text_turn(cell, around);
    if (direction != around)
        text_isolate(writer, direction);
    text_inlines(writer, cell, direction);
    if (direction != around)
        text_isolate_end(writer);
}

static bool says_nothing(struct text_writer *writer, const struct node *cell)
{
    return str_blank(node_plain(writer->arena, cell));
}

// All rows of the head, for one column. Notes are called in the first row
// alone. False: it says nothing.
static bool add_head(struct text_writer *writer, const struct node *table,
                     size_t column, enum direction direction)
{
    bool any = false;
    for (const struct node *row = table->first; row; row = row->next) {
        const struct node *cell = row->kind == NODE_ROW && row->as.row.head
                                      ? cell_at(row, column)
                                      : NULL;
        if (!cell || says_nothing(writer, cell))
            continue;
        if (any)
            text_add(writer, STR(" "));
        add_cell(writer, cell, direction);
        any = true;
    }
    return any;
}

// What is empty under a head is told: the rows keep their places.
static void add_line(struct text_writer *writer, const struct node *table,
                     const struct node *cell, size_t column, bool first_row,
                     enum direction direction)
{
    bool empty = says_nothing(writer, cell);
    text_begin(writer, direction);
    writer->references = first_row;
    bool headed = add_head(writer, table, column, direction);
    writer->references = true;
    if (headed)
        text_add(writer, STR(": "));
    if (headed && empty)
        text_add(writer, STR("\u2013"));
    add_cell(writer, cell, direction);
    text_end(writer);
}

static bool add_rows(struct text_writer *writer, const struct node *table,
                     enum direction direction)
{
    bool first_row = true;
    for (const struct node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW || row->as.row.head)
            continue;
        size_t column = 0;
        writer->tight = true;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            add_line(writer, table, cell, column++, first_row, direction);
        writer->tight = false;
        text_gap(writer, 1);
        first_row = false;
    }
    return !first_row;
}

// A head without rows is words all the same.
static void add_bare_head(struct text_writer *writer, const struct node *table,
                          enum direction direction)
{
    for (const struct node *row = table->first; row; row = row->next)
        if (row->kind == NODE_ROW)
            text_children(writer, row, direction);
}

static void add_table(struct text_writer *writer, const struct node *table,
                      enum direction direction)
{
    bool tight = writer->tight, on_one_line = writer->on_one_line;
    writer->on_one_line = true;
    writer->tight = false;
    text_gap(writer, 1);
    if (!add_rows(writer, table, direction))
        add_bare_head(writer, table, direction);
    writer->on_one_line = on_one_line;
    writer->tight = tight;
    text_gap(writer, 1);
}

void text_table(struct text_writer *writer, const struct node *table,
                enum direction around)
{
    const struct node *caption = caption_of(table);
    text_gap(writer, 1);
    if (caption)
        add_caption(writer, caption, WORD_table, &writer->tables, around);
    add_table(writer, table, around);
}

// ----- Pictures and charts -----

static void add_picture(struct text_writer *writer,
                        const struct picture *picture,
                        const struct node *caption, enum direction direction)
{
    struct str caption_words =
        caption ? node_plain(writer->arena, caption) : STR("");
    text_begin(writer, direction);
    // A caption that is the alternative text as well is not said twice.
    if (!str_equal(str_trim(picture->alt), str_trim(caption_words)))
        text_add_in(writer, picture->alt, DIRECTION_INHERIT);
    text_end(writer);
}

static void add_chart(struct text_writer *writer, const struct node *chart,
                      enum direction direction)
{
    text_begin(writer, direction);
    text_add_in(writer, chart->as.chart.unit, DIRECTION_INHERIT);
    text_end(writer);
    for (const struct node *child = chart->first; child; child = child->next)
        if (child->kind == NODE_TABLE)
            add_table(writer, child, text_turn(child, direction));
}

static void add_credits(struct text_writer *writer, const struct figure *figure,
                        enum direction direction)
{
    text_begin(writer, direction);
    text_add_in(writer, figure->credit, DIRECTION_INHERIT);
    text_end(writer);
    if (figure->source.count == 0)
        return;
    text_begin(writer, direction);
    text_add_label(writer, WORD_source);
    text_add_in(writer, figure->source, DIRECTION_INHERIT);
    text_end(writer);
}

void text_figure(struct text_writer *writer, const struct node *figure,
                 enum direction around)
{
    const struct node *caption = caption_of(figure);
    bool tight = writer->tight;
    text_gap(writer, 1);
    writer->tight = true;
    if (caption)
        add_caption(writer, caption, WORD_figure, &writer->figures, around);
    for (const struct node *child = figure->first; child; child = child->next) {
        enum direction direction = text_turn(child, around);
        if (child->kind == NODE_IMAGE)
            add_picture(writer, &child->as.image, caption, direction);
        else if (child->kind == NODE_CHART)
            add_chart(writer, child, direction);
        else if (child != caption)
            text_block(writer, child, around);
    }
    add_credits(writer, &figure->as.figure, around);
    writer->tight = tight;
    text_gap(writer, 1);
}
