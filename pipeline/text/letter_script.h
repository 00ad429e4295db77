// SPDX-License-Identifier: MIT
// Which script a letter is of.
#ifndef QALAM_LETTER_SCRIPT_H
#define QALAM_LETTER_SCRIPT_H

#include "languages/language.h"

// The script of a letter; false for what has none: digits, marks, spaces.
bool letter_script(uint32_t character, enum script *script);

#endif
