// SPDX-License-Identifier: MIT
// Finds qalam's own markup in a fragment before cmark sees it, and marks it.
//
// One pass over the bytes; brackets are matched in a pass of their own, so
// that nothing is scanned twice. What looks like markup within code is marked
// as well: markup_restore puts it back where cmark says that it is code.
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "read/markdown/block_braces.h"
#include "read/markdown/inline_marks.h"
#include "read/markdown/bare_addresses.h"
#include "read/markdown/wide_rows.h"
#include "model/brief_limits.h"
#include "source/code_spans.h"
#include "source/markdown_blocks.h"
#include "source/markdown_html.h"

#include <stdlib.h>
#include <string.h>

// ----- Brackets -----

struct bracket { // a [ and where its ] is, STR_NONE where it has none
    size_t open, close;
};

struct brackets {
    struct arena *arena;
    struct bracket *items;
    size_t count, capacity;
    size_t *waiting; // indexes of those that are open
    size_t waiting_count, waiting_capacity;
};

static size_t run_count(struct str text, size_t from, char byte)
{
    size_t i = from;
    while (i < text.count && text.bytes[i] == byte)
        i++;
    return i - from;
}

static void bracket_open(struct brackets *brackets, size_t offset)
{
    ARENA_PUSH(brackets->arena, brackets->waiting, brackets->waiting_count,
               brackets->waiting_capacity) = brackets->count;
    ARENA_PUSH(brackets->arena, brackets->items, brackets->count,
               brackets->capacity) = (struct bracket){offset, STR_NONE};
}

static void bracket_close(struct brackets *brackets, size_t offset)
{
    if (brackets->waiting_count > 0)
        brackets->items[brackets->waiting[--brackets->waiting_count]].close =
            offset;
}

// Those within the text of one block: no markup reaches from one to another.
static void brackets_match(struct brackets *brackets, struct str text,
                           size_t from, size_t to)
{
    struct code_spans spans = code_spans_find(brackets->arena, text, from, to);
    bool code;
    brackets->waiting_count = 0;
    for (size_t i = from; i < to;) {
        char byte = text.bytes[i];
        if (byte == '`') {
            i = code_span_end(&spans, i, &code);
            continue;
        }
        if (byte == '\\')
            i++;
        else if (byte == '[')
            bracket_open(brackets, i);
        else if (byte == ']')
            bracket_close(brackets, i);
        i++;
    }
}

// ----- The pass -----

struct marking {
    struct reader *reader;
    struct fragment *fragment;
    struct str text;
    struct buffer out;
    size_t done; // bytes of text that are in out
    struct brackets brackets;
    size_t next_bracket; // the first that opens at or after the position
    // Ends of spans whose start is marked, the innermost last.
    struct {
        size_t close, marker;
    } * spans;
    size_t span_count, span_capacity;
    struct blocks blocks;          // none of a phrase
    size_t block_start, block_end; // of the block at the position
    // The attributes that are the block's own, with the space before them.
    size_t braces_start, braces, braces_end;
    struct inline_marks pairs;
    struct html_ends in_text, in_block;
};

// Copies up to offset, and keeps where each line that cmark will count begins:
// line ends within a marker are none to cmark.
static void copy_to(struct marking *marking, size_t offset)
{
    struct fragment *fragment = marking->fragment;
    struct str text = marking->text;
    buffer_add(&marking->out, str_slice(text, marking->done, offset));
    for (size_t i = marking->done; i < offset; i++) {
        bool ends = text.bytes[i] == '\n' ||
                    (text.bytes[i] == '\r' &&
                     (i + 1 == text.count || text.bytes[i + 1] != '\n'));
        if (ends)
            ARENA_PUSH(marking->reader->arena, fragment->lines,
                       fragment->line_count, fragment->line_capacity) = i + 1;
    }
    marking->done = offset;
}

// Puts a marker in the place of count bytes at offset.
static size_t mark(struct marking *marking, struct marker marker)
{
    struct fragment *fragment = marking->fragment;
    bool block = marker.kind == MARKER_DIVISION;
    copy_to(marking, marker.offset);
    buffer_printf(&marking->out, block ? "<!--%s%zu-->" : "<qn:%s%zu>",
                  MARKER_CHARACTER, fragment->marker_count);
    marking->done += marker.count;
    ARENA_PUSH(marking->reader->arena, fragment->markers,
               fragment->marker_count, fragment->marker_capacity) = marker;
    return fragment->marker_count - 1;
}

