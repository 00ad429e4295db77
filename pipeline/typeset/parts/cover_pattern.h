// SPDX-License-Identifier: MIT
// The pattern of cover and imprint: stars and crosses, drawn from a formula.
#ifndef QALAM_COVER_PATTERN_H
#define QALAM_COVER_PATTERN_H

#include "typeset/page/layout.h"

struct cover_pattern {
    scaled x, y, width, height;  // of the block that clips it, on the page
    double octagon_x, octagon_y; // mm from the page's left edge and the
                                 // block's top, before mirroring
    double first, band;          // mm: nothing left of first; width of a band
    const uint8_t *accent_mixed; // per cent of white, one a band
    size_t band_count;
};
// Hankin's method on the square-octagon tiling (docs/design.md#lattice), at the
// contact angle of the brief's look; nothing where that has no pattern.
void cover_pattern_place(struct layout *layout, size_t page,
                         const struct cover_pattern *pattern);

#endif
