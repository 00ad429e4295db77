// SPDX-License-Identifier: MIT
// A picture's file becomes what is published: a whole PNG, JPEG or SVG,
// upright, in light and not in inks, without a word of its maker.
#ifndef QALAM_IMAGE_TAKE_H
#define QALAM_IMAGE_TAKE_H

#include "model/context.h"
#include "read/pictures/image_check.h"

// What there is to say of a picture that is shown.
struct image_remarks {
    bool first; // of several frames or pages
    bool inks;  // without a word on how they are meant
};

// image->bytes is the file, and then what is published; fills the rest. *why
// lives in the context's arena.
enum image_fault image_take(const struct context *context, struct image *image,
                            struct str *why, struct image_remarks *remarks);

#endif
