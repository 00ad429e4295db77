// SPDX-License-Identifier: MIT
// Pictures of the web page and the book: twice their place, for fine screens.
#include "backends/pictures/scaled_picture.h"

enum {
    // qalam.css: a column of 40 rem, and what is wide in it 12.5 rem more; the
    // cover is shown by other sites, 1200 wide.
    COLUMN_PIXELS = 2 * 640,
    WIDE_PIXELS = 2 * 840,
    COVER_PIXELS = 2 * 1200,
};

struct scaling {
    struct brief *brief;
    struct draw *draw;
    // Of brief->images: how wide at most, and what it became.
    uint32_t *most;
    const struct image **small;
};

static size_t index_of(const struct brief *brief, const struct image *image)
{
    for (size_t i = 0; image && i < brief->image_count; i++)
        if (brief->images[i] == image)
            return i;
    return STR_NONE;
}

static uint32_t room_of(const struct node *node)
{
    const struct node *figure = node->parent;
    return figure && figure->kind == NODE_FIGURE &&
                   figure->as.figure.width == WIDTH_FRAME
               ? WIDE_PIXELS
               : COLUMN_PIXELS;
}

static void want(struct scaling *scaling, const struct image *image,
                 uint32_t pixels)
{
    size_t index = index_of(scaling->brief, image);
    if (index != STR_NONE && scaling->most[index] < pixels)
        scaling->most[index] = pixels;
}

// What a series lends (a logo) is others' too, and stays.
static void scale_all(struct scaling *scaling)
{
    struct brief *brief = scaling->brief;
    for (size_t i = 0; i < brief->image_count; i++) {
        scaling->small[i] = brief->images[i];
        if (scaling->most[i])
            scaling->small[i] =
                picture_scaled(brief->arena, scaling->draw, brief->images[i],
                               scaling->most[i], UINT32_MAX / 2);
    }
}

static struct image *replaced(const struct scaling *scaling,
                              struct image *image)
{
    size_t index = index_of(scaling->brief, image);
    if (index == STR_NONE || scaling->small[index] == image)
        return image;
    struct image *small = ARENA_NEW(scaling->brief->arena, struct image);
    *small = *scaling->small[index];
    return small;
}

// One struct a picture, whoever shows it.
static void replace_all(struct scaling *scaling, struct node **roots,
                        size_t count)
{
    struct brief *brief = scaling->brief;
    struct image **images =
        ARENA_ARRAY(brief->arena, struct image *, brief->image_count + 1);
    for (size_t i = 0; i < brief->image_count; i++)
        images[i] = replaced(scaling, brief->images[i]);
    for (size_t i = 0; i < count; i++)
        for (struct node *n = roots[i]; n; n = node_next(roots[i], n)) {
            size_t index = n->kind == NODE_IMAGE
                               ? index_of(brief, n->as.image.image)
                               : STR_NONE;
            if (index != STR_NONE)
                n->as.image.image = images[index];
        }
    size_t cover = index_of(brief, brief->meta.cover);
    if (cover != STR_NONE)
        brief->meta.cover = images[cover];
    brief->images = images;
}

void web_pictures_scale(struct brief *brief, struct draw *draw)
{
    struct scaling scaling = {.brief = brief, .draw = draw};
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    if (!brief->image_count)
        return;
    scaling.most = ARENA_ARRAY(brief->arena, uint32_t, brief->image_count);
    scaling.small =
        ARENA_ARRAY(brief->arena, const struct image *, brief->image_count);
    for (size_t i = 0; i < count; i++)
        for (struct node *n = roots[i]; n; n = node_next(roots[i], n))
            if (n->kind == NODE_IMAGE)
                want(&scaling, n->as.image.image, room_of(n));
    want(&scaling, brief->meta.cover, COVER_PIXELS);
    scale_all(&scaling);
    replace_all(&scaling, roots, count);
}
