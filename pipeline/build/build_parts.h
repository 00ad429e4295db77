// SPDX-License-Identifier: MIT
// What the files of building share; build.h is what others see.
#ifndef QALAM_BUILD_PARTS_H
#define QALAM_BUILD_PARTS_H

#include "compare/compare.h"
#include "build/interrupt.h"
#include "build/outcome.h"

#include <pthread.h>

struct totals {
    struct timing stages[STAGE_NAMES];
    size_t stage_count;
};

// One time through the inputs.
struct build {
    const struct command *command;
    const struct inputs *inputs;
    const struct shared *shared;
    const struct build_watcher *watcher; // or NULL
    bool some;           // of the briefs alone: what is gone is not looked for
    struct store *store; // NULL: nothing is written, nor looked at
    bool color;
    struct str
        site_first; // language of its index.html; empty: there is no site
    size_t removed; // outputs whose brief is gone
    double start;   // of the pass
    struct interrupt interrupt;
    struct outcome *outcomes;
    const struct series *series;   // of one folder that was asked for; or NULL
    struct comparison *comparison; // of editions; NULL: not asked for
    pthread_mutex_t lock;          // of what follows, and of outcomes' done
    pthread_cond_t changed;
    size_t next;
    struct totals totals;
};

// Streams into memory; a fault of theirs is one of the machine.
FILE *build_stream(char **bytes, size_t *count);
void build_close_stream(FILE *stream);

// The messages of a brief, in the form that was asked for.
void build_print_messages(const struct build *build, const struct job *job,
                          FILE *messages);
// After Ctrl-C: how far it came, and how to go on.
void build_tell_interrupted(const struct build *build);
// --open: the index, or what is best read of the first brief.
void build_open_result(const struct build *build);

// Would two of them be one file? Says which.
bool build_collide(const struct command *command, const struct inputs *inputs);

struct job build_job(const struct build *build, struct input *input);
void build_add_timing(struct totals *totals, const struct timing *timing);
// The series of the one folder that all inputs are below; else NULL.
const struct series *build_series(const struct inputs *all);

// What is asked of all inputs before one is built: that no output takes the
// place of another or of an input; and their editions are found. False: a
// message says why nothing can be written.
bool build_prepare(struct build *build, struct inputs *all);
// Those of `all` that the command asks for are built; the others keep what they
// have.
enum exit_status build_asked(struct build *build, const struct inputs *all);
// `chosen` of them alone.
enum exit_status build_chosen(struct build *build, const struct inputs *all,
                              const struct inputs *chosen);

#endif
