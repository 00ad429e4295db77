// SPDX-License-Identifier: MIT
// Begins the blocks that begin on a line (CommonMark 0.29, 4 and 5).
#include "source/block_scanner.h"

#include "source/text_tables.h"

// Lists and notes that begin on one line; more are text, as in cmark.
enum { DEEPEST_ON_A_LINE = 100 };

static void begin_quote(struct scanner *scanner, struct passage *passage)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    scanner_begin(scanner, passage, BLOCK_QUOTE);
    passage->cursor = line_skip_space(scanner->text, line_skip_bytes(at, 1),
                                      passage->line.end, 1);
}

static size_t trim_space(struct str text, size_t from, size_t to)
{
    while (to > from &&
           (text.bytes[to - 1] == ' ' || text.bytes[to - 1] == '\t'))
        to--;
    return to;
}

// "## Text ##": the text without marks.
static void begin_heading(struct scanner *scanner, struct passage *passage,
                          int level)
{
    struct str text = scanner->text;
    struct block *block =
        &scanner_begin_line(scanner, passage, BLOCK_HEADING)->block;
    size_t from = scanner->lines[block->line].content + (size_t)level;
    size_t to = trim_space(text, from, passage->line.end), marks = to;
    while (marks > from && text.bytes[marks - 1] == '#')
        marks--;
    if (marks < to && (marks == from || text.bytes[marks - 1] == ' ' ||
                       text.bytes[marks - 1] == '\t'))
        to = trim_space(text, from, marks);
    block->level = level;
    block->text_offset = from + line_indent(str_slice(text, 0, to), from);
    block->text_end = to;
}

static void begin_fence(struct scanner *scanner, struct passage *passage,
                        size_t count)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    size_t indent = at.column - passage->cursor.column;
    struct block_node *node = scanner_begin(scanner, passage, BLOCK_FENCE);
    node->block.open = true;
    node->block.indent = indent;
    node->mark = scanner->text.bytes[at.offset];
    node->count = count;
    scanner_settle(scanner, passage, node, at.offset);
}

void scanner_end_html(struct scanner *scanner, struct block_node *node,
                      struct str rest)
{
    if (html_block_end(rest, node->block.level) == 0)
        return;
    node->block.open = false;
    scanner_close_last(scanner);
}

static void begin_html(struct scanner *scanner, struct passage *passage,
                       int kind)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct block_node *node = scanner_begin(scanner, passage, BLOCK_HTML);
    node->block.level = kind;
    node->block.open = kind < 6;
    scanner_settle(scanner, passage, node, at.offset);
    scanner_end_html(scanner, node,
                     str_slice(scanner->text, at.offset, passage->line.end));
}

// The kind of HTML that begins at `at`; 0 where none does.
static int html_at(struct scanner *scanner, const struct passage *passage,
                   size_t at, bool in_paragraph)
{
    struct str text = scanner->text;
    int kind =
        html_block_start(str_slice(text, at, passage->line.end), in_paragraph);
    if (kind > 0 && kind < 6 && scanner->rules & BLOCKS_LIMITED &&
        html_unended(&scanner->ends, text, at, text.count) > 0)
        return 0;
    return kind;
}

// A paragraph becomes a heading; where it only defines links, the line is text.
static void underline(struct scanner *scanner, struct passage *passage,
                      int level)
{
    struct block_node *node = scanner_innermost(scanner, passage->depth);
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct block_line line = scanner->lines[--scanner->line_count];
    bool left = scanner_take_definitions(scanner, node);
    scanner->lines[scanner->line_count++] = line;
    if (!left) {
        scanner->open_count--;
        passage->depth--;
        scanner_settle(scanner, passage,
                       scanner_begin(scanner, passage, BLOCK_PARAGRAPH),
                       at.offset);
        return;
    }
    node->block.kind = BLOCK_HEADING;
    node->block.level = level;
    node->block.text_offset = node->block.offset;
    node->block.text_end = node->block.end;
    scanner_settle(scanner, passage, node, at.offset);
    scanner_close_last(scanner);
}

static void begin_note(struct scanner *scanner, struct passage *passage,
                       size_t label)
{
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct block *block = &scanner_begin(scanner, passage, BLOCK_NOTE)->block;
    block->indent = CODE_INDENT;
    block->label_offset = at.offset + 2;
    block->label_end = block->label_offset + label;
    passage->cursor =
        line_skip_space(scanner->text, line_skip_bytes(at, label + 4),
                        passage->line.end, SIZE_MAX);
    block->text_offset = passage->cursor.offset;
    passage->item = true;
}

