// SPDX-License-Identifier: MIT
// HEIC and AVIF through libheif, which turns them as their file says.
#include "draw/helper/pictures.h"

#include <libheif/heif.h>
#include <stdlib.h>
#include <string.h>

static void take_profile(const struct heif_image_handle *handle,
                         struct buffer *profile)
{
    size_t count = heif_image_handle_get_raw_color_profile_size(handle);
    char *bytes = count ? malloc(count) : NULL;
    if (bytes && heif_image_handle_get_raw_color_profile(handle, bytes).code ==
                     heif_error_Ok)
        buffer_add(profile, (struct str){bytes, count});
    free(bytes);
}

static bool take_pixels(const struct heif_image *image, struct raster *raster,
                        int channels)
{
    int stride, width = heif_image_get_width(image, heif_channel_interleaved),
                height = heif_image_get_height(image, heif_channel_interleaved);
    const uint8_t *plane =
        heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    if (!plane || width < 1 || height < 1 ||
        !raster_begin(raster, (uint32_t)width, (uint32_t)height, channels))
        return false;
    size_t row = (size_t)width * (size_t)channels;
    for (size_t y = 0; y < raster->height; y++)
        memcpy(raster->pixels + y * row, plane + y * (size_t)stride, row);
    return true;
}

static bool decode(const struct heif_image_handle *handle,
                   struct raster *raster)
{
    struct heif_image *image = NULL;
    bool alpha = heif_image_handle_has_alpha_channel(handle);
    enum heif_chroma chroma =
        alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    bool good =
        heif_decode_image(handle, &image, heif_colorspace_RGB, chroma, NULL)
                .code == heif_error_Ok &&
        take_pixels(image, raster, alpha ? 4 : 3);
    heif_image_release(image);
    return good;
}

bool heif_decode(struct str file, const struct draw_request *request,
                 struct raster *raster)
{
    struct heif_context *context = heif_context_alloc();
    struct heif_image_handle *handle = NULL;
    (void)request;
    bool good = context &&
                heif_context_read_from_memory_without_copy(context, file.bytes,
                                                           file.count, NULL)
                        .code == heif_error_Ok &&
                heif_context_get_primary_image_handle(context, &handle).code ==
                    heif_error_Ok;
    if (good) {
        raster->lossy = true;
        raster->turn = 1;
        raster->more = heif_context_get_number_of_top_level_images(context) > 1;
        take_profile(handle, &raster->profile);
        good = decode(handle, raster);
    }
    heif_image_handle_release(handle);
    heif_context_free(context);
    return good;
}
