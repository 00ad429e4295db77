// SPDX-License-Identifier: MIT
// Recommendations: a page of their own, or a box.
#ifndef QALAM_RECOMMENDATIONS_H
#define QALAM_RECOMMENDATIONS_H

#include "typeset/page/pager.h"

// heading: may be NULL (a box without one). node up to end (NULL: all of its
// siblings) is what stands under it. text: what comes before it and is not
// placed; now it is, or it has the box at its end. ends_text: nothing follows.
void recommendations_place(struct pager *pager, struct vlist *text,
                           const struct node *heading, const struct node *node,
                           const struct node *end, bool ends_text);

#endif
