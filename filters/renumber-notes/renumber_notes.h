// SPDX-License-Identifier: MIT
// The filter renumber-notes: notes numbered by first reference.
#ifndef QALAM_RENUMBER_NOTES_FILTER_H
#define QALAM_RENUMBER_NOTES_FILTER_H

#include "model/brief.h"
#include "model/context.h"
#include "source/source.h"

bool renumber_notes(struct brief *brief, const struct context *context);
// The source as renumber_notes has its notes.
bool relabel_notes(struct source *source, const struct brief *brief,
                   const struct context *context);

// Numbers by first reference and nothing else.
bool renumber_in_order(struct brief *brief, const struct context *context);
// What collect-notes does in a text that is written out: `^[inline]` becomes
// `[^7]` with a definition behind the text. The reader says where they are.
bool relabel_inline_notes(struct source *source, const struct brief *brief,
                          const struct context *context);

#endif
