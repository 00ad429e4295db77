// SPDX-License-Identifier: MIT
// What a picture's file says besides the picture: who took it, where, with
// what.
#ifndef QALAM_IMAGE_METADATA_H
#define QALAM_IMAGE_METADATA_H

#include "model/brief.h"

// The same file without it: what is left is the picture and how its colours are
// meant. In arena where anything goes; else the bytes given. The pixels are not
// touched.
struct str image_without_metadata(struct arena *arena, struct str bytes,
                                  enum image_format format);

// The same of SVG: of a drawing that is sound (image_check_svg).
struct str image_svg_without_metadata(struct arena *arena, struct str bytes);

// How the camera was held, as EXIF has it: 1 upright, else 2 to 8. Of JPEG, PNG
// and WebP.
int image_turn(struct str bytes);

#endif
