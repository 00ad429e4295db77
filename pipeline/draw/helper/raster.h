// SPDX-License-Identifier: MIT
// A picture of pixels on its way from one file format to another.
//
// A row of ../pictures.def decodes a file to a raster; raster_file turns it
// upright, scales it down and writes it as PNG or JPEG, without what a camera
// or a program noted of its maker.
#ifndef QALAM_DRAW_RASTER_H
#define QALAM_DRAW_RASTER_H

#include "base/buffer.h"
#include "draw/protocol.h"

struct raster {
    uint32_t width, height;
    int channels;          // 3: red, green, blue; 4: and alpha
    unsigned char *pixels; // rows from the top, on the heap
    int turn;              // as EXIF has it: 1 to 8; 0: the request's
    bool lossy;            // so JPEG takes nothing from it that it still had
    bool more;             // frames or pages, of which this is the first
    struct buffer profile; // ICC, for these colours; or empty: sRGB
};

// Room for the pixels; false: too many, or none.
bool raster_begin(struct raster *raster, uint32_t width, uint32_t height,
                  int channels);
void raster_release(struct raster *raster);

// The whole: of the file as decoded, at most as large as the request says.
// Writes a byte DRAW_FILE_… and then the file to out.
bool raster_file(struct raster *raster, const struct draw_request *request,
                 struct buffer *out);

// Upright, opaque where it can be, and no larger than the request says.
void raster_settle(struct raster *raster, const struct draw_request *request);
// turn: as EXIF has it (TIFF 6.0 Orientation): what stands is as it should be
// seen afterwards.
void raster_turn(struct raster *raster, int turn);
// Down only: to fit in that box. Each pixel is the mean of those it covers.
void raster_shrink(struct raster *raster, uint32_t width, uint32_t height);

// ----- inks.c -----

// As DRAW_INKS says, by the profile of the press. False: it is none of inks.
bool raster_inks(struct raster *raster, const struct draw_request *request,
                 struct str profile, struct buffer *out);

// ----- raster_write.c -----

bool raster_write_png(const struct raster *raster, struct buffer *out);
bool raster_write_jpeg(const struct raster *raster, struct buffer *out);

#endif