static size_t bracket_end(struct marking *marking, size_t offset)
{
    struct brackets *brackets = &marking->brackets;
    while (marking->next_bracket < brackets->count &&
           brackets->items[marking->next_bracket].open < offset)
        marking->next_bracket++;
    if (marking->next_bracket == brackets->count ||
        brackets->items[marking->next_bracket].open != offset)
        return STR_NONE;
    return brackets->items[marking->next_bracket].close;
}

// [^label] at i; the offset after it, or i.
static size_t mark_note(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    size_t label = line_note_label(str_slice(text, i + 1, text.count));
    if (label == 0)
        return i;
    mark(marking,
         (struct marker){.kind = MARKER_NOTE,
                         .offset = i,
                         .count = label + 3,
                         .inside = str_slice(text, i + 2, i + 2 + label)});
    return marking->done;
}

// ^[text] at i.
static size_t mark_inline_note(struct marking *marking, size_t i)
{
    size_t close = bracket_end(marking, i + 1);
    struct str inside;
    if (close == STR_NONE)
        return i;
    inside = str_slice(marking->text, i + 2, close);
    if (str_blank(inside))
        return i;
    mark(marking, (struct marker){.kind = MARKER_INLINE_NOTE,
                                  .offset = i,
                                  .count = close + 1 - i,
                                  .inside = inside});
    return marking->done;
}

// [ of a span at i.
static size_t mark_span(struct marking *marking, size_t i)
{
    size_t close = bracket_end(marking, i);
    if (close == STR_NONE || (i > 0 && marking->text.bytes[i - 1] == '!') ||
        !attributes_parse(
            marking->reader->arena,
            str_slice(marking->text, close + 1, marking->text.count), NULL))
        return i;
    size_t number = mark(
        marking,
        (struct marker){.kind = MARKER_SPAN_START, .offset = i, .count = 1});
    ARENA_PUSH(marking->reader->arena, marking->spans, marking->span_count,
               marking->span_capacity)
        .close = close;
    marking->spans[marking->span_count - 1].marker = number;
    return marking->done;
}

// The innermost span whose start is marked, where it ends at or behind i.
static bool innermost_span(struct marking *marking, size_t i)
{
    while (marking->span_count > 0 &&
           marking->spans[marking->span_count - 1].close < i)
        marking->span_count--;
    return marking->span_count > 0;
}

// ] at i, where it ends a span; or ) before braces.
static size_t mark_attributes(struct marking *marking, size_t i)
{
    struct str rest = str_slice(marking->text, i + 1, marking->text.count);
    struct marker marker = {.kind = MARKER_ATTRIBUTES, .offset = i + 1};
    if (marking->text.bytes[i] == ']') {
        if (!innermost_span(marking, i) ||
            marking->spans[marking->span_count - 1].close != i)
            return i;
        marker.kind = MARKER_SPAN_END;
        marker.offset = i;
        marker.partner = marking->spans[marking->span_count - 1].marker;
    }
    size_t count = attributes_parse(marking->reader->arena, rest, NULL);
    if (count == 0)
        return i;
    marker.inside = str_slice(rest, 0, count);
    marker.count = i + 1 + count - marker.offset;
    marker.ends_block = i + 1 + count == marking->braces_end;
    mark(marking, marker);
    return marking->done;
}

// ~, ^, = or + at i, where it ends a pair.
static size_t mark_pair_end(struct marking *marking, size_t i)
{
    if (!innermost_span(marking, i) ||
        marking->spans[marking->span_count - 1].close != i)
        return i;
    size_t partner = marking->spans[marking->span_count - 1].marker;
    mark(marking,
         (struct marker){.kind = MARKER_PAIR_END,
                         .offset = i,
                         .count = marking->fragment->markers[partner].count,
                         .partner = partner});
    return marking->done;
}

static size_t mark_pair(struct marking *marking, size_t i)
{
    struct inline_mark found;
    size_t after = mark_pair_end(marking, i);
    if (after != i ||
        !inline_mark_at(&marking->pairs, marking->text, marking->block_start, i,
                        marking->block_end, &found))
        return after;
    size_t number = mark(marking, (struct marker){.kind = MARKER_PAIR_START,
                                                  .offset = i,
                                                  .count = found.width,
                                                  .pair = found.kind});
    ARENA_PUSH(marking->reader->arena, marking->spans, marking->span_count,
               marking->span_capacity)
        .close = found.close;
    marking->spans[marking->span_count - 1].marker = number;
    return marking->done;
}

