// SPDX-License-Identifier: MIT
// The filter sections: levels of headings, ids that last, recommendations.
#ifndef QALAM_SECTIONS_FILTER_H
#define QALAM_SECTIONS_FILTER_H

#include "model/brief.h"
#include "model/context.h"

bool sections(struct brief *brief, const struct context *context);

#endif
