// SPDX-License-Identifier: MIT
// `qalam explain WORD`: what mentions a word.
#ifndef QALAM_HELP_SEARCH_H
#define QALAM_HELP_SEARCH_H

#include <stdbool.h>
#include <stdio.h>

// Lists the messages, keys, markup, verbs and flags that mention the word, in
// capitals or not. False: nothing does, and nothing was printed.
bool help_search(FILE *out, const char *word);

#endif