// A run of tildes at i: one alone is kept from cmark.
static size_t mark_tildes(struct marking *marking, size_t i)
{
    size_t count = run_count(marking->text, i, '~');
    size_t after = count == 1 ? mark_pair(marking, i) : i + count;
    if (after != i)
        return after;
    if (inline_mark_tildes(marking->text, marking->block_start, i,
                           marking->block_end) > 0) {
        mark(marking,
             (struct marker){.kind = MARKER_TILDE, .offset = i, .count = 1});
        return marking->done;
    }
    copy_to(marking, i);
    buffer_add_c(&marking->out, TILDE_CHARACTER);
    marking->done++;
    return i + 1;
}

// A backslash before a space at i, within a script: a space that does not
// break, as pandoc has it.
static size_t mark_escaped_space(struct marking *marking, size_t i)
{
    if (!innermost_span(marking, i))
        return i;
    size_t number = marking->spans[marking->span_count - 1].marker;
    enum kind pair = marking->fragment->markers[number].pair;
    if (pair != NODE_SUBSCRIPT && pair != NODE_SUPERSCRIPT)
        return i;
    mark(marking,
         (struct marker){.kind = MARKER_NO_BREAK, .offset = i, .count = 2});
    return marking->done;
}

// A dollar at i, where a formula begins.
static size_t mark_formula(struct marking *marking, size_t i)
{
    struct marker marker = {.kind = MARKER_FORMULA, .offset = i};
    struct str block = str_slice(marking->text, 0, marking->block_end);
    size_t after = formula_find(block, i, &marker.inside, &marker.display);
    if (after == i)
        return i;
    marker.count = after - i;
    mark(marking, marker);
    return marking->done;
}

// HTML at i that nothing ends before the limit.
static size_t mark_unended(struct marking *marking, size_t i,
                           struct html_ends *ends, size_t limit)
{
    size_t count = html_unended(ends, marking->text, i, limit);
    if (count == 0)
        return i;
    mark(marking,
         (struct marker){.kind = MARKER_LITERAL,
                         .offset = i,
                         .count = count,
                         .inside = str_slice(marking->text, i, i + count)});
    return marking->done;
}

// An address ends earlier than cmark thinks: a marker of nothing stops it.
static size_t mark_address(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    bool hidden;
    size_t end = bare_address_end(text, i, marking->block_end, &hidden);
    if (hidden) {
        mark(marking, (struct marker){.kind = MARKER_ADDRESS,
                                      .offset = i,
                                      .count = end - i,
                                      .inside = str_slice(text, i, end)});
        return marking->done;
    }
    if (end == i || end == marking->block_end ||
        ascii_is_space(text.bytes[end]) || text.bytes[end] == '<')
        return i;
    mark(marking, (struct marker){.kind = MARKER_GUARD, .offset = end});
    return marking->done;
}

static size_t mark_inline(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    char next = i + 1 < text.count ? text.bytes[i + 1] : 0;
    size_t after = i;
    switch (text.bytes[i]) {
    case '[':
        if (next == '^')
            after = mark_note(marking, i);
        return after != i ? after : mark_span(marking, i);
    case '^':
        return next == '[' ? mark_inline_note(marking, i)
                           : mark_pair(marking, i);
    case '=':
    case '+':
        return mark_pair(marking, i);
    case '~':
        return mark_tildes(marking, i);
    case '$':
        return mark_formula(marking, i);
    case '\\':
        return next == ' ' ? mark_escaped_space(marking, i) : i;
    case '<':
        return next == '!' || next == '?'
                   ? mark_unended(marking, i, &marking->in_block,
                                  marking->block_end)
                   : i;
    case 'h':
    case 'f':
    case 'w':
        return mark_address(marking, i);
    case ']':
    case ')':
    case '`':
    case '>':
        return next == '{' ? mark_attributes(marking, i) : i;
    default: // no enum of ours
        return i;
    }
}

// ----- Lines -----

