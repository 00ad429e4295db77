// SPDX-License-Identifier: MIT
// What build.c (one time through the sources) and maker.c (time and again)
// share; build.h is what others see.
#ifndef QALAM_BUILD_PARTS_H
#define QALAM_BUILD_PARTS_H

#include "build.h"
#include "sources.h"

#include <pthread.h>

struct totals {
    struct timing stages[STAGE_NAMES];
    size_t stage_count;
};

// One time through the sources.
struct build {
    const struct command *command;
    const struct sources *sources;
    const struct shared *shared;
    const struct build_watcher *watcher; // or NULL
    struct maker *maker; // keeps the sources that are found
    bool some;           // of the briefs alone: what is gone is not looked for
    struct ledger *ledger; // NULL: nothing is written, nor looked at
    bool color;
    size_t removed; // outputs whose brief is gone
    struct outcome *outcomes;
    const struct series *series;   // of one folder that was asked for; or NULL
    struct comparison *comparison; // of editions; NULL: not asked for
    pthread_mutex_t lock;          // of what follows, and of outcomes' done
    pthread_cond_t changed;
    size_t next;
    struct totals totals;
};

struct maker {
    struct command command;
    struct shared shared;
    struct arena *theme_arena; // of what the templates were read from
    double set_up;             // seconds
    // Of the last pass; others may read them, and the templates, while a pass
    // is on.
    pthread_rwlock_t kept_lock;
    struct sources kept;
    bool kept_whole; // the last pass was one: nothing stood against it
};

// A stream into memory, and its end; out of memory ends the program.
FILE *build_memory_stream(char **bytes, size_t *count);
void build_close_stream(FILE *stream);

void build_add_timing(struct totals *totals, const struct timing *timing);
struct job build_job(const struct build *build, const struct origin *origin);
// The series of the one folder that all sources are below; else NULL.
const struct series *build_series(const struct sources *all);

// Those of `all` that were asked for are built; the others keep what they have.
enum exit_status build_sources(struct build *build, struct sources *all);
// The same, of those chosen.
enum exit_status build_chosen(struct build *build, struct sources *all,
                              const struct sources *chosen);

// Takes the arena of the sources: they are those of the last pass now.
void maker_keep_sources(struct maker *maker, struct sources *sources);

#endif
