// SPDX-License-Identifier: MIT
// PNG through libpng.
#include "draw/helper/pictures.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static void fail(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void take_bytes(png_structp png, png_bytep to, size_t count)
{
    struct str *file = png_get_io_ptr(png);
    if (count > file->count)
        png_error(png, "cut short");
    memcpy(to, file->bytes, count);
    *file = str_slice(*file, count, file->count);
}

static void take_profile(png_structp png, png_infop info,
                         struct buffer *profile)
{
    png_charp name;
    png_bytep bytes;
    png_uint_32 count;
    int how;
    if (png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR &&
        png_get_iCCP(png, info, &name, &how, &bytes, &count))
        buffer_add(profile, (struct str){(const char *)bytes, count});
}

static void read_rows(png_structp png, const struct raster *raster)
{
    size_t row = (size_t)raster->width * (size_t)raster->channels;
    int passes = png_set_interlace_handling(png);
    png_start_read_image(png);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < raster->height; y++)
            png_read_row(png, raster->pixels + (size_t)y * row, NULL);
}

static bool read_pixels(png_structp png, png_infop info, struct raster *raster)
{
    png_set_user_limits(png, DRAW_PIXELS_MOST, DRAW_PIXELS_MOST);
    png_read_info(png, info);
    bool alpha = png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA ||
                 png_get_valid(png, info, PNG_INFO_tRNS);
    take_profile(png, info, &raster->profile);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    // What is not sRGB and says so by a number becomes that.
    double gamma;
    if (!raster->profile.count && png_get_gAMA(png, info, &gamma))
        png_set_gamma(png, PNG_DEFAULT_sRGB, gamma);
    if (!raster_begin(raster, png_get_image_width(png, info),
                      png_get_image_height(png, info), alpha ? 4 : 3))
        return false;
    read_rows(png, raster);
    return true;
}

bool png_decode(struct str file, const struct draw_request *request,
                struct raster *raster)
{
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    (void)request;
    if (info && setjmp(png_jmpbuf(png)) == 0) {
        png_set_read_fn(png, &file, take_bytes);
        bool good = read_pixels(png, info, raster);
        png_destroy_read_struct(&png, &info, NULL);
        return good;
    }
    png_destroy_read_struct(&png, &info, NULL);
    return false;
}
