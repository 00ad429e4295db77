// SPDX-License-Identifier: MIT
// Begins and closes blocks while a text is scanned for them, and takes the
// definitions of links off paragraphs.
#include "source/block_scanner.h"

#include "source/link_definitions.h"

static bool holds_blocks(enum block_kind kind)
{
    return kind == BLOCK_QUOTE || kind == BLOCK_ITEM || kind == BLOCK_NOTE;
}

static bool can_hold(enum block_kind outer, enum block_kind inner)
{
    return outer == BLOCK_LIST ? inner == BLOCK_ITEM : holds_blocks(outer);
}

struct block_node *scanner_add(struct scanner *scanner, enum block_kind kind,
                               struct block_node *parent, size_t offset,
                               size_t line)
{
    struct block_node *node = ARENA_NEW(scanner->arena, struct block_node);
    ARENA_PUSH(scanner->arena, scanner->nodes, scanner->count,
               scanner->capacity) = node;
    *node = (struct block_node){.parent = parent};
    node->block = (struct block){
        .kind = kind, .offset = offset, .end = offset, .line = line};
    node->block.parent = parent ? &parent->block : NULL;
    return node;
}

void scanner_give_line(struct scanner *scanner, size_t number,
                       struct block_node *node)
{
    struct block_line *line = &scanner->lines[number];
    line->block = &node->block;
    for (; node && node->block.end < line->at.end; node = node->parent)
        node->block.end = line->at.end;
}

// The lines of a paragraph from `from` on as one text without their indents.
static struct str joined(struct scanner *scanner, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < scanner->line_count; i++)
        count += scanner->lines[i].at.end - scanner->lines[i].content + 1;
    char *bytes = arena_alloc(scanner->arena, count + 1);
    size_t at = 0;
    for (size_t i = from; i < scanner->line_count; i++) {
        const struct block_line *line = &scanner->lines[i];
        size_t length = line->at.end - line->content;
        memcpy(bytes + at, scanner->text.bytes + line->content, length);
        bytes[at + length] = '\n';
        at += length + 1;
    }
    return (struct str){bytes, count};
}

// Where the byte at `offset` of joined lines stands in the text; *line is the
// number of the first of them, and then that of the byte's.
static size_t unjoined(const struct scanner *scanner, size_t offset,
                       size_t *line)
{
    for (;; ++*line) {
        const struct block_line *at = &scanner->lines[*line];
        size_t length = at->at.end - at->content + 1;
        if (offset < length)
            return at->content + offset;
        offset -= length;
    }
}

size_t scanner_block_start(const struct scanner *scanner,
                           const struct block_node *parent, size_t line)
{
    const struct block_line *at = &scanner->lines[line];
    return parent ? at->content : at->at.start;
}

// Lays down the definition at the start of `text`, whose first line is `line`;
// answers the line after it.
static size_t add_definition(struct scanner *scanner, struct block_node *parent,
                             struct link_definition found, size_t line)
{
    struct block_node *node =
        scanner_add(scanner, BLOCK_REFERENCE, parent,
                    scanner_block_start(scanner, parent, line), line);
    size_t at = line, next = line;
    node->block.label_offset = unjoined(scanner, found.label, &at);
    at = line;
    node->block.label_end = unjoined(scanner, found.label_end, &at);
    at = line;
    node->block.text_offset = unjoined(scanner, found.address, &at);
    unjoined(scanner, found.end - 1, &next);
    for (; line <= next; line++)
        scanner_give_line(scanner, line, node);
    node->block.text_end = node->block.end;
    return next + 1;
}

bool scanner_take_definitions(struct scanner *scanner,
                              struct block_node *paragraph)
{
    size_t line = paragraph->block.line;
    struct link_definition found;
    if (scanner->text.bytes[scanner->lines[line].content] != '[')
        return true;
    struct str rest = joined(scanner, line);
    if (!link_definition_at(rest, &found))
        return true;
    scanner->count--;
    do {
        line = add_definition(scanner, paragraph->parent, found, line);
        rest = str_slice(rest, found.end, rest.count);
    } while (rest.count > 0 && link_definition_at(rest, &found));
    if (rest.count == 0 && paragraph->parent)
        paragraph->parent->held--;
    if (rest.count == 0)
        return false;
    paragraph->block.line = line;
    paragraph->block.offset =
        scanner_block_start(scanner, paragraph->parent, line);
    ARENA_PUSH(scanner->arena, scanner->nodes, scanner->count,
               scanner->capacity) = paragraph;
    return true;
}

// Blank lines at the end of code that its indent made are not of it.
static void drop_blank_lines(struct scanner *scanner,
                             const struct block_node *node)
{
    for (size_t i = scanner->line_count; i-- > node->block.line;) {
        struct block_line *line = &scanner->lines[i];
        if (line->block && line->block != &node->block)
            continue;
        if (line->block && line->at.end <= node->block.end)
            return;
        line->block = NULL;
    }
}

void scanner_close_last(struct scanner *scanner)
{
    struct block_node *node = scanner->open[--scanner->open_count];
    if (node->block.kind == BLOCK_PARAGRAPH)
        scanner_take_definitions(scanner, node);
    else if (node->block.kind == BLOCK_CODE)
        drop_blank_lines(scanner, node);
}

void scanner_close_to(struct scanner *scanner, size_t depth)
{
    while (scanner->open_count > depth)
        scanner_close_last(scanner);
}

struct block_node *scanner_begin(struct scanner *scanner,
                                 struct passage *passage, enum block_kind kind)
{
    // The line that is looked at is in lines, but no part of what ends.
    struct block_line line = scanner->lines[--scanner->line_count];
    scanner_close_to(scanner, passage->depth);
    while (
        scanner->open_count > 0 &&
        !can_hold(scanner_innermost(scanner, scanner->open_count)->block.kind,
                  kind))
        scanner_close_last(scanner);
    scanner->lines[scanner->line_count++] = line;
    struct block_node *parent = scanner_innermost(scanner, scanner->open_count);
    struct block_node *node = scanner_add(
        scanner, kind, parent, passage->cursor.offset, scanner->line_count - 1);
    if (parent)
        parent->held++;
    ARENA_PUSH(scanner->arena, scanner->open, scanner->open_count,
               scanner->open_capacity) = node;
    passage->depth = scanner->open_count;
    passage->began = true;
    return node;
}

void scanner_settle(struct scanner *scanner, struct passage *passage,
                    struct block_node *node, size_t content)
{
    scanner->lines[scanner->line_count - 1].content = content;
    scanner_give_line(scanner, scanner->line_count - 1, node);
    passage->done = true;
}

struct block_node *scanner_begin_line(struct scanner *scanner,
                                      struct passage *passage,
                                      enum block_kind kind)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct block_node *node = scanner_begin(scanner, passage, kind);
    scanner_settle(scanner, passage, node, at.offset);
    scanner_close_last(scanner);
    return node;
}
