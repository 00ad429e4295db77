// SPDX-License-Identifier: MIT
// The filters in their order: repair filters on the source, tree filters on
// the brief. A filter reports through the context and answers false only where
// the brief cannot go on. Running one twice changes nothing.
#ifndef QALAM_FILTERS_H
#define QALAM_FILTERS_H

#include "model/brief.h"
#include "model/context.h"
#include "source/source.h"

struct filter {
    const char *name;  // stable: goldens, --dump-after and messages use it
    const char *about; // one sentence, printed by `qalam filters`
    // Exactly one of the two is set.
    bool (*repair)(struct source *source, const struct context *context);
    bool (*change)(struct brief *brief, const struct context *context);
    // For a filter of the tree that has something to say in the source, or
    // NULL: writes what it made of the brief, whose places are those of the
    // source's present text. False: it cannot be written, and nothing was.
    bool (*write)(struct source *source, const struct brief *brief,
                  const struct context *context);
};
extern const struct filter filters[];
extern const size_t filter_count;

// What collect-notes does in a text that is written out, see
// relabel_inline_notes.
extern const struct filter inline_notes;

#endif
