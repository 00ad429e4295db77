// SPDX-License-Identifier: MIT
// Labels beside a plot: none touches another, none leaves the plot's height.
#include "typeset/charts/chart_labels.h"

static scaled height_of(const struct canvas *canvas, const struct beside *item)
{
    return canvas->style.leading * (scaled)item->count;
}

scaled chart_labels_height(const struct canvas *canvas,
                           const struct beside *items, size_t count)
{
    scaled height = 0;
    for (size_t i = 0; i < count; i++)
        height += height_of(canvas, &items[i]);
    return height;
}

static void sort(struct beside *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && items[j].y < items[j - 1].y; j--) {
            struct beside other = items[j];
            items[j] = items[j - 1];
            items[j - 1] = other;
        }
}

void chart_labels_spread(const struct canvas *canvas, struct beside *items,
                         size_t count, scaled top, scaled bottom)
{
    scaled least = top, most = bottom + canvas->style.leading;
    sort(items, count);
    for (size_t i = 0; i < count; i++) {
        items[i].y = items[i].y > least ? items[i].y : least;
        least = items[i].y + height_of(canvas, &items[i]);
    }
    for (size_t i = count; i-- > 0;) {
        most -= height_of(canvas, &items[i]);
        items[i].y = items[i].y < most ? items[i].y : most;
        most = items[i].y;
    }
}

void chart_labels_draw(const struct canvas *canvas, const struct beside *items,
                       size_t count, enum inline_anchor anchor, scaled start)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].count; k++)
            canvas_words_about(canvas, &items[i].lines[k], anchor, start,
                               items[i].y + canvas->style.leading * (scaled)k,
                               items[i].ink);
}

scaled chart_labels_width(const struct beside *items, size_t count)
{
    scaled widest = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].count; k++)
            if (items[i].lines[k].width > widest)
                widest = items[i].lines[k].width;
    return widest;
}
