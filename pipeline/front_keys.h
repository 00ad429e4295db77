// SPDX-License-Identifier: MIT
// What a front matter says that is needed before any brief is built.
#ifndef QALAM_FRONT_KEYS_H
#define QALAM_FRONT_KEYS_H

#include "arena.h"
#include "diag.h"
#include "str.h"

// Outputs are named for slug, and editions found by lang. Empty where they are
// not given, or the file cannot be read: building it will tell.
struct front_keys {
    struct str slug, lang;
    struct place slug_place; // in the decoded file
};

// Reads the file at path; strings live in arena.
struct front_keys front_keys_of(struct arena *arena, const char *path);

#endif
