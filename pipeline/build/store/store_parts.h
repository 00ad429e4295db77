// SPDX-License-Identifier: MIT
// What the files of the store share; store.h is what others see.
#ifndef QALAM_STORE_PARTS_H
#define QALAM_STORE_PARTS_H

#include "build/store/cache.h"
#include "build/store/store.h"
#include "build/store/state.h"
#include "backends/xml/theme_folder.h"
#include "site/site.h"

#include <sys/stat.h>

struct store {
    struct arena *arena;
    const struct store_options *options;
    const struct request *request; // NULL: nothing is planned
    const char *folder;            // of the outputs, as the user named it
    const char *real;              // the same, as realpath gives it
    const char *keeping;           // folder/.qalam
    bool made_folder;              // the run made it
    bool made_keeping;             // likewise
    bool wrote;                    // something, by now; see store_mark
    // In it; a shard has its own.
    const char *state_name, *mark_name, *lock_name;
    int lock, shard_lock; // -1: none, for a look
    struct state *state;  // NULL: for a look at a folder without one
    struct cache cache;
    const struct series *series; // whose site it has; NULL: none is made
    struct str site_first, site; // see store_begin_site; how pages have it
    struct str prefix;           // of the ids of its briefs
    struct str id_site, id_gone, id_moved; // of what is none
    const struct theme_files *theme; // of the series; NULL: the built-in ones
    struct dependencies common;      // of all briefs
    bool placed;     // files of outputs; set under the state's lock
    bool suspicious; // the last run did not end: nothing is taken on trust
    bool power_cut;  // and the machine was started anew since
};

// Before the first change of a run; within state_begin and state_commit. False:
// it cannot be marked, so nothing may be changed; errno says why.
bool store_mark(struct store *store);

// A file below the output folder.
const char *store_path(const struct store *store, struct arena *arena,
                       struct str below);
// Where an output of the input stands below the output folder.
struct str store_below(struct arena *arena, const struct input *input,
                       struct str name);
// How the store calls a brief: its path as seen from the output folder; what
// was found below a folder has // after that folder.
struct str store_id(const struct store *store, struct arena *arena,
                    const struct input *input);
// What ids of briefs below a folder (as realpath gives it) begin with.
struct str store_prefix(const struct store *store, struct arena *arena,
                        const char *root);

// How a file in place stands to what the store knows of it.
enum file_status {
    FILE_ABSENT,
    FILE_KNOWN,  // as it was written
    FILE_OURS,   // bytes that qalam wrote, though not last
    FILE_FOREIGN // somebody else's, or changed since
};
// *hash: of what is there, where it had to be looked at for the answer.
enum file_status store_file_status(struct store *store, struct str below,
                                   struct hash *hash);

// Writes the files, named from the output folder, each kept as a copy first.
// False: nothing was written, the refusal says why.
bool store_write(struct store *store, struct output *output,
                 struct refusal *refusal);
// Enters one that was written, as part of a brief in a format. Within
// state_begin and state_commit.
void store_put_file(struct store *store, struct str id, unsigned format,
                    struct str below, struct hash hash);

// Why what was made is not all in place as it was written; empty where it is.
struct str store_files_differ(struct store *store, struct arena *arena,
                              struct str id, unsigned format);
// The files of a theme's folder that serve for the web, or for the book.
void store_theme_inputs(const struct store *store,
                        struct dependencies *dependencies, unsigned use);

// ----- store_owner.c -----

// Whose a file of the site is: ours, a brief's (one called index), or that of
// another series, which keeps it. What another series has no briefs for any
// more, since it was renamed, moved or copied into ours, becomes ours, and so
// does all with --force.
enum site_owner { SITE_IS_OURS, SITE_IS_A_BRIEF, SITE_IS_ANOTHER };
// id: as which the files are entered. Says so where they are not ours.
enum site_owner store_site_owner(struct store *store,
                                 const struct output *output, struct str id,
                                 FILE *messages);

// ----- store_renamed.c -----

// Pages at old addresses of briefs that were renamed.
struct renamed {
    struct site site; // its output has the pages
    struct str *ids;  // what each is entered as
    size_t count, capacity;
    FILE *said; // NULL: nothing is said
};
// What the pages that lead to a brief are entered as.
struct str store_renamed_id(struct arena *arena, struct str id);
// The one new input with the very text that a brief was built from; or NULL.
struct input *store_renamed_to(struct store *store, const struct inputs *inputs,
                               struct str id);
// Adds pages that lead from the addresses of the brief to the input's page.
void store_renamed_leave(struct store *store, struct renamed *renamed,
                         const struct brief_state *brief,
                         const struct input *input);
// Writes and enters them. False: the refusal says why.
bool store_renamed_enter(struct store *store, const struct renamed *renamed,
                         struct refusal *refusal);
// Lets go of addresses that led to a brief and belong to others now. Within
// state_begin and state_commit.
void store_renamed_yield(struct store *store, struct arena *arena,
                         struct str id);

// ----- store_sweep.c, store_look.c -----

// Forgets briefs that are gone, of those below the folders that were asked for;
// pages that lead on from theirs are added to the site's output, and to
// renamed.
void store_drop_gone(struct store *store, const struct inputs *inputs,
                     struct site *site, struct renamed *renamed);
// Says what the end of this run would remove, and changes nothing.
void store_look_gone(struct store *store, const struct inputs *inputs,
                     struct site *site, struct renamed *renamed,
                     struct site_report *report);

// ----- store_site.c -----

// From one file to another (or to an address), as a link.
struct str store_path_between(struct arena *arena, struct str from,
                              struct str to);
enum exit_status store_make_site(struct store *store,
                                 struct templates *templates,
                                 struct site_report *report);
// Adds pages to the site's output which lead on from those of a brief that is
// gone; store_enter_left writes and enters them.
void store_leave_page(struct store *store, struct site *site,
                      const struct brief_state *brief);
bool store_enter_left(struct store *store, struct site *site,
                      struct refusal *refusal);

// What only one format is made from, beside plan->known.
void store_format_inputs(const struct store *store,
                         struct dependencies *dependencies,
                         const struct plan *plan, unsigned format);

#endif
