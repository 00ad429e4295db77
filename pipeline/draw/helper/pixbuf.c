// SPDX-License-Identifier: MIT
// GIF, TIFF, BMP and ICO through gdk-pixbuf, which librsvg brings.
#include "draw/helper/pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <string.h>

static void take_profile(GdkPixbuf *pixbuf, struct buffer *profile)
{
    const gchar *coded = gdk_pixbuf_get_option(pixbuf, "icc-profile");
    gsize count = 0;
    guchar *bytes = coded ? g_base64_decode(coded, &count) : NULL;
    enum { SPACE = 16 }; // of colour, in a profile's head
    // One of inks does not fit what comes out.
    if (bytes && count > SPACE + 4 && memcmp(bytes + SPACE, "RGB ", 4) == 0)
        buffer_add(profile, (struct str){(const char *)bytes, count});
    g_free(bytes);
}

static bool take_pixels(GdkPixbuf *pixbuf, struct raster *raster)
{
    int channels = gdk_pixbuf_get_n_channels(pixbuf);
    const guchar *pixels = gdk_pixbuf_read_pixels(pixbuf);
    size_t stride = (size_t)gdk_pixbuf_get_rowstride(pixbuf);
    if ((channels != 3 && channels != 4) ||
        !raster_begin(raster, (uint32_t)gdk_pixbuf_get_width(pixbuf),
                      (uint32_t)gdk_pixbuf_get_height(pixbuf), channels))
        return false;
    size_t row = (size_t)raster->width * (size_t)channels;
    for (size_t y = 0; y < raster->height; y++)
        memcpy(raster->pixels + y * row, pixels + y * stride, row);
    return true;
}

static bool take(GdkPixbufLoader *loader, struct raster *raster)
{
    GdkPixbufAnimation *animation = gdk_pixbuf_loader_get_animation(loader);
    GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf(loader);
    if (!pixbuf || !take_pixels(pixbuf, raster))
        return false;
    const gchar *turn = gdk_pixbuf_get_option(pixbuf, "orientation");
    raster->turn = turn && *turn >= '1' && *turn <= '8' ? *turn - '0' : 1;
    raster->more =
        (animation && !gdk_pixbuf_animation_is_static_image(animation)) ||
        gdk_pixbuf_get_option(pixbuf, "multipage");
    take_profile(pixbuf, &raster->profile);
    return true;
}

// Asked before pixels are made: a head of some bytes may claim any size.
static void refuse_large(GdkPixbufLoader *loader, int width, int height,
                         gpointer unused)
{
    (void)unused;
    if (width < 1 || height < 1 ||
        (uint64_t)width * (uint64_t)height > DRAW_PIXELS_MOST)
        gdk_pixbuf_loader_set_size(loader, 0, 0);
}

static bool decode(const char *type, struct str file, struct raster *raster)
{
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type(type, NULL);
    if (!loader)
        return false;
    g_signal_connect(loader, "size-prepared", G_CALLBACK(refuse_large), NULL);
    bool good = gdk_pixbuf_loader_write(loader, (const guchar *)file.bytes,
                                        file.count, NULL);
    good = gdk_pixbuf_loader_close(loader, NULL) && good;
    good = good && take(loader, raster);
    g_object_unref(loader);
    return good;
}

bool gif_decode(struct str file, const struct draw_request *request,
                struct raster *raster)
{
    (void)request;
    return decode("gif", file, raster);
}

// A photograph or scan of millions of pixels is ten times as large as a PNG,
// and takes longer to pack than a picture may.
bool tiff_decode(struct str file, const struct draw_request *request,
                 struct raster *raster)
{
    enum { PHOTOGRAPH_PIXELS = 4000000 };
    (void)request;
    if (!decode("tiff", file, raster))
        return false;
    raster->lossy =
        (uint64_t)raster->width * raster->height > PHOTOGRAPH_PIXELS;
    return true;
}

bool bmp_decode(struct str file, const struct draw_request *request,
                struct raster *raster)
{
    (void)request;
    return decode("bmp", file, raster);
}

bool ico_decode(struct str file, const struct draw_request *request,
                struct raster *raster)
{
    (void)request;
    return decode("ico", file, raster);
}
