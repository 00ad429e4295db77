// SPDX-License-Identifier: MIT
// Words and notes counted into and out of every filter, in every build: a
// filter that loses one is at fault, and then nothing is written.
//
// A filter of the source is held to its edits, each by its rule: most may not
// take a letter away, and the few that may are in a table (conservation.c).
// Letters are counted without regard to form, so that ي for a presentation
// form, or a word whose hyphen goes, is no loss. A filter of the tree is held
// to the letters, references and notes of the brief; a note may go where
// another says the same.
#ifndef QALAM_CONSERVATION_H
#define QALAM_CONSERVATION_H

#include "model/brief.h"
#include "model/context.h"
#include "source/source.h"

struct conserved; // how often a brief has each letter, and its notes

typedef bool repair_function(struct source *source,
                             const struct context *context);
typedef bool change_function(struct brief *brief,
                             const struct context *context);

// Run a filter, which messages name, and count. False: the filter says so, or
// it lost something, which has been reported. *last: what the filter before
// this one left of the same brief, NULL for the first; in the brief's arena.
bool conservation_repair(const char *filter, repair_function *repair,
                         struct source *source, const struct context *context);
bool conservation_change(const char *filter, change_function *change,
                         struct brief *brief, const struct context *context,
                         struct conserved **last);

#endif
