// SPDX-License-Identifier: MIT
// The stack of what is open while a tree is built.
#include "read/markdown/builder.h"

#include "base/buffer.h"
#include "model/brief_limits.h"

#include <string.h>

struct node *builder_inside(const struct builder *builder)
{
    return builder->open_count ? builder->open[builder->open_count - 1].inside
                               : builder->root;
}

enum holds builder_holds(const struct builder *builder)
{
    return kind_facts[builder_inside(builder)->kind].holds;
}

// ----- Depth -----

// Kinds that may stand in themselves without end; the others follow them.
static bool is_nesting(enum kind kind)
{
    switch (kind) {
    case NODE_LIST:
    case NODE_TERMS:
    case NODE_QUOTE:
    case NODE_BOX:
    case NODE_DIVISION:
    case NODE_FIGURE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_LINK:
    case NODE_SPAN:
        return true;
    case NODE_PASSAGE:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_ITEM:
    case NODE_TERM:
    case NODE_MEANING:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_PAGE_BREAK:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CAPTION:
    case NODE_CHART:
    case NODE_PHRASE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_FORMULA:
    case NODE_IMAGE:
    case NODE_NOTE_REFERENCE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        break;
    }
    return false;
}

void builder_report_depth(struct builder *builder, struct place at)
{
    struct reader *reader = builder->reader;
    if (!reader->deep)
        diag_report(reader->diag, at, MESSAGE_nesting_deep,
                    arena_printf(reader->arena, "%d", (int)LIMIT_DEPTH));
    reader->deep = true;
}

// May node stand here? An item without its list, which was too deep, may not.
static bool fits(struct builder *builder, const struct node *node)
{
    size_t depth = 0;
    const struct node *inside = builder_inside(builder);
    if ((node->kind == NODE_ITEM && inside->kind != NODE_LIST) ||
        (node->kind == NODE_MEANING && inside->kind != NODE_TERMS) ||
        (node->kind == NODE_ROW && inside->kind != NODE_TABLE) ||
        (node->kind == NODE_CELL && inside->kind != NODE_ROW))
        return false;
    if (!is_nesting(node->kind))
        return true;
    for (const struct node *up = inside; up; up = up->parent)
        depth++;
    if (depth < LIMIT_DEPTH)
        return true;
    builder_report_depth(builder, node->at);
    return false;
}

// ----- Opening and closing -----

void builder_push(struct builder *builder, struct open open)
{
    struct node *inside = builder_inside(builder);
    if (open.node && !open.hidden) {
        if (fits(builder, open.node))
            node_append(inside, open.node);
        else
            open.node = NULL;
    }
    open.inside = open.node ? open.node : inside;
    builder->hidden += open.hidden && open.node;
    ARENA_PUSH(builder->reader->arena, builder->open, builder->open_count,
               builder->open_capacity) = open;
}

static void move_children(struct node *from, struct node *before)
{
    while (from->first) {
        struct node *child = from->first;
        node_unlink(child);
        node_insert_before(before, child);
    }
}

void builder_unwrap(struct node *node)
{
    move_children(node, node);
    node_unlink(node);
}

// A span that nothing closed was no span: its bracket or mark is text.
static void unwrap_span(struct builder *builder, struct open *open)
{
    struct node *text = node_new(builder->reader->arena, NODE_TEXT, open->at);
    text->as.text.text = open->name;
    if (!open->node) {
        node_append(open->inside, text);
        return;
    }
    node_insert_before(open->node, text);
    builder_unwrap(open->node);
}

static void trim_end(struct node *paragraph)
{
    while (paragraph->last && (paragraph->last->kind == NODE_TEXT ||
                               paragraph->last->kind == NODE_LINE_BREAK)) {
        if (paragraph->last->kind == NODE_LINE_BREAK) {
            node_unlink(paragraph->last);
            continue;
        }
        struct str *text = &paragraph->last->as.text.text;
        while (text->count && text->bytes[text->count - 1] == ' ')
            text->count--;
        if (text->count)
            return;
        node_unlink(paragraph->last);
    }
}

// Widens a node's place to that of its children.
static void span_children(struct node *node)
{
    const struct node *first = node->first, *last = node->last;
    if (!first || !place_known(first->at) || !place_known(last->at))
        return;
    if (node->at.count == 0 && last->at.offset >= first->at.offset)
        node->at =
            (struct place){first->at.offset,
                           last->at.offset + last->at.count - first->at.offset};
}

