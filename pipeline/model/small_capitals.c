// SPDX-License-Identifier: MIT
// Finds words in capitals within a run in small capitals.
#include "model/small_capitals.h"

#include <unicode/uchar.h>

// A small letter that has a capital: not ª, nor a letter without case.
static bool is_small(uint32_t c)
{
    return u_isULowercase((UChar32)c) && u_toupper((UChar32)c) != (UChar32)c;
}

bool small_capitals_all(const struct node *span)
{
    for (const struct node *node = span; node; node = node_next(span, node))
        if (node->kind == NODE_TEXT) {
            struct str text = node->as.text.text;
            for (size_t at = 0; at < text.count;)
                if (is_small(utf8_next(text, &at)))
                    return false;
        }
    return true;
}

// Letters, their marks and digits: a stop or hyphen ends a word.
static bool in_word(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) &
            (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

// The word from `start` on, which is in_word; answers whether it is in
// capitals.
static bool read_word(struct str text, size_t start, size_t *end)
{
    size_t capitals = 0, small = 0;
    uint32_t last = 0;
    size_t at = start;
    *end = start;
    while (at < text.count) {
        uint32_t c = utf8_next(text, &at);
        if (!in_word(c))
            break;
        capitals += u_isUUppercase((UChar32)c) != 0;
        small += is_small(c);
        last = c;
        *end = at;
    }
    return capitals > 1 && (small == 0 || (small == 1 && last == 's'));
}

struct capital_word small_capitals_next(struct str text, size_t offset)
{
    while (offset < text.count) {
        size_t start = offset, end;
        if (!in_word(utf8_next(text, &offset)))
            continue;
        if (read_word(text, start, &end))
            return (struct capital_word){start, end};
        offset = end;
    }
    return (struct capital_word){text.count, text.count};
}
