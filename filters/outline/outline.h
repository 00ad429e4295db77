// SPDX-License-Identifier: MIT
// The filter outline: sections, ids that last, recommendations.
#ifndef QALAM_OUTLINE_FILTER_H
#define QALAM_OUTLINE_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool outline(struct brief *brief, const struct context *context);

#endif
