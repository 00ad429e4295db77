// SPDX-License-Identifier: MIT
// CMaps: what codes lead to (ISO 32000-1 9.7.5, 9.10.3).
#ifndef QALAM_PREFLIGHT_CMAP_H
#define QALAM_PREFLIGHT_CMAP_H

#include "preflight/findings.h"

struct cmap_range {
    uint32_t from, to, cid;
    const struct cos *text; // of ToUnicode: a string, or an array of them
};
struct cmap {
    struct cmap_range *ranges;
    size_t count, capacity;
    size_t bytes; // of a code
    double mode;  // WMode
    struct str uses;
    uint32_t largest; // CID
};

void cmap_read(struct check *check, const struct cos *stream,
               struct cmap *cmap);
const struct cmap_range *cmap_find(const struct cmap *cmap, uint32_t code);

#endif
