// SPDX-License-Identifier: MIT
// What begins a line and what a block is: boxes, definitions, tables that
// pandoc draws, attributes at the end of a heading or paragraph.
#include "read/markdown/markup_parts.h"

#include "base/ascii.h"
#include "read/markdown/block_braces.h"
#include "read/markdown/wide_rows.h"

// ----- Lines -----

// A line ::: box at i, which ends at `end`.
static size_t mark_division(struct marking *marking, size_t i, size_t end)
{
    size_t colons = line_division(str_slice(marking->text, i, end));
    struct str inside = str_slice(marking->text, i + colons, end);
    markup_put(marking, (struct marker){.kind = MARKER_DIVISION,
                                        .offset = i,
                                        .count = end - i,
                                        .inside = str_trim(inside)});
    return marking->done;
}

// A table's line of dashes that is too wide is made text.
static size_t mark_wide_table(struct marking *marking, size_t i, size_t end)
{
    if (!line_is_too_wide(str_slice(marking->text, i, end)))
        return i;
    markup_put(
        marking,
        (struct marker){.kind = MARKER_WIDE_TABLE, .offset = i, .count = 1});
    return marking->done;
}

// +---+ that ends up in a paragraph.
static void report_undrawn(const struct marking *marking,
                           const struct block_line *line)
{
    struct str words =
        str_trim(str_slice(marking->text, line->content, line->at.end));
    if (line->block->kind == BLOCK_PARAGRAPH && text_table_divides(words) &&
        line == &marking->blocks.lines[line->block->line])
        diag_report(marking->reader->diag,
                    fragment_place(marking->reader, marking->fragment,
                                   line->content, line->at.end - line->content),
                    MESSAGE_table_undrawn);
}

// What only begins a line, at i; answers the offset after it, or i.
static size_t mark_line_start(struct marking *marking, size_t i,
                              const struct block_line *line)
{
    char byte = marking->text.bytes[i];
    if (byte == '<') {
        // What ends further on is a block to its end, however many
        // paragraphs that takes: it is not looked at again as an inline.
        size_t after =
            markup_unended(marking, i, &marking->in_text, marking->text.count);
        return after == i ? i + 1 : after;
    }
    if (line->block->kind == BLOCK_DIRECTIVE)
        return mark_division(marking, i, line->at.end);
    if (byte == '+')
        report_undrawn(marking, line);
    if (byte == '|' || byte == '-' || byte == ':')
        return mark_wide_table(marking, i, line->at.end);
    return i;
}

// The number of the line after the block that the line stands in.
static size_t block_end(const struct blocks *blocks, size_t number)
{
    const struct block *block = blocks->lines[number].block;
    do
        number++;
    while (number < blocks->line_count && blocks->lines[number].block == block);
    return number;
}

static bool is_code(const struct block *block)
{
    return block->kind == BLOCK_CODE || block->kind == BLOCK_FENCE;
}

static bool is_drawn(const struct block *block)
{
    return block->kind == BLOCK_TABLE && block->level != TEXT_TABLE_NONE;
}

static void match_blocks(struct marking *marking)
{
    const struct blocks *blocks = &marking->blocks;
    for (size_t i = 0, next; i < blocks->line_count; i = next) {
        const struct block_line *line = &blocks->lines[i];
        // The rows of a table are apart.
        bool row = line->block && line->block->kind == BLOCK_TABLE;
        next = row ? i + 1 : block_end(blocks, i);
        if (line->block && !is_code(line->block) && !is_drawn(line->block))
            markup_match_brackets(&marking->brackets, marking->text,
                                  line->content,
                                  blocks->lines[next - 1].at.end);
    }
}

// Comments, instructions, declarations and CDATA that are a block hold no
// markup, and a marker could end them: what stands behind them on their last
// line may be marked.
static size_t after_comment(struct str text, const struct block_line *line)
{
    int kind = line->block->level;
    if (line->block->kind != BLOCK_HTML || kind < 2 || kind > 5)
        return line->content;
    size_t end =
        html_block_end(str_slice(text, line->content, line->at.end), kind);
    return end > 0 ? line->content + end : line->at.end;
}

// A mark that no list right behind the list has.
static char mark_for(struct str text, const struct block *list)
{
    size_t at = list->end;
    while (at < text.count &&
           (ascii_is_space(text.bytes[at]) || text.bytes[at] == '>'))
        at++;
    return at < text.count && text.bytes[at] == '+' ? '*' : '+';
}

// The mark of a definition is one of a list to cmark, of the same width; what
// it was is seen by the text at its place.
static void mark_items(struct marking *marking, const struct block *block,
                       size_t number)
{
    if (!block || block->line != number)
        return;
    mark_items(marking, block->parent, number);
    size_t at = block->offset + line_indent(marking->text, block->offset);
    char byte = at < marking->text.count ? marking->text.bytes[at] : 0;
    if (block->kind != BLOCK_ITEM || (byte != ':' && byte != '~') ||
        at < marking->done)
        return;
    markup_copy_to(marking, at);
    buffer_add_byte(&marking->out, mark_for(marking->text, block->parent));
    marking->done = at + 1;
}

