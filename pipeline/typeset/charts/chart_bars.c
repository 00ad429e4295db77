// SPDX-License-Identifier: MIT
// Bars beside each other, and stacks of them: upright where the names fit
// under them, else lying, with the names before them.
//
// The value axis runs up, or from inline start; every bar begins at zero, and
// carries its number, so that no scale is needed.
#include "typeset/charts/chart_labels.h"
#include "typeset/charts/chart_parts.h"

#define NAME_GAP PT(6)    // between a name and its bar
#define VALUE_GAP PT(3)   // between a bar and its number
#define SERIES_GAP PT(5)  // before a series' name
#define SERIES_PERCENT 26 // of the width that names behind stacks may take
#define BASE_LINE PT(0.5)
#define GROUP_PERCENT 72 // of a slot that upright bars fill
#define NAME_PERCENT 38  // of the width that names may take
#define UPRIGHT_NAME_LINES 3

struct bars {
    const struct canvas *canvas;
    const struct chart_data *data;
    bool stacked;
    struct label *names;  // of categories
    struct label *values; // as chart_data.values
    scaled widest_name, widest_value;
    struct axis axis;
    scaled zero; // where the axis begins: from the top, or inline start
    bool upright;
    scaled width; // of the plot and the names of categories
    // Where series are named at their bars: behind the last stack, or in the
    // first group. Else there is a key.
    bool named;
    struct beside series[LIMIT_CHART_SERIES];
};

// ----- Measures -----

static void measure(struct bars *bars)
{
    const struct canvas *canvas = bars->canvas;
    const struct chart_data *data = bars->data;
    size_t count = data->category_count * data->series_count;
    bars->names =
        ARENA_ARRAY(canvas->arena, struct label, data->category_count);
    bars->values = ARENA_ARRAY(canvas->arena, struct label, count);
    for (size_t i = 0; i < data->category_count; i++) {
        bars->names[i] = canvas_node_label(canvas, data->categories[i], false);
        if (bars->names[i].width > bars->widest_name)
            bars->widest_name = bars->names[i].width;
    }
    for (size_t i = 0; i < count; i++) {
        if (!data->values[i].given)
            continue;
        bars->values[i] =
            canvas_node_label(canvas, data->values[i].cell, false);
        if (bars->values[i].width > bars->widest_value)
            bars->widest_value = bars->values[i].width;
    }
}

// From zero to the longest bar or stack, on both sides of zero.
static struct axis find_axis(const struct bars *bars)
{
    struct axis axis = {0, 0, 0};
    for (size_t i = 0; i < bars->data->category_count; i++) {
        int64_t total = 0;
        for (size_t j = 0; j < bars->data->series_count; j++) {
            const struct chart_value *value = chart_value_at(bars->data, j, i);
            int64_t amount = value->given ? value->amount : 0;
            total = bars->stacked ? total + amount : amount;
            axis.low = total < axis.low ? total : axis.low;
            axis.high = total > axis.high ? total : axis.high;
        }
    }
    if (axis.low == axis.high)
        axis.high = 1;
    return axis;
}

static scaled slot_width(const struct bars *bars)
{
    return bars->width / (scaled)bars->data->category_count;
}

// How many bars stand side by side for one category.
static scaled abreast(const struct bars *bars)
{
    return bars->stacked ? 1 : (scaled)bars->data->series_count;
}

static bool fits_upright(const struct bars *bars)
{
    scaled slot = slot_width(bars);
    scaled bar = slot * GROUP_PERCENT / 100 / abreast(bars);
    // A single bar's number may reach over its sides.
    scaled room = abreast(bars) == 1 ? slot - PT(2) : bar;
    if (bars->widest_value > room)
        return false;
    for (size_t i = 0; i < bars->data->category_count; i++) {
        struct label *lines;
        size_t count =
            canvas_wrap(bars->canvas, &bars->names[i], slot - PT(3), &lines);
        for (size_t j = 0; j < count; j++)
            if (lines[j].width > slot - PT(3))
                return false;
        if (count > UPRIGHT_NAME_LINES)
            return false;
    }
    return true;
}

