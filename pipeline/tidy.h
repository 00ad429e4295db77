// SPDX-License-Identifier: MIT
// `qalam tidy`: a brief's source after the repair filters.
#ifndef QALAM_TIDY_H
#define QALAM_TIDY_H

#include "build.h"

// Prints it on standard output, or writes it into file where that is not
// NULL; never onto the input. lang as of --lang, or empty.
enum exit_status tidy(const char *path, const char *file, struct str lang);

#endif
