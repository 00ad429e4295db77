// SPDX-License-Identifier: MIT
// The SQLite file of a state: its tables and its damage. For state.c alone.
#ifndef QALAM_STATE_FILE_H
#define QALAM_STATE_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

// Opens it, and with make, makes it. Looks whether it is whole, of this
// version, and knows all that the statements ask for. Answers a code of
// SQLite's; where that is not SQLITE_OK, *database is NULL and *number the
// system's errno, or 0. SQLITE_MISMATCH: it is of another version.
int state_file_open(const char *path, bool make, const char *const *statements,
                    size_t count, sqlite3 **database, int *number);

// Whether the code says that the file is no good, not the machine.
bool state_file_is_damaged(int code);
// Renames it to PATH.damaged.
bool state_file_set_aside(const char *path);
// What the code means, in static memory.
const char *state_file_reason(int code, int number);

#endif
