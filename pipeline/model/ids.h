// SPDX-License-Identifier: MIT
// Ids that are unique in a brief and stay when other text changes.
#ifndef QALAM_IDS_H
#define QALAM_IDS_H

#include "base/hash_table.h"

// A set of ids; start from {arena}. Lives in the arena.
struct ids {
    struct arena *arena;
    struct hash_table next; // the number to try next when an id is wanted again
};

// wanted where nobody has it, else wanted-2, wanted-3, … Takes it. Constant
// time, also where one word is wanted ten thousand times.
struct str ids_take(struct ids *ids, struct str wanted);
bool ids_have(const struct ids *ids, struct str id);

// The letters and digits of a text in any script, in lower case, its words
// linked by hyphens: قانون U+200C ها of a heading is قانونها. At most
// ID_LENGTH bytes, cut at a word where there is one. Empty where there are no
// letters.
#define ID_LENGTH 80
struct str id_of_words(struct arena *arena, struct str text);

// An author's own name for a place, made fit for XML: fig:map is fig-map.
struct str id_of_name(struct arena *arena, struct str name);

// XML names do not begin with a digit (XML 1.0 2.3): 2021 is s-2021.
struct str id_safe(struct arena *arena, struct str id);

// Eight hexadecimal digits of a hash of the text, after a letter.
struct str id_of_hash(struct arena *arena, struct str text);

#endif
