// SPDX-License-Identifier: MIT
// Pictures as image objects: each file once a document, its pixels untouched.
//
// A JPEG goes in as it is (DCTDecode); so does a PNG's data where PDF reads it
// alike (7.4.4.4, predictor 15). Others are decoded: a mask is an object of
// its own in PDF, and so are palettes with one.

#include "pixels/pixels.h"
#include "backends/pdf/pdf_writer.h"
#include "backends/pictures/scaled_picture.h"
#include "draw/draw.h"

#include <math.h>
#include <string.h>

struct pdf_image {
    const struct image *image;
    uint8_t duotone;
    const struct page *shaded; // what lies on it there is part of it, or NULL
    struct object object;      // number 0: cannot be drawn
};

// ----- Objects -----

void image_put_head(struct buffer *out, uint32_t width, uint32_t height,
                     int bits)
{
    buffer_printf(out,
                  "/Type /XObject\n/Subtype /Image\n/Width %u\n/Height %u\n"
                  "/BitsPerComponent %d\n",
                  width, height, bits);
}

void image_put_predictor(struct buffer *out, uint32_t width, int channels,
                          int bits)
{
    buffer_printf(out,
                  "/DecodeParms <</Predictor 15 /Colors %d "
                  "/BitsPerComponent %d /Columns %u>>\n",
                  channels, bits, width);
}

static const char *space_of(int channels)
{
    return channels == 1   ? "DeviceGray"
           : channels == 4 ? "DeviceCMYK"
                           : "DeviceRGB";
}

// Rows of bytes, filtered as PNG would: by the byte above, which does well on
// flat colour and not badly on photographs, and costs nothing.
struct object image_add_pixels(struct pdf_writer *writer, struct str inside,
                               const uint8_t *pixels, size_t row_count,
                                size_t row_bytes)
{
    enum { FILTER_UP = 2 };
    struct buffer rows = {0};
    for (size_t row = 0; row < row_count; row++) {
        const uint8_t *this = pixels + row * row_bytes;
        buffer_add_byte(&rows, FILTER_UP);
        size_t start = rows.count;
        buffer_add(&rows, (struct str){(const char *)this, row_bytes});
        for (size_t i = 0; row && i < row_bytes; i++)
            rows.bytes[start + i] =
                (char)(this[i] - pixels[(row - 1) * row_bytes + i]);
    }
    struct object object = object_add_stream(writer, inside, buffer_str(&rows));
    buffer_release(&rows);
    return object;
}

struct object image_add_mask(struct pdf_writer *writer, const uint8_t *alpha,
                             uint32_t width, uint32_t height)
{
    struct buffer out = {0};
    image_put_head(&out, width, height, 8);
    buffer_add_c(&out, "/ColorSpace /DeviceGray\n");
    image_put_predictor(&out, width, 1, 8);
    struct object object =
        image_add_pixels(writer, buffer_str(&out), alpha, height, width);
    buffer_release(&out);
    return object;
}

// Dark is the accent, light the accent with so many per cent of white.
static void put_duotone(struct pdf_writer *writer, unsigned most,
                        struct buffer *out)
{
    struct page_content content = {.writer = writer};
    buffer_printf(out, "/ColorSpace [/Indexed /Device%s 255 <",
                  writer->press ? "CMYK" : "RGB");
    for (unsigned i = 0; i < 256; i++) {
        struct ink ink = {INK_ACCENT, (uint8_t)((i * most + 127) / 255), 0};
        struct rgb rgb = content_color(&content, ink);
        struct plates plates = press_plates(writer, ink);
        if (!writer->press)
            buffer_printf(out, "%02X%02X%02X", rgb.red, rgb.green, rgb.blue);
        for (int k = 0; writer->press && k < INK_PLATES; k++)
            buffer_printf(out, "%02X", plates.of[k] * 255u / 1000);
    }
    buffer_add_c(out, ">]\n");
}

