// SPDX-License-Identifier: MIT
// Questions about a text without markup.
#include "text/plain.h"

#include "base/characters.h"

bool plain_empty(struct str text)
{
    for (size_t offset = 0; offset < text.count;)
        if (!char_is_invisible(utf8_next(text, &offset)))
            return false;
    return true;
}

bool plain_same_but_case(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count)
        if (char_fold(utf8_next(a, &i)) != char_fold(utf8_next(b, &j)))
            return false;
    return i == a.count && j == b.count;
}
