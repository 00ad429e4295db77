// SPDX-License-Identifier: MIT
// The cover, page 1.
#ifndef QALAM_COVER_H
#define QALAM_COVER_H

#include "typeset/page/layout.h"

// What the text begins with.
struct cover_waiting {
    bool abstract;           // for which the cover has no room
    const struct node *text; // the first block that is not on the cover
};
// Lays out page 1.
struct cover_waiting cover_place(struct layout *layout);
// Else nobody is to be credited for one.
bool cover_shows_picture(const struct layout *layout);
// The abstract that waits, in a box under its label.
void cover_add_abstract(struct layout *layout, struct vlist *vlist);

#endif