static struct object add_decoded(struct pdf_writer *writer,
                                 const struct pixels *pixels, uint8_t duotone)
{
    struct buffer out = {0};
    if (duotone && writer->shaded.page)
        return press_duotone(writer, pixels->color, pixels->width,
                             pixels->height, duotone);
    image_put_head(&out, pixels->width, pixels->height, 8);
    if (duotone)
        put_duotone(writer, duotone, &out);
    else
        buffer_printf(&out, "/ColorSpace /%s\n", space_of(pixels->channels));
    if (pixels->alpha && !duotone)
        buffer_printf(&out, "/SMask %u 0 R\n", image_add_mask(writer, pixels->alpha, pixels->width,
                                     pixels->height)
                          .number);
    image_put_predictor(&out, pixels->width, pixels->channels, 8);
    struct object object =
        image_add_pixels(writer, buffer_str(&out), pixels->color, pixels->height,
                   (size_t)pixels->width * (size_t)pixels->channels);
    buffer_release(&out);
    return object;
}

static struct object add_jpeg(struct pdf_writer *writer,
                              const struct image *image,
                              const struct jpeg_facts *facts)
{
    struct buffer out = {0};
    image_put_head(&out, facts->width, facts->height, 8);
    buffer_printf(&out, "/ColorSpace /%s\n", space_of(facts->channels));
    // Adobe writes CMYK upside down.
    if (facts->channels == 4 && facts->adobe)
        buffer_add_c(&out, "/Decode [1 0 1 0 1 0 1 0]\n");
    struct object object = object_add_stream_as(writer, STREAM_JPEG,
                                                buffer_str(&out), image->bytes);
    buffer_release(&out);
    return object;
}

static struct object add_png_data(struct pdf_writer *writer,
                                  const struct png_facts *facts)
{
    struct buffer out = {0};
    image_put_head(&out, facts->width, facts->height, facts->bits);
    if (facts->palette.count) {
        buffer_printf(&out, "/ColorSpace [/Indexed /DeviceRGB %zu <",
                      facts->palette.count / 3 - 1);
        for (size_t i = 0; i < facts->palette.count; i++)
            buffer_printf(&out, "%02X", (uint8_t)facts->palette.bytes[i]);
        buffer_add_c(&out, ">]\n");
    } else {
        buffer_printf(&out, "/ColorSpace /%s\n", space_of(facts->channels));
    }
    buffer_add_c(&out, "/Filter /FlateDecode\n");
    image_put_predictor(&out, facts->width, facts->channels, facts->bits);
    struct object object = object_add_stream_as(
        writer, STREAM_PLAIN, buffer_str(&out), buffer_str(&facts->data));
    buffer_release(&out);
    return object;
}

// ----- Which way -----

static struct object add_png(struct pdf_writer *writer,
                             const struct image *image, uint8_t duotone)
{
    struct object object = {0};
    struct pixels pixels;
    // Decoded in any case: what does not decode shall not be in the file.
    if (!pixels_png(image->bytes, duotone > 0, &pixels))
        return object;
    struct png_facts facts;
    if (!duotone && pixels_png_passes(image->bytes, &facts)) {
        object = add_png_data(writer, &facts);
        buffer_release(&facts.data);
    } else {
        object = add_decoded(writer, &pixels, duotone);
    }
    pixels_release(&pixels);
    return object;
}

static struct object add_jpeg_file(struct pdf_writer *writer,
                                   const struct image *image, uint8_t duotone)
{
    struct jpeg_facts facts;
    struct pixels pixels;
    if (!pixels_jpeg_look(image->bytes, &facts))
        return (struct object){0};
    // The file's colours are RGB (output_intent.c); so are these.
    if (facts.channels == 4) {
        const struct image *rgb =
            picture_in_rgb(writer->arena, writer->context->draw, image);
        if (rgb && rgb->format == IMAGE_PNG)
            return add_png(writer, rgb, duotone);
        writer->has_inks = writer->has_inks || !rgb;
        image = rgb ? rgb : image;
        if (!pixels_jpeg_look(image->bytes, &facts))
            return (struct object){0};
    }
    if (!duotone)
        return add_jpeg(writer, image, &facts);
    if (!pixels_jpeg_gray(image->bytes, &pixels))
        return (struct object){0};
    struct object object = add_decoded(writer, &pixels, duotone);
    pixels_release(&pixels);
    return object;
}

// ----- Fineness -----

enum { DOTS_PER_INCH = 300 };

static scaled dots(scaled length)
{
    scaled inch = (scaled)72 << 16;
    return (length * DOTS_PER_INCH + inch - 1) / inch;
}

