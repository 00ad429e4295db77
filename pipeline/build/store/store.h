// SPDX-License-Identifier: MIT
// What an output folder holds, what of it is still right, and what has to be
// made: the book-keeping of a build.
//
// A run opens the store (one at a time, lock.h), plans each brief, makes what
// is planned, and enters it; at the end it removes what has no brief any more.
// Planning and entering may be done by several threads. What the store keeps
// lies in the output folder, in .qalam/.
#ifndef QALAM_STORE_H
#define QALAM_STORE_H

#include "base/exit_status.h"
#include "build/store/cache.h"
#include "inputs/inputs.h"
#include "pipeline.h"

// How the folder of outputs is treated in a run.
struct store_options {
    const char *folder;              // of the outputs
    const char *cache_folder;        // of copies, or NULL: in the output folder
    bool force;                      // write over files that are not ours
    bool dry_run;                    // say what would be done
    bool why;                        // say why it is
    bool json;                       // faults are printed as data
    bool again;                      // this process will build there again
    size_t shard_index, shard_count; // from 1; 0: all of it
};

struct store;

// Why files could not be written.
struct refusal {
    const char *path; // of the first that could not
    const char *why;  // what the system says; NULL: the file there is not
                     // qalam's, or was changed since, and --force was not given
    bool not_entered; // all is in place, but the state could not be written
};

// What to do about one brief.
struct plan {
    struct arena *arena; // of the plan; freed by store_plan_release
    struct str id;
    unsigned wanted;    // formats that there should be
    struct str site;    // how a page is linked with its site; empty: it is not
    unsigned make;      // formats to be made; 0: nothing
    unsigned restore;   // formats to be taken from copies
    struct str lang;    // as it was last; empty where it is new
    struct str reason;  // why the first of these is, as a sentence; or empty
    struct hash source; // of the file as it was looked at
    struct dependencies known; // what is known before the brief is read, sorted
    size_t warnings;           // of what is current
    size_t pdf_pages;          // 0: not known
    struct made made[FORMAT_COUNT]; // to be restored, by format_index
};

// Opens or makes the store of the folder, and waits for another run
// there; with options->dry_run nothing is made. NULL: the machine failed, and
// messages says how. All is borrowed; of shared, faces and theme.
struct store *store_open(const struct store_options *options,
                         const struct request *request,
                         const struct shared *shared, FILE *messages);
// Takes back what was made for a run that wrote nothing. False: something of
// the book-keeping could not be written, and messages says what.
bool store_close(struct store *store, FILE *messages);

// What options->again put off: waits for the disk, takes the mark of a run
// that has not ended, and keeps to the limit of copies.
void store_settle(const struct store_options *options);

void store_plan(struct store *store, struct input *input, struct plan *plan);
// The language of a brief that is not read: what was made of it tells.
struct str store_plan_language(const struct plan *plan);
void store_plan_release(struct plan *plan);

// Writes what the plan takes from copies, and enters it; a format whose copies
// have gone meanwhile is planned to be made. False: nothing of it was written;
// the refusal says why.
bool store_restore(struct store *store, const struct input *input,
                   struct plan *plan, struct refusal *refusal);

// Writes what was made of a brief, and enters it. False: nothing of it was
// written; the refusal says why.
bool store_enter(struct store *store, const struct input *input,
                 struct plan *plan, struct job *job, struct refusal *refusal);
// Of a run that failed: what was made, where all errors were for other formats
// (job->refused). False: there is nothing to enter, or it could not be.
bool store_enter_others(struct store *store, const struct input *input,
                        struct plan *plan, struct job *job);
// A brief that was not built keeps its last outputs.
// Answers whether there are any.
bool store_enter_failed(struct store *store, const struct input *input,
                        const struct plan *plan);

// Says in a shard's state which it is, and that it came to its end or (at the
// start) not yet.
void store_sign_shard(struct store *store, bool finished);

// Says that the briefs are those of one series, which has a site: how pages are
// linked with it, and its settings of copies. first: the language of the page
// that is called index.html. Before any brief is planned.
void store_begin_site(struct store *store, const struct series *series,
                      struct str first);

// The language that a brief had when it was built last; empty where it was not.
struct str store_language(const struct store *store, struct arena *arena,
                          const struct input *input);

// Where what becomes of the whole is said.
struct site_report {
    FILE *said;   // what was made or removed; NULL: nothing is said
    FILE *faults; // what went wrong
    void (*refuse)(void *closure, const struct refusal *refusal);
    void *closure;
    size_t removed; // outputs whose brief is gone
};
// What needs all briefs, when all are entered: forgets those that are not among
// the inputs any more, of those below the folders that were asked for, makes
// the site where one was begun, and removes files that belong to nothing.
enum exit_status store_finish(struct store *store, const struct inputs *inputs,
                              struct templates *templates,
                              struct site_report *report);

// Removes the copies kept for folder, in cache_folder or (NULL) in its own,
// but for those that are in place, and says how much that was.
enum exit_status store_clean(const char *folder, const char *cache_folder,
                             FILE *messages);

#endif
