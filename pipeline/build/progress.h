// SPDX-License-Identifier: MIT
// How far a run is: a bar on a terminal, a line a brief elsewhere.
#ifndef QALAM_PROGRESS_H
#define QALAM_PROGRESS_H

#include "base/str.h"

#include <stdio.h>

struct progress {
    FILE *out; // NULL: nothing is shown
    bool bar;
    size_t done, failed, total;
    unsigned columns;
    double start, drawn; // seconds of a clock that only goes on
};

// For total briefs. quiet: nothing. A bar where out is a terminal and there is
// more than one.
void progress_begin(struct progress *progress, FILE *out, size_t total,
                    bool quiet);
// One more is done; line says what became of it, and is shown where there is
// no bar.
void progress_step(struct progress *progress, struct str line, bool failed);
// A line about several that are done, shown where there is no bar.
void progress_say(const struct progress *progress, struct str line);
// Takes the bar off, before something else is printed and at the end.
void progress_clear(struct progress *progress);

// Whether colour is wanted there: on a terminal that has it, and not with
// NO_COLOR (no-color.org).
bool progress_color(FILE *out);

#endif