// ----- One bar -----

struct bar {
    scaled across, thickness; // on the other axis
    int64_t from, to;
    size_t series;
    const struct label *value;
};

static scaled place_of(const struct bars *bars, int64_t value)
{
    scaled at = chart_axis_at(&bars->axis, value);
    return bars->upright ? bars->zero + bars->axis.length - at
                         : bars->zero + at;
}

static void draw_bar(const struct bars *bars, const struct bar *bar)
{
    scaled one = place_of(bars, bar->from), other = place_of(bars, bar->to);
    scaled begin = one < other ? one : other;
    scaled length = one < other ? other - one : one - other;
    struct ink ink = chart_ink(bars->canvas, bar->series);
    if (bars->upright)
        canvas_rectangle(bars->canvas, bar->across, begin, bar->thickness,
                         length, ink);
    else
        canvas_rectangle(bars->canvas, begin, bar->across, length,
                         bar->thickness, ink);
}

// The number inside its part of a stack, where there is room.
static void draw_inside(const struct bars *bars, const struct bar *bar)
{
    scaled one = place_of(bars, bar->from), other = place_of(bars, bar->to);
    scaled length = one < other ? other - one : one - other;
    scaled middle = (one + other) / 2,
           across = bar->across + bar->thickness / 2;
    scaled wide = bars->upright ? bar->thickness : length;
    scaled high = bars->upright ? length : bar->thickness;
    if (bar->value->width + PT(2) > wide || bars->canvas->size > high)
        return;
    canvas_words_about(bars->canvas, bar->value, ANCHOR_CENTER,
                       bars->upright ? across : middle,
                       bars->upright ? middle : across,
                       chart_ink_upon(bars->canvas, bar->series));
}

static void draw_beyond(const struct bars *bars, const struct bar *bar)
{
    bool negative = bar->to < 0;
    scaled end = place_of(bars, bar->to),
           across = bar->across + bar->thickness / 2;
    struct ink ink = {INK_TEXT, 0};
    if (bars->upright)
        canvas_words(bars->canvas, bar->value, ANCHOR_CENTER, across,
                     negative ? end + bars->canvas->style.baseline
                              : end - VALUE_GAP,
                     ink);
    else
        canvas_words_about(
            bars->canvas, bar->value, negative ? ANCHOR_END : ANCHOR_START,
            negative ? end - VALUE_GAP : end + VALUE_GAP, across, ink);
}

// The series' name, behind the number of its first bar.
static void draw_series_name(const struct bars *bars, const struct bar *bar)
{
    struct ink ink = {INK_TEXT, 0};
    scaled across = bar->across + bar->thickness / 2;
    scaled start = place_of(bars, bar->to < 0 ? 0 : bar->to) + VALUE_GAP;
    if (bar->to >= 0)
        start += bar->value->width + SERIES_GAP;
    canvas_words_about(bars->canvas, &bars->series[bar->series].lines[0],
                       ANCHOR_START, start, across, ink);
}

// All of a category, from `across` on.
static void draw_group(const struct bars *bars, size_t category, scaled across,
                       scaled thickness)
{
    const struct chart_data *data = bars->data;
    int64_t total = 0;
    for (size_t i = 0; i < data->series_count; i++) {
        const struct chart_value *value = chart_value_at(data, i, category);
        struct bar bar = {
            .across = across + (bars->stacked ? 0 : thickness * (scaled)i),
            .thickness = thickness,
            .from = total,
            .to = total + value->amount,
            .series = i,
            .value = &bars->values[category * data->series_count + i]};
        if (!value->given)
            continue;
        draw_bar(bars, &bar);
        if (bars->stacked) {
            draw_inside(bars, &bar);
            total = bar.to;
        } else {
            draw_beyond(bars, &bar);
            if (bars->named && category == 0)
                draw_series_name(bars, &bar);
        }
    }
}

