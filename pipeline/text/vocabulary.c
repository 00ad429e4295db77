// SPDX-License-Identifier: MIT
// The words of a text as a set of hashes.
#include "text/vocabulary.h"

#include <unicode/uchar.h>

bool in_word_beyond_ascii(uint32_t c)
{
    int type = u_charType((UChar32)c);
    return u_isalnum((UChar32)c) || c == 0x200C || type == U_NON_SPACING_MARK ||
           type == U_COMBINING_SPACING_MARK;
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    return (uint32_t)u_tolower((UChar32)c);
}

#define HASH_START 14695981039346656037u // FNV-1a
static uint64_t hash_more(uint64_t hash, struct str text)
{
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        hash = (hash ^ lower(c)) * 1099511628211u;
    }
    return hash ? hash : 1; // 0 is an empty place
}

static size_t place_of(const struct vocabulary *words, uint64_t hash)
{
    size_t at = hash & (words->size - 1);
    while (words->hashes[at] != 0 && words->hashes[at] != hash)
        at = (at + 1) & (words->size - 1);
    return at;
}

struct vocabulary vocabulary_of(struct arena *arena, struct str text)
{
    struct vocabulary words = {.size = 64};
    size_t word = 0;
    // A word and the space after it take two bytes: never more than half full.
    while (words.size < text.count)
        words.size *= 2;
    words.hashes = arena_alloc(arena, words.size * sizeof(uint64_t));
    words.counts = arena_alloc(arena, words.size);
    for (size_t offset = 0; offset <= text.count;) {
        size_t start = offset;
        if (offset < text.count && in_word(utf8_next(text, &offset)))
            continue;
        if (start > word) {
            uint64_t hash = hash_more(HASH_START, str_slice(text, word, start));
            size_t place = place_of(&words, hash);
            words.hashes[place] = hash;
            if (words.counts[place] < UINT8_MAX)
                words.counts[place]++;
        }
        word = offset;
        offset += start == text.count;
    }
    return words;
}

bool vocabulary_has(const struct vocabulary *vocabulary, struct str first,
                    struct str rest)
{
    uint64_t hash = hash_more(hash_more(HASH_START, first), rest);
    return vocabulary->hashes[place_of(vocabulary, hash)] == hash;
}

size_t vocabulary_count(const struct vocabulary *vocabulary, struct str word)
{
    uint64_t hash = hash_more(HASH_START, word);
    size_t place = place_of(vocabulary, hash);
    return vocabulary->hashes[place] == hash ? vocabulary->counts[place] : 0;
}

bool is_conjunction(struct str word)
{
    static const char *const words[] = {"and", "or", "to", "und", "oder",
                                        "bis", "et", "ou", "и",   "или",
                                        "و",   "یا", "او", "va",  "ва"};
    return STR_IS_ONE_OF(word, words);
}
