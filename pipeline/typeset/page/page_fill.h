// SPDX-License-Identifier: MIT
// How full finished pages are.
#ifndef QALAM_PAGE_FILL_H
#define QALAM_PAGE_FILL_H

#include "typeset/page/layout.h"

// In twelfths of the frame's height: those in which anything stands.
#define PAGE_FILL_WHOLE 12
int page_fill(const struct layout *layout, size_t page);
// A message for each page behind the text's first that is less than a quarter
// full and holds anything.
void page_fill_report(const struct layout *layout);

#endif
