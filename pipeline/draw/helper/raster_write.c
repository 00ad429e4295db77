// SPDX-License-Identifier: MIT
// Pixels as a PNG or JPEG file that holds nothing but them and their profile.
#include "draw/helper/raster.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

// ----- PNG -----

static void add_bytes(png_structp png, png_bytep bytes, size_t count)
{
    buffer_add(png_get_io_ptr(png), (struct str){(const char *)bytes, count});
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void leave_png(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void ignore_png(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

enum { QUICK_PIXELS = 2000000, QUICK_LEVEL = 3 };

static void put_png(png_structp png, png_infop info,
                    const struct raster *raster)
{
    bool alpha = raster->channels == 4;
    size_t row = (size_t)raster->width * (size_t)raster->channels;
    png_set_user_limits(png, DRAW_PIXELS_MOST, DRAW_PIXELS_MOST);
    png_set_IHDR(png, info, raster->width, raster->height, 8,
                 alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    // What packs best takes several times as long: too long for large ones.
    if ((uint64_t)raster->width * raster->height > QUICK_PIXELS)
        png_set_compression_level(png, QUICK_LEVEL);
    if (raster->profile.count)
        png_set_iCCP(png, info, "profile", PNG_COMPRESSION_TYPE_DEFAULT,
                     (png_const_bytep)raster->profile.bytes,
                     (png_uint_32)raster->profile.count);
    png_write_info(png, info);
    for (uint32_t y = 0; y < raster->height; y++)
        png_write_row(png, raster->pixels + (size_t)y * row);
    png_write_end(png, info);
}

bool raster_write_png(const struct raster *raster, struct buffer *out)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
                                              leave_png, ignore_png);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool good = info != NULL;
    if (good && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, out, add_bytes, flush_nothing);
        put_png(png, info, raster);
    } else
        good = false;
    png_destroy_write_struct(&png, &info);
    return good;
}

// ----- JPEG -----

enum {
    QUALITY = 92, // no difference to be seen beside what it was before
};

static void leave_jpeg(j_common_ptr jpeg)
{
    (void)jpeg;
    exit(1); // out of memory: the picture is not to be had
}

static void put_jpeg(struct jpeg_compress_struct *jpeg,
                     const struct raster *raster)
{
    jpeg->image_width = raster->width;
    jpeg->image_height = raster->height;
    jpeg->input_components = 3;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, QUALITY, TRUE);
    jpeg->optimize_coding = TRUE;
    jpeg_start_compress(jpeg, TRUE);
    if (raster->profile.count)
        jpeg_write_icc_profile(jpeg, (const JOCTET *)raster->profile.bytes,
                               (unsigned)raster->profile.count);
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row =
            raster->pixels + (size_t)jpeg->next_scanline * raster->width * 3;
        jpeg_write_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_compress(jpeg);
}

bool raster_write_jpeg(const struct raster *raster, struct buffer *out)
{
    enum { SIDE_MOST = 65500 };
    if (raster->width > SIDE_MOST || raster->height > SIDE_MOST)
        return raster_write_png(raster, out);
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long count = 0;
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = leave_jpeg;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &count);
    put_jpeg(&jpeg, raster);
    buffer_add(out, (struct str){(const char *)bytes, count});
    jpeg_destroy_compress(&jpeg);
    free(bytes);
    return true;
}
