// SPDX-License-Identifier: MIT
// Pictures in the inks of the press, as qalam-draw makes them of their pixels.
#include "backends/pdf/pdf_writer.h"
#include "draw/draw.h"

#include <string.h>

// Where the profile is made for more.
enum { PICTURE_INK_MOST = 300 };

static struct press_pixels taken(struct buffer *bytes)
{
    struct draw_inks head;
    memcpy(&head, bytes->bytes, sizeof head);
    uint8_t *inks = (uint8_t *)bytes->bytes + sizeof head;
    size_t count = (size_t)head.width * head.height;
    return (struct press_pixels){head.width, head.height, inks,
                          head.has_alpha ? inks + count * INK_PLATES : NULL};
}

// Paper takes the place of what lets through: PDF/X-1a has no such thing.
static void lay_on_white(struct press_pixels *picture)
{
    size_t count = (size_t)picture->width * picture->height;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < INK_PLATES; k++) {
            uint8_t *ink = &picture->inks[i * INK_PLATES + k];
            *ink = (uint8_t)((*ink * picture->alpha[i] + 127) / 255);
        }
    picture->alpha = NULL;
}

static struct object add(struct pdf_writer *writer,
                         struct press_pixels picture)
{
    struct buffer out = {0};
    if (picture.alpha && writer->press->standard == PRINT_X1A)
        lay_on_white(&picture);
    if (writer->shaded.page)
        press_shade(writer, &picture);
    image_put_head(&out, picture.width, picture.height, 8);
    buffer_add_c(&out, "/ColorSpace /DeviceCMYK\n");
    if (picture.alpha)
        buffer_printf(&out, "/SMask %u 0 R\n",
                      image_add_mask(writer, picture.alpha, picture.width,
                                     picture.height)
                          .number);
    image_put_predictor(&out, picture.width, INK_PLATES, 8);
    struct object object =
        image_add_pixels(writer, buffer_str(&out), picture.inks, picture.height,
                         (size_t)picture.width * INK_PLATES);
    buffer_release(&out);
    return object;
}

static struct object add_inks(struct pdf_writer *writer, enum draw_kind kind,
                              struct str file, uint32_t width, uint32_t height)
{
    struct object object = {0};
    struct buffer bytes = {0};
    if (draw_inks(writer->context->draw, kind, writer->press->profile, file,
                  width, height, PICTURE_INK_MOST, &bytes) == DRAWN)
        object = add(writer, taken(&bytes));
    buffer_release(&bytes);
    return object;
}

struct object press_picture(struct pdf_writer *writer,
                            const struct image *image, uint32_t width,
                            uint32_t height)
{
    return add_inks(writer, image->format == IMAGE_JPEG ? DRAW_JPEG : DRAW_PNG,
                    image->bytes, width, height);
}

struct object press_drawn(struct pdf_writer *writer, struct str bytes,
                          uint32_t width, uint32_t height)
{
    return add_inks(writer, DRAW_RAW, bytes, width, height);
}

struct object press_duotone(struct pdf_writer *writer, const uint8_t *grey,
                            uint32_t width, uint32_t height, unsigned most)
{
    size_t count = (size_t)width * height;
    struct press_pixels picture = {width, height, NULL, NULL};
    struct plates tints[256];
    for (unsigned i = 0; i < 256; i++)
        tints[i] = press_plates(
            writer,
            (struct ink){INK_ACCENT, (uint8_t)((i * most + 127) / 255), 0});
    picture.inks = ARENA_ARRAY(writer->arena, uint8_t, count * INK_PLATES);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < INK_PLATES; k++)
            picture.inks[i * INK_PLATES + k] =
                (uint8_t)(tints[grey[i]].of[k] * 255u / 1000);
    return add(writer, picture);
}
