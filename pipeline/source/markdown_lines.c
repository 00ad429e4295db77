// SPDX-License-Identifier: MIT
// What block a line of Markdown can begin (CommonMark 0.29, 4 and 5; GFM 4.10).
#include "source/markdown_lines.h"

#include "base/ascii.h"
#include "model/brief_limits.h"

// ----- Lines -----

size_t line_end(struct str text, size_t offset)
{
    size_t found = str_find(str_slice(text, offset, text.count), STR("\n"));
    return found == STR_NONE ? text.count : offset + found;
}

static bool is_space(struct str text, size_t offset)
{
    return offset < text.count &&
           (text.bytes[offset] == ' ' || text.bytes[offset] == '\t');
}

size_t line_indent(struct str text, size_t offset)
{
    size_t at = offset;
    while (is_space(text, at))
        at++;
    return at - offset;
}

struct line_cursor line_skip_space(struct str text, struct line_cursor cursor,
                                   size_t end, size_t columns)
{
    while (columns > 0 && cursor.offset < end &&
           is_space(text, cursor.offset)) {
        size_t width =
            text.bytes[cursor.offset] == '\t' ? 4 - cursor.column % 4 : 1;
        size_t step = width < columns ? width : columns;
        cursor.column += step;
        cursor.offset += step == width;
        columns -= step;
    }
    return cursor;
}

struct line_cursor line_skip_bytes(struct line_cursor cursor, size_t count)
{
    return (struct line_cursor){cursor.offset + count, cursor.column + count};
}

// ----- Code, headings, breaks -----

static size_t run_of(struct str line, size_t from, char c)
{
    size_t at = from;
    while (at < line.count && line.bytes[at] == c)
        at++;
    return at - from;
}

static bool blank_from(struct str line, size_t offset)
{
    return offset + line_indent(line, offset) == line.count;
}

size_t line_fence(struct str line)
{
    size_t tildes = run_of(line, 0, '~'), ticks = run_of(line, 0, '`');
    if (tildes >= 3)
        return tildes;
    // The words after ``` hold no backtick.
    bool code = ticks >= 3 && str_find(str_slice(line, ticks, line.count),
                                       STR("`")) == STR_NONE;
    return code ? ticks : 0;
}

bool line_closes_fence(struct str line, char mark, size_t count)
{
    size_t run = run_of(line, 0, mark);
    return run >= count && blank_from(line, run);
}

int line_atx_level(struct str line)
{
    size_t level = run_of(line, 0, '#');
    if (level == 0 || level > 6)
        return 0;
    return level == line.count || is_space(line, level) ? (int)level : 0;
}

int line_setext_level(struct str line)
{
    size_t one = run_of(line, 0, '='), two = run_of(line, 0, '-');
    if (one > 0 && blank_from(line, one))
        return 1;
    return two > 0 && blank_from(line, two) ? 2 : 0;
}

bool line_is_thematic_break(struct str line)
{
    size_t marks = 0;
    if (line.count == 0)
        return false;
    char mark = line.bytes[0];
    if (mark != '-' && mark != '*' && mark != '_')
        return false;
    for (size_t i = 0; i < line.count; i++) {
        if (line.bytes[i] == mark)
            marks++;
        else if (!is_space(line, i))
            return false;
    }
    return marks >= 3;
}

// ----- Lists -----

struct list_mark line_list_mark(struct str line)
{
    struct list_mark mark = {0};
    size_t at = 0;
    if (line.count == 0)
        return mark;
    mark.kind = line.bytes[0];
    if (mark.kind != '-' && mark.kind != '+' && mark.kind != '*') {
        for (; at < line.count && at < 9 && ascii_is_digit(line.bytes[at]);
             at++)
            mark.number = mark.number * 10 + (size_t)(line.bytes[at] - '0');
        if (at == 0 || at == line.count ||
            (line.bytes[at] != '.' && line.bytes[at] != ')'))
            return mark;
        mark.kind = line.bytes[at];
    }
    at++;
    if (at == line.count || is_space(line, at))
        mark.count = at;
    return mark;
}

size_t line_list_marker(struct str text, size_t offset)
{
    struct str line = str_slice(text, offset, line_at(text, offset).end);
    size_t count = line_list_mark(line).count;
    return count > 0 && count < line.count ? count + 1 : count;
}

// ~ 8 is about eight: a tilde asks for more space.
size_t line_definition(struct str line)
{
    size_t space = line.count > 1 ? line_indent(line, 1) : 0;
    bool tab = space > 0 && line.bytes[1] == '\t';
    if (space == 0 || 1 + space == line.count ||
        (line.bytes[0] != ':' && line.bytes[0] != '~') ||
        (line.bytes[0] == '~' && space < 3 && !tab))
        return 0;
    return 1 + space;
}

// ----- Tables -----

static bool is_row_space(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

// The bar at offset and the space after it; 0 where there is none.
static size_t bar_at(struct str line, size_t offset)
{
    size_t at = offset;
    if (at == line.count || line.bytes[at] != '|')
        return 0;
    for (at++; at < line.count && is_row_space(line.bytes[at]);)
        at++;
    return at - offset;
}

size_t line_cells(struct str line)
{
    size_t count = 0, bar = 0;
    for (size_t at = bar_at(line, 0); at < line.count; at += bar) {
        size_t from = at;
        // A bar behind a backslash is text, whatever stands before that.
        while (at < line.count && (line.bytes[at] != '|' ||
                                   (at > from && line.bytes[at - 1] == '\\')))
            at++;
        bar = bar_at(line, at);
        count += at > from || bar > 0;
    }
    return count;
}

static size_t skip_row_space(struct str line, size_t at)
{
    while (at < line.count && is_row_space(line.bytes[at]))
        at++;
    return at;
}

bool line_is_delimiter_row(struct str line)
{
    size_t at = run_of(line, 0, '|') == 1 ? 1 : 0;
    for (bool first = true;; first = false) {
        at = skip_row_space(line, at);
        if (!first && at == line.count)
            return true; // behind the last bar
        at += at < line.count && line.bytes[at] == ':';
        size_t dashes = run_of(line, at, '-');
        if (dashes == 0)
            return false;
        at += dashes;
        at += at < line.count && line.bytes[at] == ':';
        at = skip_row_space(line, at);
        if (at == line.count)
            return true;
        if (line.bytes[at++] != '|')
            return false;
    }
}

bool line_is_too_wide(struct str line)
{
    size_t bars = 0;
    for (size_t i = 0; i < line.count; i++) {
        char c = line.bytes[i];
        if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t')
            return false;
        bars += c == '|';
    }
    return bars > LIMIT_COLUMNS;
}

// ----- What Markdown does not know -----

size_t line_note_label(struct str text)
{
    if (text.count < 3 || text.bytes[0] != '^')
        return 0;
    for (size_t i = 1; i < text.count && i <= LIMIT_LABEL; i++) {
        char byte = text.bytes[i];
        if (byte == ']')
            return i - 1;
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
            byte == '[' || byte == '^')
            return 0;
    }
    return 0;
}

size_t line_note_definition(struct str line)
{
    if (line.count == 0 || line.bytes[0] != '[')
        return 0;
    size_t label = line_note_label(str_slice(line, 1, line.count));
    size_t colon = label + 3;
    return label && colon < line.count && line.bytes[colon] == ':' ? label : 0;
}

enum { LONGEST_NAME = 200 }; // what is longer after ::: is a sentence

size_t line_division(struct str line)
{
    size_t colons = run_of(line, 0, ':');
    return colons >= 3 && line.count - colons <= LONGEST_NAME ? colons : 0;
}