// A line ::: box at i, which ends at `end`.
static size_t mark_division(struct marking *marking, size_t i, size_t end)
{
    size_t colons = run_count(marking->text, i, ':');
    struct str inside = str_slice(marking->text, i + colons, end);
    mark(marking, (struct marker){.kind = MARKER_DIVISION,
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
    mark(marking,
         (struct marker){.kind = MARKER_WIDE_TABLE, .offset = i, .count = 1});
    return marking->done;
}

static bool is_escapable(char byte)
{
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
           (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
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
            mark_unended(marking, i, &marking->in_text, marking->text.count);
        return after == i ? i + 1 : after;
    }
    if (line->block->kind == BLOCK_DIRECTIVE)
        return mark_division(marking, i, line->at.end);
    if (byte == '|' || byte == '-' || byte == ':')
        return mark_wide_table(marking, i, line->at.end);
    return i;
}

static size_t mark_block_attributes(struct marking *marking)
{
    mark(marking,
         (struct marker){.kind = MARKER_ATTRIBUTES,
                         .offset = marking->braces_start,
                         .count = marking->braces_end - marking->braces_start,
                         .inside = str_slice(marking->text, marking->braces,
                                             marking->braces_end),
                         .ends_block = true});
    return marking->done;
}

static void mark_inlines(struct marking *marking, size_t i, size_t end)
{
    struct str text = marking->text;
    while (i < end) {
        size_t after = i;
        if (i == marking->braces_start)
            after = mark_block_attributes(marking);
        else if (text.bytes[i] == '\\' && i + 1 < text.count &&
                 is_escapable(text.bytes[i + 1]))
            after = i + 2;
        else
            after = mark_inline(marking, i);
        i = after == i ? i + 1 : after;
    }
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

static void match_blocks(struct marking *marking)
{
    const struct blocks *blocks = &marking->blocks;
    for (size_t i = 0, next; i < blocks->line_count; i = next) {
        const struct block_line *line = &blocks->lines[i];
        // The rows of a table are apart.
        bool row = line->block && line->block->kind == BLOCK_TABLE;
        next = row ? i + 1 : block_end(blocks, i);
        if (line->block && !is_code(line->block))
            brackets_match(&marking->brackets, marking->text, line->content,
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

// A marker may reach over line ends: then the next line goes on behind it.
static void mark_line(struct marking *marking, const struct block_line *line)
{
    size_t i = after_comment(marking->text, line);
    i += line_indent(marking->text, i);
    if (i < marking->done)
        i = marking->done;
    else if (i < line->at.end)
        i = mark_line_start(marking, i, line);
    mark_inlines(marking, i, line->at.end);
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

static void mark_blocks(struct marking *marking)
{
    const struct blocks *blocks = &marking->blocks;
    struct wide_rows wide = {0};
    size_t next = 0;
    for (size_t i = 0; i < blocks->line_count; i++) {
        if (!blocks->lines[i].block)
            continue;
        if (i >= next) {
            next = block_end(blocks, i);
            marking->block_start = blocks->lines[i].content;
            marking->block_end = blocks->lines[next - 1].at.end;
            marking->pairs = (struct inline_marks){0};
            find_block_attributes(marking, i, next);
            if (blocks->lines[i].block->kind == BLOCK_TABLE)
                wide =
                    wide_rows_of(marking->reader, marking->fragment, blocks, i);
        }
        mark_line(marking, &blocks->lines[i]);
        if (wide.missing && blocks->lines[i].block == wide.table) {
            copy_to(marking, blocks->lines[i].at.end);
            wide_rows_add(&wide, blocks, marking->text, i, &marking->out);
        }
    }
}

// A phrase that begins with "1." is no list behind a guard.
static void mark_phrase(struct marking *marking)
{
    mark(marking, (struct marker){.kind = MARKER_GUARD});
    buffer_add_byte(&marking->out, ' ');
    marking->block_end = marking->text.count;
    brackets_match(&marking->brackets, marking->text, 0, marking->text.count);
    mark_inlines(marking, 0, marking->text.count);
}

static void join_lines(struct buffer *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (text->bytes[i] == '\n' || text->bytes[i] == '\r')
            text->bytes[i] = ' ';
}

enum { SCRATCH_BYTES = 4096 };

struct str markup_mark(struct reader *reader, struct fragment *fragment)
{
    struct marking marking = {.reader = reader,
                              .fragment = fragment,
                              .text = fragment->text,
                              .braces_start = STR_NONE};
    // What is found here is in the markers: ten thousand notes would keep as
    // many scans.
    struct arena *scratch = arena_new_of(SCRATCH_BYTES);
    marking.brackets.arena = scratch;
    ARENA_PUSH(reader->arena, fragment->lines, fragment->line_count,
               fragment->line_capacity) = 0;
    if (fragment->phrase)
        mark_phrase(&marking);
    else {
        marking.blocks = blocks_scan_by(scratch, fragment->text,
                                        BLOCKS_BOXES | BLOCKS_LIMITED);
        match_blocks(&marking);
        mark_blocks(&marking);
    }
    copy_to(&marking, fragment->text.count);
    if (fragment->phrase)
        join_lines(&marking.out);
    arena_free(scratch);
    return buffer_to_arena(&marking.out, reader->arena);
}
