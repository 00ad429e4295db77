// SPDX-License-Identifier: MIT
// The summary at the end of a run: a table for people, JSON for programs.
#ifndef QALAM_SUMMARY_H
#define QALAM_SUMMARY_H

#include "build/outcome.h"
#include "inputs/inputs.h"

#include <stdio.h>

struct summary {
    const struct inputs *inputs;
    const struct outcome *outcomes; // one a source
    size_t removed;                 // outputs whose brief is gone
    bool write;                     // else it was only looked
};

// Of a look, a line: `12 briefs: 10 good, 2 not; 2 errors, 1 warning`; of a
// build a table, a row a language and one of all.
void summary_print(const struct summary *summary, FILE *out);

// {"qalam":"0.1.0","briefs":[{"source":…,"status":"built",…}],"totals":{…}}:
// the same for the same run, whatever its threads did. A path of - is standard
// output. False: errno.
bool summary_write(const struct summary *summary, const char *path);

#endif
