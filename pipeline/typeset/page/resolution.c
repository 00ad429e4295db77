// SPDX-License-Identifier: MIT
// Pixels an inch of pictures at their printed size.
#include "typeset/page/resolution.h"

enum {
    PRINT_RESOLUTION = 300, // pixels an inch, what printers ask for
    // A picture as wide as its column to the pixel is no fault for a rounding.
    TOLERANCE = 2,
};

void resolution_check(const struct layout *layout, const struct image *image,
                      struct place at, scaled width)
{
    if (!image || image->width == 0 || width <= 0 ||
        (image->format != IMAGE_PNG && image->format != IMAGE_JPEG))
        return;
    int64_t resolution = (int64_t)image->width * PT(72) / width;
    int64_t millimetres = (width + MM(1) / 2) / MM(1);
    if (resolution + TOLERANCE < PRINT_RESOLUTION)
        diag_report(
            layout->diag, at, MESSAGE_image_coarse, image->path,
            arena_printf(layout->arena, "%lld", (long long)resolution),
            arena_printf(layout->arena, "%lld", (long long)millimetres));
}
