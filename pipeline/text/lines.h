// SPDX-License-Identifier: MIT
// The lines of a text, whatever ends them.
#ifndef QALAM_LINES_H
#define QALAM_LINES_H

#include "base/str.h"

struct text_line {
    size_t start, end; // without its line end
    size_t next;       // where the next line starts
};
struct text_line line_at(struct str text,
                         size_t start); // LF, CR LF or CR ends it

#endif