static bool may_interrupt(struct list_mark mark, struct str rest)
{
    bool ordered = mark.kind == '.' || mark.kind == ')';
    return (!ordered || mark.number == 1) &&
           mark.count + line_indent(rest, mark.count) < rest.count;
}

static void begin_item(struct scanner *scanner, struct passage *passage,
                       struct list_mark mark)
{
    struct str text = scanner->text;
    struct line_cursor at = scanner_first_text(text, passage);
    size_t end = passage->line.end;
    size_t indent = at.column - passage->cursor.column;
    struct line_cursor behind = line_skip_bytes(at, mark.count);
    struct line_cursor content = line_skip_space(text, behind, end, 6);
    size_t gap = content.column - behind.column;
    if (gap > CODE_INDENT || content.offset == end) {
        content = line_skip_space(text, behind, end, 1);
        gap = 1;
    }
    const struct block_node *list = scanner_innermost(scanner, passage->depth);
    if (!scanner_is_kind(list, BLOCK_LIST) || list->mark != mark.kind) {
        struct block_node *begun = scanner_begin(scanner, passage, BLOCK_LIST);
        begun->mark = mark.kind;
        begun->block.level = mark.kind == ':' ? ':' : 0;
    }
    struct block_node *item = scanner_begin(scanner, passage, BLOCK_ITEM);
    item->block.indent = indent + mark.count + gap;
    item->block.text_offset = content.offset;
    passage->cursor = content;
    passage->item = true;
}

// The last line of the paragraph is the head of a table, the line its dashes.
static bool begin_table(struct scanner *scanner, struct passage *passage,
                        struct str rest)
{
    struct block_node *node = scanner_innermost(scanner, passage->depth);
    size_t head = scanner->line_count - 2;
    const struct block_line *line = &scanner->lines[head];
    if ((scanner->rules & BLOCKS_LIMITED && line_is_too_wide(rest)) ||
        !line_is_delimiter_row(rest) ||
        line_cells(rest) !=
            line_cells(str_slice(scanner->text, line->content, line->at.end)))
        return false;
    if (node->block.line < head) {
        // What stands before the head stays a paragraph.
        node->block.end = scanner->lines[head - 1].at.end;
        node->block.text_offset = scanner->lines[node->block.line].content;
        node->block.text_end = node->block.end;
        node =
            scanner_add(scanner, BLOCK_TABLE, node->parent,
                        scanner_block_start(scanner, node->parent, head), head);
        scanner->open[passage->depth - 1] = node;
    }
    node->block.kind = BLOCK_TABLE;
    scanner_give_line(scanner, head, node);
    return true;
}

static void begin_code(struct scanner *scanner, struct passage *passage)
{
    struct line_cursor at = line_skip_space(scanner->text, passage->cursor,
                                            passage->line.end, CODE_INDENT);
    struct block_node *node = scanner_begin(scanner, passage, BLOCK_CODE);
    scanner_settle(scanner, passage, node, at.offset);
}

// ----- Definitions -----

static struct str line_behind(struct str text, size_t at)
{
    struct text_line line = line_at(text, at);
    return str_slice(text, line.start + line_indent(text, line.start),
                     line.end);
}

bool scanner_is_term(const struct scanner *scanner,
                     const struct passage *passage)
{
    const struct block_node *list = NULL;
    for (size_t i = 0; i < scanner->open_count && !list; i++)
        if (scanner->open[i]->block.kind == BLOCK_LIST &&
            scanner->open[i]->mark == ':')
            list = scanner->open[i];
    size_t next = passage->line.next;
    return list && passage->cursor.offset == passage->line.start &&
           next < scanner->text.count &&
           line_definition(line_behind(scanner->text, next)) > 0;
}

// Is there a paragraph of one line right above, or above a blank line?
static bool has_term(const struct scanner *scanner,
                     const struct passage *passage, size_t space)
{
    const struct block_node *outer = scanner_innermost(scanner, passage->depth);
    size_t line = scanner->line_count - 1;
    if (scanner_is_kind(outer, BLOCK_PARAGRAPH))
        return outer->block.line + 1 == line;
    const struct block_node *last =
        scanner->count ? scanner->nodes[scanner->count - 1] : NULL;
    // ": words" below a blank line may be the caption of a table.
    return space > 2 && line >= 2 && scanner_is_kind(last, BLOCK_PARAGRAPH) &&
           last->parent == outer && last->block.line + 2 == line &&
           !scanner->lines[line - 1].block &&
           passage->depth == scanner->open_count;
}

