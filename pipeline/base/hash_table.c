// SPDX-License-Identifier: MIT
// An open hash table in an arena.
#include "base/hash_table.h"

#include <xxhash.h>

uint64_t hash_table_key_more(uint64_t key, struct str bytes)
{
    uint64_t hash = XXH3_64bits_withSeed(bytes.bytes, bytes.count, key);
    return hash ? hash : 1;
}

uint64_t hash_table_key(struct str bytes)
{
    return hash_table_key_more(0, bytes);
}

static struct hash_table_entry *entry_of(const struct hash_table *table,
                                         uint64_t key)
{
    size_t at = key & (table->size - 1);
    while (table->entries[at].key != 0 && table->entries[at].key != key)
        at = (at + 1) & (table->size - 1);
    return &table->entries[at];
}

static void grow(struct hash_table *table, struct arena *arena)
{
    struct hash_table larger = {.size = table->size ? table->size * 2 : 64,
                                .count = table->count};
    larger.entries = ARENA_ARRAY(arena, struct hash_table_entry, larger.size);
    for (size_t i = 0; i < table->size; i++)
        if (table->entries[i].key != 0)
            *entry_of(&larger, table->entries[i].key) = table->entries[i];
    *table = larger;
}

size_t *hash_table_find(const struct hash_table *table, uint64_t key)
{
    struct hash_table_entry *entry = table->size ? entry_of(table, key) : NULL;
    return entry && entry->key != 0 ? &entry->value : NULL;
}

size_t *hash_table_put(struct hash_table *table, struct arena *arena,
                       uint64_t key, size_t value, bool *added)
{
    if (table->count * 2 >= table->size)
        grow(table, arena);
    struct hash_table_entry *entry = entry_of(table, key);
    bool new_entry = entry->key == 0;
    if (new_entry) {
        *entry = (struct hash_table_entry){key, value};
        table->count++;
    }
    if (added)
        *added = new_entry;
    return &entry->value;
}
