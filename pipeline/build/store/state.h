// SPDX-License-Identifier: MIT
// What a folder of outputs holds and what it was made from: one SQLite file.
//
// It knows each brief by an id (its path as seen from the output folder), what
// was made of it in each format, from which dependencies, and every file that
// was written, by its hash, so that a file that somebody else wrote or changed
// is told apart. It lies on one machine and is opened by one process at a time
// (lock.h); several threads may use it, one at a time.
//
// A commit is whole or absent (write-ahead log). After a power cut the last
// ones may be missing, never torn: then files are newer than the state, and are
// known by the copies in the cache.
#ifndef QALAM_STATE_H
#define QALAM_STATE_H

#include "base/hash.h"

#include <stdio.h>

struct state;

// What is known of a brief. Texts borrow from the arena given when reading.
struct brief_state {
    struct str id;
    struct str shown;        // its path, as messages show it
    struct str folder, stem; // of its outputs, below the output folder
    struct str lang;
    struct str record; // what an index shows of it (site.h)
    bool failed;       // the last time; its outputs are those of the last good
    size_t pdf_pages;  // 0: not known
};
// What was made of a brief in one format (a bit of enum format).
struct product_state {
    unsigned format;
    struct str dependencies; // dependencies_write
    size_t warnings;
};
struct file_state {
    struct hash hash;
    int64_t size, modified; // bytes; nanoseconds since 1970
};

// Opens or makes the file. One that is damaged, or of another version of
// qalam's tables, is set aside (PATH.damaged) and a new one begun, and said on
// messages. NULL: the machine failed; *why says how, in static memory.
struct state *state_open(const char *path, FILE *messages, const char **why);
// Only to look, another's: for joining. NULL: as above, or it is damaged.
struct state *state_open_other(const char *path, const char **why);
void state_close(struct state *state);

// NULL: all went well so far. After a fault everything else is refused.
const char *state_fault(const struct state *state);

// ----- Reading -----

bool state_brief(struct state *state, struct arena *arena, struct str id,
                 struct brief_state *brief);
bool state_product(struct state *state, struct arena *arena, struct str id,
                   unsigned format, struct product_state *product);
bool state_file(struct state *state, struct str path, struct file_state *file);
// Paths of what was made of a brief in one format, sorted; NULL where nothing.
struct str *state_paths(struct state *state, struct arena *arena, struct str id,
                        unsigned format, size_t *count);
// Every brief, by id.
struct brief_state *state_briefs(struct state *state, struct arena *arena,
                                 size_t *count);
bool state_has_files(struct state *state);
// Which formats a brief has products in.
unsigned state_formats(struct state *state, struct str id);

// ----- Writing: between begin and commit, all or nothing -----

// Waits for other threads' commits. A pair within a pair is part of that one.
void state_begin(struct state *state);
// False: nothing of it is in the state; state_fault says why.
bool state_commit(struct state *state);
// Instead of the outermost commit: the state is what it was.
void state_take_back(struct state *state);

void state_put_brief(struct state *state, const struct brief_state *brief);
void state_put_failed(struct state *state, struct str id, bool failed);
// Replaces the product and forgets which files it had.
void state_put_product(struct state *state, struct str id,
                       const struct product_state *product);
// A file of a product; several products may share it while its bytes are the
// same. Those that had others at that path are forgotten: they are not what is
// there any more.
void state_put_file(struct state *state, struct str id, unsigned format,
                    struct str path, struct file_state file);
// The file's facts alone, where it is known.
void state_touch_file(struct state *state, struct str path,
                      struct file_state file);
void state_drop_brief(struct state *state, struct str id); // its products too
void state_drop_product(struct state *state, struct str id, unsigned format);

// Files that no product has any more: each is given with what is known of it,
// then forgotten, unless keep says that it could not be removed. Within
// begin and commit.
typedef bool state_orphan(void *closure, struct str path,
                          struct file_state file);
void state_orphans(struct state *state, state_orphan *remove, void *closure);

// Whether a file is part of a product other than that.
bool state_has_other_owner(struct state *state, struct str path, struct str id);
// Whose products those are, in the arena; answers how many.
struct str *state_other_owners(struct state *state, struct arena *arena,
                               struct str path, struct str id, size_t *count);
// Takes one file out of a product.
void state_drop_owner(struct state *state, struct str id, unsigned format,
                      struct str path);

// A word about the folder as a whole, such as which series it was joined for;
// empty where there is none.
struct str state_fact(struct state *state, struct arena *arena,
                      const char *name);
void state_put_fact(struct state *state, const char *name, struct str value);

#endif
