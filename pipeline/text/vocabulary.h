// SPDX-License-Identifier: MIT
// The words of a text, to ask whether two halves are one word of it.
#ifndef QALAM_VOCABULARY_H
#define QALAM_VOCABULARY_H

#include "base/hash_table.h"

struct vocabulary {
    struct hash_table counts; // how often each comes; empty until it is made
};

// One pass over the text. Case does not count.
struct vocabulary vocabulary_of(struct arena *arena, struct str text);
bool vocabulary_has(const struct vocabulary *vocabulary, struct str first,
                    struct str rest);

size_t vocabulary_count(const struct vocabulary *vocabulary, struct str word);

#endif
