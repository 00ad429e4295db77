// SPDX-License-Identifier: MIT
// Many briefs: each goes its way alone, on as many threads as asked for.
#ifndef QALAM_BUILD_H
#define QALAM_BUILD_H

#include "pipeline.h"

// Worst first where several hold.
enum exit_status {
    EXIT_BUILT = 0,
    EXIT_INPUT = 1,   // a brief was not built: its messages say why
    EXIT_USAGE = 2,   // nothing was written
    EXIT_MACHINE = 3, // disk, permission, memory, a missing face
};

struct command {
    struct request request;
    bool write; // outputs, into folder
    const char *folder;
    size_t threads; // at least 1
    bool force, quiet, json, timings;
    bool dumps; // to standard output
    // The series' look, whose folder may hold templates, and the diag of the
    // file that says so; or NULL.
    const struct theme *theme;
    struct diag *theme_diag;
};

// Builds the briefs that the operands name. Messages and progress go to
// standard error in the order of the briefs, whatever the threads did.
enum exit_status build_run(const struct command *command, char **operands,
                           size_t count);

#endif
