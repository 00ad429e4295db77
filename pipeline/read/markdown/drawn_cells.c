// SPDX-License-Identifier: MIT
// Cells of tables that pandoc draws: their text is parsed by itself, with the
// way back to the file; lists and paragraphs in it become lines of the cell.
#include "read/markdown/drawn_cells.h"

#include "base/buffer.h"
#include "source/markdown_lines.h"

void drawn_columns(struct builder *builder, struct node *table, size_t columns)
{
    table->as.table.columns = columns;
    table->as.table.alignments =
        ARENA_ARRAY(builder->reader->arena, enum alignment, columns);
}

static struct place place_of(const struct builder *builder, struct str slice)
{
    const struct fragment *fragment = builder->fragment;
    return fragment_place(builder->reader, fragment,
                          (size_t)(slice.bytes - fragment->text.bytes),
                          slice.count);
}

struct node *drawn_row(struct builder *builder, struct node *table,
                       struct str line)
{
    struct node *row =
        node_new(builder->reader->arena, NODE_ROW, place_of(builder, line));
    node_append(table, row);
    return row;
}

// ----- Text -----

struct drawn_cell drawn_cell_begin(struct builder *builder)
{
    struct arena *arena = builder->reader->arena;
    struct drawn_cell cell = {.builder = builder,
                              .fragment = ARENA_NEW(arena, struct fragment),
                              .text = ARENA_NEW(arena, struct buffer)};
    cell.fragment->depth = builder->fragment->depth;
    return cell;
}

// Lines that a paragraph does not go on over.
static bool begins_block(struct str line)
{
    return str_blank(line) || line_list_mark(line).count > 0 ||
           line_fence(line) > 0 || str_starts(line, STR(">"));
}

void drawn_cell_add(struct drawn_cell *cell, struct str line)
{
    struct builder *builder = cell->builder;
    size_t offset = (size_t)(line.bytes - builder->fragment->text.bytes);
    struct str words = str_slice(line, line_indent(line, 0), line.count);
    if (cell->text->count == 0 && words.count == 0)
        return;
    // A single line is text whatever it begins with: "2019.", "-".
    cell->blocks |= cell->text->count > 0 && begins_block(words);
    if (cell->text->count > 0)
        buffer_add_byte(cell->text, '\n');
    fragment_add_segment(builder->reader, cell->fragment, cell->text->count,
                         fragment_origin(builder->fragment, offset));
    buffer_add(cell->text, line);
}

// ----- Blocks as lines -----

static void add_text(struct reader *reader, struct node *cell, struct str text)
{
    struct node *node = node_new(reader->arena, NODE_TEXT, cell->at);
    node->as.text.text = text;
    node_append(cell, node);
}

static void begin_line(struct reader *reader, struct node *cell)
{
    if (cell->last && cell->last->kind != NODE_LINE_BREAK)
        node_append(cell, node_new(reader->arena, NODE_LINE_BREAK, cell->at));
}

// What stands before an item of a list.
static void add_mark(struct reader *reader, struct node *cell,
                     const struct node *item)
{
    int number = item->parent->as.list.start;
    for (const struct node *n = item; (n = n->previous) != NULL;)
        number++;
    add_text(reader, cell,
             item->parent->as.list.ordered
                 ? arena_printf(reader->arena, "%d. ", number)
                 : STR("\u2022 "));
}

static void move_inlines(struct reader *reader, struct node *from,
                         struct node *cell)
{
    if (from->kind == NODE_CODE_BLOCK) {
        struct node *code = node_new(reader->arena, NODE_CODE, from->at);
        code->as.text.text = str_trim(from->as.code_block.text);
        node_append(cell, code);
    }
    while (from->first && kind_facts[from->kind].holds == HOLDS_INLINES) {
        struct node *child = from->first;
        node_unlink(child);
        node_append(cell, child);
    }
}

static void flatten(struct reader *reader, struct node *passage,
                    struct node *cell)
{
    bool marked = false;
    for (struct node *n = passage->first; n; n = node_next(passage, n)) {
        if (n->kind == NODE_ITEM) {
            begin_line(reader, cell);
            add_mark(reader, cell, n);
            marked = true;
        } else if (n->kind == NODE_CODE_BLOCK ||
                   kind_facts[n->kind].holds == HOLDS_INLINES) {
            if (!marked)
                begin_line(reader, cell);
            marked = false;
            move_inlines(reader, n, cell);
        }
    }
}

struct node *drawn_cell_end(struct drawn_cell *cell, struct node *row,
                            enum alignment alignment, bool blocks)
{
    struct reader *reader = cell->builder->reader;
    struct node *node = node_new(reader->arena, NODE_CELL, row->at);
    struct str text = buffer_str(cell->text);
    node->as.cell.alignment = alignment;
    node_append(row, node);
    cell->fragment->text = arena_str(reader->arena, text);
    buffer_release(cell->text);
    if (str_blank(cell->fragment->text))
        return node;
    node->at =
        fragment_place(reader, cell->fragment, 0, cell->fragment->text.count);
    if (!blocks || !cell->blocks) {
        cell->fragment->phrase = true;
        markdown_parse(reader, cell->fragment, node);
        return node;
    }
    struct node *passage = node_new(reader->arena, NODE_PASSAGE, node->at);
    markdown_parse(reader, cell->fragment, passage);
    flatten(reader, passage, node);
    return node;
}
