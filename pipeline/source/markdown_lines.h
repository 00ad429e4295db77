// SPDX-License-Identifier: MIT
// The lines of a Markdown text, and what block a line can begin.
//
// The questions look at one line's text alone: without the marks of the quotes
// and list items around it, without its indent and its line end. Which of the
// answers counts where is for markdown_blocks.h.
#ifndef QALAM_MARKDOWN_LINES_H
#define QALAM_MARKDOWN_LINES_H

#include "text/lines.h"

// The end of the line at offset: of its LF, or of the text.
size_t line_end(struct str text, size_t offset);
// The bytes from offset to the first that is no space or tab.
size_t line_indent(struct str text, size_t offset);

// A place in a line. A tab goes to the next of every four columns (CommonMark
// 2.2); a column may lie within the tab at offset.
struct line_cursor {
    size_t offset, column;
};
// Moves over white space before `end`, by at most so many columns.
struct line_cursor line_skip_space(struct str text, struct line_cursor cursor,
                                   size_t end, size_t columns);
// Moves over bytes that are no tabs.
struct line_cursor line_skip_bytes(struct line_cursor cursor, size_t count);

// The backticks or tildes that open fenced code; 0 where none do.
size_t line_fence(struct str line);
// Does it close what `count` of `mark` opened?
bool line_closes_fence(struct str line, char mark, size_t count);
int line_atx_level(struct str line); // # to ######; 0: no heading
// === or ---; 0: no underline of a heading
int line_setext_level(struct str line);
bool line_is_thematic_break(struct str line);

// "-", "12.": of lists that go on each other, `kind` is the same.
struct list_mark {
    size_t count; // bytes, 0: no list
    char kind;    // the bullet, or what stands behind the number
    size_t number;
};
struct list_mark line_list_mark(struct str line);
// The bytes of a list marker and one space after it at offset; 0 where none.
size_t line_list_marker(struct str text, size_t offset);

// What pandoc begins a definition with, ":   " or "~   ": the bytes of the mark
// and of the space behind it; 0 where it is none, or says nothing.
size_t line_definition(struct str line);

// The cells of a table's row, 0 where it is none; is it the line of dashes?
size_t line_cells(struct str line);
bool line_is_delimiter_row(struct str line);
// Such a line with more than LIMIT_COLUMNS: each short row below it would cost
// as many cells.
bool line_is_too_wide(struct str line);

// "^label]" at the start of text: the label's bytes, 0 where it is none.
size_t line_note_label(struct str text);
// "[^label]:" at the start of line: the label's bytes, 0 where it is none.
size_t line_note_definition(struct str line);
// A line of a box, "::: note" or ":::": its colons; 0 where it is none.
size_t line_division(struct str line);

#endif
