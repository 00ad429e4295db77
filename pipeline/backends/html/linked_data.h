// SPDX-License-Identifier: MIT
// What a page says of itself to search engines, as JSON-LD.
#ifndef QALAM_LINKED_DATA_H
#define QALAM_LINKED_DATA_H

#include "base/buffer.h"
#include "backends/html/html.h"

// A schema.org Report, on one line, safe inside a script element: no “<”
// stands in it.
void linked_data(struct buffer *out, struct arena *scratch,
                 const struct brief *brief, struct page_links links);

#endif
