// SPDX-License-Identifier: MIT
// `qalam help` and `qalam explain`: verbs, flags, messages.
#ifndef QALAM_HELP_H
#define QALAM_HELP_H

#include "messages/diag.h"
#include "command/options.h"

#include <stdio.h>

void help_print(FILE *out);
void help_print_verb(FILE *out, enum verb verb);
void help_print_messages(FILE *out); // all, a line each
void help_print_message_line(FILE *out, enum message message);
void help_print_message_name(FILE *out, enum message message);
void help_print_message(FILE *out, enum message message);

#endif
