// SPDX-License-Identifier: MIT
// Destinations found by their names.
#include "typeset/page/pages.h"

#include "base/search.h"

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

static bool named_before(const void *item, const void *name)
{
    const struct destination *const *destination = item;
    return str_compare((*destination)->name, *(const struct str *)name) < 0;
}

const struct destination *destination_named(const struct destinations *all,
                                            struct str name)
{
    size_t at = search_first(all->items, all->count, sizeof *all->items,
                             named_before, &name);
    bool found = at < all->count && str_equal(all->items[at]->name, name);
    return found ? all->items[at] : NULL;
}
