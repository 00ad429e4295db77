// SPDX-License-Identifier: MIT
// The bytes of a file that the user named.
#ifndef QALAM_LOAD_H
#define QALAM_LOAD_H

#include "base/arena.h"
#include "base/str.h"

// A text as large is no brief, and layout needs some hundred times as much
// memory; what is longer is refused.
enum { LIMIT_SOURCE_BYTES = 32 * 1024 * 1024 };

// Reads a regular file, or standard input where path is "-", into arena.
// False: *why says what it is instead, or what the system said.
bool load_file(struct arena *arena, const char *path, struct str *bytes,
               const char **why);

// The same, of at most `limit` bytes.
bool load_file_within(struct arena *arena, const char *path, size_t limit,
                      struct str *bytes, const char **why);

#endif
