// SPDX-License-Identifier: MIT
// Whether a picture has pixels enough for the size that it is printed at.
#ifndef QALAM_RESOLUTION_H
#define QALAM_RESOLUTION_H

#include "typeset/page/layout.h"

// Reports a picture that is printed with fewer than 300 pixels an inch. `at`
// is where the author named it. Drawings have no pixels; NULL is none.
void resolution_check(const struct layout *layout, const struct image *image,
                      struct place at, scaled width);

#endif
