// SPDX-License-Identifier: MIT
// SVG through librsvg and cairo, as pixels or as a PDF page.
//
// librsvg is given no base, so nothing outside the file is loaded; and the
// reader has refused scripts and references (read/pictures/image_svg.c).
#include "draw/helper/pictures.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

static bool draw_on(cairo_surface_t *surface, struct str file, double width,
                    double height)
{
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)file.bytes, file.count, NULL);
    if (!handle)
        return false;
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle all = {0, 0, width, height};
    bool good = rsvg_handle_render_document(handle, cairo, &all, NULL);
    cairo_destroy(cairo);
    g_object_unref(handle);
    return good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

// ----- Pixels -----

// cairo's pixels are words, their colour multiplied with the alpha.
static void take_row(char *color, char *alpha, const uint32_t *words,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t opacity = words[i] >> 24;
        alpha[i] = (char)opacity;
        for (int channel = 0; channel < 3; channel++) {
            uint32_t value = words[i] >> (16 - 8 * channel) & 255;
            value = opacity ? (value * 255 + opacity / 2) / opacity : 255;
            color[i * 3 + (size_t)channel] = (char)(value > 255 ? 255 : value);
        }
    }
}

static void take_pixels(cairo_surface_t *surface, size_t width, size_t height,
                        struct buffer *out)
{
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    buffer_reserve(out, width * height * 4);
    char *color = out->bytes + out->count;
    char *alpha = color + width * height * 3;
    for (size_t row = 0; row < height; row++)
        take_row(color + row * width * 3, alpha + row * width,
                 (const uint32_t *)(const void *)(data + row * stride), width);
    out->count += width * height * 4;
    out->bytes[out->count] = 0;
}

bool svg_pixels(struct str file, uint32_t width, uint32_t height,
                struct buffer *out)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)width, (int)height);
    bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
                draw_on(surface, file, width, height);
    if (good)
        take_pixels(surface, width, height, out);
    cairo_surface_destroy(surface);
    return good;
}

// ----- A form -----

static cairo_status_t add_bytes(void *closure, const unsigned char *bytes,
                                unsigned count)
{
    buffer_add(closure, (struct str){(const char *)bytes, count});
    return CAIRO_STATUS_SUCCESS;
}

// A PDF file of one page, with text as text.
static bool page_of(struct str file, double width, double height,
                    struct buffer *pdf)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(add_bytes, pdf, width, height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    bool good = draw_on(surface, file, width, height);
    cairo_surface_finish(surface);
    good = good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return good;
}

bool svg_form(struct str file, double width, double height, struct buffer *out)
{
    struct buffer pdf = {0};
    bool good = page_of(file, width, height, &pdf) &&
                form_of_page(buffer_str(&pdf), width, height, out);
    buffer_release(&pdf);
    return good;
}
