// SPDX-License-Identifier: MIT
// Tables, pictures and charts in words: each row of a table is a paragraph of
// its own, a line a cell, “Head: value”.
#include "backends/text/text_parts.h"
#include "model/brief_words.h"
#include "languages/words.h"

// ----- Captions -----

static const struct node *caption_of(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            return child;
    return NULL;
}

// “Figure 1.”, unless the author numbered the caption.
static void add_number(struct text_writer *writer, const struct node *caption,
                       enum word word, size_t number)
{
    if (brief_caption_labelled(caption))
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

// A table may have many rows, and each says its heads again: so what is said is
// bounded. Further rows of a head are rows like others, and a long head is
// whole in the first row alone.
enum { HEAD_ROWS = 3, HEAD_BYTES = 240 };

struct head {
    const struct node *cells[HEAD_ROWS];
    struct str plain;
};
struct heads {
    struct head *columns;
    size_t count;
    const struct node *last_row; // of the head, or NULL
};

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

static size_t columns_of(const struct node *table)
{
    size_t most = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        size_t count = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            count++;
        most = row->kind == NODE_ROW && count > most ? count : most;
    }
    return most;
}

static void take_head(struct text_writer *writer, struct heads *heads,
                      const struct node *row, size_t index)
{
    size_t column = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        struct head *head = &heads->columns[column++];
        const struct node *says = cell;
        // What stands over several columns is the head of each.
        if (cell->as.cell.covered_by && cell->as.cell.covered_by->parent == row)
            says = cell->as.cell.covered_by;
        struct str plain = str_trim(node_plain(writer->arena, says));
        if (plain.count == 0)
            continue;
        head->cells[index] = says;
        head->plain = head->plain.count
                          ? arena_printf(writer->arena, "%.*s %.*s",
                                         STR_ARG(head->plain), STR_ARG(plain))
                          : plain;
    }
    heads->last_row = row;
}

static struct heads heads_of(struct text_writer *writer,
                             const struct node *table)
{
    struct heads heads = {.count = columns_of(table)};
    size_t index = 0;
    heads.columns = ARENA_ARRAY(writer->arena, struct head, heads.count + 1);
    for (size_t i = 0; i < heads.count; i++)
        heads.columns[i] = (struct head){0};
    for (const struct node *row = table->first; row; row = row->next)
        if (row->kind == NODE_ROW && row->as.row.head && index < HEAD_ROWS)
            take_head(writer, &heads, row, index++);
    return heads;
}

static struct str shortened(struct text_writer *writer, struct str text)
{
    size_t end = 0;
    for (size_t next = 0; next < HEAD_BYTES; end = next)
        utf8_next(text, &next);
    return arena_printf(writer->arena, "%.*s\u2026", (int)end, text.bytes);
}

// Notes are called in the first row alone.
static void add_head(struct text_writer *writer, const struct head *head,
                     bool first_row, enum direction direction)
{
    bool any = false;
    if (!first_row && head->plain.count > HEAD_BYTES) {
        text_add_in(writer, shortened(writer, head->plain), DIRECTION_INHERIT);
        return;
    }
    writer->references = first_row;
    for (size_t i = 0; i < HEAD_ROWS; i++) {
        if (!head->cells[i])
            continue;
        if (any)
            text_add(writer, STR(" "));
        add_cell(writer, head->cells[i], direction);
        any = true;
    }
    writer->references = true;
}

// What a cell says in this row: one that reaches from above says it again, and
// one that reaches from its side has said it: NULL.
static const struct node *cell_in_row(const struct node *cell)
{
    const struct node *by = cell->as.cell.covered_by;
    if (!by)
        return cell;
    bool first = !cell->previous || cell->previous->as.cell.covered_by != by;
    return by->parent != cell->parent && first ? by : NULL;
}

// What is empty under a head is said too: the rows keep their places.
static void add_line(struct text_writer *writer, const struct head *head,
                     const struct node *cell, bool first_row,
                     enum direction direction)
{
    const struct node *says = cell_in_row(cell);
    if (!says)
        return;
    bool headed = head->plain.count > 0;
    text_begin(writer, direction);
    if (headed) {
        add_head(writer, head, first_row, direction);
        text_add(writer, STR(": "));
    }
    if (headed && says_nothing(writer, says))
        text_add(writer, STR("\u2013"));
    writer->references = says == cell;
    add_cell(writer, says, direction);
    writer->references = true;
    text_end(writer);
}

static bool add_rows(struct text_writer *writer, const struct node *table,
                     const struct heads *heads, enum direction direction)
{
    const struct node *row =
        heads->last_row ? heads->last_row->next : table->first;
    bool first_row = true;
    for (; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        size_t column = 0;
        writer->tight = true;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            add_line(writer, &heads->columns[column++], cell, first_row,
                     direction);
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
    struct heads heads = heads_of(writer, table);
    writer->on_one_line = true;
    writer->tight = false;
    text_gap(writer, 1);
    if (!add_rows(writer, table, &heads, direction))
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
