// SPDX-License-Identifier: MIT
// Finds qalam's own markup in a fragment before cmark sees it, and marks it.
//
// One pass over the bytes; brackets are matched in a pass of their own, so
// that nothing is scanned twice. What looks like markup within code is marked
// as well: markup_restore puts it back where cmark says that it is code.
#include "read/markdown/markup_parts.h"

#include "base/ascii.h"
#include "base/search.h"
#include "model/brief_limits.h"
#include "read/markdown/bare_addresses.h"
#include "source/code_spans.h"

#include <stdlib.h>
#include <string.h>

// ----- Brackets -----

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

void markup_match_brackets(struct brackets *brackets, struct str text,
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

void markup_copy_to(struct marking *marking, size_t offset)
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

size_t markup_put(struct marking *marking, struct marker marker)
{
    struct fragment *fragment = marking->fragment;
    bool block = marker.kind >= MARKER_DIVISION;
    markup_copy_to(marking, marker.offset);
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

static bool starts_by(const void *item, const void *offset)
{
    const struct block_line *line = item;
    return line->at.start <= *(const size_t *)offset;
}

static void add_piece(struct marking *marking, struct fragment *inside,
                      struct buffer *text, size_t from, size_t to)
{
    fragment_copy_segments(marking->reader, inside, text->count,
                           marking->fragment, from, to - from);
    buffer_add(text, str_slice(marking->text, from, to));
}

// What stands in [from, to), line by line: the blocks say where the text of
// each begins.
static struct fragment *inside_of(struct marking *marking, size_t from,
                                  size_t to)
{
    const struct blocks *blocks = &marking->blocks;
    struct fragment *inside =
        ARENA_NEW(marking->reader->arena, struct fragment);
    struct buffer text = {0};
    size_t i = search_last(blocks->lines, blocks->line_count,
                           sizeof *blocks->lines, starts_by, &from);
    for (; i < blocks->line_count && blocks->lines[i].at.next < to; i++) {
        add_piece(marking, inside, &text, from, blocks->lines[i].at.next);
        if (i + 1 < blocks->line_count)
            from = blocks->lines[i + 1].content;
    }
    add_piece(marking, inside, &text, from, to > from ? to : from);
    inside->text = buffer_to_arena(&text, marking->reader->arena);
    return inside;
}

// [^label] at i; the offset after it, or i.
static size_t mark_note(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    size_t label = line_note_label(str_slice(text, i + 1, text.count));
    if (label == 0)
        return i;
    markup_put(marking, (struct marker){
                            .kind = MARKER_NOTE,
                            .offset = i,
                            .count = label + 3,
                            .inside = str_slice(text, i + 2, i + 2 + label)});
    return marking->done;
}

// ^[text] at i.
static size_t mark_inline_note(struct marking *marking, size_t i)
{
    size_t close = bracket_end(marking, i + 1);
    if (close == STR_NONE || str_blank(str_slice(marking->text, i + 2, close)))
        return i;
    markup_put(marking,
               (struct marker){.kind = MARKER_INLINE_NOTE,
                               .offset = i,
                               .count = close + 1 - i,
                               .own = inside_of(marking, i + 2, close)});
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
    size_t number = markup_put(
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
    markup_put(marking, marker);
    return marking->done;
}

// ~, ^, = or + at i, where it ends a pair.
static size_t mark_pair_end(struct marking *marking, size_t i)
{
    if (!innermost_span(marking, i) ||
        marking->spans[marking->span_count - 1].close != i)
        return i;
    size_t partner = marking->spans[marking->span_count - 1].marker;
    markup_put(marking, (struct marker){
                            .kind = MARKER_PAIR_END,
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
    size_t number =
        markup_put(marking, (struct marker){.kind = MARKER_PAIR_START,
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
        markup_put(marking, (struct marker){
                                .kind = MARKER_TILDE, .offset = i, .count = 1});
        return marking->done;
    }
    markup_copy_to(marking, i);
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
    markup_put(marking, (struct marker){
                            .kind = MARKER_NO_BREAK, .offset = i, .count = 2});
    return marking->done;
}

// The end of a line of a title; past the last there is nothing to break.
static size_t mark_line_end(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    size_t end = i + (text.bytes[i] == '\\');
    while (end < text.count && ascii_is_space(text.bytes[end]))
        end++;
    if (!marking->fragment->keeps_lines || end == text.count)
        return i;
    markup_put(marking, (struct marker){.kind = MARKER_LINE_END,
                                        .offset = i,
                                        .count = end - i});
    return marking->done;
}

// (@label) at i, where there is such an example.
static size_t mark_example(struct marking *marking, size_t i)
{
    struct str rest = str_slice(marking->text, i, marking->text.count);
    size_t count = line_example(rest);
    struct str label = count > 3 ? str_slice(rest, 2, count - 1) : STR("");
    for (size_t k = 0; label.count && k < marking->example_count; k++) {
        if (!str_equal(marking->examples[k], label))
            continue;
        markup_put(marking, (struct marker){
                                .kind = MARKER_EXAMPLE,
                                .offset = i,
                                .count = count,
                                .inside = arena_printf(marking->reader->arena,
                                                       "(%zu)", k + 1)});
        return marking->done;
    }
    return i;
}

// A dollar at i, where a formula begins.
static size_t mark_formula(struct marking *marking, size_t i)
{
    struct marker marker = {.kind = MARKER_FORMULA, .offset = i};
    struct str block = str_slice(marking->text, 0, marking->block_end);
    size_t after = formula_find(block, i, &marker.inside, &marker.display);
    if (after == i)
        return i;
    size_t from = (size_t)(marker.inside.bytes - block.bytes);
    marker.own = inside_of(marking, from, from + marker.inside.count);
    marker.count = after - i;
    markup_put(marking, marker);
    return marking->done;
}

size_t markup_unended(struct marking *marking, size_t i, struct html_ends *ends,
                      size_t limit)
{
    size_t count = html_unended(ends, marking->text, i, limit);
    if (count == 0)
        return i;
    markup_put(marking, (struct marker){
                            .kind = MARKER_LITERAL,
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
        markup_put(marking, (struct marker){.kind = MARKER_ADDRESS,
                                            .offset = i,
                                            .count = end - i,
                                            .inside = str_slice(text, i, end)});
        return marking->done;
    }
    if (end == i || end == marking->block_end ||
        ascii_is_space(text.bytes[end]) || text.bytes[end] == '<')
        return i;
    markup_put(marking, (struct marker){.kind = MARKER_GUARD, .offset = end});
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
    case '(':
        return next == '@' ? mark_example(marking, i) : i;
    case '$':
        return mark_formula(marking, i);
    case '\\':
        return next == ' '    ? mark_escaped_space(marking, i)
               : next == '\n' ? mark_line_end(marking, i)
                              : i;
    case '\n':
        return mark_line_end(marking, i);
    case '<':
        return next == '!' || next == '?'
                   ? markup_unended(marking, i, &marking->in_block,
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

static bool is_escapable(char byte)
{
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
           (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

static size_t mark_block_attributes(struct marking *marking)
{
    markup_put(
        marking,
        (struct marker){.kind = MARKER_ATTRIBUTES,
                        .offset = marking->braces_start,
                        .count = marking->braces_end - marking->braces_start,
                        .inside = str_slice(marking->text, marking->braces,
                                            marking->braces_end),
                        .ends_block = true});
    return marking->done;
}

void markup_inlines(struct marking *marking, size_t i, size_t end)
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

// A phrase that begins with "1." is no list behind a guard.
static void mark_phrase(struct marking *marking)
{
    markup_put(marking, (struct marker){.kind = MARKER_GUARD});
    buffer_add_byte(&marking->out, ' ');
    marking->block_end = marking->text.count;
    markup_match_brackets(&marking->brackets, marking->text, 0,
                          marking->text.count);
    markup_inlines(marking, 0, marking->text.count);
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
    else
        markup_blocks(&marking, scratch);
    markup_copy_to(&marking, fragment->text.count);
    if (fragment->phrase)
        join_lines(&marking.out);
    arena_free(scratch);
    return buffer_to_arena(&marking.out, reader->arena);
}
