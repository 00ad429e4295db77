// SPDX-License-Identifier: MIT
// Which inputs are built together.
#include "build/store/shard.h"

#include <stdlib.h>
#include <sys/stat.h>

struct share {
    struct hash order;
    uint64_t weight; // bytes, and what any brief costs beside them
    size_t index;
};

// The cover, the last page, the files of a book: as much as so many bytes of
// text.
enum { BRIEF_ALONE_BYTES = 8 * 1024 };

static int in_order(const void *left, const void *right)
{
    const struct share *a = left, *b = right;
    if (a->order.high != b->order.high)
        return a->order.high < b->order.high ? -1 : 1;
    if (a->order.low != b->order.low)
        return a->order.low < b->order.low ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int by_index(const void *left, const void *right)
{
    const struct share *a = left, *b = right;
    return a->index < b->index ? -1 : a->index > b->index;
}

static struct share share_of(const struct input *input, size_t index)
{
    struct stat facts;
    const char *path = input->below ? input->below : input->path;
    uint64_t bytes =
        stat(input->path, &facts) == 0 ? (uint64_t)facts.st_size : 0;
    return (struct share){hash_bytes(str_of(path)), bytes + BRIEF_ALONE_BYTES,
                          index};
}

struct inputs shard_part(const struct inputs *inputs, size_t index,
                         size_t count)
{
    struct inputs part = *inputs;
    struct share *shares =
        ARENA_ARRAY(inputs->arena, struct share, inputs->count);
    uint64_t total = 0, before = 0;
    size_t held = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        shares[i] = share_of(inputs->items[i], i);
        total += shares[i].weight;
    }
    if (inputs->count > 0)
        qsort(shares, inputs->count, sizeof *shares, in_order);
    // A source belongs to the shard in which its middle falls.
    for (size_t i = 0; i < inputs->count; i++) {
        uint64_t middle = before + shares[i].weight / 2;
        before += shares[i].weight;
        if (middle * count / total + 1 == index)
            shares[held++] = shares[i];
    }
    part.items = ARENA_ARRAY(inputs->arena, struct input *, held + 1);
    part.count = held;
    if (held > 0)
        qsort(shares, held, sizeof *shares, by_index);
    for (size_t i = 0; i < held; i++)
        part.items[i] = inputs->items[shares[i].index];
    return part;
}
