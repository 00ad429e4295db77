// SPDX-License-Identifier: MIT
// Finds qalam's own markup in a piece before cmark sees it, and marks it.
//
// One pass over the bytes; brackets are matched in a pass of their own, so
// that nothing is scanned twice. What looks like markup within code is marked
// as well: markup_restore puts it back where cmark says that it is code.
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "model/brief_limits.h"
#include "source/html_tokens.h"

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

enum { LONGEST_TICKS = 80 }; // runs of more backticks open no code

// Where the last run of each length begins in the paragraph at `from`: a run
// of n opens code only where a later run of n closes it.
struct ticks {
    size_t end; // of the paragraph
    size_t last[LONGEST_TICKS + 1];
};

static size_t run_count(struct str text, size_t from, char byte)
{
    size_t i = from;
    while (i < text.count && text.bytes[i] == byte)
        i++;
    return i - from;
}

static bool blank_line_at(struct str text, size_t from)
{
    for (; from < text.count && text.bytes[from] != '\n'; from++)
        if (text.bytes[from] != ' ' && text.bytes[from] != '\t' &&
            text.bytes[from] != '\r' && text.bytes[from] != '>')
            return false;
    return true;
}

static void ticks_find(struct ticks *ticks, struct str text, size_t from)
{
    memset(ticks->last, 0, sizeof ticks->last);
    size_t i = from;
    while (i < text.count) {
        if (text.bytes[i] == '\n' && blank_line_at(text, i + 1))
            break;
        size_t run = run_count(text, i, '`');
        if (run > 0 && run <= LONGEST_TICKS)
            ticks->last[run] = i;
        i += run ? run : 1;
    }
    ticks->end = i;
}

