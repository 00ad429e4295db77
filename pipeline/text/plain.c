// SPDX-License-Identifier: MIT
// Questions about a text without markup.
#include "text/plain.h"

#include <unicode/uchar.h>

bool plain_empty(struct str text)
{
    for (size_t offset = 0; offset < text.count;) {
        UChar32 c = (UChar32)utf8_next(text, &offset);
        if (!u_isUWhiteSpace(c) && u_charType(c) != U_FORMAT_CHAR &&
            u_charType(c) != U_CONTROL_CHAR)
            return false;
    }
    return true;
}
