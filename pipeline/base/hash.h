// SPDX-License-Identifier: MIT
// Names for bytes: equal where the bytes are.
//
// XXH3 in 128 bits: fast enough to ask it of every input at each build, and
// two texts of an editor never share one. It is no defence against somebody who
// looks for two that do; a copy is compared with its name before it is used.
#ifndef QALAM_HASH_H
#define QALAM_HASH_H

#include "base/arena.h"

struct hash {
    uint64_t high, low;
};

struct hash hash_bytes(struct str bytes);
bool hash_equal(struct hash a, struct hash b);

// As 32 hexadecimal digits and a NUL, and back. False: it is none.
enum { HASH_DIGITS = 32 };
void hash_write(struct hash hash, char digits[HASH_DIGITS + 1]);
bool hash_read(struct str digits, struct hash *hash);

// Of values as they are read, one after the other, in 64 bits (FNV-1a): words
// whose letters are folded on the way. Start from HASH_START.
#define HASH_START 14695981039346656037u
static inline uint64_t hash_more(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 1099511628211u;
}

// Of a plain file's bytes, read a piece at a time. False: errno says why.
bool hash_file(const char *path, struct hash *hash);

#endif
