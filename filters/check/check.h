// SPDX-License-Identifier: MIT
// The filter check: what an editor would want to know.
#ifndef QALAM_CHECK_FILTER_H
#define QALAM_CHECK_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool check(struct brief *brief, const struct context *context);

#endif
