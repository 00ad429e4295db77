// SPDX-License-Identifier: MIT
// Numbers kept under keys: an open hash table in an arena.
#ifndef QALAM_TABLE_H
#define QALAM_TABLE_H

#include "base/arena.h"
#include "base/str.h"

struct table_entry {
    uint64_t key; // 0: none
    size_t value;
};
// Zeroed is empty. At most half full, so that a row of tries stays short.
struct hash_table {
    struct table_entry *entries;
    size_t size, count; // size is a power of two, or 0
};

// Of any bytes; never 0. `more` joins a further text to a key.
uint64_t table_key(struct str bytes);
uint64_t table_key_more(uint64_t key, struct str bytes);

// The value kept under key, or NULL. Valid until the next table_put.
size_t *table_find(const struct hash_table *table, uint64_t key);
// The value kept under key; `value` is put there where there was none, and
// *added (may be NULL) says so.
size_t *table_put(struct hash_table *table, struct arena *arena, uint64_t key,
                  size_t value, bool *added);

#endif
