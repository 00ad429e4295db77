// SPDX-License-Identifier: MIT
// Definitions whose label another of the same chapter has: they are void, and
// reported, and a text with numbers for labels does without them. Those of
// another chapter stay, with a label of their own.
#ifndef QALAM_REPEATED_LABELS_H
#define QALAM_REPEATED_LABELS_H

#include "model/brief.h"

struct repeated_labels {
    bool *blocks;    // of the text: is it such a definition?
    size_t *offsets; // where they begin
    size_t count;
};

struct repeated_labels repeated_labels_find(struct arena *arena,
                                            const struct brief *brief,
                                            struct str text);
bool repeated_labels_have(const struct repeated_labels *labels,
                          const struct note *note);

#endif
