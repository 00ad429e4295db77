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

// What normalise does first, for runs without it: the language of the source.
void settle_language(struct source *source, const struct context *context);
// The language that normalise would find, after what it repairs for that. For
// who wants nothing else of the source.
struct str normalise_language(struct source *source,
                              const struct context *context);
bool normalise(struct source *source, const struct context *context);
bool rejoin(struct source *source, const struct context *context);
bool collect_notes(struct source *source, const struct context *context);
bool front(struct source *source, const struct context *context);

// What collect-notes does in a text that is written out: `^[inline]` becomes
// `[^7]` with a definition behind the text. The reader says where they are.
extern const struct filter inline_notes;
bool take_out_inline_notes(struct source *source, const struct brief *brief,
                           const struct context *context);
// Numbers by first reference and nothing else.
bool order_notes(struct brief *brief, const struct context *context);

bool renumber_notes(struct brief *brief, const struct context *context);
bool relabel_notes(struct source *source, const struct brief *brief,
                   const struct context *context);
bool titles(struct brief *brief, const struct context *context);
bool typography(struct brief *brief, const struct context *context);
bool outline(struct brief *brief, const struct context *context);
bool check(struct brief *brief, const struct context *context);

#endif