// The offset after the code that begins at `from`, or after its backticks.
static size_t after_code(struct ticks *ticks, struct str text, size_t from)
{
    size_t run = run_count(text, from, '`');
    if (from >= ticks->end)
        ticks_find(ticks, text, from);
    if (run > LONGEST_TICKS || ticks->last[run] <= from)
        return from + run;
    for (size_t i = from + run; i < text.count;) {
        size_t closing = run_count(text, i, '`');
        if (closing == run)
            return i + closing;
        i += closing ? closing : 1;
    }
    return from + run;
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

static void brackets_match(struct brackets *brackets, struct str text)
{
    struct ticks ticks = {0};
    for (size_t i = 0; i < text.count;) {
        char byte = text.bytes[i];
        if (byte == '`') {
            i = after_code(&ticks, text, i);
            continue;
        }
        if (byte == '\\')
            i++;
        else if (byte == '[')
            bracket_open(brackets, i);
        else if (byte == ']')
            bracket_close(brackets, i);
        else if (byte == '\n' && blank_line_at(text, i + 1))
            brackets->waiting_count = 0;
        i++;
    }
}

// HTML that, left open, swallows the rest of the text (CommonMark 4.6).
struct swallowing {
    size_t form; // number among all of them
    struct str start, end;
};
enum { SWALLOWING_ELEMENTS = 3, SWALLOWING = HTML_KINDS + SWALLOWING_ELEMENTS };

static bool swallowing_at(struct str text, size_t i, struct swallowing *found)
{
    static const struct {
        const char *name, *end;
    } elements[SWALLOWING_ELEMENTS] = {
        {"script", "</script>"}, {"style", "</style>"}, {"pre", "</pre>"}};
    const struct html_form *form = html_form_at(text, i);
    if (form) {
        *found = (struct swallowing){form->kind, form->start, form->end};
        return true;
    }
    struct str name = html_start_name(text, i);
    for (size_t k = 0; k < SWALLOWING_ELEMENTS; k++)
        if (str_equal_ascii_case(name, str_of(elements[k].name))) {
            *found = (struct swallowing){HTML_KINDS + k,
                                         str_slice(text, i, i + 1 + name.count),
                                         str_of(elements[k].end)};
            return true;
        }
    return false;
}

// Where each end is found last before `limit`.
struct ends {
    size_t limit, last[SWALLOWING];
    bool known[SWALLOWING];
};

// ----- The pass -----

struct marking {
    struct reader *reader;
    struct piece *piece;
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
    struct ends in_text, in_paragraph;
};

// Copies up to offset, and keeps where each line that cmark will count begins:
// line ends within a marker are none to cmark.
static void copy_to(struct marking *marking, size_t offset)
{
    struct piece *piece = marking->piece;
    struct str text = marking->text;
    buffer_add(&marking->out, str_slice(text, marking->done, offset));
    for (size_t i = marking->done; i < offset; i++) {
        bool ends = text.bytes[i] == '\n' ||
                    (text.bytes[i] == '\r' &&
                     (i + 1 == text.count || text.bytes[i + 1] != '\n'));
        if (ends)
            ARENA_PUSH(marking->reader->arena, piece->lines, piece->line_count,
                       piece->line_capacity) = i + 1;
    }
    marking->done = offset;
}

// Puts a marker in the place of count bytes at offset.
static size_t mark(struct marking *marking, struct marker marker)
{
    struct piece *piece = marking->piece;
    bool block = marker.kind == MARKER_DIVISION;
    copy_to(marking, marker.offset);
    buffer_printf(&marking->out, block ? "<!--%s%zu-->" : "<qn:%s%zu>",
                  MARKER_CHARACTER, piece->marker_count);
    marking->done += marker.count;
    ARENA_PUSH(marking->reader->arena, piece->markers, piece->marker_count,
               piece->marker_capacity) = marker;
    return piece->marker_count - 1;
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

size_t notes_label(struct str text)
{
    size_t i = 1;
    if (text.count < 3 || text.bytes[0] != '^')
        return 0;
    for (; i < text.count && i <= LIMIT_LABEL; i++) {
        char byte = text.bytes[i];
        if (byte == ']')
            return i - 1;
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
            byte == '[' || byte == '^')
            return 0;
    }
    return 0;
}

// [^label] at i; the offset after it, or i.
static size_t mark_note(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    size_t label = notes_label(str_slice(text, i + 1, text.count));
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

// ] at i, where it ends a span; or ) before braces.
static size_t mark_attributes(struct marking *marking, size_t i)
{
    struct str rest = str_slice(marking->text, i + 1, marking->text.count);
    struct marker marker = {.kind = MARKER_ATTRIBUTES, .offset = i + 1};
    if (marking->text.bytes[i] == ']') {
        while (marking->span_count > 0 &&
               marking->spans[marking->span_count - 1].close < i)
            marking->span_count--;
        if (marking->span_count == 0 ||
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
    mark(marking, marker);
    return marking->done;
}

// Where `wanted` last begins in [from, to); STR_NONE where it does not.
static size_t find_last(struct str text, size_t from, size_t to,
                        struct str wanted)
{
    for (size_t i = to; i >= from + wanted.count; i--)
        if (str_equal_ascii_case(str_slice(text, i - wanted.count, i), wanted))
            return i - wanted.count;
    return STR_NONE;
}

// Is there an end of it after i: anywhere, or in the paragraph?
// What was found is kept, so that many open tags cost no more than one.
static bool has_end(struct marking *marking, const struct swallowing *found,
                    size_t i, bool paragraph)
{
    struct ends *ends = paragraph ? &marking->in_paragraph : &marking->in_text;
    struct str text = marking->text;
    size_t k = found->form;
    if (i >= ends->limit) {
        *ends = (struct ends){.limit = text.count};
        for (size_t at = i; paragraph && at < text.count; at++)
            if (text.bytes[at] == '\n' && blank_line_at(text, at + 1)) {
                ends->limit = at + 1;
                break;
            }
    }
    if (!ends->known[k])
        ends->last[k] = find_last(text, i, ends->limit, found->end);
    ends->known[k] = true;
    return ends->last[k] != STR_NONE && ends->last[k] > i;
}

static size_t mark_swallowing(struct marking *marking, size_t i, bool paragraph)
{
    struct swallowing found;
    if (!swallowing_at(marking->text, i, &found) ||
        has_end(marking, &found, i, paragraph))
        return i;
    mark(marking, (struct marker){.kind = MARKER_LITERAL,
                                  .offset = i,
                                  .count = found.start.count,
                                  .inside = found.start});
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
        return next == '[' ? mark_inline_note(marking, i) : i;
    case '<':
        return next == '!' || next == '?' ? mark_swallowing(marking, i, true)
                                          : i;
    case ']':
    case ')':
        return next == '{' ? mark_attributes(marking, i) : i;
    default: // no enum of ours
        return i;
    }
}

// ----- Lines -----

// Where the text of a line begins, after indents and the > of quotes.
static size_t after_prefix(struct str text, size_t i)
{
    while (i < text.count && (text.bytes[i] == ' ' || text.bytes[i] == '\t' ||
                              text.bytes[i] == '>'))
        i++;
    return i;
}

static size_t line_end(struct str text, size_t i)
{
    while (i < text.count && text.bytes[i] != '\n' && text.bytes[i] != '\r')
        i++;
    return i;
}

enum { LONGEST_NAME = 200 }; // what is longer after ::: is a sentence

// A line ::: box at i.
static size_t mark_division(struct marking *marking, size_t i)
{
    size_t end = line_end(marking->text, i);
    size_t colons = run_count(marking->text, i, ':');
    struct str inside = str_slice(marking->text, i + colons, end);
    if (colons < 3 || inside.count > LONGEST_NAME)
        return i;
    mark(marking, (struct marker){.kind = MARKER_DIVISION,
                                  .offset = i,
                                  .count = end - i,
                                  .inside = str_trim(inside)});
    return marking->done;
}

// A table's line of dashes with more columns than LIMIT_COLUMNS is made text:
// each short row below it would cost as many cells.
static size_t mark_wide_table(struct marking *marking, size_t i)
{
    struct str text = marking->text;
    size_t end = line_end(text, i), columns = 0;
    for (size_t k = i; k < end; k++) {
        if (!strchr("|-: \t", text.bytes[k]) || text.bytes[k] == 0)
            return i;
        columns += text.bytes[k] == '|';
    }
    if (columns <= LIMIT_COLUMNS)
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

// What only begins a line; answers the offset after it, or i.
static size_t mark_line_start(struct marking *marking, size_t i)
{
    char byte = marking->text.bytes[i];
    size_t after = i;
    if (byte == '<') {
        // What ends further on is a block to its end, however many
        // paragraphs that takes: it is not looked at again as an inline.
        after = mark_swallowing(marking, i, false);
        return after == i ? i + 1 : after;
    }
    if (byte == ':')
        after = mark_division(marking, i);
    if (after == i && (byte == '|' || byte == '-' || byte == ':'))
        after = mark_wide_table(marking, i);
    return after;
}

static void mark_all(struct marking *marking)
{
    struct str text = marking->text;
    bool line_start = !marking->piece->phrase;
    for (size_t i = 0; i < text.count;) {
        size_t after;
        if (line_start) {
            i = after_prefix(text, i);
            line_start = false;
            after = i < text.count ? mark_line_start(marking, i) : i;
            if (after != i || i >= text.count) {
                i = after;
                continue;
            }
        }
        if (text.bytes[i] == '\\' && i + 1 < text.count &&
            is_escapable(text.bytes[i + 1])) {
            i += 2;
            continue;
        }
        if (text.bytes[i] == '\n' || text.bytes[i] == '\r')
            line_start = !marking->piece->phrase;
        after = mark_inline(marking, i);
        i = after == i ? i + 1 : after;
    }
    copy_to(marking, text.count);
}

struct str markup_mark(struct reader *reader, struct piece *piece)
{
    struct marking marking = {
        .reader = reader, .piece = piece, .text = piece->text};
    marking.brackets.arena = reader->arena;
    brackets_match(&marking.brackets, piece->text);
    ARENA_PUSH(reader->arena, piece->lines, piece->line_count,
               piece->line_capacity) = 0;
    if (piece->phrase) {
        // A phrase that begins with "1." is no list behind a guard.
        mark(&marking, (struct marker){.kind = MARKER_GUARD});
        buffer_add_byte(&marking.out, ' ');
    }
    mark_all(&marking);
    if (piece->phrase)
        for (size_t i = 0; i < marking.out.count; i++)
            if (marking.out.bytes[i] == '\n' || marking.out.bytes[i] == '\r')
                marking.out.bytes[i] = ' ';
    struct str marked = arena_str(reader->arena, buffer_str(&marking.out));
    buffer_release(&marking.out);
    return marked;
}

// ----- The way back -----

static size_t number_parse(const struct piece *piece, struct str digits,
                           size_t *length)
{
    size_t number = 0, i = 0;
    for (; i < digits.count && ascii_is_digit(digits.bytes[i]) &&
           number <= piece->marker_count;
         i++)
        number = number * 10 + (size_t)(digits.bytes[i] - '0');
    *length = i;
    return i > 0 && number < piece->marker_count ? number : SIZE_MAX;
}

size_t markup_marker(const struct piece *piece, struct str url)
{
    struct str start = STR("qn:" MARKER_CHARACTER);
    size_t length;
    if (!str_starts(url, start))
        return SIZE_MAX;
    struct str digits = str_slice(url, start.count, url.count);
    size_t number = number_parse(piece, digits, &length);
    return length == digits.count ? number : SIZE_MAX;
}

size_t markup_marker_token(const struct piece *piece, struct str text,
                           size_t *number)
{
    static const struct {
        struct str start, end;
    } forms[] = {
        {{"<qn:" MARKER_CHARACTER, 7}, {">", 1}},
        {{"<!--" MARKER_CHARACTER, 7}, {"-->", 3}},
    };
    for (size_t k = 0; k < 2; k++) {
        size_t length, start = forms[k].start.count;
        if (!str_starts(text, forms[k].start))
            continue;
        struct str rest = str_slice(text, start, text.count);
        *number = number_parse(piece, rest, &length);
        rest = str_slice(rest, length, rest.count);
        if (*number != SIZE_MAX && str_starts(rest, forms[k].end))
            return start + length + forms[k].end.count;
    }
    return 0;
}

struct str markup_restore(struct reader *reader, const struct piece *piece,
                          struct str text)
{
    if (str_find(text, STR(MARKER_CHARACTER)) == STR_NONE)
        return text;
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < text.count;) {
        size_t number, count = 0;
        if (text.bytes[i] == '<')
            count = markup_marker_token(piece, str_slice(text, i, text.count),
                                        &number);
        if (count == 0) {
            i++;
            continue;
        }
        const struct marker *marker = &piece->markers[number];
        buffer_add(&out, str_slice(text, done, i));
        buffer_add(&out, str_slice(piece->text, marker->offset,
                                   marker->offset + marker->count));
        i += count;
        done = i;
    }
    buffer_add(&out, str_slice(text, done, text.count));
    return buffer_to_arena(&out, reader->arena);
}
