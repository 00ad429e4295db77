// SPDX-License-Identifier: MIT
// `qalam explain --config`: what holds for a brief, and who said so.
#ifndef QALAM_EXPLAIN_H
#define QALAM_EXPLAIN_H

#include "build/build.h"

// Prints each setting of the brief at path, a line each: where it stands in
// the brief or its series.yaml, or that it is the default. json: an object a
// line. What keeps the brief from being read is printed on standard error.
enum exit_status explain_config(const char *path, bool json);

#endif
