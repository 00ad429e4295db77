// SPDX-License-Identifier: MIT
// Questions about a text without markup.
#ifndef QALAM_PLAIN_H
#define QALAM_PLAIN_H

#include "base/str.h"

// Nothing that a reader could see: white space of any kind, joiners, bidi
// marks.
bool plain_empty(struct str text);

#endif
