// SPDX-License-Identifier: MIT
// Addresses without marks in Markdown: which are links, where they end.
#ifndef QALAM_BARE_ADDRESSES_H
#define QALAM_BARE_ADDRESSES_H

#include "base/str.h"

// Where the bare address at i ends, at most `limit`; i where none begins that
// is a link. *hidden: cmark does not see that it begins.
size_t bare_address_end(struct str text, size_t i, size_t limit, bool *hidden);

#endif
