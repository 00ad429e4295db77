// SPDX-License-Identifier: MIT
// Numbers as languages write them: 1,234.5 and 1.234,5 and ۱٬۲۳۴٫۵.
#ifndef QALAM_NUMBER_H
#define QALAM_NUMBER_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

// mantissa / 10^decimals; mantissa has NUMBER_DIGITS digits at most.
#define NUMBER_DIGITS 15
struct number {
    int64_t mantissa;
    unsigned decimals;
};

// Reads a text that is one number: digits of any set that qalam knows, a sign,
// separators of groups and decimals as lang uses them (CLDR), a per cent sign
// behind it. False where it is anything else, or has too many digits.
bool number_parse(struct str text, struct str lang, struct number *number);

// The number that begins with the digit at *offset of a running text; moves
// *offset past it. False where it is none (1.2.3, or too many digits): past
// all of that. A sign before it or behind it is not looked at.
bool number_scan(struct str text, size_t *offset, struct str lang,
                 struct number *number);

// In the digits and with the separators of the language; in arena.
struct str number_write(struct arena *arena, struct number number,
                        struct str lang);

#endif
