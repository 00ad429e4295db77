// SPDX-License-Identifier: MIT
// One picture scaled down by qalam-draw.
#include "backends/pictures/scaled_picture.h"

// More by a quarter in each direction is not worth a second coding.
static bool is_finer(const struct image *image, uint32_t width, uint32_t height)
{
    return (uint64_t)image->width * 4 > (uint64_t)width * 5 ||
           (uint64_t)image->height * 4 > (uint64_t)height * 5;
}

// A film in a PNG would be its first frame.
static bool has_pixels(const struct image *image)
{
    return image->format == IMAGE_JPEG ||
           (image->format == IMAGE_PNG &&
            str_find(image->bytes, STR("acTL")) == STR_NONE);
}

static enum image_format format_of(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xD8")) ? IMAGE_JPEG : IMAGE_PNG;
}

static uint32_t big_endian(struct str bytes, size_t at)
{
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++)
        number = number << 8 | (unsigned char)bytes.bytes[at + i];
    return number;
}

// As raster_shrink has it (draw/helper/raster.c): to fit, and in proportion.
static void set_size(struct image *small, const struct image *image,
                     uint32_t width, uint32_t height)
{
    uint64_t w = image->width, h = image->height;
    if (w * height >= h * width)
        height = (uint32_t)((h * width + w / 2) / w);
    else
        width = (uint32_t)((w * height + h / 2) / h);
    small->width = width ? width : 1;
    small->height = height ? height : 1;
    if (small->format == IMAGE_PNG && small->bytes.count > 24) {
        small->width = big_endian(small->bytes, 16);
        small->height = big_endian(small->bytes, 20);
    }
}

const struct image *picture_in_rgb(struct arena *arena, struct draw *draw,
                                   const struct image *image)
{
    struct buffer out = {0};
    bool first;
    struct image *rgb = NULL;
    if (draw && draw_file(draw, DRAW_JPEG, image->bytes, 1, image->width,
                          image->height, &out, &first) == DRAWN) {
        rgb = ARENA_NEW(arena, struct image);
        *rgb = *image;
        rgb->bytes = arena_str(arena, buffer_str(&out));
        rgb->format = format_of(rgb->bytes);
        set_size(rgb, image, image->width, image->height);
    }
    buffer_release(&out);
    return rgb;
}

const struct image *picture_scaled(struct arena *arena, struct draw *draw,
                                   const struct image *image, uint32_t width,
                                   uint32_t height)
{
    struct buffer out = {0};
    bool first;
    if (!draw || !has_pixels(image) || !is_finer(image, width, height) ||
        draw_file(draw, image->format == IMAGE_JPEG ? DRAW_JPEG : DRAW_PNG,
                  image->bytes, 1, width, height, &out, &first) != DRAWN ||
        out.count >= image->bytes.count) {
        buffer_release(&out);
        return image;
    }
    struct image *small = ARENA_NEW(arena, struct image);
    *small = *image;
    small->bytes = arena_str(arena, buffer_str(&out));
    small->format = format_of(small->bytes);
    set_size(small, image, width, height);
    buffer_release(&out);
    return small;
}
