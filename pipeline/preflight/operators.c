// SPDX-License-Identifier: MIT
// The table of operators, asked by word.
#include "preflight/operators.h"

static const char *const words[OPERATOR_COUNT] = {
#define OPERATOR(name, word) [OPERATOR_##name] = word,
#include "preflight/operators.def"
#undef OPERATOR
};

enum operator operators_find(struct str word)
{
    for (enum operator found = 0; word.count > 0 && found < OPERATOR_COUNT;
         found++)
        if (words[found][0] == word.bytes[0] &&
            str_equal(str_of(words[found]), word))
            return found;
    return OPERATOR_COUNT;
}
