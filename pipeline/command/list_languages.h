// SPDX-License-Identifier: MIT
// `qalam languages`: what is known of each language, and what is not.
#ifndef QALAM_LIST_LANGUAGES_H
#define QALAM_LIST_LANGUAGES_H

#include "languages/rows.h"

#include <stdio.h>

// Prints one language, or all for LANGUAGE_COUNT: the rows that its file
// gives, those that it has no use for, and each gap with what is so without
// it. json: an object a line.
void list_languages(FILE *out, enum language_id only, bool json);

#endif
