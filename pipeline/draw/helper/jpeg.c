// SPDX-License-Identifier: MIT
// JPEG through libjpeg; inks become light, by their profile where there is one.
#include "draw/helper/pictures.h"

#include <lcms2.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

struct reading {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    cmsHTRANSFORM inks; // to sRGB, or NULL
    unsigned char *row; // of inks
    bool good;
};

static void fail(j_common_ptr jpeg)
{
    struct reading *reading = jpeg->client_data;
    longjmp(reading->failed, 1);
}

static void say_nothing(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

// ----- Profiles -----

static void take_profile(struct jpeg_decompress_struct *jpeg,
                         struct buffer *profile)
{
    JOCTET *bytes = NULL;
    unsigned count = 0;
    if (jpeg_read_icc_profile(jpeg, &bytes, &count))
        buffer_add(profile, (struct str){(const char *)bytes, count});
    free(bytes);
}

static cmsHTRANSFORM inks_to_light(struct str profile)
{
    cmsHPROFILE from =
        cmsOpenProfileFromMem(profile.bytes, (cmsUInt32Number)profile.count);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM inks = NULL;
    if (from && cmsGetColorSpace(from) == cmsSigCmykData)
        inks = cmsCreateTransform(from, TYPE_CMYK_8_REV, to, TYPE_RGB_8,
                                  INTENT_RELATIVE_COLORIMETRIC,
                                  cmsFLAGS_BLACKPOINTCOMPENSATION);
    if (from)
        cmsCloseProfile(from);
    cmsCloseProfile(to);
    return inks;
}

// A profile of grey or of inks does not fit what comes out.
static void settle_profile(struct reading *reading, struct raster *raster)
{
    int components = reading->jpeg.num_components;
    if (components == 4)
        reading->inks = inks_to_light(buffer_str(&raster->profile));
    if (components != 3)
        buffer_clear(&raster->profile);
}

// ----- Pixels -----

// Adobe's programs write inks upside down, and so does whoever else writes
// them; browsers take them so with its mark and without (Blink, WebKit, Gecko).
static void inks_row(const struct reading *reading, unsigned char *to,
                     uint32_t width)
{
    if (reading->inks) {
        cmsDoTransform(reading->inks, reading->row, to, width);
        return;
    }
    for (uint32_t x = 0; x < width; x++)
        for (int i = 0; i < 3; i++)
            to[x * 3 + (uint32_t)i] =
                (unsigned char)((reading->row[x * 4 + (uint32_t)i] *
                                     reading->row[x * 4 + 3] +
                                 127) /
                                255);
}

// An eighth, two, four: what is left is scaled down later, and is twice as much
// at least.
static void choose_scale(struct jpeg_decompress_struct *jpeg,
                         const struct draw_request *request)
{
    double side =
        request->width > request->height ? request->width : request->height;
    double small = jpeg->image_width < jpeg->image_height ? jpeg->image_width
                                                          : jpeg->image_height;
    unsigned scale = 8;
    while (scale > 1 && small * (scale / 2) / 8 >= 2 * side)
        scale /= 2;
    jpeg->scale_num = scale;
    jpeg->scale_denom = 8;
}

static bool read_pixels(struct reading *reading,
                        const struct draw_request *request,
                        struct raster *raster)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    bool inks = jpeg->num_components == 4;
    jpeg->out_color_space = inks ? JCS_CMYK : JCS_RGB;
    choose_scale(jpeg, request);
    jpeg_start_decompress(jpeg);
    if (!raster_begin(raster, jpeg->output_width, jpeg->output_height, 3))
        return false;
    reading->row = malloc((size_t)jpeg->output_width * 4);
    if (!reading->row)
        return false;
    while (jpeg->output_scanline < jpeg->output_height) {
        unsigned char *to =
            raster->pixels + (size_t)jpeg->output_scanline * raster->width * 3;
        JSAMPROW row = inks ? reading->row : to;
        jpeg_read_scanlines(jpeg, &row, 1);
        if (inks)
            inks_row(reading, to, raster->width);
    }
    jpeg_finish_decompress(jpeg);
    return true;
}

bool jpeg_decode(struct str file, const struct draw_request *request,
                 struct raster *raster)
{
    struct reading *reading = calloc(1, sizeof *reading);
    if (!reading)
        return false;
    reading->jpeg.err = jpeg_std_error(&reading->errors);
    reading->errors.error_exit = fail;
    reading->errors.emit_message = say_nothing;
    jpeg_create_decompress(&reading->jpeg);
    reading->jpeg.client_data = reading;
    raster->lossy = true;
    if (setjmp(reading->failed) == 0) {
        jpeg_mem_src(&reading->jpeg, (const unsigned char *)file.bytes,
                     file.count);
        jpeg_save_markers(&reading->jpeg, JPEG_APP0 + 2, 0xFFFF);
        jpeg_read_header(&reading->jpeg, TRUE);
        take_profile(&reading->jpeg, &raster->profile);
        settle_profile(reading, raster);
        reading->good = read_pixels(reading, request, raster);
    }
    bool good = reading->good;
    jpeg_destroy_decompress(&reading->jpeg);
    if (reading->inks)
        cmsDeleteTransform(reading->inks);
    free(reading->row);
    free(reading);
    return good;
}
