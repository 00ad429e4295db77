// SPDX-License-Identifier: MIT
// `qalam tidy`: a brief's source after the repair filters, and back.
#ifndef QALAM_TIDY_H
#define QALAM_TIDY_H

#include "build/build.h"

// Prints it on standard output, or writes it into file where that is not
// NULL; the changes into log, where that is not NULL. Never onto the input.
// asked: what --only, --lang, --from and --keep-going say; the rest of it is
// ours.
enum exit_status tidy(const char *path, const char *file, const char *log,
                      const struct request *asked);

// Prints or writes the bytes that the tidied text in path was made of, as the
// log knows them.
enum exit_status tidy_undo(const char *path, const char *file, const char *log);

#endif
