// SPDX-License-Identifier: MIT
// Charts become drawings: unit, key, then what the kind draws.
#include "typeset/charts/chart_drawing.h"

#include "typeset/charts/chart_parts.h"

#define SWATCH PT(6)
#define SWATCH_GAP PT(4)
#define KEY_GAP PT(13)

struct ink chart_ink(const struct canvas *canvas, size_t series)
{
    // Lapis #1b3b7b mixed to #5f76a3, #b4c0d8 and #dfe5f0.
    const uint8_t white[LIMIT_CHART_SERIES] = {0, canvas->look.second_series,
                                               67, 86};
    return (struct ink){INK_ACCENT, white[series]};
}

struct ink chart_ink_upon(const struct canvas *canvas, size_t series)
{
    bool paper = series == 0 || (series == 1 && canvas->look.words_in_paper);
    return (struct ink){paper ? INK_PAPER : INK_TEXT, 0};
}

scaled chart_axis_at(const struct axis *axis, int64_t value)
{
    int64_t range = axis->high - axis->low, part = value - axis->low;
    while (range > INT32_MAX) { // range * length must fit 64 bits
        range /= 2;
        part /= 2;
    }
    return part * axis->length / range;
}

scaled chart_plot_height(scaled width)
{
    scaled height = width * 42 / 100;
    return height < PT(90) ? PT(90) : height > PT(160) ? PT(160) : height;
}

scaled chart_key(const struct canvas *canvas, const struct chart_data *data,
                 struct ink (*ink)(const struct canvas *canvas, size_t series),
                 scaled top)
{
    if (data->series_count < 2)
        return top;
    scaled start = 0, middle = top + canvas->style.leading / 2;
    for (size_t i = 0; i < data->series_count; i++) {
        struct label name = canvas_node_label(canvas, data->series[i], false);
        scaled width = SWATCH + SWATCH_GAP + name.width;
        if (start > 0 && start + width > canvas->drawing->width) {
            start = 0;
            middle += canvas->style.leading;
        }
        canvas_rectangle(canvas, start, middle - SWATCH / 2, SWATCH, SWATCH,
                         ink(canvas, i));
        canvas_words_about(canvas, &name, ANCHOR_START,
                           start + SWATCH + SWATCH_GAP, middle,
                           (struct ink){INK_TEXT, 0});
        start += width + KEY_GAP;
    }
    return middle + canvas->style.leading / 2 + PT(4);
}

static scaled add_unit(const struct canvas *canvas,
                       const struct chart_data *data)
{
    if (data->unit.count == 0)
        return 0;
    struct label unit = canvas_label(canvas, data->unit, false);
    struct label *lines;
    size_t count = canvas_wrap(canvas, &unit, canvas->drawing->width, &lines);
    for (size_t i = 0; i < count; i++)
        canvas_words(canvas, &lines[i], ANCHOR_START, 0,
                     canvas->style.baseline + canvas->style.leading * (scaled)i,
                     (struct ink){INK_GREY, 0});
    return canvas->style.leading * (scaled)count + PT(2);
}

struct drawing *chart_draw(struct typesetter *typesetter, struct arena *arena,
                           const struct brief *brief, const struct node *chart,
                           scaled width)
{
    const struct chart_data *data =
        chart_data(arena, chart, brief->lang, NULL, NULL);
    if (data == NULL)
        return NULL;
    struct canvas canvas = canvas_new(typesetter, arena, brief, width);
    scaled top = add_unit(&canvas, data);
    switch (data->kind) {
    case CHART_BAR:
        top = chart_bars(&canvas, data, top);
        break;
    case CHART_STACKED:
        top = chart_stacks(&canvas, data, top);
        break;
    case CHART_LINE:
        top = chart_lines(&canvas, data, top);
        break;
    }
    canvas.drawing->height = top;
    return canvas.drawing;
}
