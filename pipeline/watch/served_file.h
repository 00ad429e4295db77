// SPDX-License-Identifier: MIT
// Files of the folder that is served, and nothing but them.
#ifndef QALAM_SERVED_FILE_H
#define QALAM_SERVED_FILE_H

#include "base/arena.h"

#include <sys/stat.h>

// Opens a file below folder, for reading. No link is followed on the way, so
// that nothing else of the machine can be named. path: from request_path. -1:
// there is none; where a folder is there, *is_folder.
int served_file_open(int folder, struct str path, struct stat *facts,
                     bool *is_folder);

// All of an open file, in arena. False: errno.
bool served_file_read(struct arena *arena, int file, uint64_t size,
                      struct str *bytes);

// Names of what lies in a folder below the one that is served, sorted, those
// of folders with / at their end; hidden ones and links aside. In arena.
struct str *served_file_names(struct arena *arena, int folder, struct str path,
                              size_t *count);

#endif
