// SPDX-License-Identifier: MIT
// Finds the tables that pandoc draws with dashes and plus signs.
//
// A line of dashes is a rule to CommonMark, or underlines a heading. So a table
// is one only where its columns can be seen: dashes as wide as all of them
// stand above its head and below it, or no word stands across the place where a
// column begins.
#include "source/text_tables.h"

#include "base/characters.h"
#include "source/markdown_lines.h"

#include <unicode/uchar.h>

// ----- Columns -----

static size_t width_of(uint32_t c)
{
    if (char_is_mark(c) || char_is_format(c))
        return 0;
    int wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t text_table_offset(struct str line, size_t column)
{
    size_t at = 0, offset = 0;
    while (offset < line.count) {
        size_t next = offset;
        uint32_t c = utf8_next(line, &next);
        size_t width = c == '\t' ? 4 - at % 4 : width_of(c);
        if (at >= column && width > 0)
            return offset;
        at += width;
        offset = next;
    }
    return line.count;
}

static bool is_gap(struct str line, size_t offset)
{
    return offset >= line.count || line.bytes[offset] == ' ' ||
           line.bytes[offset] == '\t';
}

size_t text_table_cut(struct str line, size_t column)
{
    size_t offset = text_table_offset(line, column), from = offset, to = offset;
    while (from > 0 && !is_gap(line, from - 1))
        from--;
    while (!is_gap(line, to))
        to++;
    if (is_gap(line, offset))
        return offset;
    return from > 0 && offset - from <= to - offset ? from
           : from == offset                         ? offset
                                                    : to;
}

size_t text_table_width(struct str line)
{
    size_t at = 0;
    for (size_t offset = 0; offset < line.count;) {
        uint32_t c = utf8_next(line, &offset);
        at += c == '\t' ? 4 - at % 4 : width_of(c);
    }
    return at;
}

size_t text_table_groups(struct str line, size_t starts[TEXT_TABLE_COLUMNS],
                         size_t ends[TEXT_TABLE_COLUMNS])
{
    size_t count = 0;
    for (size_t i = 0; i < line.count; i++) {
        char byte = line.bytes[i];
        if (byte != '-' && byte != ' ')
            return 0;
        if (byte == ' ')
            continue;
        if (i == 0 || line.bytes[i - 1] != '-') {
            if (count == TEXT_TABLE_COLUMNS)
                return 0;
            starts[count++] = i;
        }
        ends[count - 1] = i + 1;
    }
    return count;
}

static bool is_blank(struct str line)
{
    return str_blank(line);
}

// ----- Lines of a text -----

struct lines {
    struct str text;
    size_t next;    // where the line after this one begins
    size_t columns; // to be taken off
    struct str line;
};

// The line without the marks around the table; false at the end of the text,
// or where the line has too few of them.
static bool next_line(struct lines *lines)
{
    struct str text = lines->text;
    if (lines->next >= text.count)
        return false;
    struct text_line at = line_at(text, lines->next);
    size_t from = at.start;
    for (size_t column = 0; column < lines->columns && from < at.end; from++) {
        char byte = text.bytes[from];
        if (byte != ' ' && byte != '\t' && byte != '>')
            return false;
        column += byte == '\t' ? 4 - column % 4 : 1;
    }
    lines->line = str_slice(text, from, at.end);
    while (lines->line.count > 0 &&
           str_ends(lines->line, STR(" "))) // what is not seen
        lines->line.count--;
    lines->next = at.next;
    return true;
}

static struct lines lines_from(struct str text, size_t offset, size_t columns)
{
    struct text_line first = line_at(text, offset);
    struct str line = str_slice(text, offset, first.end);
    while (str_ends(line, STR(" ")))
        line.count--;
    return (struct lines){text, first.next, columns, line};
}

// ----- Grids -----

bool text_table_divides(struct str line)
{
    size_t plus = 0;
    if (line.count < 3 || line.bytes[0] != '+' ||
        line.bytes[line.count - 1] != '+')
        return false;
    for (size_t i = 0; i < line.count; i++) {
        char byte = line.bytes[i];
        if (byte != '+' && byte != '-' && byte != '=' && byte != ':')
            return false;
        if (byte == '+' && i > 0 && line.bytes[i - 1] == '+')
            return false;
        plus += byte == '+';
    }
    return plus > 1 && plus <= TEXT_TABLE_COLUMNS;
}

// All lines that follow are of the grid, and the last one closes it.
static struct text_table grid_at(struct lines lines)
{
    size_t count = 1, indent = line_indent(lines.line, 0);
    bool closed = false;
    if (!text_table_divides(str_slice(lines.line, indent, lines.line.count)))
        return (struct text_table){0};
    while (next_line(&lines)) {
        size_t here = line_indent(lines.line, 0);
        struct str line = str_slice(lines.line, here, lines.line.count);
        if (line.count == 0 || here != indent ||
            (line.bytes[0] != '+' && line.bytes[0] != '|'))
            break;
        count++;
        closed = text_table_divides(line) && count > 2;
    }
    return closed ? (struct text_table){TEXT_TABLE_GRID, count, 0}
                  : (struct text_table){0};
}

// ----- Dashes -----

struct dashes {
    size_t starts[TEXT_TABLE_COLUMNS], ends[TEXT_TABLE_COLUMNS];
    size_t count;
};

static struct dashes dashes_of(struct str line)
{
    struct dashes dashes;
    dashes.count = text_table_groups(line, dashes.starts, dashes.ends);
    return dashes;
}

// Dashes as wide as those columns together, as they close a table.
static bool is_as_wide(struct dashes rule, const struct dashes *columns)
{
    return rule.count > 0 && rule.starts[0] == columns->starts[0] &&
           rule.ends[rule.count - 1] == columns->ends[columns->count - 1];
}

// Does no word stand across the place where a column begins?
static bool fits(struct str line, const struct dashes *columns)
{
    for (size_t i = 1; i < columns->count; i++) {
        size_t offset = text_table_offset(line, columns->starts[i]);
        if (offset == line.count)
            return true;
        uint32_t before = utf8_before(line, offset);
        if (before != ' ' && before != '\t' && before != 0xA0)
            return false;
    }
    return true;
}

static bool has_columns(const struct dashes *dashes)
{
    for (size_t i = 0; i < dashes->count; i++)
        if (dashes->ends[i] - dashes->starts[i] < 2)
            return false;
    return dashes->count > 1;
}

// Does a line say anything in the second column or behind it?
static bool reaches_second(struct str line, const struct dashes *columns)
{
    return text_table_offset(line, columns->starts[1]) < line.count;
}

struct body {
    size_t lines;          // with those that close it
    bool closed, has_gaps; // by dashes; blank lines within
    bool wide;             // a row has words in more than the first column
};

// The rows below the dashes that show the columns.
static struct body body_of(struct lines *lines, const struct dashes *columns,
                           bool may_have_gaps, bool must_fit)
{
    struct body body = {0};
    size_t count = 0;
    bool blank = false;
    while (next_line(lines)) {
        count++;
        if (is_blank(lines->line)) {
            if (blank || !may_have_gaps || count == 1)
                return body;
            blank = true;
            continue;
        }
        struct dashes rule = dashes_of(lines->line);
        if (rule.count > 0) {
            body.closed = count > 1 && is_as_wide(rule, columns);
            body.lines = body.closed ? count : body.lines;
            return body;
        }
        if (must_fit && !fits(lines->line, columns))
            return (struct body){0};
        body.has_gaps |= blank;
        body.wide |= reaches_second(lines->line, columns);
        blank = false;
        body.lines = count;
    }
    return body;
}

// Dashes on top: of a table without a head, or of one of several lines.
static struct text_table ruled_at(struct lines lines, struct dashes rule)
{
    size_t head = 0;
    struct dashes columns = rule;
    if (rule.count == 1) {
        for (columns.count = 0; columns.count == 0; head++) {
            if (head == TEXT_TABLE_COLUMNS || !next_line(&lines) ||
                is_blank(lines.line))
                return (struct text_table){0};
            columns = dashes_of(lines.line);
        }
        if (head < 2 || !is_as_wide(rule, &columns))
            return (struct text_table){0};
    }
    if (!has_columns(&columns))
        return (struct text_table){0};
    struct body body = body_of(&lines, &columns, true, rule.count > 1);
    if (!body.closed || !body.wide)
        return (struct text_table){0};
    bool simple = rule.count > 1 && !body.has_gaps;
    return (struct text_table){simple ? TEXT_TABLE_SIMPLE
                                      : TEXT_TABLE_MULTILINE,
                               1 + head + body.lines, head};
}

// A head, dashes below it, and rows. "a b c" over --- --- is a line of text
// over a rule.
static struct text_table headed_at(struct lines lines)
{
    struct str head = lines.line;
    if (!next_line(&lines))
        return (struct text_table){0};
    struct dashes columns = dashes_of(lines.line);
    if (!has_columns(&columns) || !fits(head, &columns) ||
        !reaches_second(head, &columns))
        return (struct text_table){0};
    struct body body = body_of(&lines, &columns, false, true);
    size_t second = text_table_offset(head, columns.starts[1]);
    bool apart = body.wide || (second > 1 && head.bytes[second - 2] == ' ');
    if (body.lines == 0 || !apart)
        return (struct text_table){0};
    return (struct text_table){TEXT_TABLE_SIMPLE, 2 + body.lines, 1};
}

struct text_table text_table_at(struct str text, size_t offset, size_t columns)
{
    struct lines lines = lines_from(text, offset, columns);
    size_t indent = line_indent(lines.line, 0);
    if (indent == lines.line.count)
        return (struct text_table){0};
    if (lines.line.bytes[indent] == '+')
        return grid_at(lines);
    struct dashes rule = dashes_of(lines.line);
    return rule.count > 0 ? ruled_at(lines, rule) : headed_at(lines);
}
