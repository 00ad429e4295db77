// SPDX-License-Identifier: MIT
// Picture files: facts of their data, or their pixels.
#ifndef QALAM_PIXELS_H
#define QALAM_PIXELS_H

#include "base/buffer.h"

// 64 megapixels: A4 at 800 dpi. More is a mistake or an attack.
enum { PIXELS_MAX = 1 << 26 };

// Rows from the top, 8 bits a channel, no padding; on the heap.
struct pixels {
    uint32_t width, height;
    int channels; // 1 or 3
    uint8_t *color;
    uint8_t *alpha; // NULL: all opaque
};
void pixels_release(struct pixels *pixels);

// sRGB, from any kind of PNG. False: broken, or beyond PIXELS_MAX.
bool pixels_png(struct str file, bool gray, struct pixels *pixels);

// The whole picture in red, green and blue, made smaller to about so many
// pixels across (at least as many as that, where the file has them): to look at
// its colours. Masks lie on white. False: it cannot be had.
bool pixels_small(struct str file, uint32_t across, struct pixels *pixels);

// A PNG whose data PDF can read: not interlaced, no mask, at most 8 bits.
struct png_facts {
    uint32_t width, height;
    int channels, bits;
    struct str palette; // RGB triples, in the file; or empty
    struct buffer data; // its IDAT chunks, on the heap
};
// False: it must be decoded; then there is nothing to release.
bool pixels_png_passes(struct str file, struct png_facts *facts);

struct jpeg_facts {
    uint32_t width, height;
    int channels; // 1, 3 or 4
    bool adobe;   // has Adobe's marker
};
bool pixels_jpeg_look(struct str file, struct jpeg_facts *facts);
bool pixels_jpeg_gray(struct str file, struct pixels *pixels);

#endif
