// SPDX-License-Identifier: MIT
// Words wanted against words got: which are missing, and where they stood.
//
// Words are counted first, each by its letters, in time that is linear in
// both texts; mostly that is all. Where a word is short its surroundings
// decide: what the two sides cut differently ("foobar" and "foo bar") is not
// missing, and of a word that is said ten times that one is which has no
// counterpart.
#ifndef QALAM_TALLY_H
#define QALAM_TALLY_H

#include "account/word_reader.h"
#include "base/arena.h"
#include "base/hash_table.h"

// Says all words of one side, each time it is asked.
typedef void tally_walk(const void *of, struct word_reader *reader);
struct tally_side {
    tally_walk *walk;
    const void *of;
    // May this word be missing? Asked where one is short; NULL: none may.
    bool (*excuses)(const void *of, const struct account_word *word);
};

struct word_tally { // of what is wanted; kept to compare several others with it
    struct arena *arena;
    struct tally_side wanted;
    struct hash_table slots; // of words, in counts
    uint32_t *counts;
    size_t count, capacity;
};
struct word_tally tally_of(struct arena *arena, struct tally_side wanted);

struct tally_lost { // words that stand together
    struct account_word first, last;
    size_t count;
};
// Fills *lost (in the tally's arena) in the order of what is wanted; answers
// how many.
size_t tally_compare(const struct word_tally *tally, struct tally_side got,
                     struct tally_lost **lost);

#endif
