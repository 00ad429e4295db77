// SPDX-License-Identifier: MIT
// Which sources are one text in several languages.
#ifndef QALAM_EDITIONS_H
#define QALAM_EDITIONS_H

#include "sources.h"

// Fills editions: files NAME.TAG.md of one NAME in one folder. language tells
// the language of an origin whose name and front matter do not.
typedef struct str source_language(struct arena *arena,
                                   const struct origin *origin,
                                   const void *closure);
void editions_find(struct sources *sources, source_language *language,
                   const void *closure);

#endif
