// SPDX-License-Identifier: MIT
// Addresses that stand in a text without any mark: where they end.
#ifndef QALAM_ADDRESSES_H
#define QALAM_ADDRESSES_H

#include "base/str.h"

// The end of the address that begins at `start` (http://, www.), at most
// `limit`. Punctuation of other scripts, quotation marks, spaces and brackets
// that it did not open are none of it, nor are a half-space or letters of
// Arabic script right behind Latin ones: a suffix. Letters of a path in any
// script are. ASCII punctuation at its end is left to CommonMark.
size_t address_end(struct str text, size_t start, size_t limit);

// Without the punctuation of ASCII at its end.
size_t address_trimmed(struct str text, size_t start, size_t end);

// Does an address begin at `at`: a scheme of the web, or "www."?
bool address_starts(struct str text, size_t at);

#endif
