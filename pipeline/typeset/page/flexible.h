// SPDX-License-Identifier: MIT
// Paragraphs that may be set a line shorter or longer, for a column's sake.
//
// What a column holds stays what it is: only paragraphs that stand in it from
// their first line to their last change. So a column's choice has no effect on
// any other's.
#ifndef QALAM_FLEXIBLE_H
#define QALAM_FLEXIBLE_H

#include "typeset/page/columns.h"

// Lines that one column may win or lose so.
#define LIMIT_FLEXIBLE_LINES 3

struct flexible {
    struct paragraph *paragraph;
    struct paragraph_style shape;
    const struct style *style;
    scaled measure, left;
    size_t lines; // as it is set
    bool asked, shorter, longer;
};

// The vboxes from `from` on are this paragraph's lines: its text as it stands
// in columns, of plain lines. Others may not change.
void flexible_note(struct layout *layout, struct vlist *vlist, size_t from,
                   const struct flexible *flexible);
// Asks the paragraphs that begin in [from, end) what they can do.
void flexible_ask(const struct vlist *vlist, size_t from, size_t end);
// Counts for the filling what the paragraphs that were asked can do.
void flexible_count(struct filling *filling);
// How many whole paragraphs of the column [from, end) can lose a line, or have
// one more; LIMIT_FLEXIBLE_LINES at most.
int flexible_shorter(const struct filling *filling, size_t from, size_t end);
int flexible_longer(const struct filling *filling, size_t from, size_t end);
// The column's vboxes with so many lines more, or fewer.
struct vlist flexible_column(struct layout *layout, const struct vlist *vlist,
                             size_t from, size_t end, int more_lines);

#endif
