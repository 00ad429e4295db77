// SPDX-License-Identifier: MIT
// Lengths on paper: integers, so that a page is the same on every machine.
#ifndef QALAM_SCALED_H
#define QALAM_SCALED_H

#include <stdint.h>

// 1/65536 pt (1 pt = 1/72 inch).
typedef int64_t scaled;
#define PT(points) ((scaled)((points)*65536.0 + ((points) < 0 ? -0.5 : 0.5)))
#define MM(millimetres) PT((millimetres)*72.0 / 25.4)

#endif
