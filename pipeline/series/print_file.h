// SPDX-License-Identifier: MIT
// print.yaml of a theme: the measures of the printed page.
#ifndef QALAM_PRINT_FILE_H
#define QALAM_PRINT_FILE_H

#include "messages/diag.h"
#include "model/print_measures.h"

#define PRINT_FILE "print.yaml"

// The defaults, which are built into the program.
void print_file_house(struct print_measures *measures);
// What a theme's file says takes the place of what is in measures. False: an
// error was reported, and measures are not to be used. What it takes meanwhile
// lives in arena.
bool print_file_read(struct print_measures *measures, struct str bytes,
                     struct arena *arena, struct diag *diag);

#endif
