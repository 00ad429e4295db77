// SPDX-License-Identifier: MIT
// Whom a recommendation speaks to: the phrase that an item opens with.
#ifndef QALAM_ADDRESSEE_H
#define QALAM_ADDRESSEE_H

#include "typeset/page/layout.h"

// Whether every item from first up to end (NULL: all) opens with whom it
// speaks to, as far as words can tell: “Users’ councils should …”. English
// only; elsewhere, and where one item does otherwise, false.
bool addressees_lead(const struct layout *layout, const struct node *first,
                     const struct node *end);
// The item's first paragraph with its addressee strong; or as it is.
const struct node *addressee_marked(struct layout *layout,
                                    const struct node *paragraph);

#endif