// ----- Names of series -----

static void measure_series(struct bars *bars)
{
    const struct canvas *canvas = bars->canvas;
    scaled room = bars->stacked ? canvas->drawing->width * SERIES_PERCENT / 100
                                : canvas->drawing->width;
    for (size_t i = 0; i < bars->data->series_count; i++) {
        struct label name =
            canvas_node_label(canvas, bars->data->series[i], true);
        struct label *lines;
        size_t count = canvas_wrap(canvas, &name, room, &lines);
        bars->series[i] =
            (struct beside){lines, count, 0, (struct ink){INK_TEXT, 0}};
    }
}

// Behind the last stack, each beside its part.
static void draw_stack_names(struct bars *bars)
{
    const struct chart_data *data = bars->data;
    size_t last = data->category_count - 1;
    int64_t total = 0;
    for (size_t i = 0; i < data->series_count; i++) {
        const struct chart_value *value = chart_value_at(data, i, last);
        int64_t before = total;
        total += value->given ? value->amount : 0;
        bars->series[i].y =
            (place_of(bars, before) + place_of(bars, total)) / 2;
    }
    chart_labels_spread(
        bars->canvas, bars->series, data->series_count, bars->zero,
        bars->zero + bars->axis.length - bars->canvas->style.leading / 2);
    chart_labels_draw(bars->canvas, bars->series, data->series_count,
                      ANCHOR_START, bars->width);
}

// How long the axis may be with that bar's number and name behind it.
static scaled length_beside(const struct bars *bars, size_t series, scaled room)
{
    const struct chart_value *value = chart_value_at(bars->data, series, 0);
    scaled words = bars->series[series].lines[0].width + VALUE_GAP;
    int64_t reach = -bars->axis.low;
    if (value->given && value->amount >= 0) {
        words += bars->values[series].width + SERIES_GAP;
        reach += value->amount;
    }
    if (reach <= 0)
        return room;
    struct axis unit = {0, reach, room - words};
    return chart_axis_at(&unit, bars->axis.high - bars->axis.low);
}

// ----- Both ways -----

static scaled draw_upright(struct bars *bars, scaled top)
{
    const struct canvas *canvas = bars->canvas;
    scaled leading = canvas->style.leading, slot = slot_width(bars);
    scaled numbers = bars->stacked ? 0 : leading;
    bars->axis.length = chart_plot_height(canvas->drawing->width);
    if (bars->named) {
        scaled least =
            chart_labels_height(canvas, bars->series, bars->data->series_count);
        if (bars->axis.length < least)
            bars->axis.length = least;
    }
    bars->zero = top + numbers;
    scaled foot = bars->zero + bars->axis.length +
                  (bars->axis.low < 0 ? numbers : 0) + PT(3);
    scaled group = slot * GROUP_PERCENT / 100;
    scaled end = foot;
    for (size_t i = 0; i < bars->data->category_count; i++) {
        scaled start = slot * (scaled)i;
        draw_group(bars, i, start + (slot - group) / 2, group / abreast(bars));
        struct label *lines;
        size_t count =
            canvas_wrap(canvas, &bars->names[i], slot - PT(3), &lines);
        for (size_t j = 0; j < count; j++)
            canvas_words(canvas, &lines[j], ANCHOR_CENTER, start + slot / 2,
                         foot + canvas->style.baseline + leading * (scaled)j,
                         (struct ink){INK_TEXT, 0});
        if (foot + leading * (scaled)count > end)
            end = foot + leading * (scaled)count;
    }
    canvas_rectangle(canvas, 0, place_of(bars, 0), bars->width, BASE_LINE,
                     (struct ink){INK_GREY, 0});
    if (bars->named)
        draw_stack_names(bars);
    return end;
}

