// SPDX-License-Identifier: MIT
// Words between which a space was lost: reported, never mended.
#ifndef QALAM_LOST_SPACES_H
#define QALAM_LOST_SPACES_H

#include "model/context.h"
#include "source/source.h"
#include "source/lang_spans.h"

// Reports "Afghanistanand" and "endedThe" where both parts are words of the
// same text that come at least twice, and the whole comes once. O(text).
void lost_spaces_report(const struct source *source,
                        const struct context *context, struct lang_spans spans);

#endif
