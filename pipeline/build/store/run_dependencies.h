// SPDX-License-Identifier: MIT
// What all briefs of a run are made from: qalam, faces, patterns, options.
#ifndef QALAM_RUN_DEPENDENCIES_H
#define QALAM_RUN_DEPENDENCIES_H

#include "base/dependencies.h"
#include "pipeline.h"

// Adds them to dependencies. Opens every face.
void run_dependencies(struct dependencies *dependencies,
                      const struct request *request, struct fonts *fonts);

#endif
