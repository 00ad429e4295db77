// SPDX-License-Identifier: MIT
// Where in the text a pass is.
#include "normalise/normalise_parts.h"

#include "base/search.h"

static bool begins_by(const void *item, const void *offset)
{
    const struct lang_span *span = item;
    return span->offset <= *(const size_t *)offset;
}

const struct lang_span *span_at(const struct normalising *now, size_t offset)
{
    size_t at = search_last(now->spans.items, now->spans.count,
                            sizeof *now->spans.items, begins_by, &offset);
    return now->spans.count > 0 ? &now->spans.items[at] : NULL;
}
