// SPDX-License-Identifier: MIT
// Rows of typed marks in the paragraphs of a text: which of them are lists.
#ifndef QALAM_TYPED_ROWS_H
#define QALAM_TYPED_ROWS_H

#include "source/markdown_blocks.h"
#include "text/typed_marks.h"

struct typed_point { // a line that begins with a mark
    struct typed_mark mark;
    size_t line, offset; // its number; where the mark stands
    size_t column;       // characters before the mark
    size_t row;
    bool begins;      // its paragraph
    bool announced;   // what stands before it ends in a colon
    struct str words; // of it up to the next, or the end of the paragraph
};

struct typed_row { // marks that follow each other
    size_t first, last;
    size_t count, lines;         // lines: that begin no paragraph
    size_t questions, sentences; // points that end so
    bool spoken;                 // a dash parts what is said from who says it
    bool list;
    // The row that it stands right behind, at its column; SIZE_MAX: none. Two
    // lists with one mark would be one list to Markdown.
    size_t behind;
    char marker; // of Markdown: - * + . )
};

struct typed_rows {
    struct typed_point *points;
    size_t point_count, point_capacity;
    struct typed_row *rows;
    size_t row_count, row_capacity;
    // By line: columns that it moves, for it is within a point above it.
    size_t *shifts;
};

struct typed_rows typed_rows_find(struct arena *arena, struct str text,
                                  const struct blocks *blocks);

#endif
