// SPDX-License-Identifier: MIT
// Which parts of a paragraph run in a direction of their own.
#ifndef QALAM_MIXED_RUNS_H
#define QALAM_MIXED_RUNS_H

#include "direction/mixed_line.h"

// Cells [start, end). Words: it has foreign words, and so a language; else it
// is a number, or a sign of the paragraph that Unicode would set elsewhere.
struct mixed_run {
    size_t start, end;
    bool words;
    bool rtl; // its direction
};
struct mixed_runs {
    struct mixed_run *items;
    size_t count, capacity;
};

// In the order of the text; none is part of another.
struct mixed_runs direction_runs(struct mixed_line *line);

// ----- Parts of it -----

// What a run takes with it from right to left, and from left to right: one
// step, or the same end where there is none.
size_t direction_rtl_number_end(const struct mixed_line *line, size_t start,
                                size_t end);
size_t direction_ltr_number_end(const struct mixed_line *line, size_t end);
size_t direction_rtl_number_start(const struct mixed_line *line, size_t first,
                                  size_t start);
size_t direction_ltr_number_start(const struct mixed_line *line, size_t first,
                                  size_t start);

// The word that ends before a cell, in arena.
struct str direction_word_before(const struct mixed_line *line, size_t end);
// U.S. and Ltd., whose stop no sentence needs; the stop is not in it.
bool direction_abbreviation(const struct mixed_line *line, size_t end);

// A number with a native letter at its end is that word's, ۲۱مه, and one with a
// closing bracket alone the paragraph's: 2).
bool direction_number_is_native(const struct mixed_line *line,
                                const struct mixed_number *number);

// The first cell at or behind one that is no space, and no number of a note.
size_t direction_next_seen(const struct mixed_line *line, size_t at);
// One behind the last before one that is no space.
size_t direction_before_spaces(const struct mixed_line *line, size_t at);
const struct mixed_number *direction_number_at(const struct mixed_line *line,
                                               size_t at);

// Drops the isolates by which nothing is gained, adds those of signs.
void direction_settle(const struct mixed_line *line, struct mixed_runs *runs);

#endif
