// SPDX-License-Identifier: MIT
// Is a PNG file whole? libpng unpacks it in pieces and tells.
#include "read/pictures/image_check.h"

#include "model/brief_limits.h"

#include <png.h>
#include <setjmp.h>

struct check {
    struct arena *arena;
    struct image *image;
    struct str *why;
    enum image_fault fault;
    bool ended;
};

static void fail(png_structp png, png_const_charp message)
{
    struct check *check = png_get_error_ptr(png);
    if (check->fault == IMAGE_GOOD) {
        check->fault = IMAGE_BROKEN;
        *check->why = arena_str(check->arena, str_of(message));
    }
    png_longjmp(png, 1);
}

// Warnings are about chunks that no picture needs.
static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void take_header(png_structp png, png_infop info)
{
    struct check *check = png_get_error_ptr(png);
    struct image *image = check->image;
    image->width = png_get_image_width(png, info);
    image->height = png_get_image_height(png, info);
    check->fault =
        image_check_size(check->arena, image->width, image->height, check->why);
    if (check->fault != IMAGE_GOOD)
        png_longjmp(png, 1);
    png_set_interlace_handling(png);
    png_start_read_image(png);
}

static void take_end(png_structp png, png_infop info)
{
    struct check *check = png_get_error_ptr(png);
    (void)info;
    check->ended = true;
}

static void read_all(png_structp png, png_infop info, struct check *check)
{
    enum { PART = 32 * 1024 };
    // libpng asks for a pointer to bytes that it does not write.
    png_bytep bytes = (png_bytep)(uintptr_t)check->image->bytes.bytes;
    size_t left = check->image->bytes.count;
    png_set_progressive_read_fn(png, check, take_header, NULL, take_end);
    // 60000 x 60000 is refused by its header, with its size in the message.
    png_set_user_limits(png, 1000000, 1000000);
    while (left > 0 && !check->ended) {
        size_t count = left < PART ? left : PART;
        png_process_data(png, info, bytes, count);
        bytes += count;
        left -= count;
    }
}

enum image_fault image_check_png(struct arena *arena, struct image *image,
                                 struct str *why)
{
    struct check *check = ARENA_NEW(arena, struct check);
    *check = (struct check){arena, image, why, IMAGE_GOOD, false};
    image->format = IMAGE_PNG;
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, check, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info && setjmp(png_jmpbuf(png)) == 0)
        read_all(png, info, check);
    png_destroy_read_struct(&png, &info, NULL);
    if (check->fault == IMAGE_GOOD && !check->ended) {
        *why = STR("the file is cut short");
        return IMAGE_BROKEN;
    }
    return check->fault;
}
