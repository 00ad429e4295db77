// SPDX-License-Identifier: MIT
// The commands that formulas may have, found by name.
#ifndef QALAM_FORMULA_COMMANDS_H
#define QALAM_FORMULA_COMMANDS_H

#include "formulas/formula.h"

enum command_kind {
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
enum command_trait { OVER = 0, TAKES_LIMITS = 1, STRETCHED = 2, UNDER = 4 };

struct command {
    const char *name; // without the backslash
    enum command_kind kind;
    int value;         // class, trait, variant, width, height or columns
    const char *text;  // what it stands for; a table's opening fence
    const char *other; // an accent's combining character, a closing fence
};

// NULL where there is none of that name. A name of a table is none of a
// command, and the other way round.
const struct command *command_find(struct str name);
const struct command *command_find_table(struct str name);
// The row whose sign is the character; NULL where none has it.
const struct command *command_of_sign(struct str character);

#endif
