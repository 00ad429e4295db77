// SPDX-License-Identifier: MIT
// Tables of HTML: rows and cells as they come, said or unsaid.
//
// A cell holds a line of text; blocks in it are parts of that line, with breaks
// between them, and so is a table within a table. A cell that spans several
// columns or rows is followed by empty ones.
#include "read/html/html_tags.h"

#include "model/brief_limits.h"

#include <stdlib.h>
#include <string.h>

// ----- Starting -----

void html_table_start(struct builder *builder, const struct html_tag *tag,
                      const struct html_token *token, struct place at)
{
    if (!builder_want_blocks(builder)) {
        raw_html_push_loose(builder, tag, token, at);
        return;
    }
    struct node *table = node_new(builder->reader->arena, NODE_TABLE, at);
    raw_html_set_attributes(builder, table, tag, token, at);
    raw_html_push(builder, tag, token, table, at);
}

// The innermost open table, or SIZE_MAX.
static size_t find_table(const struct builder *builder)
{
    for (size_t i = builder->open_count; i-- > 0;) {
        const struct open *open = &builder->open[i];
        if (open->by == OPENED_BY_MARKDOWN)
            break;
        const struct html_tag *tag = open->tag;
        if (open->by == OPENED_BY_HTML && tag->role == TAG_TABLE)
            return i;
    }
    return SIZE_MAX;
}

// Closes what was left open above number `index` and is no group of rows, or
// no row where rows shall stay.
static void close_to(struct builder *builder, size_t index, bool rows)
{
    size_t i = index + 1;
    for (; i < builder->open_count; i++) {
        const struct open *open = &builder->open[i];
        const struct html_tag *tag =
            open->by == OPENED_BY_HTML ? open->tag : NULL;
        bool stays =
            tag && (tag->role == TAG_ROWS || (rows && tag->role == TAG_ROW));
        if (!stays && !(rows && open->node && open->node->kind == NODE_ROW))
            break;
    }
    builder_close(builder, i);
}

// A number from 1 to 100, by default 1.
static int span_of(struct builder *builder, const struct html_token *token,
                   struct str name)
{
    struct str value = raw_html_attribute(builder, token, name);
    long span = strtol(value.bytes, NULL, 10);
    return span < 1 ? 1 : span > LIMIT_SPAN ? LIMIT_SPAN : (int)span;
}

static enum alignment alignment_of(struct builder *builder,
                                   const struct html_token *token)
{
    static const struct {
        const char *word;
        enum alignment alignment;
    } words[] = {{"center", ALIGN_CENTER},
                 {"right", ALIGN_END},
                 {"end", ALIGN_END},
                 {"left", ALIGN_START},
                 {"start", ALIGN_START}};
    struct str said = raw_html_attribute(builder, token, STR("align"));
    struct str style = raw_html_attribute(builder, token, STR("style"));
    size_t found = str_find(style, STR("text-align:"));
    if (found != STR_NONE)
        said = str_trim(str_slice(style, found + 11, style.count));
    for (size_t i = 0; i < COUNT(words); i++) {
        struct str word = str_of(words[i].word);
        if (str_equal_ascii_case(str_slice(said, 0, word.count), word))
            return words[i].alignment;
    }
    return ALIGN_NONE;
}

static void start_cell(struct builder *builder, const struct html_tag *tag,
                       const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    if (builder_inside(builder)->kind == NODE_TABLE)
        builder_push(builder, (struct open){
                                  .by = OPENED_BY_TEXT,
                                  .node = node_new(reader->arena, NODE_ROW, at),
                                  .at = at});
    struct node *cell = node_new(reader->arena, NODE_CELL, at);
    raw_html_set_attributes(builder, cell, tag, token, at);
    cell->as.cell.alignment = alignment_of(builder, token);
    struct html_cell facts = {cell, strcmp(tag->name, "th") == 0,
                              span_of(builder, token, STR("colspan")),
                              span_of(builder, token, STR("rowspan"))};
    ARENA_PUSH(reader->arena, reader->cells, reader->cell_count,
               reader->cell_capacity) = facts;
    raw_html_push(builder, tag, token, cell, at);
}

