// SPDX-License-Identifier: MIT
// Bytes that grow at the end, on the heap: for text that is being made.
//
// Invariants: bytes is NULL or has capacity bytes; count <= capacity; where
// bytes is not NULL, bytes[count] is NUL and not counted.
// Life: start from {0} (or buffer_init), end with buffer_release.
#ifndef QALAM_BUFFER_H
#define QALAM_BUFFER_H

#include "base/arena.h"
#include "base/str.h"

struct buffer {
    char *bytes;
    size_t count, capacity;
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer); // leaves it empty and usable
void buffer_clear(struct buffer *buffer);   // keeps the memory

// Room for so many more bytes, and no more than that: where the size is known.
void buffer_reserve(struct buffer *buffer, size_t more);
void buffer_add(struct buffer *buffer, struct str s);
void buffer_add_c(struct buffer *buffer, const char *c_string);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_utf8(struct buffer *buffer, uint32_t character);
// A JSON string (RFC 8259 7): bytes that are not UTF-8 become U+FFFD.
void buffer_add_json(struct buffer *buffer, struct str s);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// What is in it now; borrowed until the next change.
struct str buffer_str(const struct buffer *buffer);
// What was in it, now in the arena; the buffer is released.
struct str buffer_to_arena(struct buffer *buffer, struct arena *arena);

#endif
