// SPDX-License-Identifier: MIT
// The filter lists: lists that are typed without Markdown's marks.
#ifndef QALAM_LISTS_FILTER_H
#define QALAM_LISTS_FILTER_H

#include "model/context.h"
#include "source/source.h"

// "۱." becomes "1.", "•" becomes "-". A letter has no mark in Markdown: "الف)"
// becomes "- الف)", a list whose points bring their own marks. One mark alone
// may be the end of a sentence, a name or the line of a speaker: rows of marks
// count, and what announces them.
bool lists(struct source *source, const struct context *context);

#endif
