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
