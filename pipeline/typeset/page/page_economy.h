// SPDX-License-Identifier: MIT
// Page breaks once more, where paragraphs that are a line shorter or longer
// spare a page, a line alone, or a column that is short.
#ifndef QALAM_PAGE_ECONOMY_H
#define QALAM_PAGE_ECONOMY_H

#include "typeset/page/page_breaks.h"

// As page_breaks. The paragraphs about a place that is wrong are asked for
// another number of lines; where that costs less, that is the answer.
struct page_path page_economy(struct filling *filling,
                              const struct page_request *request);

#endif
