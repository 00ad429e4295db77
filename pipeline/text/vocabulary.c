// SPDX-License-Identifier: MIT
// The words of a text as a set of hashes.
#include "text/vocabulary.h"

#include "base/characters.h"
#include "base/hash.h"

#include <unicode/uchar.h>

static uint64_t hash_word(uint64_t hash, struct str text)
{
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        hash = hash_more(hash, char_lower(c));
    }
    return hash ? hash : 1; // 0 is no key
}

struct vocabulary vocabulary_of(struct arena *arena, struct str text)
{
    struct vocabulary words = {0};
    size_t word = 0;
    for (size_t offset = 0; offset <= text.count;) {
        size_t start = offset;
        if (offset < text.count && char_in_word(utf8_next(text, &offset)))
            continue;
        if (start > word) {
            uint64_t key = hash_word(HASH_START, str_slice(text, word, start));
            ++*hash_table_put(&words.counts, arena, key, 0, NULL);
        }
        word = offset;
        offset += start == text.count;
    }
    return words;
}

bool vocabulary_has(const struct vocabulary *vocabulary, struct str first,
                    struct str rest)
{
    uint64_t key = hash_word(hash_word(HASH_START, first), rest);
    return hash_table_find(&vocabulary->counts, key) != NULL;
}

size_t vocabulary_count(const struct vocabulary *vocabulary, struct str word)
{
    const size_t *count =
        hash_table_find(&vocabulary->counts, hash_word(HASH_START, word));
    return count ? *count : 0;
}
