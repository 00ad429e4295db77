// SPDX-License-Identifier: MIT
// `qalam tidy`: a brief's source after the repair filters.
#ifndef QALAM_TIDY_H
#define QALAM_TIDY_H

#include "build.h"

// Prints it on standard output, or writes it into file where that is not
// NULL; never onto the input. asked: what --lang, --from and
// --keep-going say; the rest of it is ours.
enum exit_status tidy(const char *path, const char *file,
                      const struct request *asked);

#endif