static scaled draw_lying(struct bars *bars, scaled top)
{
    const struct canvas *canvas = bars->canvas;
    scaled leading = canvas->style.leading, width = canvas->drawing->width;
    scaled names = width * NAME_PERCENT / 100;
    if (bars->widest_name < names)
        names = bars->widest_name;
    scaled numbers = bars->stacked ? 0 : bars->widest_value + VALUE_GAP;
    scaled before = bars->axis.low < 0 ? numbers : 0;
    bars->zero = names + NAME_GAP + before;
    bars->axis.length = width - bars->zero - numbers;
    scaled room = width - bars->zero;
    for (size_t i = 0; bars->named && i < bars->data->series_count; i++) {
        scaled length = length_beside(bars, i, room);
        if (length < bars->axis.length)
            bars->axis.length = length;
    }
    if (bars->axis.length < width / 5) // numbers as long as sentences
        bars->axis.length = width / 5;
    scaled thickness = bars->stacked ? leading * 4 / 3 : leading;
    scaled from = top;
    for (size_t i = 0; i < bars->data->category_count; i++) {
        struct label *lines;
        size_t count = canvas_wrap(canvas, &bars->names[i], names, &lines);
        scaled words = leading * (scaled)count,
               group = thickness * abreast(bars),
               high = words > group ? words : group;
        draw_group(bars, i, top + (high - group) / 2, thickness);
        for (size_t j = 0; j < count; j++)
            canvas_words_about(canvas, &lines[j], ANCHOR_START, 0,
                               top + (high - words) / 2 + leading / 2 +
                                   leading * (scaled)j,
                               (struct ink){INK_TEXT, 0});
        top += high + leading / 2;
    }
    top -= leading / 2;
    canvas_rectangle(canvas, place_of(bars, 0), from - PT(2), BASE_LINE,
                     top - from + PT(4), (struct ink){INK_GREY, 0});
    return top + PT(2);
}

// Lying bars of several series are named in their first group, where that
// leaves them a third of the width.
static bool names_fit_lying(const struct bars *bars)
{
    scaled width = bars->canvas->drawing->width, least = width;
    scaled names = width * NAME_PERCENT / 100;
    names = bars->widest_name < names ? bars->widest_name : names;
    scaled room = width - names - NAME_GAP;
    if (bars->axis.low < 0)
        room -= bars->widest_value + VALUE_GAP;
    for (size_t i = 0; i < bars->data->series_count; i++) {
        scaled length = length_beside(bars, i, room);
        least = length < least ? length : least;
        if (bars->series[i].count > 1 ||
            !chart_value_at(bars->data, i, 0)->given)
            return false;
    }
    return least >= width / 3;
}

static void choose(struct bars *bars)
{
    scaled width = bars->canvas->drawing->width;
    bars->width = width;
    if (bars->data->series_count > 1 && bars->stacked) {
        bars->named = true;
        bars->width -=
            chart_labels_width(bars->series, bars->data->series_count);
        bars->upright = fits_upright(bars);
        if (bars->upright)
            return;
        bars->width = width;
    }
    bars->named =
        bars->data->series_count > 1 && !bars->stacked && names_fit_lying(bars);
    bars->upright = !bars->named && fits_upright(bars);
}

static scaled draw(struct bars *bars, scaled top)
{
    measure(bars);
    measure_series(bars);
    bars->axis = find_axis(bars);
    choose(bars);
    if (!bars->named)
        top = chart_key(bars->canvas, bars->data, chart_ink, top);
    return bars->upright ? draw_upright(bars, top) : draw_lying(bars, top);
}

scaled chart_bars(const struct canvas *canvas, const struct chart_data *data,
                  scaled top)
{
    struct bars bars = {.canvas = canvas, .data = data};
    return draw(&bars, top);
}

scaled chart_stacks(const struct canvas *canvas, const struct chart_data *data,
                    scaled top)
{
    struct bars bars = {.canvas = canvas, .data = data, .stacked = true};
    return draw(&bars, top);
}
