// SPDX-License-Identifier: MIT
// A picture made small, to look at its colours.
#include "pixels/pixels.h"

#include "base/fail.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum { CHANNELS = 3 };

static uint8_t *room_for(uint32_t width, uint32_t height)
{
    uint8_t *bytes = malloc((size_t)width * height * CHANNELS);
    if (!bytes)
        fail_system("out of memory");
    return bytes;
}

// ----- JPEG: libjpeg makes eighths of a picture at little cost -----

struct faults {
    struct jpeg_error_mgr manager; // first: libjpeg hands it back
    jmp_buf leave;
};

static void leave(j_common_ptr jpeg)
{
    longjmp(((struct faults *)jpeg->err)->leave, 1);
}

static void say_nothing(j_common_ptr jpeg, int level)
{
    (void)jpeg, (void)level;
}

static void choose_scale(struct jpeg_decompress_struct *jpeg, uint32_t across)
{
    jpeg->scale_denom = 8;
    jpeg->scale_num = 1;
    while (jpeg->scale_num < 8 &&
           (uint64_t)jpeg->image_width * jpeg->scale_num / 8 < across)
        jpeg->scale_num++;
}

// Cyan, magenta, yellow and black as light: near enough to tell how light.
static void take_inks(uint8_t *to, const uint8_t *from, size_t count,
                      bool inverted)
{
    for (size_t i = 0; i < count; i++, from += 4, to += CHANNELS)
        for (size_t channel = 0; channel < CHANNELS; channel++) {
            unsigned color = inverted ? from[channel] : 255u - from[channel];
            unsigned black = inverted ? from[3] : 255u - from[3];
            to[channel] = (uint8_t)(color * black / 255);
        }
}

static void read_rows(struct jpeg_decompress_struct *jpeg,
                      struct pixels *pixels, uint8_t *row)
{
    while (jpeg->output_scanline < jpeg->output_height) {
        uint8_t *to = pixels->color +
                      (size_t)jpeg->output_scanline * pixels->width * CHANNELS;
        JSAMPROW rows[] = {row ? row : to};
        jpeg_read_scanlines(jpeg, rows, 1);
        if (row)
            take_inks(to, row, pixels->width, jpeg->saw_Adobe_marker);
    }
}

static bool small_jpeg(struct str file, uint32_t across, struct pixels *pixels)
{
    struct jpeg_decompress_struct jpeg;
    struct faults faults;
    uint8_t *volatile row = NULL;
    jpeg.err = jpeg_std_error(&faults.manager);
    faults.manager.error_exit = leave;
    faults.manager.emit_message = say_nothing;
    if (setjmp(faults.leave)) {
        jpeg_destroy_decompress(&jpeg);
        free(row);
        pixels_release(pixels);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, (const unsigned char *)file.bytes, file.count);
    jpeg_read_header(&jpeg, TRUE);
    if ((uint64_t)jpeg.image_width * jpeg.image_height > PIXELS_MAX)
        leave((j_common_ptr)&jpeg);
    bool inks = jpeg.num_components == 4;
    jpeg.out_color_space = inks ? JCS_CMYK : JCS_RGB;
    choose_scale(&jpeg, across);
    jpeg_start_decompress(&jpeg);
    pixels->width = jpeg.output_width;
    pixels->height = jpeg.output_height;
    pixels->channels = CHANNELS;
    pixels->color = room_for(pixels->width, pixels->height);
    if (inks && !(row = malloc((size_t)pixels->width * 4)))
        fail_system("out of memory");
    read_rows(&jpeg, pixels, row);
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    free(row);
    return true;
}

// ----- PNG: whole, then the mean of squares -----

// Of one channel, over the mask on white.
static unsigned mean_of(const struct pixels *from, uint32_t left, uint32_t top,
                        uint32_t side, size_t channel)
{
    uint64_t sum = 0;
    for (uint32_t y = top; y < top + side; y++)
        for (uint32_t x = left; x < left + side; x++) {
            size_t at = (size_t)y * from->width + x;
            size_t channels = (size_t)from->channels;
            unsigned color =
                from->color[at * channels + (channels == 1 ? 0 : channel)];
            unsigned alpha = from->alpha ? from->alpha[at] : 255;
            sum += color * alpha + 255 * (255 - alpha);
        }
    return (unsigned)(sum / ((uint64_t)side * side * 255));
}

static void shrink(const struct pixels *from, uint32_t across,
                   struct pixels *to)
{
    uint32_t side = from->width / across;
    uint32_t lower = from->height;
    side = side > lower ? lower : side;
    side = side > 0 ? side : 1;
    *to = (struct pixels){.width = from->width / side,
                          .height = from->height / side,
                          .channels = CHANNELS};
    to->color = room_for(to->width, to->height);
    uint8_t *at = to->color;
    for (uint32_t y = 0; y < to->height; y++)
        for (uint32_t x = 0; x < to->width; x++)
            for (size_t channel = 0; channel < CHANNELS; channel++)
                *at++ =
                    (uint8_t)mean_of(from, x * side, y * side, side, channel);
}

static bool small_png(struct str file, uint32_t across, struct pixels *pixels)
{
    struct pixels whole;
    if (!pixels_png(file, false, &whole))
        return false;
    shrink(&whole, across, pixels);
    pixels_release(&whole);
    return true;
}

bool pixels_small(struct str file, uint32_t across, struct pixels *pixels)
{
    *pixels = (struct pixels){0};
    return str_starts(file, STR("\xFF\xD8")) ? small_jpeg(file, across, pixels)
                                             : small_png(file, across, pixels);
}