// The largest that it is shown at: it goes into the file once.
static struct placed_image largest(const struct pdf_writer *writer,
                                   const struct placed_image *placed)
{
    struct placed_image most = *placed;
    const struct pages *pages = writer->pages;
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *other = &pages->items[i].placed[j];
            if (other->kind == PLACED_IMAGE &&
                other->as.image.image == placed->image &&
                other->as.image.duotone == placed->duotone &&
                other->as.image.width > most.width)
                most = other->as.image;
        }
    return most;
}

// No finer than printers ask for.
static const struct image *for_print(struct pdf_writer *writer,
                                     const struct placed_image *placed)
{
    struct placed_image most = largest(writer, placed);
    scaled width = dots(most.width), height = dots(most.height);
    if (width < 1 || height < 1 || width > PIXELS_MAX || height > PIXELS_MAX)
        return placed->image;
    return picture_scaled(writer->arena, writer->context->draw, placed->image,
                          (uint32_t)width, (uint32_t)height);
}

// ----- Drawings -----

// librsvg makes pixels of these, and on a PDF page few of them.
static bool needs_pixels(struct str file)
{
    static const char *const effects[] = {"<filter", "<mask",
                                          "filter:", "mix-blend-mode"};
    for (size_t i = 0; i < COUNT(effects); i++)
        if (str_find(file, str_of(effects[i])) != STR_NONE)
            return true;
    return false;
}

// Lines and letters, as they are.
static enum draw_result add_form(struct pdf_writer *writer,
                                 const struct placed_image *placed,
                                 struct object *object)
{
    struct buffer records = {0};
    enum draw_result drawn =
        draw_form(writer->context->draw, DRAW_SVG, placed->image->bytes,
                  (double)placed->width / 65536, (double)placed->height / 65536,
                  &records);
    if (drawn == DRAWN && writer->press) {
        struct buffer inks = {0};
        drawn = press_form_records(writer, buffer_str(&records), &inks)
                    ? DRAWN
                    : DRAWN_NOT;
        buffer_release(&records);
        records = inks;
    }
    if (drawn == DRAWN)
        *object = form_add(writer, buffer_str(&records));
    buffer_release(&records);
    return drawn;
}

static struct object add_drawn(struct pdf_writer *writer, struct str bytes,
                               uint32_t width, uint32_t height)
{
    size_t count = (size_t)width * height;
    struct pixels pixels = {.width = width,
                            .height = height,
                            .channels = 3,
                            .color = (uint8_t *)bytes.bytes,
                            .alpha = (uint8_t *)bytes.bytes + count * 3};
    return add_decoded(writer, &pixels, 0);
}

static struct object add_drawing_pixels(struct pdf_writer *writer,
                                        const struct placed_image *placed)
{
    scaled width = dots(placed->width), height = dots(placed->height);
    struct object object = {0};
    struct buffer bytes = {0};
    if (width < 1 || height < 1 || width > PIXELS_MAX || height > PIXELS_MAX ||
        width * height > PIXELS_MAX)
        return object;
    if (draw_pixels(writer->context->draw, DRAW_SVG, placed->image->bytes,
                    (uint32_t)width, (uint32_t)height, &bytes) == DRAWN) {
        object = (writer->press ? press_drawn : add_drawn)(
            writer, buffer_str(&bytes), (uint32_t)width, (uint32_t)height);
        diag_report(writer->context->diag, PLACE_NONE, MESSAGE_picture_pixels,
                    placed->image->path);
    }
    buffer_release(&bytes);
    return object;
}

static struct object add_svg(struct pdf_writer *writer,
                             const struct placed_image *placed)
{
    struct object object = {0};
    enum draw_result drawn = DRAWN_NOT;
    if (!needs_pixels(placed->image->bytes) && !writer->shaded.page)
        drawn = add_form(writer, placed, &object);
    // What the helper died of as lines would kill it as pixels.
    return drawn == DRAWN_NOT ? add_drawing_pixels(writer, placed) : object;
}

static void report_undrawn(const struct context *context,
                           const struct image *image)
{
    struct undrawn *undrawn = context->undrawn;
    if (undrawn)
        ARENA_PUSH(context->arena, undrawn->items, undrawn->count,
                   undrawn->capacity) = image;
    diag_report(context->diag, PLACE_NONE, MESSAGE_picture_undrawn,
                image->path);
}