static bool in_definition(const struct block *block)
{
    for (; block; block = block->parent)
        if (block->kind == BLOCK_ITEM && block->parent->level == ':')
            return true;
    return false;
}

// A term right behind a definition: cmark would go on that one's paragraph.
static void part_term(struct marking *marking, size_t number)
{
    const struct block_line *line = &marking->blocks.lines[number];
    bool text = line->block->kind == BLOCK_PARAGRAPH ||
                line->block->kind == BLOCK_REFERENCE;
    if (number == 0 || !text || line->block->line != number ||
        line->block->parent || !in_definition(line[-1].block) ||
        line->at.start < marking->done)
        return;
    markup_copy_to(marking, line->at.start);
    buffer_add_byte(&marking->out, '\n');
    ARENA_PUSH(marking->reader->arena, marking->fragment->lines,
               marking->fragment->line_count,
               marking->fragment->line_capacity) = line->at.start;
}

// A marker may reach over line ends: then the next line goes on behind it.
static void mark_line(struct marking *marking, const struct block_line *line)
{
    size_t i = after_comment(marking->text, line);
    i += line_indent(marking->text, i);
    if (i < marking->done)
        i = marking->done;
    else if (i < line->at.end)
        i = mark_line_start(marking, i, line);
    markup_inlines(marking, i, line->at.end);
}

// Finds the braces at the end of the block that begins at line `from`.
static void find_block_attributes(struct marking *marking, size_t from,
                                  size_t next)
{
    const struct blocks *blocks = &marking->blocks;
    const struct block *block = blocks->lines[from].block;
    marking->braces_start = STR_NONE;
    marking->braces_end = 0;
    bool heading = block->kind == BLOCK_HEADING;
    if (!heading && block->kind != BLOCK_PARAGRAPH)
        return;
    size_t last = next - 1;
    bool underlined = heading && last > from;
    last -= underlined;
    size_t start = blocks->lines[last].content,
           end = blocks->lines[last].at.end;
    if (heading && !underlined) {
        start = block->text_offset;
        end = block->text_end;
    }
    start += line_indent(marking->text, start);
    struct block_braces found;
    if (!block_braces_of(marking->reader->arena, marking->text, start, end,
                         &found))
        return;
    bool alone = found.braces == start;
    if (heading ? alone : !alone && !block_braces_name(marking->text, found))
        return;
    marking->braces_end = found.end;
    if (found.bound)
        return;
    marking->braces = found.braces;
    marking->braces_start = heading ? found.start : found.space;
}

static void mark_drawn_table(struct marking *marking, size_t from, size_t next)
{
    const struct blocks *blocks = &marking->blocks;
    const struct block *block = blocks->lines[from].block;
    struct arena *arena = marking->reader->arena;
    struct drawn_table *table = ARENA_NEW(arena, struct drawn_table);
    *table = (struct drawn_table){.kind = (enum text_table_kind)block->level,
                                  .dashes = block->dashes,
                                  .count = next - from};
    table->lines = ARENA_ARRAY(arena, struct str, table->count);
    for (size_t i = from; i < next; i++)
        table->lines[i - from] =
            str_slice(marking->text,
                      blocks_before(marking->text, &blocks->lines[i], block),
                      blocks->lines[i].at.end);
    size_t start = blocks->lines[from].content;
    markup_put(marking,
               (struct marker){.kind = MARKER_DRAWN_TABLE,
                               .offset = start,
                               .count = blocks->lines[next - 1].at.end - start,
                               .table = table});
}

void markup_blocks(struct marking *marking, struct arena *scratch)
{
    marking->blocks = blocks_scan_by(scratch, marking->text, BLOCKS_OF_MARKING);
    match_blocks(marking);
    const struct blocks *blocks = &marking->blocks;
    struct wide_rows wide = {0};
    size_t next = 0;
    for (size_t i = 0; i < blocks->line_count; i++) {
        if (!blocks->lines[i].block)
            continue;
        part_term(marking, i);
        mark_items(marking, blocks->lines[i].block, i);
        if (i >= next) {
            next = block_end(blocks, i);
            marking->block_start = blocks->lines[i].content;
            marking->block_end = blocks->lines[next - 1].at.end;
            marking->pairs = (struct inline_marks){0};
            find_block_attributes(marking, i, next);
            if (is_drawn(blocks->lines[i].block))
                mark_drawn_table(marking, i, next);
            else if (blocks->lines[i].block->kind == BLOCK_TABLE)
                wide =
                    wide_rows_of(marking->reader, marking->fragment, blocks, i);
        }
        mark_line(marking, &blocks->lines[i]);
        if (wide.missing && blocks->lines[i].block == wide.table) {
            markup_copy_to(marking, blocks->lines[i].at.end);
            wide_rows_add(&wide, blocks, marking->text, i, &marking->out);
        }
    }
}
