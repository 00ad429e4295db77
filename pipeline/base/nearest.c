// SPDX-License-Identifier: MIT
// The distance between words (Damerau 1964, neighbours swapped once).
#include "base/nearest.h"

#include "base/ascii.h"

#include <string.h>

// Longer words are no flag, key or message of ours; keeps the table small.
enum { LIMIT_WORD_BYTES = 48 };

static char folded(char c)
{
    return c == '_' ? '-' : ascii_lower(c);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(struct str a, struct str b)
{
    size_t table[LIMIT_WORD_BYTES + 1][LIMIT_WORD_BYTES + 1];
    for (size_t i = 0; i <= a.count; i++)
        table[i][0] = i;
    for (size_t j = 0; j <= b.count; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= a.count; i++)
        for (size_t j = 1; j <= b.count; j++) {
            char x = folded(a.bytes[i - 1]), y = folded(b.bytes[j - 1]);
            size_t cost = least(table[i - 1][j], table[i][j - 1]) + 1;
            cost = least(cost, table[i - 1][j - 1] + (x != y));
            bool swapped = i > 1 && j > 1 && x == folded(b.bytes[j - 2]) &&
                           y == folded(a.bytes[i - 2]);
            table[i][j] = swapped ? least(cost, table[i - 2][j - 2] + 1) : cost;
        }
    return table[a.count][b.count];
}

const char *nearest_word(struct str word, const char *const *known,
                         size_t count)
{
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    if (word.count > LIMIT_WORD_BYTES)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        struct str candidate = str_of(known[i]);
        if (candidate.count > LIMIT_WORD_BYTES)
            continue;
        size_t apart = distance(word, candidate);
        size_t longer =
            word.count > candidate.count ? word.count : candidate.count;
        if (apart * 3 <= longer && apart < best_distance) {
            best = known[i];
            best_distance = apart;
        }
    }
    return best;
}
