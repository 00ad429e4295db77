// SPDX-License-Identifier: MIT
// Series, title, authors and imprint into front matter, from their shape.
#include "filters.h"

bool front(struct source *source, const struct context *context)
{
    (void)source;
    (void)context;
    return true;
}
