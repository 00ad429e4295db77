// SPDX-License-Identifier: MIT
// The ICC profile of a press: a file, or a printing condition by its name.
#ifndef QALAM_PRESS_PROFILE_H
#define QALAM_PRESS_PROFILE_H

#include "base/arena.h"
#include "base/str.h"

struct profile {
    struct str bytes;     // of the file; empty: it was not found
    struct str condition; // as the registry has it; empty: it has none
    struct str info;      // what the file is called
    const char *why;      // it cannot be used, or NULL
};

// path: where the name is a file. level: the version of ICC profiles that may
// be used at most, 2 or 4. In arena.
struct profile profile_find(struct arena *arena, struct str name,
                            struct str path, int level);

#endif
