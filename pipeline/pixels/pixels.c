// SPDX-License-Identifier: MIT
// PNG through libpng, JPEG through libjpeg; both from memory.

#include "pixels/pixels.h"

#include "base/fail.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

static uint8_t *pixels_alloc(size_t count)
{
    uint8_t *bytes = malloc(count ? count : 1);
    if (!bytes)
        fail_system("out of memory");
    return bytes;
}

void pixels_release(struct pixels *pixels)
{
    free(pixels->color);
    free(pixels->alpha);
    *pixels = (struct pixels){0};
}

// ----- PNG -----

// Colour and mask apart; a mask that hides nothing is dropped.
static void split_alpha(struct pixels *pixels, const uint8_t *mixed)
{
    size_t count = (size_t)pixels->width * pixels->height;
    size_t channels = (size_t)pixels->channels;
    bool opaque = true;
    pixels->color = pixels_alloc(count * channels);
    pixels->alpha = pixels_alloc(count);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *from = mixed + i * (channels + 1);
        memcpy(pixels->color + i * channels, from, channels);
        pixels->alpha[i] = from[channels];
        opaque = opaque && from[channels] == 255;
    }
    if (opaque) {
        free(pixels->alpha);
        pixels->alpha = NULL;
    }
}

bool pixels_png(struct str file, bool gray, struct pixels *pixels)
{
    *pixels = (struct pixels){0};
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, file.bytes, file.count))
        return false;
    if (!image.width || !image.height ||
        (uint64_t)image.width * image.height > PIXELS_MAX) {
        png_image_free(&image);
        return false;
    }
    bool color = !gray && image.format & PNG_FORMAT_FLAG_COLOR;
    bool alpha = !gray && image.format & PNG_FORMAT_FLAG_ALPHA;
    image.format = (color ? PNG_FORMAT_FLAG_COLOR : 0) |
                   (alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
    pixels->width = image.width;
    pixels->height = image.height;
    pixels->channels = color ? 3 : 1;
    uint8_t *mixed = pixels_alloc(PNG_IMAGE_SIZE(image));
    // Where a mask is not kept, it lies on white.
    png_color white = {255, 255, 255};
    if (!png_image_finish_read(&image, &white, mixed, 0, NULL)) {
        png_image_free(&image);
        free(mixed);
        return false;
    }
    if (alpha) {
        split_alpha(pixels, mixed);
        free(mixed);
    } else {
        pixels->color = mixed;
    }
    return true;
}

static uint32_t get32(struct str bytes, size_t at)
{
    const unsigned char *b = (const unsigned char *)bytes.bytes + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

enum {
    PNG_SIGNATURE = 8,
    PNG_CHUNK_EXTRA = 12, // length, name, check sum
    PNG_HEADER = 13,
};

static bool header_passes(struct str header, struct png_facts *facts)
{
    enum { GRAY = 0, RGB = 2, PALETTE = 3 };
    if (header.count != PNG_HEADER)
        return false;
    int type = (unsigned char)header.bytes[9];
    bool interlaced = header.bytes[12] != 0;
    facts->width = get32(header, 0);
    facts->height = get32(header, 4);
    facts->bits = (unsigned char)header.bytes[8];
    facts->channels = type == RGB ? 3 : 1;
    return facts->bits <= 8 && !interlaced &&
           (type == GRAY || type == RGB || type == PALETTE);
}

// A chunk's part in the facts; false: the file has what PDF cannot read.
static bool take_chunk(struct str name, struct str data,
                       struct png_facts *facts)
{
    if (str_equal(name, STR("IHDR")))
        return header_passes(data, facts);
    if (str_equal(name, STR("PLTE")) && facts->channels == 1)
        facts->palette = data;
    else if (str_equal(name, STR("IDAT")))
        buffer_add(&facts->data, data);
    // A mask must stand apart, and PDF knows no other gamma than sRGB's.
    enum { GAMMA_SRGB = 45455 };
    if (str_equal(name, STR("gAMA")))
        return data.count == 4 && get32(data, 0) == GAMMA_SRGB;
    return !str_equal(name, STR("tRNS"));
}

bool pixels_png_passes(struct str file, struct png_facts *facts)
{
    *facts = (struct png_facts){0};
    size_t at = PNG_SIGNATURE;
    while (at < file.count && file.count - at >= PNG_CHUNK_EXTRA) {
        size_t count = get32(file, at);
        if (count > file.count - at - PNG_CHUNK_EXTRA)
            break;
        struct str name = str_slice(file, at + 4, at + 8);
        struct str data = str_slice(file, at + 8, at + 8 + count);
        if (str_equal(name, STR("IEND")))
            return facts->data.count > 0;
        if (!take_chunk(name, data, facts))
            break;
        at += count + PNG_CHUNK_EXTRA;
    }
    buffer_release(&facts->data);
    return false;
}

// ----- JPEG -----

struct jpeg_faults {
    struct jpeg_error_mgr manager; // first: libjpeg hands it back
    jmp_buf leave;
};

static void jpeg_leave(j_common_ptr jpeg)
{
    longjmp(((struct jpeg_faults *)jpeg->err)->leave, 1);
}

static void jpeg_say_nothing(j_common_ptr jpeg, int level)
{
    (void)jpeg, (void)level;
}

static void jpeg_open(struct jpeg_decompress_struct *jpeg,
                      struct jpeg_faults *faults)
{
    jpeg->err = jpeg_std_error(&faults->manager);
    faults->manager.error_exit = jpeg_leave;
    faults->manager.emit_message = jpeg_say_nothing;
}

bool pixels_jpeg_look(struct str file, struct jpeg_facts *facts)
{
    struct jpeg_decompress_struct jpeg;
    struct jpeg_faults faults;
    jpeg_open(&jpeg, &faults);
    if (setjmp(faults.leave)) {
        jpeg_destroy_decompress(&jpeg);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, (const unsigned char *)file.bytes, file.count);
    jpeg_read_header(&jpeg, TRUE);
    *facts = (struct jpeg_facts){jpeg.image_width, jpeg.image_height,
                                 jpeg.num_components, jpeg.saw_Adobe_marker};
    bool good =
        jpeg.data_precision == 8 &&
        (facts->channels == 1 || facts->channels == 3 || facts->channels == 4);
    jpeg_destroy_decompress(&jpeg);
    return good;
}

bool pixels_jpeg_gray(struct str file, struct pixels *pixels)
{
    struct jpeg_decompress_struct jpeg;
    struct jpeg_faults faults;
    *pixels = (struct pixels){0};
    jpeg_open(&jpeg, &faults);
    if (setjmp(faults.leave)) {
        jpeg_destroy_decompress(&jpeg);
        pixels_release(pixels);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, (const unsigned char *)file.bytes, file.count);
    jpeg_read_header(&jpeg, TRUE);
    if ((uint64_t)jpeg.image_width * jpeg.image_height > PIXELS_MAX)
        jpeg_leave((j_common_ptr)&jpeg);
    jpeg.out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(&jpeg);
    pixels->width = jpeg.output_width;
    pixels->height = jpeg.output_height;
    pixels->channels = 1;
    pixels->color = pixels_alloc((size_t)pixels->width * pixels->height);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row =
            pixels->color + (size_t)jpeg.output_scanline * pixels->width;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    return true;
}
