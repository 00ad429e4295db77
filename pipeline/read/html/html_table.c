// SPDX-License-Identifier: MIT
// Tables of HTML: rows and cells as they come, said or unsaid.
//
// A cell holds a line of text; blocks in it are parts of that line, with breaks
// between them, and so is a table within a table. A cell that spans several
// columns or rows is followed by empty ones, as the model has it.
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

// A number from 1 to 100, by default 1; rowspan=0 is all the rows that follow.
static int span_of(struct builder *builder, const struct html_token *token,
                   struct str name)
{
    struct str value = raw_html_attribute(builder, token, name);
    long span = strtol(value.bytes, NULL, 10);
    bool all = str_equal(value, STR("0")) && str_equal(name, STR("rowspan"));
    return all || span > LIMIT_SPAN ? LIMIT_SPAN : span < 1 ? 1 : (int)span;
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
    cell->as.cell.head = strcmp(tag->name, "th") == 0;
    cell->as.cell.columns = span_of(builder, token, STR("colspan"));
    cell->as.cell.rows = span_of(builder, token, STR("rowspan"));
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
        row->as.row.foot = group && strcmp(group->name, "tfoot") == 0;
    }
    raw_html_push(builder, tag, token, row, at);
}

// ----- Finishing -----

// How many more rows the cell above takes, a column, and which cell it is.
struct covered {
    int rows[LIMIT_COLUMNS];
    struct node *cells[LIMIT_COLUMNS];
    size_t columns; // of the widest row
};

static void add_covered(struct reader *reader, struct node *row,
                        struct node *before, struct node *by)
{
    struct node *cell = node_new(reader->arena, NODE_CELL, row->at);
    cell->as.cell.covered_by = by;
    reader->empty_cells++;
    if (before)
        node_insert_before(before, cell);
    else
        node_append(row, cell);
}

static size_t fill_covered(struct reader *reader, struct covered *covered,
                           struct node *row, struct node *before, size_t column)
{
    while (column < LIMIT_COLUMNS && covered->rows[column] > 0) {
        struct node *by = covered->cells[column];
        // Once a row: in the first of its columns.
        if (column == 0 || covered->cells[column - 1] != by ||
            covered->rows[column - 1] < covered->rows[column])
            by->as.cell.rows++;
        covered->rows[column++]--;
        add_covered(reader, row, before, by);
    }
    return column;
}

// Lets a cell take its columns, up to one that a cell above takes; answers the
// column behind it. What it takes below is counted as the rows come.
static size_t take_columns(struct reader *reader, struct covered *covered,
                           struct node *cell, size_t column)
{
    struct cell *facts = &cell->as.cell;
    int columns = facts->columns > 1 ? facts->columns : 1;
    int rows = facts->rows > 1 ? facts->rows : 1;
    struct node *after = cell->next;
    // Layout fills up what is missing at a row's end.
    if (reader->empty_cells + (size_t)columns * (size_t)rows >
        LIMIT_EMPTY_CELLS)
        columns = rows = 1;
    facts->columns = facts->rows = 1;
    for (int i = 0; i < columns; i++, column++) {
        if (i > 0 && (column >= LIMIT_COLUMNS || covered->rows[column] > 0))
            break;
        if (column < LIMIT_COLUMNS) {
            covered->rows[column] = rows - 1;
            covered->cells[column] = cell;
        }
        if (i == 0)
            continue;
        add_covered(reader, cell->parent, after, cell);
        facts->columns++;
    }
    return column;
}

static void finish_row(struct reader *reader, struct covered *covered,
                       struct node *row)
{
    size_t column = 0;
    for (struct node *cell = row->first, *after; cell; cell = after) {
        after = cell->next;
        column = fill_covered(reader, covered, row, cell, column);
        column = take_columns(reader, covered, cell, column);
    }
    column = fill_covered(reader, covered, row, NULL, column);
    if (column > covered->columns)
        covered->columns = column;
}

// ----- Head, body and foot -----

static bool is_row(const struct node *node)
{
    return node->kind == NODE_ROW;
}

static bool only_heads(const struct node *row)
{
    for (const struct node *cell = row->first; cell; cell = cell->next)
        if (!cell->as.cell.head)
            return false;
    return row->first != NULL;
}

// In a row of the head every cell is one.
static void drop_heads(struct node *row)
{
    for (struct node *cell = row->first; cell; cell = cell->next)
        cell->as.cell.head = false;
}

// Only the rows on top are set again on each page. A foot may be written above
// the body, as in HTML 4.
static void sort_rows(struct node *table)
{
    bool leading = true;
    struct node *last = table->last;
    for (struct node *row = table->first, *next; row; row = next) {
        next = row == last ? NULL : row->next;
        if (is_row(row) && row->as.row.foot) {
            node_unlink(row);
            node_append(table, row);
        } else if (is_row(row)) {
            leading = leading && (only_heads(row) || row->as.row.head);
            row->as.row.head = leading;
            if (leading)
                drop_heads(row);
        }
    }
}

// No cell reaches from one of the three into the next.
static bool same_group(const struct node *before, const struct node *row)
{
    return before && before->as.row.head == row->as.row.head &&
           before->as.row.foot == row->as.row.foot;
}

// ----- Columns -----

// Which columns a cell begins in.
static void find_begun(const struct node *table, bool *begun)
{
    for (const struct node *row = table->first; row; row = row->next) {
        size_t i = 0;
        for (const struct node *cell = row->first;
             is_row(row) && cell && i < LIMIT_COLUMNS; cell = cell->next, i++)
            begun[i] |= !cell->as.cell.covered_by;
    }
}

// A column that no cell begins in is none: <td colspan=5> in a table of two.
static void drop_columns(struct node *table)
{
    bool begun[LIMIT_COLUMNS] = {false};
    size_t count = 0;
    find_begun(table, begun);
    for (struct node *row = table->first; row; row = row->next) {
        size_t i = 0;
        for (struct node *cell = row->first, *next;
             is_row(row) && cell && i < LIMIT_COLUMNS; cell = next, i++) {
            struct node *by = cell->as.cell.covered_by;
            next = cell->next;
            if (begun[i])
                continue;
            if (by->parent == row)
                by->as.cell.columns--;
            node_unlink(cell);
        }
    }
    for (size_t i = 0; i < table->as.table.columns && i < LIMIT_COLUMNS; i++)
        count += begun[i];
    table->as.table.columns = count;
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
    const struct node *before = NULL;
    drop_empty_rows(table);
    sort_rows(table);
    for (struct node *row = table->first; row; row = row->next) {
        if (!is_row(row))
            continue;
        if (!same_group(before, row))
            memset(covered.rows, 0, sizeof covered.rows);
        finish_row(reader, &covered, row);
        before = row;
    }
    table->as.table.columns = covered.columns;
    if (covered.columns <= LIMIT_COLUMNS)
        drop_columns(table);
    if (before)
        set_alignments(reader, table);
    else
        dissolve(table);
}