static void close_last(struct builder *builder)
{
    struct open open = builder->open[--builder->open_count];
    struct node *node = open.node;
    builder->hidden -= open.hidden && node;
    if (open.by == OPENED_BY_SPAN) {
        unwrap_span(builder, &open);
        return;
    }
    if (open.by == OPENED_BY_BOX && !open.hidden)
        diag_report(builder->reader->diag, open.at, MESSAGE_box_unclosed,
                    open.name);
    if (open.by == OPENED_BY_HTML)
        builder->reader->html->unclosed(builder, &open);
    if (!node || open.hidden)
        return;
    if (open.by != OPENED_BY_MARKDOWN && kind_facts[node->kind].block &&
        kind_facts[node->kind].holds == HOLDS_INLINES)
        trim_end(node);
    span_children(node);
    if (open.by == OPENED_BY_MARKDOWN)
        return;
    if (node->kind == NODE_TABLE)
        builder->reader->html->finish_table(builder->reader, node);
    else if (!node->first && node->kind != NODE_CELL && node->anchor.count == 0)
        node_unlink(node);
}

void builder_close(struct builder *builder, size_t index)
{
    while (builder->open_count > index)
        close_last(builder);
}

size_t builder_find(const struct builder *builder, enum opener by,
                    const void *tag)
{
    for (size_t i = builder->open_count; i-- > 0;) {
        const struct open *open = &builder->open[i];
        if (open->by == OPENED_BY_MARKDOWN)
            break;
        if (open->by == by && (!tag || open->tag == tag))
            return i;
    }
    return SIZE_MAX;
}

static void push_new(struct builder *builder, enum kind kind)
{
    struct place at = builder_here(builder);
    builder_push(builder, (struct open){.by = OPENED_BY_TEXT,
                                        .node = node_new(builder->reader->arena,
                                                         kind, at),
                                        .at = at});
}

// What a list, a table or a row holds is items, rows or cells, said or unsaid.
static void want_inside(struct builder *builder)
{
    if (builder_inside(builder)->kind == NODE_LIST)
        push_new(builder, NODE_ITEM);
    if (builder_inside(builder)->kind == NODE_TABLE)
        push_new(builder, NODE_ROW);
    if (builder_inside(builder)->kind == NODE_ROW)
        push_new(builder, NODE_CELL);
}

bool builder_want_blocks(struct builder *builder)
{
    want_inside(builder);
    if (builder_holds(builder) == HOLDS_BLOCKS)
        return true;
    size_t i = builder->open_count;
    // Below everything that holds inlines and was not opened by cmark; the
    // blocks of a cell are lines of it.
    while (i > 0 && builder->open[i - 1].by != OPENED_BY_MARKDOWN) {
        struct node *outer =
            i >= 2 ? builder->open[i - 2].inside : builder->root;
        i--;
        if (outer->kind == NODE_TABLE || outer->kind == NODE_ROW)
            return false;
        if (kind_facts[outer->kind].holds == HOLDS_BLOCKS) {
            builder_close(builder, i);
            return true;
        }
    }
    return false;
}

void builder_want_inlines(struct builder *builder)
{
    want_inside(builder);
    if (builder_holds(builder) == HOLDS_BLOCKS)
        push_new(builder, NODE_PARAGRAPH);
}

void builder_break(struct builder *builder, struct place at)
{
    struct node *inside = builder_inside(builder);
    if (inside->last && inside->last->kind != NODE_LINE_BREAK &&
        inside->last->kind != NODE_SOFT_BREAK)
        node_append(inside,
                    node_new(builder->reader->arena, NODE_LINE_BREAK, at));
}

// ----- Text and places -----

// Line ends and tabs that an entity made are spaces in a line of text.
static struct str spaced(struct arena *arena, struct str text)
{
    char *bytes = NULL;
    for (size_t i = 0; i < text.count; i++) {
        if (text.bytes[i] != '\n' && text.bytes[i] != '\t')
            continue;
        if (!bytes)
            bytes = arena_c_string(arena, text);
        bytes[i] = ' ';
    }
    return bytes ? (struct str){bytes, text.count} : text;
}

