// SPDX-License-Identifier: MIT
// The filter captions: “Figure 3” and “Table 7” in the text lead to them.
#ifndef QALAM_CAPTIONS_FILTER_H
#define QALAM_CAPTIONS_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool captions(struct brief *brief, const struct context *context);

#endif
