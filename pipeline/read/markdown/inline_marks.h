// SPDX-License-Identifier: MIT
// Pairs of marks within a line that GFM does not know: H~2~O, 10^6^, ==marked==
// and ++inserted++.
#ifndef QALAM_INLINE_MARKS_H
#define QALAM_INLINE_MARKS_H

#include "model/brief.h"

struct inline_mark {
    enum kind kind;
    size_t width; // bytes of the mark
    size_t close; // where the second one begins
};

// What was looked for in a block in vain, so that many marks that nothing
// closes cost no more than one. To be cleared where another block begins.
struct inline_marks {
    bool no_mark, no_insertion;
};

// The pair that the mark at `at` opens in the text of a block, which begins at
// `from` and ends at `to`; false where it opens none.
bool inline_mark_at(struct inline_marks *marks, struct str text, size_t from,
                    size_t at, size_t to, struct inline_mark *found);

// ~gone~: one tilde on either side of words, as if it struck them out. The
// offset behind the second, or 0.
size_t inline_mark_tildes(struct str text, size_t from, size_t at, size_t to);

#endif
