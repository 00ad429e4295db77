// SPDX-License-Identifier: MIT
// Where in the text a pass is.
#include "normalise/normalise_parts.h"

#include "base/search.h"

static bool begins_by(const void *item, const void *offset)
{
    const struct stretch *stretch = item;
    return stretch->offset <= *(const size_t *)offset;
}

const struct stretch *stretch_at(const struct normalising *now, size_t offset)
{
    size_t at = search_last(now->stretches.items, now->stretches.count,
                            sizeof *now->stretches.items, begins_by, &offset);
    return now->stretches.count > 0 ? &now->stretches.items[at] : NULL;
}
