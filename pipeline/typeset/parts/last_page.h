// SPDX-License-Identifier: MIT
// What ends a brief: authors, citation, imprint.
#ifndef QALAM_LAST_PAGE_H
#define QALAM_LAST_PAGE_H

#include "typeset/page/pager.h"

// Under the text where its last page has room for all of it, else on pages of
// its own. Nothing where the metadata give nothing for it. The pager is closed.
void last_page_place(struct pager *pager);
// What it needs under text, space and the imprint's part of the frame too; 0
// where there is nothing.
scaled last_page_height(struct layout *layout);

#endif
