// SPDX-License-Identifier: MIT
// The filter typography: no-break spaces by language, marks by the settings.
#ifndef QALAM_TYPOGRAPHY_FILTER_H
#define QALAM_TYPOGRAPHY_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool typography(struct brief *brief, const struct context *context);

#endif
