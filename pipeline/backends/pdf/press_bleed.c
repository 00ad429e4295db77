// SPDX-License-Identifier: MIT
// What touches the page's edge goes on past it, so that no paper shows where
// the knife is a little off.
#include "backends/pdf/pdf_writer.h"

// A tenth of a point is no gap that anybody meant.
enum { NEAR = (1 << 16) / 10 };

struct press_box press_bleed_box(const struct page_content *content,
                                 struct press_box box)
{
    const struct page *page = content->page;
    scaled bleed = content->writer->bleed;
    scaled right = box.x + box.width, bottom = box.y + box.height;
    if (bleed == 0 || box.width <= 0 || box.height <= 0)
        return box;
    // Past the bleed nothing is printed: there the marks are.
    if (box.x <= NEAR)
        box.x = -bleed;
    if (box.y <= NEAR)
        box.y = -bleed;
    if (right >= page->width - NEAR)
        right = page->width + bleed;
    if (bottom >= page->height - NEAR)
        bottom = page->height + bleed;
    box.width = right - box.x;
    box.height = bottom - box.y;
    return box;
}

static scaled larger(scaled a, scaled b)
{
    return a > b ? a : b;
}

// In proportion, and about its middle as far as that fills the box.
struct press_box press_bleed_picture(const struct page_content *content,
                                     struct press_box picture,
                                     struct press_box shown)
{
    struct press_box filled = press_bleed_box(content, shown);
    scaled right = filled.x + filled.width, bottom = filled.y + filled.height;
    scaled far_right = picture.x + picture.width;
    scaled far_bottom = picture.y + picture.height;
    bool changed = filled.x != shown.x || filled.y != shown.y ||
                   filled.width != shown.width || filled.height != shown.height;
    if (!changed || picture.width <= 0 || picture.height <= 0 ||
        (picture.x <= filled.x && picture.y <= filled.y && far_right >= right &&
         far_bottom >= bottom))
        return picture;
    scaled missing_across = larger(picture.x - filled.x, 0) +
                            larger(right - far_right, 0);
    scaled missing_down =
        larger(picture.y - filled.y, 0) + larger(bottom - far_bottom, 0);
    double across = (double)missing_across / (double)picture.width;
    double down = (double)missing_down / (double)picture.height;
    double more = across > down ? across : down;
    scaled wider = (scaled)(more * (double)picture.width) + 1;
    scaled higher = (scaled)(more * (double)picture.height) + 1;
    // What it lacks on either side, and half of what is left over.
    struct press_box grown = {
        picture.x - larger(picture.x - filled.x, 0) -
            (wider - missing_across) / 2,
        picture.y - larger(picture.y - filled.y, 0) -
            (higher - missing_down) / 2,
        picture.width + wider, picture.height + higher};
    return grown;
}
