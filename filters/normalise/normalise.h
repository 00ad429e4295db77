// SPDX-License-Identifier: MIT
// The filter normalise: letters and spaces, by language.
#ifndef QALAM_NORMALISE_FILTER_H
#define QALAM_NORMALISE_FILTER_H

#include "model/context.h"
#include "source/source.h"

bool normalise(struct source *source, const struct context *context);
// What normalise does first, for runs without it: the language of the source.
void settle_language(struct source *source, const struct context *context);
// The language that normalise would find, after what it repairs for that. For
// who wants nothing else of the source.
struct str normalise_language(struct source *source,
                              const struct context *context);

// A text of its own, in a known language, in arena: what a filter has taken
// out of a brief and says the language of.
struct str normalise_text(struct arena *arena, struct str text,
                          struct str lang);

#endif
