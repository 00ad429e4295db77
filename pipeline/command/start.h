// SPDX-License-Identifier: MIT
// `qalam new`: a start for a series or a brief.
#ifndef QALAM_START_H
#define QALAM_START_H

#include "build/build.h"

// Writes series.yaml and a brief (what: "series"), or a brief alone ("brief"),
// into the folder at path, or (a brief) to the file that it names, in each of
// the languages with commas between (NULL: en). Where one of the files is there
// already nothing is written. What is wrong is printed to standard error.
enum exit_status start_write(const char *what, const char *path,
                             const char *languages);

#endif
