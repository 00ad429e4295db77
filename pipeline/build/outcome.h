// SPDX-License-Identifier: MIT
// What became of a brief, kept when its memory has been given back.
#ifndef QALAM_OUTCOME_H
#define QALAM_OUTCOME_H

#include "build/build.h"

enum outcome_status {
    OUTCOME_GOOD,     // checked, or printed: nothing was to be written
    OUTCOME_BUILT,    // made
    OUTCOME_RESTORED, // taken from copies of an earlier build
    OUTCOME_CURRENT,  // nothing to do
    OUTCOME_PLANNED,  // would be made: a dry run
    OUTCOME_FAILED,   // its text is at fault
    OUTCOME_MACHINE   // could not be written
};
enum { OUTCOME_STATUS_COUNT = OUTCOME_MACHINE + 1 };

struct outcome {
    bool done;
    bool partly;   // it failed for some formats, and others were made
    bool has_last; // it failed, and what was made of it before is in place
    enum outcome_status status;
    size_t errors, warnings;
    // malloc'ed, or NULL.
    char *messages; // as they are printed
    char *data;     // the same and notes as JSON, for a watcher of the build;
                    // NULL: it was not read
    char *reported; // all of them as --json has them, for --report; NULL: it
                    // was not read
    char *dump;     // of --dump-after
    char *line;     // what became of it, in one
    char *reason;   // why it was made, or would be
    char *outputs;  // what was written, a path a line
    char *made;     // the same for people, with pages and sizes, in one line
    char *lang;     // of the text; what is known of it without reading it
    size_t message_count, data_count, reported_count, dump_count;
};

static inline bool outcome_failed(const struct outcome *outcome)
{
    return outcome->status == OUTCOME_FAILED ||
           outcome->status == OUTCOME_MACHINE;
}

void outcome_release(struct outcome *outcome); // leaves it empty

// Why its files could not be written, as diag_print_machine does.
void outcome_print_refusal(FILE *messages, const struct command *command,
                           struct str name, const struct refusal *refusal);
// The paths of what was written, a line each, assets aside; malloc'ed.
char *outcome_outputs(const struct command *command, const struct job *job,
                      const struct plan *plan);
// The same for people: `a.pdf (12 pages, 310 KB), a.html (52 KB)`; malloc'ed.
char *outcome_made(const struct command *command, const struct job *job,
                   const struct plan *plan);
// What became of the brief of that name, in one line without its end.
void outcome_say(FILE *out, const struct command *command, struct str name,
                 const struct outcome *outcome);

#endif
