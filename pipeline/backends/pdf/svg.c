// SPDX-License-Identifier: MIT
// SVG through librsvg, as a PDF page or as pixels: opened only when a brief has
// one.
//
// The declarations here are those of its documented, stable interface.
// Nothing outside the file is loaded: it is given no base, and the reader has
// refused scripts and references (read/image_svg.c).

#include "base/fail.h"
#include "backends/pdf/library.h"
#include "backends/pdf/pdf_pixels.h"

#include <stdlib.h>
#include <string.h>

struct svg_rectangle { // RsvgRectangle
    double x, y, width, height;
};
enum { CAIRO_ARGB32 = 0, CAIRO_SUCCESS = 0, CAIRO_PDF_1_5 = 1 };

struct svg_library {
    void *(*handle_new)(const uint8_t *bytes, size_t count, void **error);
    int (*render)(void *handle, void *cairo, const struct svg_rectangle *where,
                  void **error);
    void (*unref)(void *object);
    void *(*surface_new)(int format, int width, int height);
    int (*surface_status)(void *surface);
    void (*surface_flush)(void *surface);
    unsigned char *(*surface_data)(void *surface);
    int (*surface_stride)(void *surface);
    void (*surface_free)(void *surface);
    void *(*pdf_new)(int (*write)(void *, const unsigned char *, unsigned),
                     void *closure, double width, double height);
    void (*pdf_restrict)(void *surface, int version);
    void (*surface_finish)(void *surface);
    void *(*cairo_new)(void *surface);
    void (*cairo_free)(void *cairo);
};

static bool svg_open(struct svg_library *svg)
{
    const struct library_row rsvg[] = {
        {"rsvg_handle_new_from_data", &svg->handle_new},
        {"rsvg_handle_render_document", &svg->render},
    };
    const struct library_row object[] = {{"g_object_unref", &svg->unref}};
    const struct library_row cairo[] = {
        {"cairo_image_surface_create", &svg->surface_new},
        {"cairo_surface_status", &svg->surface_status},
        {"cairo_surface_flush", &svg->surface_flush},
        {"cairo_image_surface_get_data", &svg->surface_data},
        {"cairo_image_surface_get_stride", &svg->surface_stride},
        {"cairo_surface_destroy", &svg->surface_free},
        {"cairo_pdf_surface_create_for_stream", &svg->pdf_new},
        {"cairo_pdf_surface_restrict_to_version", &svg->pdf_restrict},
        {"cairo_surface_finish", &svg->surface_finish},
        {"cairo_create", &svg->cairo_new},
        {"cairo_destroy", &svg->cairo_free},
    };
    return library_open("librsvg-2.so.2", rsvg, COUNT(rsvg)) &&
           library_open("libgobject-2.0.so.0", object, COUNT(object)) &&
           library_open("libcairo.so.2", cairo, COUNT(cairo));
}

static uint8_t *bytes_alloc(size_t count)
{
    uint8_t *bytes = malloc(count);
    if (!bytes)
        fail_system("out of memory");
    return bytes;
}

// cairo's pixels are words, their colour multiplied with the alpha.
static void take_row(struct pixels *pixels, size_t row, const uint32_t *words)
{
    size_t at = row * pixels->width;
    for (size_t i = 0; i < pixels->width; i++) {
        uint32_t alpha = words[i] >> 24;
        uint8_t *color = pixels->color + (at + i) * 3;
        pixels->alpha[at + i] = (uint8_t)alpha;
        for (int channel = 0; channel < 3; channel++) {
            uint32_t value = words[i] >> (16 - 8 * channel) & 255;
            value = alpha ? (value * 255 + alpha / 2) / alpha : 255;
            color[channel] = (uint8_t)(value > 255 ? 255 : value);
        }
    }
}

static void take_pixels(const struct svg_library *svg, void *surface,
                        struct pixels *pixels)
{
    svg->surface_flush(surface);
    const unsigned char *data = svg->surface_data(surface);
    size_t stride = (size_t)svg->surface_stride(surface);
    size_t count = (size_t)pixels->width * pixels->height;
    pixels->color = bytes_alloc(count * 3);
    pixels->alpha = bytes_alloc(count);
    for (size_t row = 0; row < pixels->height; row++)
        take_row(pixels, row,
                 (const uint32_t *)(const void *)(data + row * stride));
}

bool svg_decode(struct str file, uint32_t width, uint32_t height,
                struct pixels *pixels)
{
    struct svg_library svg;
    *pixels = (struct pixels){.width = width, .height = height, .channels = 3};
    if (!width || !height || (uint64_t)width * height > PIXELS_MAX ||
        !svg_open(&svg))
        return false;
    void *handle =
        svg.handle_new((const uint8_t *)file.bytes, file.count, NULL);
    if (!handle)
        return false;
    void *surface = svg.surface_new(CAIRO_ARGB32, (int)width, (int)height);
    void *cairo = svg.cairo_new(surface);
    struct svg_rectangle all = {0, 0, width, height};
    bool good = svg.surface_status(surface) == CAIRO_SUCCESS &&
                svg.render(handle, cairo, &all, NULL);
    if (good)
        take_pixels(&svg, surface, pixels);
    svg.cairo_free(cairo);
    svg.surface_free(surface);
    svg.unref(handle);
    return good;
}

// ----- As a page -----

static int add_bytes(void *closure, const unsigned char *bytes, unsigned count)
{
    buffer_add(closure, (struct str){(const char *)bytes, count});
    return CAIRO_SUCCESS;
}

// librsvg makes pixels of these, and on a PDF page few of them.
bool svg_needs_pixels(struct str file)
{
    static const char *const effects[] = {"<filter", "<mask",
                                          "filter:", "mix-blend-mode"};
    for (size_t i = 0; i < COUNT(effects); i++)
        if (str_find(file, str_of(effects[i])) != STR_NONE)
            return true;
    return false;
}

bool svg_to_pdf(struct str file, double width, double height,
                struct buffer *pdf)
{
    struct svg_library svg;
    if (width <= 0 || height <= 0 || !svg_open(&svg))
        return false;
    void *handle =
        svg.handle_new((const uint8_t *)file.bytes, file.count, NULL);
    if (!handle)
        return false;
    void *surface = svg.pdf_new(add_bytes, pdf, width, height);
    svg.pdf_restrict(surface, CAIRO_PDF_1_5);
    void *cairo = svg.cairo_new(surface);
    struct svg_rectangle all = {0, 0, width, height};
    bool good = svg.render(handle, cairo, &all, NULL);
    svg.cairo_free(cairo);
    svg.surface_finish(surface);
    good = good && svg.surface_status(surface) == CAIRO_SUCCESS;
    svg.surface_free(surface);
    svg.unref(handle);
    return good;
}
