// SPDX-License-Identifier: MIT
// Lines that pages number themselves with: "Page 3 of 12", "8 | Canals".
#ifndef QALAM_PAGE_LINES_H
#define QALAM_PAGE_LINES_H

#include "base/str.h"

enum { PAGE_LINE_NUMBERS = 2 };

struct page_line {
    size_t numbers[PAGE_LINE_NUMBERS], number_count;
    size_t words;      // but the numbers
    size_t page_words; // of them: "page", "ص"
    bool long_word;    // one that is neither "page" nor "of"
    bool edge;         // the first number begins or ends the line
    bool barred;       // a bar parts it from the words
    struct str rest;   // the words beside a number at an edge
};

// False: it has no number, or too many.
bool page_line_read(struct str line, struct page_line *found);

// Nothing but the number of a page, and maybe how many there are.
bool page_line_is_number(const struct page_line *line);

#endif
