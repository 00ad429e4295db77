// SPDX-License-Identifier: MIT
// What the files that draw charts share: the inks of series, the value axis.
#ifndef QALAM_CHART_PARTS_H
#define QALAM_CHART_PARTS_H

#include "typeset/charts/canvas.h"
#include "model/chart.h"

// The series' fill, and what is legible on it (docs/design.md#colour).
struct ink chart_ink(const struct canvas *canvas, size_t series);
struct ink chart_ink_upon(const struct canvas *canvas, size_t series);

// A span of values and the length that shows it.
struct axis {
    int64_t low, high; // low < high
    scaled length;
};
// How far from the axis' low end a value stands.
scaled chart_axis_at(const struct axis *axis, int64_t value);
// How high a plot is that is `width` wide.
scaled chart_plot_height(scaled width);

// Squares and names of the series in rows, from `top` on; answers where they
// end. Nothing where there is but one.
scaled chart_key(const struct canvas *canvas, const struct chart_data *data,
                 struct ink (*ink)(const struct canvas *canvas, size_t series),
                 scaled top);

// Each draws its kind from `top` on and answers where it ends.
scaled chart_bars(const struct canvas *canvas, const struct chart_data *data,
                  scaled top);
scaled chart_stacks(const struct canvas *canvas, const struct chart_data *data,
                    scaled top);
scaled chart_lines(const struct canvas *canvas, const struct chart_data *data,
                   scaled top);

#endif
