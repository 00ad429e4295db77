// SPDX-License-Identifier: MIT
// Numbers in tables: what is one, and where its decimal separator stands.
#ifndef QALAM_FIGURES_H
#define QALAM_FIGURES_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

// Digits, signs and separators only, as in 1,5–2 % or ۱۲٫۵٪.
bool figures_alone(struct str text);
// Neither: empty, or a dash that stands where there is no number.
bool figures_absent(struct str text);
// What a cell says about its column's decimal separator: ٫ for sure, a point
// or comma that has not three digits behind it; 0: nothing.
uint32_t figures_decimal(struct str text);
// Bytes before the separator; where there is none, before what follows the
// first number. The whole text where it has several numbers, as a range has.
size_t figures_before(struct str text, uint32_t decimal);

#endif