void html_table_part(struct builder *builder, const struct html_tag *tag,
                     const struct html_token *token, struct place at)
{
    size_t table = find_table(builder);
    if (table == SIZE_MAX || !builder->open[table].node) {
        if (builder_want_blocks(builder))
            raw_html_push(builder, tag, token, NULL, at);
        else
            raw_html_push_loose(builder, tag, token, at);
        return;
    }
    if (tag->role == TAG_ROWS)
        builder_close(builder, table + 1);
    else
        close_to(builder, table, tag->role == TAG_CELL);
    if (tag->role == TAG_CELL) {
        start_cell(builder, tag, token, at);
        return;
    }
    struct node *row = NULL;
    if (tag->role == TAG_ROW) {
        row = node_new(builder->reader->arena, NODE_ROW, at);
        raw_html_set_attributes(builder, row, tag, token, at);
        const struct html_tag *group =
            builder->open[builder->open_count - 1].tag;
        row->as.row.head = group && strcmp(group->name, "thead") == 0;
    }
    raw_html_push(builder, tag, token, row, at);
}

// ----- Finishing -----

// How many more rows the cell above takes, a column.
struct covered {
    int rows[LIMIT_COLUMNS];
    size_t columns; // of the widest row
};

static void add_empty(struct reader *reader, struct node *row,
                      struct node *before)
{
    // Layout fills up what is missing at a row's end.
    if (reader->empty_cells++ >= LIMIT_EMPTY_CELLS)
        return;
    struct node *cell = node_new(reader->arena, NODE_CELL, row->at);
    if (before)
        node_insert_before(before, cell);
    else
        node_append(row, cell);
}

static size_t fill_covered(struct reader *reader, struct covered *covered,
                           struct node *row, struct node *before, size_t column)
{
    while (column < LIMIT_COLUMNS && covered->rows[column] > 0) {
        covered->rows[column++]--;
        add_empty(reader, row, before);
    }
    return column;
}

// The facts of a cell; they stand in the order of the cells.
static struct html_cell facts_of(struct reader *reader, size_t *next,
                                 const struct node *cell)
{
    while (*next < reader->cell_count && !reader->cells[*next].node->parent)
        (*next)++; // too deep to be in the tree
    if (*next < reader->cell_count && reader->cells[*next].node == cell)
        return reader->cells[(*next)++];
    return (struct html_cell){cell, false, 1, 1};
}

// Answers whether every cell of the row is a <th>.
static bool finish_row(struct reader *reader, struct covered *covered,
                       struct node *row, size_t *next)
{
    bool heads = row->first != NULL;
    size_t column = 0;
    for (struct node *cell = row->first, *after; cell; cell = after) {
        after = cell->next;
        column = fill_covered(reader, covered, row, cell, column);
        struct html_cell facts = facts_of(reader, next, cell);
        heads &= facts.head;
        for (int i = 0; i < facts.columns; i++, column++) {
            if (i > 0 && column < LIMIT_COLUMNS)
                add_empty(reader, row, after);
            if (column < LIMIT_COLUMNS)
                covered->rows[column] = facts.rows - 1;
        }
    }
    column = fill_covered(reader, covered, row, NULL, column);
    if (column > covered->columns)
        covered->columns = column;
    return heads;
}

// Rows that nothing stands in, as those whose tags have no text between them.
static void drop_empty_rows(struct node *table)
{
    for (struct node *row = table->first, *next; row; row = next) {
        next = row->next;
        if (row->kind == NODE_ROW && !row->first)
            node_unlink(row);
    }
}

static void set_alignments(struct reader *reader, struct node *table)
{
    size_t columns = table->as.table.columns;
    table->as.table.alignments =
        ARENA_ARRAY(reader->arena, enum alignment, columns);
    for (const struct node *row = table->first; row; row = row->next) {
        size_t i = 0;
        for (const struct node *cell = row->first;
             row->kind == NODE_ROW && !row->as.row.head && cell && i < columns;
             cell = cell->next, i++)
            if (table->as.table.alignments[i] == ALIGN_NONE)
                table->as.table.alignments[i] = cell->as.cell.alignment;
    }
}

// A caption alone is a paragraph.
static void dissolve(struct node *table)
{
    while (table->first) {
        struct node *child = table->first;
        node_unlink(child);
        child->kind = NODE_PARAGRAPH;
        node_insert_before(table, child);
    }
    node_unlink(table);
}

void html_table_finish(struct reader *reader, struct node *table)
{
    struct covered covered = {.columns = 0};
    size_t next = 0;
    bool leading = true, any = false;
    drop_empty_rows(table);
    for (struct node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        bool heads = finish_row(reader, &covered, row, &next);
        // Only the rows on top are set again on each page.
        leading = leading && (heads || row->as.row.head);
        row->as.row.head = leading;
        any = true;
    }
    reader->cell_count = 0;
    table->as.table.columns = covered.columns;
    if (any)
        set_alignments(reader, table);
    else
        dissolve(table);
}
