// SPDX-License-Identifier: MIT
// Finds the blocks of a Markdown text, line by line: which open blocks a line
// goes on, which it begins, and where its text goes (CommonMark 0.29,
// appendix "A parsing strategy", phase 1).
#include "source/block_scanner.h"
#include "source/front_fences.h"
#include "source/text_tables.h"

static bool is_byte(struct str text, size_t at, size_t end, char c)
{
    return at < end && text.bytes[at] == c;
}

// ----- Which open blocks a line goes on -----

static bool goes_on_quote(struct scanner *scanner, struct passage *passage)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    if (at.column - passage->cursor.column >= CODE_INDENT ||
        !is_byte(scanner->text, at.offset, passage->line.end, '>'))
        return false;
    passage->cursor = line_skip_space(scanner->text, line_skip_bytes(at, 1),
                                      passage->line.end, 1);
    return true;
}

// An item, a note or indented code, by so many columns; a blank line may have
// less.
static bool goes_on_indented(struct scanner *scanner, struct passage *passage,
                             size_t columns, bool blank_goes_on)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    if (at.column - passage->cursor.column >= columns)
        passage->cursor = line_skip_space(scanner->text, passage->cursor,
                                          passage->line.end, columns);
    else if (at.offset == passage->line.end && blank_goes_on)
        passage->cursor = at;
    else
        return false;
    return true;
}

static bool goes_on_fence(struct scanner *scanner, struct passage *passage,
                          struct block_node *node)
{
    struct str text = scanner->text;
    struct line_cursor at = scanner_first_text(text, passage);
    struct str rest = str_slice(text, at.offset, passage->line.end);
    if (at.column - passage->cursor.column < CODE_INDENT &&
        line_closes_fence(rest, node->mark, node->count)) {
        scanner_settle(scanner, passage, node, at.offset);
        node->block.open = false;
    } else
        passage->cursor = line_skip_space(
            text, passage->cursor, passage->line.end, node->block.indent);
    return true;
}

static bool goes_on_table(struct scanner *scanner, struct passage *passage,
                          struct block_node *node)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    if (node->block.level == TEXT_TABLE_NONE)
        return line_cells(
                   str_slice(scanner->text, at.offset, passage->line.end)) > 0;
    // How many lines it has was seen where it began.
    node->count--;
    scanner_settle(scanner, passage, node, at.offset);
    return true;
}

static bool goes_on(struct scanner *scanner, struct passage *passage,
                    struct block_node *node)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    bool blank = at.offset == passage->line.end;
    switch (node->block.kind) {
    case BLOCK_LIST:
        return true;
    case BLOCK_QUOTE:
        return goes_on_quote(scanner, passage);
    case BLOCK_ITEM:
        return goes_on_indented(scanner, passage, node->block.indent,
                                node->held > 0);
    case BLOCK_NOTE:
    case BLOCK_CODE:
        return goes_on_indented(scanner, passage, CODE_INDENT, true);
    case BLOCK_FENCE:
        return goes_on_fence(scanner, passage, node);
    case BLOCK_HTML:
        return !blank || node->block.level < 6;
    case BLOCK_PARAGRAPH:
        return !blank;
    case BLOCK_TABLE:
        return goes_on_table(scanner, passage, node);
    case BLOCK_FRONT:
    case BLOCK_HEADING:
    case BLOCK_BREAK:
    case BLOCK_REFERENCE:
    case BLOCK_DIRECTIVE:
        break;
    }
    return false;
}

static void match_open(struct scanner *scanner, struct passage *passage)
{
    while (passage->depth < scanner->open_count && !passage->done &&
           goes_on(scanner, passage, scanner->open[passage->depth]))
        passage->depth++;
}

// ----- Where the text of a line goes -----

// A paragraph goes on without the marks of what it stands in. But a table or
// page break right behind a note is no part of it: so qalam reads notes.
static bool is_lazy(const struct scanner *scanner,
                    const struct passage *passage, struct str rest)
{
    if (passage->began || passage->depth == scanner->open_count ||
        rest.count == 0 ||
        !scanner_is_kind(scanner_innermost(scanner, scanner->open_count),
                         BLOCK_PARAGRAPH))
        return false;
    if (scanner_is_term(scanner, passage))
        return false;
    bool ends_note = rest.bytes[0] == '|' || str_starts(rest, STR("\\newpage"));
    for (size_t i = passage->depth; ends_note && i < scanner->open_count; i++)
        if (scanner_is_kind(scanner->open[i], BLOCK_NOTE))
            return false;
    return true;
}

