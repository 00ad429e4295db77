// SPDX-License-Identifier: MIT
// The texts of a brief as an editor reads them, block by block.
#ifndef QALAM_BRIEF_TEXT_H
#define QALAM_BRIEF_TEXT_H

#include "model/brief.h"
#include "text/text_view.h"

// All of a brief, in its arena. Linear; the trees are borrowed.
struct text_views brief_texts(const struct brief *brief);

// Where a range of the text stands in the file. Linear in its node, so for
// what is reported only.
struct place brief_text_place(const struct text_view *view,
                              const struct diag *diag, size_t start,
                              size_t end);

#endif
