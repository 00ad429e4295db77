// SPDX-License-Identifier: MIT
// Which kind of picture, by its bytes; and JPEG.
#include "read/pictures/image_check.h"

#include "model/brief_limits.h"
#include "read/pictures/image_kind.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

enum image_fault image_check_size(struct arena *arena, uint32_t width,
                                  uint32_t height, struct str *why)
{
    if (width == 0 || height == 0) {
        *why = STR("it has no pixels");
        return IMAGE_BROKEN;
    }
    if ((uint64_t)width * height > LIMIT_IMAGE_PIXELS) {
        *why = arena_printf(arena, "%u × %u pixels", width, height);
        return IMAGE_LARGE;
    }
    return IMAGE_GOOD;
}

enum image_fault image_check(struct arena *arena, struct image *image,
                             struct str *why)
{
    switch (image_kind_of(image->bytes).format) {
    case IMAGE_PNG:
        return image_check_png(arena, image, why);
    case IMAGE_JPEG:
        return image_check_jpeg(arena, image, why);
    case IMAGE_SVG:
        return image_check_svg(arena, image, why);
    case IMAGE_NONE:
        break;
    }
    *why = STR("it is no picture");
    return IMAGE_BROKEN;
}

// ----- JPEG -----

struct jpeg {
    struct jpeg_decompress_struct reader;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    struct arena *arena;
    struct str *why;
    jmp_buf failed;
};

static void jpeg_fail(j_common_ptr common)
{
    struct jpeg *jpeg = common->client_data;
    char message[JMSG_LENGTH_MAX];
    common->err->format_message(common, message);
    *jpeg->why = arena_str(jpeg->arena, str_of(message));
    longjmp(jpeg->failed, 1);
}

// A warning of libjpeg's is a file that is cut short or damaged: it goes on
// with grey. Trace messages (level 0 and up) are not faults.
static void jpeg_warn(j_common_ptr common, int level)
{
    if (level < 0)
        jpeg_fail(common);
}

// A progressive file may hold any number of scans, each of which costs as much
// as the picture.
static void jpeg_scan(j_common_ptr common)
{
    struct jpeg *jpeg = common->client_data;
    if (jpeg->reader.input_scan_number > 100) {
        *jpeg->why = STR("it has too many scans");
        longjmp(jpeg->failed, 1);
    }
}

static enum image_fault jpeg_read(struct jpeg *jpeg, struct image *image)
{
    struct jpeg_decompress_struct *reader = &jpeg->reader;
    jpeg_read_header(reader, TRUE);
    image->width = reader->image_width;
    image->height = reader->image_height;
    if (reader->num_components == 4)
        image->inks = reader->saw_Adobe_marker ? INKS_MARKED : INKS_UNMARKED;
    enum image_fault fault =
        image_check_size(jpeg->arena, image->width, image->height, jpeg->why);
    if (fault != IMAGE_GOOD)
        return fault;
    // An eighth of the size: the entropy code is read in full all the same.
    reader->scale_num = 1;
    reader->scale_denom = 8;
    jpeg_start_decompress(reader);
    size_t row =
        (size_t)reader->output_width * (size_t)reader->output_components;
    JSAMPARRAY rows = reader->mem->alloc_sarray(
        (j_common_ptr)reader, JPOOL_IMAGE, (JDIMENSION)row, 1);
    while (reader->output_scanline < reader->output_height)
        jpeg_read_scanlines(reader, rows, 1);
    jpeg_finish_decompress(reader);
    return IMAGE_GOOD;
}

enum image_fault image_check_jpeg(struct arena *arena, struct image *image,
                                  struct str *why)
{
    // Not on the stack: longjmp leaves locals undefined.
    struct jpeg *jpeg = ARENA_NEW(arena, struct jpeg);
    enum image_fault fault = IMAGE_BROKEN;
    image->format = IMAGE_JPEG;
    jpeg->arena = arena;
    jpeg->why = why;
    jpeg->reader.err = jpeg_std_error(&jpeg->errors);
    jpeg->errors.error_exit = jpeg_fail;
    jpeg->errors.emit_message = jpeg_warn;
    jpeg->progress.progress_monitor = jpeg_scan;
    jpeg->reader.client_data = jpeg;
    if (setjmp(jpeg->failed) == 0) {
        jpeg_create_decompress(&jpeg->reader);
        jpeg->reader.client_data = jpeg;
        jpeg->reader.progress = &jpeg->progress;
        jpeg_mem_src(&jpeg->reader, (const unsigned char *)image->bytes.bytes,
                     image->bytes.count);
        fault = jpeg_read(jpeg, image);
    } else
        fault = IMAGE_BROKEN;
    jpeg_destroy_decompress(&jpeg->reader);
    return fault;
}
