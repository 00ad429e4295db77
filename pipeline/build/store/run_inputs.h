// SPDX-License-Identifier: MIT
// What all briefs of a run are made from: qalam, faces, patterns, options.
#ifndef QALAM_RUN_INPUTS_H
#define QALAM_RUN_INPUTS_H

#include "base/inputs.h"
#include "pipeline.h"

// Adds them to inputs. Opens every face.
void run_inputs(struct inputs *inputs, const struct request *request,
                struct fonts *fonts);

#endif
