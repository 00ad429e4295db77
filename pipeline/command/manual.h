// SPDX-License-Identifier: MIT
// The manual page.
#ifndef QALAM_MANUAL_H
#define QALAM_MANUAL_H

#include <stdio.h>

void manual_print(FILE *out); // roff, man(7)

#endif