static void place_text(struct scanner *scanner, struct passage *passage)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct str rest = str_slice(scanner->text, at.offset, passage->line.end);
    if (is_lazy(scanner, passage, rest)) {
        // With its indent: no definition of a link begins behind one.
        scanner_settle(scanner, passage,
                       scanner_innermost(scanner, scanner->open_count),
                       passage->cursor.offset);
        return;
    }
    struct block_line line = scanner->lines[--scanner->line_count];
    scanner_close_to(scanner, passage->depth);
    scanner->lines[scanner->line_count++] = line;
    struct block_node *node = scanner_innermost(scanner, scanner->open_count);
    if (node && scanner_keeps_blank_lines(node->block.kind)) {
        if (rest.count > 0)
            scanner_settle(scanner, passage, node, passage->cursor.offset);
        else
            scanner->lines[scanner->line_count - 1].block = &node->block;
        if (node->block.kind == BLOCK_HTML)
            scanner_end_html(scanner, node, rest);
    } else if (rest.count == 0) {
        // The mark of a quote or item alone; else between blocks.
        if (node && at.offset > passage->line.start &&
            !str_blank(
                str_slice(scanner->text, passage->line.start, at.offset)))
            scanner_settle(scanner, passage, node, at.offset);
    } else {
        if (!scanner_is_kind(node, BLOCK_PARAGRAPH) &&
            !scanner_is_kind(node, BLOCK_TABLE))
            node = scanner_begin(scanner, passage, BLOCK_PARAGRAPH);
        scanner_settle(scanner, passage, node, at.offset);
    }
}

// ----- The scan -----

static struct text_line next_line(struct scanner *scanner, size_t start)
{
    struct str text = scanner->text;
    if (scanner->feed < start || start == 0)
        scanner->feed = line_end(text, start);
    size_t cr = str_find(str_slice(text, start, scanner->feed), STR("\r"));
    if (cr != STR_NONE)
        return line_at(text, start);
    size_t feed = scanner->feed;
    return (struct text_line){start, feed, feed < text.count ? feed + 1 : feed};
}

static void add_line(struct scanner *scanner, struct text_line line,
                     const struct block *block)
{
    ARENA_PUSH(scanner->arena, scanner->lines, scanner->line_count,
               scanner->line_capacity) =
        (struct block_line){line, line.end, block};
}

// Answers where the Markdown begins.
static size_t scan_front(struct scanner *scanner)
{
    struct str text = scanner->text;
    struct text_line opening, closing, line;
    if (!(scanner->rules & BLOCKS_FRONT_MATTER) ||
        !front_fences(text, &opening, &closing) ||
        !front_has_key(str_slice(text, opening.next, closing.start)))
        return 0;
    struct block_node *front =
        scanner_add(scanner, BLOCK_FRONT, NULL, opening.start, 0);
    front->block.end = closing.end;
    for (size_t start = 0; start < closing.next; start = line.next) {
        line = next_line(scanner, start);
        if (line.start == opening.start)
            front->block.line = scanner->line_count;
        add_line(scanner, line,
                 line.start < opening.start ? NULL : &front->block);
    }
    return closing.next;
}

static void scan_line(struct scanner *scanner, struct text_line line)
{
    struct passage passage = {.line = line, .cursor = {line.start, 0}};
    add_line(scanner, line, NULL);
    match_open(scanner, &passage);
    if (passage.done) { // a fence is closed, or a table of pandoc's goes on
        const struct block_node *node =
            scanner_innermost(scanner, scanner->open_count);
        if (node->block.kind != BLOCK_TABLE || node->count == 0)
            scanner_close_last(scanner);
        return;
    }
    scanner_begin_blocks(scanner, &passage);
    if (!passage.done)
        place_text(scanner, &passage);
}

// What a block says, where that was not found on the way.
static void fill_text(struct scanner *scanner, struct block *block)
{
    if (block->kind == BLOCK_PARAGRAPH)
        block->text_offset = scanner->lines[block->line].content;
    else if (block->text_offset < block->offset)
        block->text_offset = block->offset;
    if (block->text_end == 0)
        block->text_end = block->end;
    if (block->text_offset > block->end)
        block->text_offset = block->end;
}

static const struct block *moved(const struct block *block)
{
    const struct block_node *node = (const struct block_node *)block;
    return node && node->moved ? node->moved : block;
}

// Puts the outermost blocks in a row of their own.
static struct blocks gather(struct scanner *scanner)
{
    struct blocks blocks = {.lines = scanner->lines,
                            .line_count = scanner->line_count};
    for (size_t i = 0; i < scanner->count; i++)
        blocks.count += scanner->nodes[i]->parent == NULL;
    blocks.items = ARENA_ARRAY(scanner->arena, struct block, blocks.count);
    for (size_t i = 0, next = 0; i < scanner->count; i++) {
        struct block_node *node = scanner->nodes[i];
        fill_text(scanner, &node->block);
        node->block.parent = moved(node->block.parent);
        if (!node->parent) {
            node->moved = &blocks.items[next++];
            *node->moved = node->block;
        }
    }
    for (size_t i = 0; i < blocks.line_count; i++)
        blocks.lines[i].block = moved(blocks.lines[i].block);
    return blocks;
}

struct blocks blocks_scan_by(struct arena *arena, struct str text,
                             unsigned rules)
{
    struct scanner scanner = {.arena = arena, .text = text, .rules = rules};
    struct text_line line;
    for (size_t start = scan_front(&scanner); start < text.count;
         start = line.next) {
        line = next_line(&scanner, start);
        scan_line(&scanner, line);
    }
    scanner_close_to(&scanner, 0);
    return gather(&scanner);
}

struct blocks blocks_scan(struct arena *arena, struct str text)
{
    return blocks_scan_by(arena, text, BLOCKS_OF_BRIEF);
}
