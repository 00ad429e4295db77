// SPDX-License-Identifier: MIT
// What an ibid. or a short form in a note points to.
//
// “Ibid.” means the note before it; “Rubin, 2020.” and “Rubin, op. cit.” the
// note that gives that work in full. The words are never changed: the note
// only learns which other note it means.
#ifndef QALAM_CITATIONS_H
#define QALAM_CITATIONS_H

#include "model/brief.h"
#include "model/context.h"
#include "text/citation_words.h"

// Sets note->cites of every numbered note; notes stand in order of number.
// Where all labels are numbers, they say in which order the author wrote the
// notes: an ibid. that follows another note now than it did then keeps the
// note that it meant.
void citations_resolve(struct brief *brief);
// Reports each ibid. that does not mean the note before it as notes stand now,
// or that has none before it in its section.
void citations_report(struct brief *brief, const struct context *context);
// Makes the first words of each note that cites another (Ibid.; Rubin 2020) a
// link to that note. The words stay.
void citations_link(struct brief *brief);

// The first text of a note; NULL where an author's link holds it. *link is
// ours of an earlier run, or NULL.
struct node *citation_first_text(const struct note *note, struct node **link);

#endif
