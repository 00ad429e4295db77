// SPDX-License-Identifier: MIT
// How a brief is cited where its author does not say: one sentence for all
// outputs.
#ifndef QALAM_CITATION_H
#define QALAM_CITATION_H

#include "model/brief.h"

// Authors, title, series, number (place: publisher, year). DOI
// A NODE_PHRASE in arena; without the notes that its parts call.
struct node *citation_new(struct arena *arena, const struct brief *brief);

// 2021, ۱۴۰۰ / ۲۰۲۱ in the edition's digits; empty where no date is given.
struct str citation_year(struct arena *arena, const struct brief *brief);

#endif
