// SPDX-License-Identifier: MIT
// The words of a text, to ask whether two halves are one word of it.
#ifndef QALAM_VOCABULARY_H
#define QALAM_VOCABULARY_H

#include "base/arena.h"
#include "base/str.h"

struct vocabulary {
    uint64_t *hashes; // open addressing; NULL until it is made
    uint8_t *counts;  // how often each comes; 255: that or more
    size_t size;      // a power of two
};

// A letter, a digit, a mark or ZWNJ: what words are made of. Most of a European
// text is ASCII, and needs no tables.
bool in_word_beyond_ascii(uint32_t c);
static inline bool in_word(uint32_t c)
{
    if (c >= 0x80)
        return in_word_beyond_ascii(c);
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// One pass over the text. Case does not count.
struct vocabulary vocabulary_of(struct arena *arena, struct str text);
bool vocabulary_has(const struct vocabulary *vocabulary, struct str first,
                    struct str rest);

size_t vocabulary_count(const struct vocabulary *vocabulary, struct str word);

// "pre- and post-war": words after which a hyphen was no word's break.
bool is_conjunction(struct str word);

#endif
