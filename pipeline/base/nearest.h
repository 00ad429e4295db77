// SPDX-License-Identifier: MIT
// The known word that a mistyped one was meant to be.
#ifndef QALAM_NEAREST_H
#define QALAM_NEAREST_H

#include "base/str.h"

// The row of known that is nearest to word by letters added, lost, changed or
// swapped, and where two are as near, the first; NULL where none is near
// enough to be meant (more than a third of the letters differ). Capitals count
// as small letters, `_` as `-`.
const char *nearest_word(struct str word, const char *const *known,
                         size_t count);

#endif
