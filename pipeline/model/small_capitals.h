// SPDX-License-Identifier: MIT
// Which letters of a run in small capitals lose their height: in “Mina Rahimi
// of WHO” those of WHO, while M and R stay capitals beside their small letters.
#ifndef QALAM_SMALL_CAPITALS_H
#define QALAM_SMALL_CAPITALS_H

#include "model/brief.h"

// A span in small capitals without a letter in lower case: all of it is small.
bool small_capitals_all(const struct node *span);

// Where the first word in capitals from offset on begins and ends; both the
// end of the text where there is none. A letter alone, as an initial, is none;
// the s of “NGOs” is part of one.
struct capital_word {
    size_t start, end;
};
struct capital_word small_capitals_next(struct str text, size_t offset);

#endif
