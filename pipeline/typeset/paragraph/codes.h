// SPDX-License-Identifier: MIT
// What is read sign by sign: addresses, telephone and book numbers, codes.
#ifndef QALAM_CODES_H
#define QALAM_CODES_H

#include "typeset/paragraph/paragraph_parts.h"

// Marks them UNIT_CODE, spaces within them too.
void codes_find(struct paragraph *paragraph);

// Does a number behind this word go with it: ISBN, Tel., ISO?
struct text_word;
bool codes_leads(const struct paragraph *paragraph,
                 const struct text_word *word);

// Is what stands between two spaces an address?
enum code_address { CODE_NONE, CODE_WEB, CODE_MAIL };
enum code_address codes_address(const struct paragraph *paragraph,
                                uint32_t start, uint32_t end);

#endif
