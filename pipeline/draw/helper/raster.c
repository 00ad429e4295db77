// SPDX-License-Identifier: MIT
// Pixels turned upright and scaled down.
#include "draw/helper/raster.h"

#include <stdlib.h>
#include <string.h>

bool raster_begin(struct raster *raster, uint32_t width, uint32_t height,
                  int channels)
{
    uint64_t count = (uint64_t)width * height;
    if (!count || count > DRAW_PIXELS_MOST)
        return false;
    raster->width = width;
    raster->height = height;
    raster->channels = channels;
    raster->pixels = malloc((size_t)count * (size_t)channels);
    return raster->pixels != NULL;
}

void raster_release(struct raster *raster)
{
    free(raster->pixels);
    buffer_release(&raster->profile);
    *raster = (struct raster){0};
}

static bool is_opaque(const struct raster *raster)
{
    size_t count = (size_t)raster->width * raster->height;
    for (size_t i = 0; raster->channels == 4 && i < count; i++)
        if (raster->pixels[i * 4 + 3] != 255)
            return false;
    return true;
}

static void drop_alpha(struct raster *raster)
{
    size_t count = (size_t)raster->width * raster->height;
    for (size_t i = 0; i < count; i++)
        memmove(raster->pixels + i * 3, raster->pixels + i * 4, 3);
    raster->channels = 3;
}

// ----- Turning -----

// Where the pixel of x, y comes from, in the raster as it lies.
struct turning {
    ptrdiff_t start, right, down; // bytes
    uint32_t width, height;       // upright
};

static struct turning turning_of(const struct raster *raster, int turn)
{
    ptrdiff_t pixel = raster->channels;
    ptrdiff_t row = pixel * (ptrdiff_t)raster->width;
    ptrdiff_t last = pixel * ((ptrdiff_t)raster->width - 1);
    ptrdiff_t foot = row * ((ptrdiff_t)raster->height - 1);
    uint32_t w = raster->width, h = raster->height;
    const struct turning turnings[] = {
        [1] = {0, pixel, row, w, h},
        [2] = {last, -pixel, row, w, h},
        [3] = {last + foot, -pixel, -row, w, h},
        [4] = {foot, pixel, -row, w, h},
        [5] = {0, row, pixel, h, w},
        [6] = {foot, -row, pixel, h, w},
        [7] = {last + foot, -row, -pixel, h, w},
        [8] = {last, row, -pixel, h, w},
    };
    return turnings[turn];
}

void raster_turn(struct raster *raster, int turn)
{
    if (turn < 2 || turn > 8)
        return;
    struct turning turning = turning_of(raster, turn);
    struct raster upright = {0};
    if (!raster_begin(&upright, turning.width, turning.height,
                      raster->channels))
        exit(1);
    size_t pixel = (size_t)raster->channels;
    unsigned char *to = upright.pixels;
    for (uint32_t y = 0; y < turning.height; y++) {
        const unsigned char *from =
            raster->pixels + turning.start + turning.down * (ptrdiff_t)y;
        for (uint32_t x = 0; x < turning.width; x++, to += pixel) {
            memcpy(to, from, pixel);
            from += turning.right;
        }
    }
    free(raster->pixels);
    raster->pixels = upright.pixels;
    raster->width = upright.width;
    raster->height = upright.height;
}

// ----- Scaling -----

// What one pixel covers of a longer line: from first on, so much of each.
enum { ONE = 1 << 16 };

struct cover {
    uint32_t first, last;           // pixels, both inside
    uint64_t first_part, last_part; // of ONE; those between count as whole
};

static struct cover cover_of(uint32_t at, uint32_t to, uint32_t from)
{
    uint64_t start = (uint64_t)at * from * ONE / to;
    uint64_t end = ((uint64_t)at + 1) * from * ONE / to;
    struct cover cover = {.first = (uint32_t)(start / ONE),
                          .last = (uint32_t)((end - 1) / ONE)};
    cover.first_part = ONE - start % ONE;
    cover.last_part = end - (uint64_t)cover.last * ONE;
    if (cover.first == cover.last)
        cover.first_part = end - start;
    return cover;
}

