// SPDX-License-Identifier: MIT
// What ends a brief: authors, citation, imprint.
#ifndef QALAM_LAST_PAGE_H
#define QALAM_LAST_PAGE_H

#include "typeset/page/pager.h"

// Under the text where its last page has room for all of it, else on pages of
// its own. Nothing where the metadata give nothing for it. The pager is closed.
void last_page_place(struct pager *pager);

#endif
