// SPDX-License-Identifier: MIT
// Which script a letter is of.
#include "text/letter_script.h"

#include "base/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

// The script of a letter; false for what has none.
bool letter_script(uint32_t c, enum script *script)
{
    if (c < 0x80) {
        *script = SCRIPT_LATIN;
        return char_is_ascii_letter(c);
    }
    if (!u_isalpha((UChar32)c))
        return false;
    UErrorCode error = U_ZERO_ERROR;
    switch ((int)uscript_getScript((UChar32)c, &error)) {
    case USCRIPT_LATIN:
        *script = SCRIPT_LATIN;
        return true;
    case USCRIPT_CYRILLIC:
        *script = SCRIPT_CYRILLIC;
        return true;
    case USCRIPT_ARABIC:
        *script = SCRIPT_ARABIC;
        return true;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
        return false;
    }
    *script = SCRIPT_OTHER;
    return true;
}
