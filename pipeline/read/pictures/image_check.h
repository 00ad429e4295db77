// SPDX-License-Identifier: MIT
// Is a file that says it is a picture one, whole and of a size to print?
#ifndef QALAM_IMAGE_CHECK_H
#define QALAM_IMAGE_CHECK_H

#include "model/brief.h"

enum image_fault {
    IMAGE_GOOD,
    IMAGE_BROKEN, // why: what is broken
    IMAGE_UNSAFE, // why: what it holds
    IMAGE_LARGE,  // why: its size
    IMAGE_FOREIGN // why: what it is
};

// A PNG, JPEG or SVG. Fills the rest from image->bytes. The pixels are
// unpacked once, row by row, since only that finds a file that is cut short.
// *why lives in arena.
enum image_fault image_check(struct arena *arena, struct image *image,
                             struct str *why);

enum image_fault image_check_png(struct arena *arena, struct image *image,
                                 struct str *why);
enum image_fault image_check_jpeg(struct arena *arena, struct image *image,
                                  struct str *why);
enum image_fault image_check_svg(struct arena *arena, struct image *image,
                                 struct str *why);
// Within LIMIT_IMAGE_PIXELS, and not nothing?
enum image_fault image_check_size(struct arena *arena, uint32_t width,
                                  uint32_t height, struct str *why);

#endif
