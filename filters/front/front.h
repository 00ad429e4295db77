// SPDX-License-Identifier: MIT
// The filter front: series, title, authors, imprint into front matter.
#ifndef QALAM_FRONT_FILTER_H
#define QALAM_FRONT_FILTER_H

#include "model/context.h"
#include "source/source.h"

bool front(struct source *source, const struct context *context);

#endif
