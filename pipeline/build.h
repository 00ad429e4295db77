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
    bool dry_run, why;        // say what would be done; say why it is
    const char *only;         // a glob of the briefs to be built, or NULL
    const char *report;       // a file for the account as JSON, or NULL
    const char *cache_folder; // of copies, or NULL: in the output folder
    size_t shard_index, shard_count; // from 1; 0: all of it
    bool join;                       // what shards made
    bool again;               // this process will build there again
};

// Builds the briefs that the operands name. Messages and progress go to
// standard error in the order of the briefs, whatever the threads did.
enum exit_status build_run(const struct command *command, char **operands,
                           size_t count);

// The same time and again, with what is shared loaded once. NULL: it could not
// be loaded, and standard error says why.
struct maker;
struct maker *maker_open(const struct command *command);
void maker_close(struct maker *maker);

// Told of each brief in turn, by the thread that called.
struct origin;
struct outcome;
struct build_watcher {
    void (*done)(void *closure, const struct origin *origin,
                 const struct outcome *outcome);
    void *closure;
};
enum exit_status maker_pass(struct maker *maker, char **operands,
                              size_t count,
                              const struct build_watcher *watcher); // or NULL

#endif
