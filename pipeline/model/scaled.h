// SPDX-License-Identifier: MIT
// Lengths on paper: integers, so that a page is the same on every machine.
#ifndef QALAM_SCALED_H
#define QALAM_SCALED_H

#include "model/brief.h"

#include <stdint.h>

// 1/65536 pt (1 pt = 1/72 inch).
typedef int64_t scaled;
#define PT(points) ((scaled)((points)*65536.0 + ((points) < 0 ? -0.5 : 0.5)))
#define MM(millimetres) PT((millimetres)*72.0 / 25.4)

// Left edge of a thing `width` wide, `start` from the inline start of a
// container `measure` wide; from the container's left edge.
static inline scaled scaled_inline_left(enum direction direction,
                                        scaled measure, scaled start,
                                        scaled width)
{
    return direction == DIRECTION_RTL ? measure - start - width : start;
}

#endif
