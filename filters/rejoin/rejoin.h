// SPDX-License-Identifier: MIT
// The filter rejoin: paragraphs cut by a page or column.
#ifndef QALAM_REJOIN_FILTER_H
#define QALAM_REJOIN_FILTER_H

#include "model/context.h"
#include "source/source.h"

bool rejoin(struct source *source, const struct context *context);

// Joins the halves of paragraphs that notes stand between, before the notes are
// taken away. Where rejoin has run there are none. True: the text is another
// now.
bool rejoin_at_notes(struct source *source, const struct context *context);

#endif
