// SPDX-License-Identifier: MIT
// What lets a picture through becomes part of its pixels, for PDF/X-1a knows no
// transparency.
//
// Layout darkens a cover's picture behind its words by paths that lie on it
// (cover_contrast.c), so that they are all of its page that lets through.
#include "backends/pdf/pdf_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CURVE_STEPS = 8,
    // Fewer dots to the inch would show the shade's edge as steps.
    DOTS_LEAST = 150,
    PIXELS_WIDEST = 4000,
};

struct point {
    double x, y;
};
struct outline { // closed, in pixels of the picture
    struct point *points;
    size_t count, capacity;
};

struct shading {
    struct pdf_writer *writer;
    const struct press_box *box; // of the picture on the page
    struct press_pixels *pixels;
    struct outline outline;
};

bool press_is_shade(const struct pdf_writer *writer,
                    const struct placed *placed)
{
    return writer->press && writer->press->standard == PRINT_X1A &&
           placed->kind == PLACED_PATH && placed->ink.clear > 0;
}

bool press_has_shade(const struct pdf_writer *writer, const struct page *page,
                     const struct placed *under)
{
    for (size_t i = (size_t)(under - page->placed); i < page->placed_count; i++)
        if (press_is_shade(writer, &page->placed[i]))
            return true;
    return false;
}

// ----- Enough pixels -----

static void enlarge(struct pdf_writer *writer, struct press_pixels *pixels,
                    uint32_t times)
{
    uint32_t width = pixels->width * times, height = pixels->height * times;
    size_t row = (size_t)width * INK_PLATES;
    uint8_t *large = ARENA_ARRAY(writer->arena, uint8_t, row * height);
    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *from =
            pixels->inks + (size_t)(y / times) * pixels->width * INK_PLATES;
        for (uint32_t x = 0; x < width; x++)
            memcpy(large + y * row + (size_t)x * INK_PLATES,
                   from + (size_t)(x / times) * INK_PLATES, INK_PLATES);
    }
    *pixels = (struct press_pixels){width, height, large, NULL};
}

static uint32_t times_larger(const struct press_pixels *pixels, scaled width)
{
    uint32_t wanted = (uint32_t)(width * DOTS_LEAST / PT(72));
    uint32_t times = (wanted + pixels->width - 1) / pixels->width;
    while (times > 1 && (uint64_t)pixels->width * times > PIXELS_WIDEST)
        times--;
    return times;
}

// ----- Outlines -----

static struct point on_picture(const struct shading *shading,
                               const struct placed *placed, scaled x, scaled y)
{
    const struct press_box *box = shading->box;
    return (struct point){(double)(placed->x + x - box->x) *
                              shading->pixels->width / (double)box->width,
                          (double)(placed->y + y - box->y) *
                              shading->pixels->height / (double)box->height};
}

static void add_point(struct shading *shading, struct point point)
{
    struct outline *outline = &shading->outline;
    ARENA_PUSH(shading->writer->arena, outline->points, outline->count,
               outline->capacity) = point;
}

static void add_curve(struct shading *shading, struct point a, struct point b,
                      struct point c)
{
    struct point start = shading->outline.points[shading->outline.count - 1];
    for (int i = 1; i <= CURVE_STEPS; i++) {
        double t = (double)i / CURVE_STEPS, u = 1 - t;
        double p = u * u * u, q = 3 * u * u * t, r = 3 * u * t * t,
               s = t * t * t;
        add_point(shading, (struct point){
                               p * start.x + q * a.x + r * b.x + s * c.x,
                               p * start.y + q * a.y + r * b.y + s * c.y});
    }
}

// Of a path of one part, which is what layout makes here.
static void take_outline(struct shading *shading, const struct placed *placed)
{
    const struct path *path = &placed->as.path;
    shading->outline.count = 0;
    for (size_t i = 0; i < path->step_count; i++) {
        const struct path_step *step = &path->steps[i];
        struct point points[3];
        for (int k = 0; k < 3; k++)
            points[k] = on_picture(shading, placed, step->x[k], step->y[k]);
        if (step->verb == PATH_CURVE && shading->outline.count)
            add_curve(shading, points[0], points[1], points[2]);
        else if (step->verb != PATH_CLOSE)
            add_point(shading, points[0]);
    }
}

// ----- Shading -----

static void shade_row(struct press_pixels *pixels, uint32_t y, double from,
                      double to, struct plates plates, unsigned clear)
{
    uint32_t start = from < 0 ? 0 : (uint32_t)fmin(ceil(from), pixels->width);
    uint32_t end = to < 0 ? 0 : (uint32_t)fmin(ceil(to), pixels->width);
    uint8_t *row = pixels->inks + (size_t)y * pixels->width * INK_PLATES;
    for (uint32_t x = start; x < end; x++)
        for (size_t k = 0; k < INK_PLATES; k++) {
            uint8_t *ink = &row[(size_t)x * INK_PLATES + k];
            unsigned mixed = *ink * clear * 1000u +
                             plates.of[k] * 255u * (1000 - clear);
            *ink = (uint8_t)((mixed + 500000) / 1000000);
        }
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

// Where the outline crosses the middle of a row.
static size_t crossings(const struct outline *outline, double y, double *at)
{
    size_t count = 0;
    for (size_t i = 0; i < outline->count; i++) {
        struct point a = outline->points[i];
        struct point b = outline->points[(i + 1) % outline->count];
        if ((a.y <= y) != (b.y <= y))
            at[count++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) - 0.5;
    }
    qsort(at, count, sizeof *at, by_value);
    return count;
}

static void shade(struct shading *shading, const struct placed *placed)
{
    struct plates plates = press_plates(shading->writer, placed->ink);
    take_outline(shading, placed);
    double *at = ARENA_ARRAY(shading->writer->arena, double,
                             shading->outline.count + 1);
    for (uint32_t y = 0; y < shading->pixels->height; y++) {
        size_t count = crossings(&shading->outline, y + 0.5, at);
        for (size_t i = 0; i + 1 < count; i += 2)
            shade_row(shading->pixels, y, at[i], at[i + 1], plates,
                      placed->ink.clear);
    }
}

void press_shade(struct pdf_writer *writer, struct press_pixels *pixels)
{
    const struct press_box *box = &writer->shaded.box;
    const struct page *page = writer->shaded.page;
    struct shading shading = {.writer = writer, .box = box, .pixels = pixels};
    uint32_t times = times_larger(pixels, box->width);
    if (times > 1)
        enlarge(writer, pixels, times);
    for (size_t i = 0; i < page->placed_count; i++)
        if (press_is_shade(writer, &page->placed[i]))
            shade(&shading, &page->placed[i]);
}
