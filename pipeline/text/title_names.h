// SPDX-License-Identifier: MIT
// Names of several words that a brief has, for lines of titles not to part.
//
// A name is kept as the pairs of words that stand side by side in it.
#ifndef QALAM_TITLE_NAMES_H
#define QALAM_TITLE_NAMES_H

#include "base/hash_table.h"

struct title_names {
    struct hash_table pairs;
};

// All words of a text that is a name: an author's, a partner's.
void title_names_add(struct title_names *names, struct arena *arena,
                     struct str name);
// Of running text: words in capitals side by side, within a sentence.
void title_names_add_running(struct title_names *names, struct arena *arena,
                             struct str text);
bool title_names_pair(const struct title_names *names, struct str first,
                      struct str second);

#endif
