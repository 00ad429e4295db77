// SPDX-License-Identifier: MIT
// The commands that formulas may have, found by name.
#ifndef QALAM_FORMULA_COMMANDS_H
#define QALAM_FORMULA_COMMANDS_H

#include "formulas/formula.h"

enum formula_command_kind {
    COMMAND_SIGN,
    COMMAND_BIG,
    COMMAND_TALL,
    COMMAND_FUNCTION,
    COMMAND_ACCENT,
    COMMAND_STYLE,
    COMMAND_SPACE,
    COMMAND_FENCE,
    COMMAND_SIZE,
    COMMAND_TABLE
};
enum formula_command_trait {
    OVER = 0,
    TAKES_LIMITS = 1,
    STRETCHED = 2,
    UNDER = 4
};

struct formula_command {
    const char *name; // without the backslash
    enum formula_command_kind kind;
    int value;         // class, trait, variant, width, height or columns
    const char *text;  // what it stands for; a table's opening fence
    const char *other; // an accent's combining character, a closing fence
};

// NULL where there is none of that name. A name of a table is none of a
// command, and the other way round.
const struct formula_command *formula_command_find(struct str name);
const struct formula_command *formula_command_table(struct str name);
// The row whose sign is the character; NULL where none has it.
const struct formula_command *formula_command_of_sign(struct str character);

#endif
