// SPDX-License-Identifier: MIT
// Facts of a TrueType or OpenType file (ISO/IEC 14496-22).
#ifndef QALAM_PREFLIGHT_SFNT_H
#define QALAM_PREFLIGHT_SFNT_H

#include "base/str.h"

struct sfnt {
    struct str file, hmtx, cmap;
    unsigned units, glyphs, metrics;
    unsigned tables; // of characters
    bool cmap30, cmap31, cmap10;
    size_t at30, at31, at10; // in cmap
};

bool sfnt_read(struct str file, struct sfnt *sfnt);         // false: it is none
double sfnt_width(const struct sfnt *sfnt, unsigned glyph); // in 1/1000 em
unsigned sfnt_glyph(const struct sfnt *sfnt, size_t table, uint32_t character);

#endif
