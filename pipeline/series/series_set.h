// SPDX-License-Identifier: MIT
// The series of a run: each series.yaml found and read once.
#ifndef QALAM_SERIES_SET_H
#define QALAM_SERIES_SET_H

#include "series/series.h"

struct series_entry;
struct series_set {
    struct arena *arena; // owns all of it; to be set, as what follows
    bool strict;
    struct ignored ignored; // --ignore
    // Theirs: every folder that was asked for.
    struct series_entry **items;
    size_t count, capacity;
};

// The series that a folder is: FOLDER/series.yaml, or the defaults. Lives as
// long as the set. What is wrong is printed by series_set_print.
const struct series *series_set_folder(struct series_set *set,
                                       const char *folder);
// The series of the file at path (`-`: of the folder we are in): that of the
// nearest series.yaml in its folder or those above; NULL where there is none.
const struct series *series_set_file(struct series_set *set, const char *path);

// The folder of that nearest series.yaml, in arena; NULL where there is none.
// Nothing is looked for above a folder that holds .git.
char *series_find(struct arena *arena, const char *path);

// The first series of the set whose theme has a folder, and what its file was
// told through; NULL where none has.
const struct series *series_set_themed(const struct series_set *set,
                                       struct diag **diag);

// Prints what was said of each series.yaml. False: one has an error, and
// nothing should be built.
bool series_set_print(const struct series_set *set, FILE *out, bool json,
                      bool color, bool quiet);

#endif
