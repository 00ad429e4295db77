// SPDX-License-Identifier: MIT
// Star patterns by Hankin's method: the stars of one polygon of a tiling.
//
// From the middle of every edge two rays run into the polygon at the contact
// angle; each ends where it meets its neighbour from the next edge
// (docs/design.md#lattice). Lengths are millimetres, x to the right, y down.
#ifndef QALAM_PATTERN_H
#define QALAM_PATTERN_H

#include <stddef.h>
#include <stdint.h>

// The default tiling: 4.8.8, octagons so far apart, a square in each gap.
#define PATTERN_PITCH 39.0

struct pattern_point {
    double x, y;
};
// What stands between two edges: from the middle of the one to that of the
// next, by way of where their rays meet.
struct pattern_strap {
    struct pattern_point start, knee, end;
};
enum { PATTERN_SIDES_MOST = 8 };
struct pattern_star {
    struct pattern_strap straps[PATTERN_SIDES_MOST];
    size_t count;
};

// angle: the contact angle in hundredths of a degree.
struct pattern_star pattern_octagon(struct pattern_point centre,
                                    uint16_t angle);
struct pattern_star pattern_square(struct pattern_point centre, uint16_t angle);

#endif
