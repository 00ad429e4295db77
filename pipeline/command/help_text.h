// SPDX-License-Identifier: MIT
// Texts of options.def as help prints them: filled in, in lines.
#ifndef QALAM_HELP_TEXT_H
#define QALAM_HELP_TEXT_H

#include "base/arena.h"
#include "command/options.h"

#include <stdio.h>

enum { HELP_COLUMNS = 78 };

// Prints text in lines from column indent on; the first begins at column.
void help_text_print(FILE *out, const char *text, size_t indent, size_t column);
// The same of a text of options.def, filled in.
void help_text_print_filled(FILE *out, const char *text, size_t indent,
                            size_t column);
// A text of options.def, with what it says of formats and filters filled in.
const char *help_text_filled(struct arena *arena, const char *text);
// Whether help lists the verb.
bool help_text_listed(enum verb verb);
// -o DIR, --to LIST, -h, --help: into text, answers its length.
size_t help_text_flag(char *text, size_t size, enum flag flag);

#endif
