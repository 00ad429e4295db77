// SPDX-License-Identifier: MIT
// The operators of contents by their words.
#ifndef QALAM_PREFLIGHT_OPERATORS_H
#define QALAM_PREFLIGHT_OPERATORS_H

#include "base/str.h"

enum operator{
#define OPERATOR(name, word) OPERATOR_##name,
#include "preflight/operators.def"
#undef OPERATOR
    OPERATOR_COUNT
};

enum operator operators_find(struct str word); // OPERATOR_COUNT: none

#endif
