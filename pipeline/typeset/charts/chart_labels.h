// SPDX-License-Identifier: MIT
// Labels beside a plot, one for each series: as near to their places as they
// stand without touching each other.
#ifndef QALAM_CHART_LABELS_H
#define QALAM_CHART_LABELS_H

#include "typeset/charts/canvas.h"

struct beside {
    const struct label *lines;
    size_t count;
    scaled y; // the middle of its first line
    struct ink ink;
};

// How high all are together.
scaled chart_labels_height(const struct canvas *canvas,
                           const struct beside *items, size_t count);
// Moves them apart, between the middle of the first line at the top and that
// of the last one at the bottom; sorts them from top to bottom.
void chart_labels_spread(const struct canvas *canvas, struct beside *items,
                         size_t count, scaled top, scaled bottom);
void chart_labels_draw(const struct canvas *canvas, const struct beside *items,
                       size_t count, enum inline_anchor anchor, scaled start);
// The widest line of all.
scaled chart_labels_width(const struct beside *items, size_t count);

#endif
