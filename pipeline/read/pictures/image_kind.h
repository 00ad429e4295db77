// SPDX-License-Identifier: MIT
// What a file of a picture is, by its bytes and not by its name.
#ifndef QALAM_IMAGE_KIND_H
#define QALAM_IMAGE_KIND_H

#include "draw/protocol.h"
#include "model/brief.h"

struct image_kind {
    enum image_format format; // that is shown as it is; NONE: another
    bool decodes;             // qalam-draw makes a PNG or JPEG of it
    enum draw_kind draw;      // as which
    struct str name;          // “a WebP picture”; empty: it is not known
};
struct image_kind image_kind_of(struct str bytes);

#endif
