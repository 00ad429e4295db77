// SPDX-License-Identifier: MIT
// Tables with rows of more cells than their head has.
//
// GFM leaves such cells out (Tables, example 204). Here the head and the line
// of dashes are made as wide as the widest row, which is told, so that no word
// is lost.
#ifndef QALAM_WIDE_ROWS_H
#define QALAM_WIDE_ROWS_H

#include "read/markdown/reader.h"
#include "source/markdown_blocks.h"

// What has to be added to the ends of a table's first two lines: cells.
struct wide_rows {
    const struct block *table;
    size_t missing;
};

// Finds out for the table that begins on the line of that number, and reports
// the first row that is too wide. Linear in the table.
struct wide_rows wide_rows_of(struct reader *reader,
                              const struct fragment *fragment,
                              const struct blocks *blocks, size_t line);

// What to write behind the line of that number: empty but for the first two.
void wide_rows_add(const struct wide_rows *rows, const struct blocks *blocks,
                   struct str text, size_t line, struct buffer *out);

#endif
