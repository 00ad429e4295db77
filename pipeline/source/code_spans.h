// SPDX-License-Identifier: MIT
// Where code spans lie within the text of a block (CommonMark 0.29, 6.3).
#ifndef QALAM_CODE_SPANS_H
#define QALAM_CODE_SPANS_H

#include "base/arena.h"

enum { LONGEST_TICKS = 80 }; // runs of more open no code: so it is in cmark

struct tick_run {
    size_t offset, end;
};
struct code_spans {
    struct tick_run *runs;
    size_t count, capacity;
    size_t next; // the first run that lies ahead
    // The first run of each length that may lie ahead.
    size_t ahead[LONGEST_TICKS + 1];
};

// Finds the runs of backticks in [from, to): the text of one block.
struct code_spans code_spans_find(struct arena *arena, struct str text,
                                  size_t from, size_t to);
// The end of the span that begins with the backticks at offset; just behind
// them where nothing closes it (*code false). Offsets ascend from call to
// call. A backslash takes one backtick off: offset is then behind that.
size_t code_span_end(struct code_spans *spans, size_t offset, bool *code);

#endif
