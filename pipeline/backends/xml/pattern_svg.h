// SPDX-License-Identifier: MIT
// The pattern of templates/ at another contact angle.
#ifndef QALAM_PATTERN_SVG_H
#define QALAM_PATTERN_SVG_H

#include "base/arena.h"

// svg: lattice.svg, or a theme's own: that is answered as it is where it has no
// path with the id `cell`, or where the angle (hundredths of a degree) is the
// one that it was drawn at. Else a copy in arena with another path.
struct str pattern_svg(struct arena *arena, struct str svg, uint16_t angle);
// How a page names it among its assets: lattice.svg, lattice-60.svg.
struct str pattern_svg_name(struct arena *arena, uint16_t angle);

#endif
