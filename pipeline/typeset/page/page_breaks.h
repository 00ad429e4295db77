// SPDX-License-Identifier: MIT
// Where all columns and pages of a region end: the ends that cost least
// together.
//
// A region is what stands between two things as wide as the page. Its columns
// are chosen as the lines of a paragraph are (Plass 1981): from each place
// where a column may begin to the places where it may end, LIMIT_STEPS of the
// cheapest paths kept a column, whatever the region's length. So time is linear
// in the text, and a column is left a line short where that spares a later
// one a widow.
#ifndef QALAM_PAGE_BREAKS_H
#define QALAM_PAGE_BREAKS_H

#include "typeset/page/columns.h"

// One column of the path. Of a page's first column: floats
// [before.to.floats, end.from.floats) stand at the page's top, wide.
struct step {
    const struct step *before; // NULL: none
    size_t column;
    bool first_page; // that was open before the region
    scaled top;      // of its columns
    size_t wides;    // floats before this stand at the page's top, or before it
    struct column_end end;
    int64_t cost; // of all columns up to here
};

// What is to stand under the region on its last page: less, and more of it.
#define LIMIT_FOLLOWING 2

struct page_request {
    scaled top;                        // of the page that is open
    scaled areas[LIMIT_COLUMNS];       // notes that stand there
    bool balanced;                     // columns alike on the last page
    bool notes_too;                    // not done before all notes are set
    scaled following[LIMIT_FOLLOWING]; // heights, or 0
};
// The path's columns, first to last, in the filling's arena.
struct page_path {
    const struct step **steps;
    size_t count;
    int64_t cost;
    bool sparse;  // the last page holds little
    scaled lacks; // room for what is to follow, the least of it; or 0
};
struct page_path page_breaks(const struct filling *filling,
                             const struct page_request *request);

#endif