static uint64_t part_of(const struct cover *cover, uint32_t i)
{
    return i == cover->first  ? cover->first_part
           : i == cover->last ? cover->last_part
                              : ONE;
}

// Colours weigh by their alpha: what cannot be seen has none.
struct sum {
    uint64_t color[3], alpha, weight;
};

static void add_pixel(struct sum *sum, const unsigned char *pixel, int channels,
                      uint64_t weight)
{
    uint64_t alpha = channels == 4 ? pixel[3] : 255;
    for (int i = 0; i < 3; i++)
        sum->color[i] += pixel[i] * alpha * weight;
    sum->alpha += alpha * weight;
    sum->weight += weight;
}

static void put_mean(const struct sum *sum, unsigned char *pixel, int channels)
{
    for (int i = 0; i < 3; i++)
        pixel[i] =
            (unsigned char)(sum->alpha
                                ? (sum->color[i] + sum->alpha / 2) / sum->alpha
                                : 255);
    if (channels == 4)
        pixel[3] =
            (unsigned char)((sum->alpha + sum->weight / 2) / sum->weight);
}

static void shrink_row(const struct raster *from, struct raster *to, uint32_t y)
{
    struct cover rows = cover_of(y, to->height, from->height);
    size_t pixel = (size_t)from->channels;
    unsigned char *out = to->pixels + (size_t)y * to->width * pixel;
    for (uint32_t x = 0; x < to->width; x++, out += pixel) {
        struct cover columns = cover_of(x, to->width, from->width);
        struct sum sum = {0};
        for (uint32_t row = rows.first; row <= rows.last; row++) {
            const unsigned char *in =
                from->pixels +
                ((size_t)row * from->width + columns.first) * pixel;
            uint64_t high = part_of(&rows, row);
            for (uint32_t i = columns.first; i <= columns.last;
                 i++, in += pixel)
                add_pixel(&sum, in, from->channels,
                          high * part_of(&columns, i) / ONE + 1);
        }
        put_mean(&sum, out, from->channels);
    }
}

void raster_shrink(struct raster *raster, uint32_t width, uint32_t height)
{
    uint32_t w = raster->width, h = raster->height;
    if (w <= width && h <= height)
        return;
    if ((uint64_t)w * height >= (uint64_t)h * width)
        height = (uint32_t)(((uint64_t)h * width + w / 2) / w);
    else
        width = (uint32_t)(((uint64_t)w * height + h / 2) / h);
    struct raster small = {0};
    if (!raster_begin(&small, width ? width : 1, height ? height : 1,
                      raster->channels))
        exit(1);
    for (uint32_t y = 0; y < small.height; y++)
        shrink_row(raster, &small, y);
    free(raster->pixels);
    raster->pixels = small.pixels;
    raster->width = small.width;
    raster->height = small.height;
}

// ----- The whole -----

static uint32_t most(double wanted)
{
    return wanted < UINT32_MAX ? (uint32_t)wanted : UINT32_MAX;
}

void raster_settle(struct raster *raster, const struct draw_request *request)
{
    if (raster->channels == 4 && is_opaque(raster))
        drop_alpha(raster);
    raster_turn(raster, raster->turn ? raster->turn : (int)request->turn);
    raster_shrink(raster, most(request->width), most(request->height));
}

bool raster_file(struct raster *raster, const struct draw_request *request,
                 struct buffer *out)
{
    raster_settle(raster, request);
    buffer_add_byte(out, raster->more ? DRAW_FILE_FIRST : DRAW_FILE_WHOLE);
    return raster->lossy && raster->channels == 3
               ? raster_write_jpeg(raster, out)
               : raster_write_png(raster, out);
}
