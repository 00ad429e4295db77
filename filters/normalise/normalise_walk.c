// SPDX-License-Identifier: MIT
// Where in the text a pass is.
#include "normalise/normalise_parts.h"

const struct stretch *stretch_at(const struct normalising *now, size_t offset)
{
    size_t low = 0, high = now->stretches.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (now->stretches.items[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return high > 0 ? &now->stretches.items[low] : NULL;
}