// The picture's own pixels, or as many as printers ask for.
static struct object in_inks(struct pdf_writer *writer,
                             const struct placed_image *placed)
{
    const struct image *image = placed->image;
    struct placed_image most = largest(writer, placed);
    scaled width = dots(most.width), height = dots(most.height);
    bool finer = width > 0 && (scaled)image->width * 4 > width * 5;
    struct object object =
        press_picture(writer, image, finer ? (uint32_t)width : image->width,
                      finer ? (uint32_t)height : image->height);
    if (!object.number)
        report_undrawn(writer->context, image);
    return object;
}

static struct object add_image(struct pdf_writer *writer,
                               const struct placed_image *placed)
{
    bool inks = writer->press && !placed->duotone;
    const struct image *image =
        inks ? placed->image : for_print(writer, placed);
    struct object object = {0};
    if (inks && image->format != IMAGE_SVG)
        return in_inks(writer, placed);
    switch (image->format) {
    case IMAGE_PNG:
        object = add_png(writer, image, placed->duotone);
        break;
    case IMAGE_JPEG:
        object = add_jpeg_file(writer, image, placed->duotone);
        break;
    case IMAGE_SVG:
        object = add_svg(writer, placed);
        break;
    case IMAGE_NONE:
        break;
    }
    if (!object.number)
        report_undrawn(writer->context, placed->image);
    return object;
}

// Drawn again, an SVG keeps the size at which it was drawn first.
static size_t image_index(struct pdf_writer *writer,
                          const struct placed_image *placed)
{
    for (size_t i = 0; i < writer->image_count; i++)
        if (writer->images[i].image == placed->image &&
            writer->images[i].duotone == placed->duotone &&
            writer->images[i].shaded == writer->shaded.page)
            return i;
    struct object object = add_image(writer, placed);
    ARENA_PUSH(writer->arena, writer->images, writer->image_count,
               writer->image_capacity) =
        (struct pdf_image){placed->image, placed->duotone, writer->shaded.page,
                           object};
    return writer->image_count - 1;
}

static struct press_box shown_box(const struct placed *placed)
{
    const struct placed_image *image = &placed->as.image;
    if (image->clip_width > 0)
        return (struct press_box){image->clip_x, image->clip_y,
                                  image->clip_width, image->clip_height};
    return (struct press_box){placed->x, placed->y, image->width,
                              image->height};
}

static void put_image(struct page_content *content, const struct placed *placed,
                      const struct press_box *box, size_t index)
{
    struct buffer *out = &content->out;
    struct press_box shown = shown_box(placed);
    buffer_add_c(out, "q ");
    if (placed->as.image.clip_width > 0)
        content_clip(content, shown.x, shown.y, shown.width, shown.height);
    object_put_points(out, box->width);
    buffer_add_c(out, " 0 0 ");
    object_put_points_pair(out, box->height, box->x);
    object_put_points(out, content_y(content, box->y + box->height));
    buffer_printf(out, " cm /I%zu Do Q\n", index + 1);
}

void image_draw(struct page_content *content, const struct placed *placed)
{
    const struct placed_image *image = &placed->as.image;
    struct pdf_writer *writer = content->writer;
    if (!image->image)
        return;
    struct press_box box = press_bleed_picture(
        content,
        (struct press_box){placed->x, placed->y, image->width, image->height},
        shown_box(placed));
    bool shaded = press_has_shade(writer, content->page, placed);
    writer->shaded =
        (struct press_shaded){shaded ? content->page : NULL, box};
    size_t index = image_index(writer, image);
    if (writer->images[index].object.number)
        put_image(content, placed, &box, index);
}

void images_finish(struct pdf_writer *writer, struct buffer *resources)
{
    if (!writer->image_count)
        return;
    buffer_add_c(resources, "/XObject <<");
    for (size_t i = 0; i < writer->image_count; i++)
        if (writer->images[i].object.number)
            buffer_printf(resources, "/I%zu %u 0 R ", i + 1,
                          writer->images[i].object.number);
    buffer_add_c(resources, ">>\n");
}
