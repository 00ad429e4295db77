// SPDX-License-Identifier: MIT
// The last page: authors, citation, imprint.
#ifndef QALAM_LAST_PAGE_H
#define QALAM_LAST_PAGE_H

#include "typeset/page/layout.h"

// Nothing where the metadata give nothing for it.
void last_page_place(struct layout *layout);

#endif