// The place of the first U+FFFD of a text that is `at` as far as it matches.
static struct place place_within(struct place at, struct str text)
{
    size_t index = str_find(text, STR("\xEF\xBF\xBD"));
    if (place_known(at) && index <= at.count && index <= text.count)
        return (struct place){at.offset + index, 1};
    return at;
}

void builder_line_break(struct builder *builder, struct place at)
{
    builder_want_inlines(builder);
    node_append(builder_inside(builder),
                node_new(builder->reader->arena, NODE_LINE_BREAK, at));
}

void builder_text(struct builder *builder, struct str text, struct place at)
{
    struct reader *reader = builder->reader;
    bool replaced = false;
    if (text.count == 0)
        return;
    builder_want_inlines(builder);
    struct str clean = clean_text(reader->arena, text, &replaced);
    if (replaced)
        diag_report(reader->diag, place_within(at, clean),
                    MESSAGE_character_forbidden, STR("this character"));
    text = spaced(reader->arena, clean);
    struct node *node = node_new(reader->arena, NODE_TEXT, at);
    node->as.text.text = arena_str(reader->arena, text);
    node_append(builder_inside(builder), node);
}

struct place builder_here(const struct builder *builder)
{
    return fragment_place(builder->reader, builder->fragment, builder->cursor,
                          0);
}

static struct place line_place(const struct builder *builder)
{
    struct str text = builder->fragment->text;
    size_t start = builder->cursor, end = builder->cursor;
    while (start > 0 && builder->cursor - start < LIMIT_SEARCH &&
           text.bytes[start - 1] != '\n' && text.bytes[start - 1] != '\r')
        start--;
    while (end < text.count && end - builder->cursor < LIMIT_SEARCH &&
           text.bytes[end] != '\n' && text.bytes[end] != '\r')
        end++;
    return fragment_place(builder->reader, builder->fragment, start,
                          end - start);
}

size_t builder_skip(struct builder *builder, const char *bytes, size_t most)
{
    struct str text = builder->fragment->text;
    size_t count = 0;
    while (count < most && builder->cursor < builder->limit &&
           text.bytes[builder->cursor] &&
           strchr(bytes, text.bytes[builder->cursor])) {
        builder->cursor++;
        count++;
    }
    return count;
}

static const char *find(const struct builder *builder, struct str text,
                        size_t most)
{
    size_t end = builder->cursor + LIMIT_SEARCH;
    size_t count = text.count < most ? text.count : most;
    if (end > builder->limit)
        end = builder->limit;
    if (count == 0 || end < builder->cursor)
        return NULL;
    return memmem(builder->fragment->text.bytes + builder->cursor,
                  end - builder->cursor, text.bytes, count);
}

struct place builder_locate(struct builder *builder, struct str text)
{
    struct str whole = builder->fragment->text;
    const char *found = find(builder, text, 32);
    // An entity or escape further on: as far as the text is the source's.
    if (!found)
        found = find(builder, text, 6);
    if (!found)
        return line_place(builder);
    size_t offset = (size_t)(found - whole.bytes), count = 0;
    while (count < text.count && offset + count < whole.count &&
           whole.bytes[offset + count] == text.bytes[count])
        count++;
    builder->cursor = offset + count;
    return fragment_place(builder->reader, builder->fragment, offset, count);
}

// ----- Joining -----

static void join_run(struct reader *reader, struct node *first,
                     struct buffer *joined)
{
    struct place at = first->at;
    buffer_clear(joined);
    buffer_add(joined, first->as.text.text);
    while (first->next && first->next->kind == NODE_TEXT) {
        struct node *next = first->next;
        buffer_add(joined, next->as.text.text);
        if (place_known(at) && place_known(next->at) &&
            next->at.offset >= at.offset)
            at.count = next->at.offset + next->at.count - at.offset;
        node_unlink(next);
    }
    struct str text = arena_str(reader->arena, buffer_str(joined));
    first->as.text.text = clean_text(reader->arena, text, NULL);
    first->at = at;
}

void builder_join_texts(struct reader *reader, struct node *root)
{
    struct buffer joined = {0};
    for (struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_TEXT && node->next &&
            node->next->kind == NODE_TEXT)
            join_run(reader, node, &joined);
    buffer_release(&joined);
}
