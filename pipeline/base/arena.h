// SPDX-License-Identifier: MIT
// Memory that is freed all at once.
//
// A brief and everything that is reachable from it live in one arena; nothing
// in it is freed alone. Allocation never answers NULL (see fail_system).
// An arena belongs to one thread at a time.
#ifndef QALAM_ARENA_H
#define QALAM_ARENA_H

#include "base/str.h"

struct arena;

struct arena *arena_new(void);
// One that is to hold about so many bytes: for what is kept long, and often.
struct arena *arena_new_of(size_t bytes);
void arena_free(struct arena *arena); // runs what was deferred, last first
// The same, and the arena may be filled again: for scratch that is wanted time
// and again.
void arena_reset(struct arena *arena);

// Zeroed memory, aligned for any type; valid until arena_free.
void *arena_alloc(struct arena *arena, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                        \
    ((type *)arena_array(arena, sizeof(type), count))
void *arena_array(struct arena *arena, size_t size, size_t count);

// A copy; one NUL follows its bytes, for the libraries that want one.
struct str arena_str(struct arena *arena, struct str s);
char *arena_c_string(struct arena *arena, struct str s);
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Has free_function(handle) called by arena_free: for handles of libraries.
void arena_defer(struct arena *arena, void (*free_function)(void *),
                 void *handle);

// A growing array in an arena: doubles when full; the old block stays in the
// arena, so the waste is at most the size of the array.
//     struct note **items; size_t count, capacity;
//     ARENA_PUSH(arena, items, count, capacity) = note;
#define ARENA_PUSH(arena, items, count, capacity)                              \
    (*(((count) == (capacity)                                                  \
            ? (void)((items) = arena_grow(arena, (items), sizeof *(items),     \
                                          (count), &(capacity)))               \
            : (void)0),                                                        \
       &(items)[(count)++]))
void *arena_grow(struct arena *arena, const void *items, size_t size,
                 size_t count, size_t *capacity);

#endif
