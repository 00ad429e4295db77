// SPDX-License-Identifier: MIT
// The filter addressees: whom a recommendation speaks to stands out.
#ifndef QALAM_ADDRESSEES_FILTER_H
#define QALAM_ADDRESSEES_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool addressees(struct brief *brief, const struct context *context);

#endif
