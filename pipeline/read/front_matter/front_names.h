// SPDX-License-Identifier: MIT
// What front_people.c asks of an author's map or text.
#ifndef QALAM_FRONT_NAMES_H
#define QALAM_FRONT_NAMES_H

#include "read/front_matter/front_values.h"

// A text at the place of another value. In the arena.
struct yaml *front_made_text(struct reader *reader, const struct yaml *at,
                             struct str text);
// The name in an author's map: a text, or a map from language to text; NULL:
// it has none. *further: the entry whose key is the name, or NULL.
const struct yaml *front_name_of(struct reader *reader, const struct yaml *map,
                                 const struct yaml **further);
// One text of what pandoc and Quarto write as lists and maps; tree has the list
// that they may point to, or is NULL. The value itself where it has another
// form.
const struct yaml *front_affiliation_of(struct reader *reader,
                                        const struct yaml *tree,
                                        const struct yaml *value);
// The names in one text, as a list: "A, B and C", "A; B". What was divided, or
// could be, is told.
const struct yaml *front_names_in(struct reader *reader,
                                  const struct yaml *value);

#endif
