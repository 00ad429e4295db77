// SPDX-License-Identifier: MIT
// Pictures no finer than their place needs.
#ifndef QALAM_SCALED_PICTURE_H
#define QALAM_SCALED_PICTURE_H

#include "draw/draw.h"
#include "model/brief.h"

// The picture scaled down to fit into so many pixels, in arena; the picture
// itself where that gains little, where it has no pixels, and where nobody can
// scale it (draw NULL).
const struct image *picture_scaled(struct arena *arena, struct draw *draw,
                                   const struct image *image, uint32_t width,
                                   uint32_t height);

// A JPEG coded again in RGB, in arena: by its own profile, where it is of inks.
// NULL: nobody can (draw NULL), or it does not decode.
const struct image *picture_in_rgb(struct arena *arena, struct draw *draw,
                                   const struct image *image);

// The pictures of the text, and the cover, are replaced by such of twice as
// many pixels as they have room for on a web page. What was made of the brief
// before keeps those it has.
void web_pictures_scale(struct brief *brief, struct draw *draw);

#endif
