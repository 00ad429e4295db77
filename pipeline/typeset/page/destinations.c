// SPDX-License-Identifier: MIT
// Destinations found by their names.
#include "typeset/page/pages.h"

#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
    const struct destination *const *one = a, *const *two = b;
    int order = str_compare((*one)->name, (*two)->name);
    if (order)
        return order;
    return *one < *two ? -1 : *one > *two; // of two of a name, the first
}

struct destinations destinations_by_name(struct arena *arena,
                                         const struct pages *pages)
{
    struct destinations all = {.count = pages->destination_count};
    all.items = ARENA_ARRAY(arena, const struct destination *, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        all.items[i] = &pages->destinations[i];
    qsort(all.items, all.count, sizeof *all.items, by_name);
    return all;
}

const struct destination *destination_named(const struct destinations *all,
                                            struct str name)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(all->items[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < all->count && str_equal(all->items[low]->name, name);
    return found ? all->items[low] : NULL;
}
