// SPDX-License-Identifier: MIT
// Finding a place among sorted items by halving: where bsearch finds a match,
// these find the first item past a key, or the last that begins at or before
// it, whatever the items and the key are.
//
// A test says of one item whether it stands before what is sought. Among the
// items those that pass stand before all others. The functions are inline, so
// that the compiler puts the test into the loop.
#ifndef QALAM_SEARCH_H
#define QALAM_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

typedef bool search_test(const void *item, const void *key);

// The index of the first item that does not pass; count where all do.
static inline size_t search_first(const void *items, size_t count, size_t size,
                                  search_test *before, const void *key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before((const char *)items + middle * size, key))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The index of the last item that passes; 0 where none does, or none is there.
static inline size_t search_last(const void *items, size_t count, size_t size,
                                 search_test *begins_by, const void *key)
{
    size_t found = search_first(items, count, size, begins_by, key);
    return found > 0 ? found - 1 : 0;
}

#endif
