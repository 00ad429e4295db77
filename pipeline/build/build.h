// SPDX-License-Identifier: MIT
// Many briefs: each goes its way alone, on as many threads as asked for.
#ifndef QALAM_BUILD_H
#define QALAM_BUILD_H

#include "build/store/store.h"
#include "pipeline.h"

struct command {
    struct request request;
    struct store_options store;
    bool folder_chosen; // with -o; else series.yaml may name one
    bool write;         // outputs, into the store's folder
    size_t threads;     // at least 1
    bool quiet, timings;
    bool all;           // every message of a build, in order of place
    bool dumps;         // to standard output
    const char *only;   // a glob of the briefs to be built, or NULL
    const char *report; // a file for the report as JSON, or NULL
    bool join;          // what shards made
    bool open;          // show the result in the browser
};

// Where nobody chose a folder of outputs: that which the series of all operands
// names. False: they name several; standard error says so. In arena.
bool build_choose_folder(struct arena *arena, struct command *command,
                         char **operands, size_t count);

// The folder that a change of the operand, or of what it shows, happens below:
// itself, or of a file that of its series, else the one that holds it. In
// arena.
const char *build_folder_around(struct arena *arena, const char *operand);

// Builds the briefs that the operands name. Messages and progress go to
// standard error in the order of the briefs, whatever the threads did.
enum exit_status build_run(const struct command *command, char **operands,
                           size_t count);

// The same time and again, with what is shared loaded once. NULL: it could not
// be loaded, and standard error says why.
struct session;
struct session *session_open(const struct command *command);
void session_close(struct session *session);

// Called for each brief in turn, by the thread that called.
struct outcome;
struct build_watcher {
    // False: its messages are not printed.
    bool (*done)(void *closure, const struct input *input,
                 const struct outcome *outcome);
    // Asked before each brief; true: the rest is left as it is. NULL: never.
    bool (*stop)(void *closure);
    void *closure;
};
enum exit_status session_pass(struct session *session, char **operands,
                              size_t count,
                              const struct build_watcher *watcher); // or NULL

// The same for those briefs of the last pass whose files are named (by their
// paths below the folder that was the operand), without looking at any other.
// False: nothing was done, since what changed is no text alone (a new file, a
// name, a language, a picture): that takes a whole pass.
bool session_pass_files(struct session *session, const struct str *files,
                        size_t count, const struct build_watcher *watcher,
                        enum exit_status *status);

// The web page of a brief, below the output folder; in arena.
struct str build_page(struct arena *arena, const struct input *input);

// A brief of the last pass as it is now, in memory.
struct preview {
    struct arena *arena; // owns the rest
    bool known;          // a brief has that page
    bool good;           // it can be built; else page is empty
    struct str page;     // its blocks have data-line (templates/README.md)
    struct str data;     // messages, see diag_print_data
    struct str shown;    // name of the source
};
// Safe beside a pass, from any thread. name: the page's path below the output
// folder. formats: what is tried; the more, the more messages.
void session_preview(struct session *session, struct str name, unsigned formats,
                     struct preview *preview);
void session_preview_release(struct preview *preview);
// The pages of the last pass's briefs, below the output folder; in arena.
struct str *session_pages(struct session *session, struct arena *arena,
                          size_t *count);

#endif
