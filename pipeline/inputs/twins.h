// SPDX-License-Identifier: MIT
// Briefs of one series that have one number or one title, and are no editions
// of one another.
#ifndef QALAM_TWINS_H
#define QALAM_TWINS_H

#include "inputs/inputs.h"

// Fills `twins` of each input that has such a brief beside it. After
// editions_find.
void twins_find(struct inputs *inputs);

#endif
