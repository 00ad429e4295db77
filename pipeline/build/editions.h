// SPDX-License-Identifier: MIT
// Which sources are one text in several languages.
#ifndef QALAM_EDITIONS_H
#define QALAM_EDITIONS_H

#include "build/sources.h"

// Fills sets, editions and faults of the sources. A set is what files
// NAME.TAG.md of one NAME in one folder are, and what is named by `editions`
// in the front matter of any of them, in any folder. language tells the
// language of an origin whose name and front matter do not.
typedef struct str source_language(struct arena *arena,
                                   const struct origin *origin,
                                   const void *closure);
void editions_find(struct sources *sources, source_language *language,
                   const void *closure);

// The language of one source, as far as is known before it is built.
struct str editions_language(struct arena *arena, const struct origin *origin,
                             source_language *language, const void *closure);

#endif
