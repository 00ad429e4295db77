// SPDX-License-Identifier: MIT
// How an edition differs from its original. Private to the room.
#ifndef QALAM_DIFFERENCES_H
#define QALAM_DIFFERENCES_H

#include "compare/facts.h"

enum side { ONLY_IN_ORIGINAL, ONLY_IN_EDITION, IN_BOTH };

// What is reported once the files' lines are known. A thing of one side fills
// {1}, {2} and {3} with itself, where it is and where not; of both, with what
// the edition says, where it says otherwise, and what.
struct difference {
    enum message message;
    enum side side;
    struct str what, other;
    struct place at;       // in the edition, or the nearest to it
    struct place original; // likewise
    // Of the front matter of each, where places are not known; or NULL.
    const char *key, *original_key;
};
struct differences {
    struct arena *arena;
    struct difference *items;
    size_t count, capacity;
};

void differences_add(struct differences *differences,
                     struct difference difference);

// All of an edition. Strings are borrowed from the facts, or in the arena.
void differences_find(struct differences *differences,
                      const struct edition_facts *original,
                      const struct edition_facts *edition);

// Texts of an edition's front matter that one of langs lacks: other is that
// language.
void differences_of_titles(struct differences *differences,
                           const struct edition_facts *edition,
                           const struct str *langs, size_t lang_count);

// ----- same.c -----

// Do two facts say the same? A link of a into its brief is one of b to the
// section that is partner of its own.
bool fact_same(const struct fact *a, const struct fact *b,
               const size_t *partners);

// Which block is which: of_a[block of a] is that of b, or SIZE_MAX, and the
// other way round.
struct block_partners {
    size_t *of_a, *of_b;
};

// Facts of the one side that the other lacks, by block.
struct missing {
    const struct fact *fact;
    size_t block;
    bool answered;
};
struct missing_list {
    struct missing *items;
    size_t count, capacity;
};
// Fills both lists with what the other has not, in the block that is its
// partner, or anywhere where it has none.
void differences_missing(struct arena *arena, const struct sayings *a,
                         const struct sayings *b, struct block_partners blocks,
                         const size_t *partners, struct missing_list *of_a,
                         struct missing_list *of_b);

#endif
