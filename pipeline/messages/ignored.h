// SPDX-License-Identifier: MIT
// Messages that are switched off by name: by --ignore, by `checks` in front
// matter.
#ifndef QALAM_IGNORED_H
#define QALAM_IGNORED_H

#include "messages/diag.h"

struct ignored {
    bool off[MESSAGE_COUNT];
};

enum ignoring {
    IGNORING_DONE,
    IGNORING_UNKNOWN, // no message has that name
    IGNORING_ERROR,   // an error cannot be switched off
};
// Adds a message by its name, with hyphens or underscores.
enum ignoring ignored_add(struct ignored *ignored, struct str name);
void ignored_apply(const struct ignored *ignored, struct diag *diag);

// The name that a mistyped one was meant to be, in arena; empty where none is
// near.
struct str ignored_meant(struct arena *arena, struct str name);

#endif
