// SPDX-License-Identifier: MIT
// What decodes and draws: the functions of pictures.def, and what they share.
//
// False: the picture is broken, or cannot be had so; what is in `out` then is
// not sent. A function may as well end the program: see helper.c.
#ifndef QALAM_DRAW_PICTURES_H
#define QALAM_DRAW_PICTURES_H

#include "draw/helper/raster.h"

bool svg_pixels(struct str file, uint32_t width, uint32_t height,
                struct buffer *out);
bool svg_form(struct str file, double width, double height, struct buffer *out);

// The request says how large it is wanted: a decoder that can do with less may.
bool jpeg_decode(struct str file, const struct draw_request *request,
                 struct raster *raster);
bool png_decode(struct str file, const struct draw_request *request,
                struct raster *raster);
bool webp_decode(struct str file, const struct draw_request *request,
                 struct raster *raster);
bool heif_decode(struct str file, const struct draw_request *request,
                 struct raster *raster);
bool gif_decode(struct str file, const struct draw_request *request,
                struct raster *raster);
bool tiff_decode(struct str file, const struct draw_request *request,
                 struct raster *raster);
bool bmp_decode(struct str file, const struct draw_request *request,
                struct raster *raster);
bool ico_decode(struct str file, const struct draw_request *request,
                struct raster *raster);
bool raw_decode(struct str file, const struct draw_request *request,
                struct raster *raster);

// The first page of a PDF file, which is width by height points, as records of
// a form that fills the unit square, as an image does. Its fonts, pictures and
// states come with it. False: not what cairo makes.
bool form_of_page(struct str file, double width, double height,
                  struct buffer *out);

#endif
