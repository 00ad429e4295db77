// SPDX-License-Identifier: MIT
// Blocks of doubling size, handed out from the front.
#include "base/arena.h"

#include "base/fail.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };
enum { FIRST_ARRAY = 128 };
// What is as large has a block of its own, which the system gives in zeros: a
// page of it that nobody touches costs nothing.
enum { LARGE = 128 * 1024 };

struct block {
    struct block *previous;
    size_t size, used;
    bool zeroed;
    alignas(max_align_t) char bytes[];
};

struct deferred {
    struct deferred *previous;
    void (*free_function)(void *);
    void *handle;
};

struct arena {
    size_t first; // size of the first block
    struct block *block;
    struct deferred *deferred;
};

static void *must_have(void *memory)
{
    if (!memory)
        fail_system("out of memory");
    return memory;
}

static struct block *block_new(const struct arena *arena, size_t least)
{
    struct block *previous = arena->block;
    size_t size = previous ? previous->size * 2 : arena->first;
    bool large = least >= LARGE;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < least)
        size = least;
    size_t bytes = sizeof(struct block) + size;
    struct block *block = must_have(large ? calloc(1, bytes) : malloc(bytes));
    *block =
        (struct block){.previous = previous, .size = size, .zeroed = large};
    return block;
}

struct arena *arena_new_of(size_t bytes)
{
    struct arena *arena = must_have(calloc(1, sizeof(struct arena)));
    arena->first = bytes;
    return arena;
}

struct arena *arena_new(void)
{
    return arena_new_of(FIRST_BLOCK);
}

static void run_deferred(struct arena *arena)
{
    for (struct deferred *d = arena->deferred; d; d = d->previous)
        d->free_function(d->handle);
    arena->deferred = NULL;
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *previous = block->previous;
        free(block);
        block = previous;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    run_deferred(arena);
    free_blocks(arena->block);
    free(arena);
}

// Keeps the last block, unless one large thing has made it. Under a sanitizer
// all go, so that it sees who still looks at them.
void arena_reset(struct arena *arena)
{
    run_deferred(arena);
    struct block *kept = arena->block;
    if (!kept)
        return;
    free_blocks(kept->previous);
    kept->previous = NULL;
#ifdef __SANITIZE_ADDRESS__
    bool keep = false;
#else
    bool keep = kept->size <= LARGEST_BLOCK;
#endif
    if (keep) {
        kept->zeroed = false;
        kept->used = 0;
    } else {
        free(kept);
        arena->block = NULL;
    }
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t step = alignof(max_align_t);
    if (size > SIZE_MAX / 4)
        fail_system("out of memory");
    size = (size + step - 1) / step * step;
    if (!arena->block || arena->block->size - arena->block->used < size)
        arena->block = block_new(arena, size);
    void *memory = arena->block->bytes + arena->block->used;
    arena->block->used += size;
    return arena->block->zeroed ? memory : memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t size, size_t count)
{
    if (size != 0 && count > SIZE_MAX / 4 / size)
        fail_system("out of memory");
    return arena_alloc(arena, size * count);
}

char *arena_c_string(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.count + 1);
    if (s.count)
        memcpy(copy, s.bytes, s.count);
    return copy;
}

struct str arena_str(struct arena *arena, struct str s)
{
    return (struct str){arena_c_string(arena, s), s.count};
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (count < 0)
        BUG("a format that printf refuses");
    char *bytes = arena_alloc(arena, (size_t)count + 1);
    va_start(arguments, format);
    vsnprintf(bytes, (size_t)count + 1, format, arguments);
    va_end(arguments);
    return (struct str){bytes, (size_t)count};
}

void arena_defer(struct arena *arena, void (*free_function)(void *),
                 void *handle)
{
    struct deferred *deferred = ARENA_NEW(arena, struct deferred);
    *deferred = (struct deferred){arena->deferred, free_function, handle};
    arena->deferred = deferred;
}

void *arena_grow(struct arena *arena, const void *items, size_t size,
                 size_t count, size_t *capacity)
{
    // Most arrays stay short: the first block is of about two cache lines.
    size_t first = size < FIRST_ARRAY / 8 ? 8 : FIRST_ARRAY / size;
    *capacity = *capacity ? *capacity * 2 : first + (first == 0);
    void *larger = arena_array(arena, size, *capacity);
    if (count)
        memcpy(larger, items, size * count);
    return larger;
}
