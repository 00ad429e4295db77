// SPDX-License-Identifier: MIT
// Numbers kept under keys: an open hash table in an arena.
//
// A key stands for what it was made of: two texts of one key, one pair in 2^64,
// are taken for one. Where that must not be, keep the texts and compare them.
#ifndef QALAM_HASH_TABLE_H
#define QALAM_HASH_TABLE_H

#include "base/arena.h"
#include "base/str.h"

struct hash_table_entry {
    uint64_t key; // 0: none
    size_t value;
};
// Zeroed is empty. At most half full, so that a row of tries stays short.
struct hash_table {
    struct hash_table_entry *entries;
    size_t size, count; // size is a power of two, or 0
};

// Of any bytes; never 0. `more` joins a further text to a key.
uint64_t hash_table_key(struct str bytes);
uint64_t hash_table_key_more(uint64_t key, struct str bytes);

// The value kept under key, or NULL. Valid until the next hash_table_put.
size_t *hash_table_find(const struct hash_table *table, uint64_t key);
// The value kept under key; `value` is put there where there was none, and
// *added (may be NULL) says so.
size_t *hash_table_put(struct hash_table *table, struct arena *arena,
                       uint64_t key, size_t value, bool *added);

#endif