static bool begin_definition(struct scanner *scanner, struct passage *passage,
                             struct str rest)
{
    const struct block_node *outer = scanner_innermost(scanner, passage->depth);
    size_t space = scanner->rules & BLOCKS_PANDOC ? line_definition(rest) : 0;
    bool goes_on = scanner_is_kind(outer, BLOCK_LIST) && outer->mark == ':';
    if (space == 0 || (!goes_on && !has_term(scanner, passage, space)))
        return false;
    begin_item(scanner, passage, (struct list_mark){1, ':', 0});
    return true;
}

// A table that pandoc draws, unless a paragraph goes on here.
static bool begin_text_table(struct scanner *scanner, struct passage *passage)
{
    const struct block_node *last =
        scanner_innermost(scanner, scanner->open_count);
    if (!(scanner->rules & BLOCKS_PANDOC) ||
        (!passage->began && scanner_is_kind(last, BLOCK_PARAGRAPH)))
        return false;
    struct text_table table = text_table_at(
        scanner->text, passage->cursor.offset, passage->cursor.column);
    if (table.kind == TEXT_TABLE_NONE)
        return false;
    struct line_cursor at = scanner_first_text(scanner->text, passage);
    struct block_node *node = scanner_begin(scanner, passage, BLOCK_TABLE);
    node->block.level = (int)table.kind;
    node->block.dashes = table.dashes;
    node->count = table.lines - 1;
    scanner_settle(scanner, passage, node, at.offset);
    return true;
}

// Begins what may begin at the line's first letter; false where nothing does.
static bool begin_unindented(struct scanner *scanner, struct passage *passage,
                             struct str rest, bool deep)
{
    struct block_node *outer = scanner_innermost(scanner, passage->depth);
    bool in_paragraph = scanner_is_kind(outer, BLOCK_PARAGRAPH);
    size_t at = scanner_first_text(scanner->text, passage).offset, label = 0;
    struct list_mark mark;
    int number;
    if (rest.count == 0)
        return false;
    if (rest.bytes[0] == '>')
        begin_quote(scanner, passage);
    else if ((number = line_atx_level(rest)) > 0)
        begin_heading(scanner, passage, number);
    else if (line_fence(rest) > 0)
        begin_fence(scanner, passage, line_fence(rest));
    else if ((number = html_at(scanner, passage, at, in_paragraph)) > 0)
        begin_html(scanner, passage, number);
    else if (scanner->rules & BLOCKS_BOXES && !passage->item &&
             line_division(rest) > 0)
        scanner_begin_line(scanner, passage, BLOCK_DIRECTIVE);
    else if (in_paragraph && (number = line_setext_level(rest)) > 0)
        underline(scanner, passage, number);
    else if ((rest.bytes[0] == '-' || rest.bytes[0] == '+') &&
             begin_text_table(scanner, passage))
        return true;
    else if (line_is_thematic_break(rest))
        scanner_begin_line(scanner, passage, BLOCK_BREAK);
    else if (!deep && scanner->rules & BLOCKS_NOTES &&
             (label = line_note_definition(rest)) > 0)
        begin_note(scanner, passage, label);
    else if (!deep && (mark = line_list_mark(rest)).count > 0 &&
             (!in_paragraph || may_interrupt(mark, rest)))
        begin_item(scanner, passage, mark);
    else if (!deep && !passage->item &&
             begin_definition(scanner, passage, rest))
        return true;
    else
        return rest.bytes[0] != '|' && begin_text_table(scanner, passage);
    return true;
}

void scanner_begin_blocks(struct scanner *scanner, struct passage *passage)
{
    for (size_t begun = 1; !passage->done; begun++) {
        struct block_node *outer = scanner_innermost(scanner, passage->depth);
        struct line_cursor at = scanner_first_text(scanner->text, passage);
        struct str rest =
            str_slice(scanner->text, at.offset, passage->line.end);
        bool lazy =
            !passage->began &&
            scanner_is_kind(scanner_innermost(scanner, scanner->open_count),
                            BLOCK_PARAGRAPH);
        if (outer && scanner_keeps_blank_lines(outer->block.kind))
            return;
        if (at.column - passage->cursor.column >= CODE_INDENT) {
            if (!lazy && rest.count > 0)
                begin_code(scanner, passage);
            return;
        }
        if (begin_unindented(scanner, passage, rest,
                             begun >= DEEPEST_ON_A_LINE))
            continue;
        if (scanner_is_kind(outer, BLOCK_PARAGRAPH) && rest.count > 0 &&
            passage->depth > 0 && begin_table(scanner, passage, rest))
            scanner_settle(scanner, passage,
                           scanner_innermost(scanner, passage->depth),
                           at.offset);
        return;
    }
}
