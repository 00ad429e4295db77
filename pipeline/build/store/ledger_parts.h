// SPDX-License-Identifier: MIT
// What the files of the ledger share; ledger.h is what others see.
#ifndef QALAM_LEDGER_PARTS_H
#define QALAM_LEDGER_PARTS_H

#include "build/store/cache.h"
#include "build/store/ledger.h"
#include "build/store/state.h"
#include "backends/xml/theme_folder.h"

#include <sys/stat.h>

struct ledger {
    struct arena *arena;
    const struct store_options *options;
    const struct request *request; // NULL: nothing is planned
    const char *folder;            // of the outputs, as the user named it
    const char *real;              // the same, as realpath gives it
    const char *keeping;           // folder/.qalam
    bool made_folder;              // the run made it
    bool made_keeping;             // likewise
    bool wrote;                    // something, by now; see ledger_mark
    // In it; a shard has its own.
    const char *state_name, *mark_name, *lock_name;
    int lock, shard_lock; // -1: none, for a look
    struct state *state;  // NULL: for a look at a folder without one
    struct cache cache;
    const struct series *series; // whose site it has; NULL: none is made
    struct str site_first, site; // see ledger_begin_site; how pages have it
    struct str prefix;           // of the ids of its briefs
    struct str id_site, id_gone, id_moved; // of what is none
    const struct theme_files *theme; // of the series; NULL: the house's own
    struct dependencies common;      // of all briefs
    bool placed;     // files of outputs; set under the state's lock
    bool suspicious; // the last run did not end: nothing is taken on trust
    bool power_cut;  // and the machine was started anew since
};

// Before the first change of a run; within state_begin and state_commit. False:
// it cannot be marked, so nothing may be changed; errno says why.
bool ledger_mark(struct ledger *ledger);

// A file below the output folder.
const char *ledger_path(const struct ledger *ledger, struct arena *arena,
                        struct str below);
// Where an output of the input stands below the output folder.
struct str ledger_below(struct arena *arena, const struct input *input,
                        struct str name);
// How the ledger calls a brief: its path as seen from the output folder; what
// was found below a folder has // after that folder.
struct str ledger_id(const struct ledger *ledger, struct arena *arena,
                     const struct input *input);
// What ids of briefs below a folder (as realpath gives it) begin with.
struct str ledger_prefix(const struct ledger *ledger, struct arena *arena,
                         const char *root);

// How a file in place stands to what the ledger knows of it.
enum standing {
    STANDING_ABSENT,
    STANDING_KNOWN,  // as it was written
    STANDING_OURS,   // bytes that qalam wrote, though not last
    STANDING_FOREIGN // somebody else's, or changed since
};
// *hash: of what is there, where it had to be looked at for the answer.
enum standing ledger_standing(struct ledger *ledger, struct str below,
                              struct hash *hash);

// Writes the files, named from the output folder, each kept as a copy first.
// False: nothing was written, the refusal says why.
bool ledger_write(struct ledger *ledger, struct output *output,
                  struct refusal *refusal);
// Enters one that was written, as part of a brief in a format. Within
// state_begin and state_commit.
void ledger_put_file(struct ledger *ledger, struct str id, unsigned format,
                     struct str below, struct hash hash);

// Why what was made is not all in place as it was written; empty where it is.
struct str ledger_files_differ(struct ledger *ledger, struct arena *arena,
                               struct str id, unsigned format);
// The files of a theme's folder that serve for the web, or for the book.
void ledger_theme_inputs(const struct ledger *ledger,
                         struct dependencies *dependencies, unsigned use);

// ----- ledger_site.c -----

struct site;
enum exit_status ledger_make_site(struct ledger *ledger,
                                  struct templates *templates,
                                  struct site_report *report);
// Adds pages to the site's output which lead on from those of a brief that is
// gone; ledger_enter_left writes and enters them.
void ledger_leave_page(struct ledger *ledger, struct site *site,
                       const struct brief_state *brief);
bool ledger_enter_left(struct ledger *ledger, struct site *site,
                       struct refusal *refusal);

// What only one format is made from, beside plan->known.
void ledger_format_inputs(const struct ledger *ledger,
                          struct dependencies *dependencies,
                          const struct plan *plan, unsigned format);

#endif
