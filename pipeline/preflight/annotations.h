// SPDX-License-Identifier: MIT
// Annotations, fields among them.
#ifndef QALAM_PREFLIGHT_ANNOTATIONS_H
#define QALAM_PREFLIGHT_ANNOTATIONS_H

#include "preflight/findings.h"

void annotation_check(struct check *check, const struct cos *annotation,
                      const struct cos *crop);

#endif
