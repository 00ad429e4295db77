// SPDX-License-Identifier: MIT
// Pixels as the inks of a press: by its ICC profile, through lcms2.
#include "draw/helper/pictures.h"

#include <lcms2.h>
#include <string.h>

enum { INKS = 4, INK_FULL = 255, DEFAULT_MOST = 300 };

// ----- No file -----

bool raw_decode(struct str file, const struct draw_request *request,
                struct raster *raster)
{
    double count = request->width * request->height;
    if (count > DRAW_PIXELS_MOST || (double)file.count != count * 4 ||
        !raster_begin(raster, (uint32_t)request->width,
                      (uint32_t)request->height, 4))
        return false;
    size_t pixels = (size_t)raster->width * raster->height;
    const char *alpha = file.bytes + pixels * 3;
    for (size_t i = 0; i < pixels; i++) {
        memcpy(raster->pixels + i * 4, file.bytes + i * 3, 3);
        raster->pixels[i * 4 + 3] = (unsigned char)alpha[i];
    }
    return true;
}

// ----- The transform -----

static cmsHPROFILE light_of(const struct raster *raster)
{
    cmsHPROFILE own = NULL;
    if (raster->profile.count)
        own = cmsOpenProfileFromMem(raster->profile.bytes,
                                    (cmsUInt32Number)raster->profile.count);
    if (own && cmsGetColorSpace(own) == cmsSigRgbData)
        return own;
    if (own)
        cmsCloseProfile(own);
    return cmsCreate_sRGBProfile();
}

static cmsHTRANSFORM transform_of(const struct raster *raster, cmsHPROFILE to)
{
    cmsHPROFILE from = light_of(raster);
    cmsHTRANSFORM transform = cmsCreateTransform(
        from, raster->channels == 4 ? TYPE_RGBA_8 : TYPE_RGB_8, to, TYPE_CMYK_8,
        INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);
    cmsCloseProfile(from);
    return transform;
}

// ----- The limit -----

// What the profile was made for, where that is less than what was asked.
static unsigned most_of(cmsHPROFILE profile, unsigned asked)
{
    double own = cmsDetectTAC(profile);
    unsigned most = asked ? asked : DEFAULT_MOST;
    return own >= 100 && own < most ? (unsigned)own : most;
}

// Black stays: what there is too much of is taken from the colours alike.
static void limit(unsigned char *pixel, unsigned most)
{
    unsigned colours = (unsigned)pixel[0] + pixel[1] + pixel[2];
    if (colours + pixel[3] <= most)
        return;
    unsigned left = most > pixel[3] ? most - pixel[3] : 0;
    for (int i = 0; i < INKS - 1; i++)
        pixel[i] = (unsigned char)(pixel[i] * left / colours);
}

// ----- The whole -----

static void put_pixels(const struct raster *raster, cmsHTRANSFORM transform,
                       unsigned percent, struct buffer *out)
{
    unsigned most = percent * INK_FULL / 100;
    size_t row = (size_t)raster->width * (size_t)raster->channels;
    for (uint32_t y = 0; y < raster->height; y++) {
        buffer_reserve(out, (size_t)raster->width * INKS);
        unsigned char *to = (unsigned char *)out->bytes + out->count;
        cmsDoTransform(transform, raster->pixels + y * row, to, raster->width);
        for (uint32_t x = 0; x < raster->width; x++)
            limit(to + (size_t)x * INKS, most);
        out->count += (size_t)raster->width * INKS;
    }
}

static void put_alpha(const struct raster *raster, struct buffer *out)
{
    size_t count = (size_t)raster->width * raster->height;
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(out, (char)raster->pixels[i * 4 + 3]);
}

bool raster_inks(struct raster *raster, const struct draw_request *request,
                 struct str profile, struct buffer *out)
{
    cmsHPROFILE to =
        cmsOpenProfileFromMem(profile.bytes, (cmsUInt32Number)profile.count);
    cmsHTRANSFORM transform = NULL;
    raster_settle(raster, request);
    if (to && cmsGetColorSpace(to) == cmsSigCmykData)
        transform = transform_of(raster, to);
    if (transform) {
        struct draw_inks head = {raster->width, raster->height,
                                 raster->channels == 4};
        buffer_add(out, (struct str){(const char *)&head, sizeof head});
        put_pixels(raster, transform, most_of(to, request->ink_most), out);
        if (raster->channels == 4)
            put_alpha(raster, out);
        cmsDeleteTransform(transform);
    }
    if (to)
        cmsCloseProfile(to);
    return transform != NULL;
}
