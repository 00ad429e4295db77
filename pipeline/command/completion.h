// SPDX-License-Identifier: MIT
// The completion for the shell.
#ifndef QALAM_COMPLETION_H
#define QALAM_COMPLETION_H

#include <stdio.h>

void completion_print(FILE *out); // for bash

#endif
