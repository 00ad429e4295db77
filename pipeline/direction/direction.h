// SPDX-License-Identifier: MIT
// Isolates what runs in the other direction in a paragraph, so that every line
// of it is read as it was written.
//
// Plain text is ordered by UAX #9, which knows letters and not what belongs
// together: in Dari, «Resolution 1325 را» would have its number before its
// word. The rules are in this room's README. A node that already
// has a language or direction is the author's, and stays as it is.
#ifndef QALAM_DIRECTION_H
#define QALAM_DIRECTION_H

#include "model/brief.h"

// A node that isolates one run; words where it has any, which have a language.
struct direction_isolate {
    struct node *node;
    bool words;
};
struct direction_isolates {
    struct direction_isolate *items;
    size_t count;
};

// In a block that holds inlines, or an inline with a direction of its own.
// base is its direction, lang its language. Running it twice changes nothing.
struct direction_isolates direction_isolate(struct arena *arena,
                                            struct node *root,
                                            enum direction base,
                                            struct str lang);

// Phrases of several words in another script than the one at home, where both
// run from left to right: English in a Russian text. The same rules say where
// one begins and ends; its node gets no direction.
struct direction_isolates direction_phrases(struct arena *arena,
                                            struct node *root, enum script home,
                                            struct str lang);

// That of the first strong letter under a node, as a <bdi> has it; else left
// to right.
enum direction direction_by_letters(const struct node *root);

#endif
