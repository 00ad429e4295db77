// SPDX-License-Identifier: MIT
// What the page and the box of recommendations share.
#ifndef QALAM_RECOMMENDATIONS_PARTS_H
#define QALAM_RECOMMENDATIONS_PARTS_H

#include "typeset/page/pager.h"

struct recommendations {
    struct layout *layout;
    const struct node *heading, *first, *end; // heading: or NULL
    bool ends_text;                           // nothing follows them
    scaled measure;                           // of a column
};

// A vbox an item; one that is longer than half a page is a vbox a line.
struct vlist recommendations_items(const struct recommendations *set);
struct lines recommendations_title(const struct recommendations *set,
                                   const struct style *style, scaled measure);

// Whether they want a page, behind this text, which is not placed yet.
bool recommendations_fill_page(const struct pager *pager,
                               const struct vlist *text,
                               struct recommendations *set);
// Behind this text, which is placed, or to be placed with the box.
void recommendations_box_place(struct pager *pager, struct vlist *text,
                               struct recommendations *set);

#endif
