// SPDX-License-Identifier: MIT
// Which inputs are one text in several languages.
#ifndef QALAM_EDITIONS_H
#define QALAM_EDITIONS_H

#include "inputs/inputs.h"

// Fills sets, editions and faults of the inputs. A set is what files
// NAME.TAG.md of one NAME in one folder are, and what is named by `editions`
// in the front matter of any of them, in any folder. language tells the
// language of an input whose name and front matter do not.
typedef struct str input_language(struct arena *arena, struct input *input,
                                  const void *closure);
void editions_find(struct inputs *inputs, input_language *language,
                   const void *closure);

// The language of one source, as far as is known before it is built.
struct str editions_language(struct arena *arena, struct input *input,
                             input_language *language, const void *closure);

#endif
