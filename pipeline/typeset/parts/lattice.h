// SPDX-License-Identifier: MIT
// The cover's girih: a star-and-cross lattice drawn from a formula.
#ifndef QALAM_LATTICE_H
#define QALAM_LATTICE_H

#include "typeset/page/layout.h"

struct lattice {
    scaled x, y, width, height;  // of the block that clips it, on the page
    double octagon_x, octagon_y; // mm from the page's left edge and the
                                 // block's top, before mirroring
    double first, band;          // mm: nothing left of first; width of a band
    const uint8_t *accent_mixed; // per cent of white, one a band
    size_t band_count;
};
// Hankin's method on the square-octagon tiling (DESIGN.md section 7), at the
// contact angle of the brief's look; nothing where that has no pattern.
void lattice_place(struct layout *layout, size_t page,
                   const struct lattice *lattice);

#endif
