// SPDX-License-Identifier: MIT
// The filter titles: language and direction of titles and names.
#ifndef QALAM_TITLES_FILTER_H
#define QALAM_TITLES_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool titles(struct brief *brief, const struct context *context);

#endif
