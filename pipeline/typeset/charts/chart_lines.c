// SPDX-License-Identifier: MIT
// Line charts: a few numbers at the side, and each line named at its end.
#include "typeset/charts/chart_parts.h"

#include "languages/number.h"

#define GRID_LINE PT(0.35)
#define TICK_GAP PT(4)
#define NAME_GAP PT(4)
#define BULLET PT(3)
#define BULLETS_MOST 14 // categories; with more, the line alone
#define NAME_PERCENT 30 // of the width that names at the ends may take
#define TICKS_WANTED 4

struct lines_chart {
    const struct canvas *canvas;
    const struct chart_data *data;
    struct axis axis;
    int64_t step;           // between ticks
    scaled start, end, top; // of the plot
    struct label *names;    // of series, where they stand at the ends
    scaled widest_name;
};

// Lines are thin: they take inks of contrast, and differ in weight too.
static struct ink line_ink(const struct canvas *canvas, size_t series)
{
    const struct ink inks[LIMIT_CHART_SERIES] = {
        {INK_ACCENT, 0},
        {INK_ACCENT, canvas->look.second_series},
        {INK_TEXT, 0},
        {INK_GREY, 0}};
    return inks[series];
}

static scaled line_stroke(size_t series)
{
    static const scaled strokes[LIMIT_CHART_SERIES] = {PT(1.75), PT(1.75),
                                                       PT(0.75), PT(1.25)};
    return strokes[series];
}

// ----- The axis of values -----

// 1, 2 or 5 times a power of ten: the least that gives no more ticks than
// wanted.
static int64_t nice_step(int64_t range)
{
    int64_t power = 1;
    static const int64_t steps[] = {1, 2, 5};
    for (;;) {
        for (size_t i = 0; i < COUNT(steps); i++)
            if (range / (power * steps[i]) <= TICKS_WANTED)
                return power * steps[i];
        power *= 10;
    }
}

static int64_t down_to(int64_t value, int64_t step)
{
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

// Zero belongs to it, unless all values are far from it and close together.
static void find_axis(struct lines_chart *chart)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    const struct chart_data *data = chart->data;
    for (size_t i = 0; i < data->category_count * data->series_count; i++) {
        if (!data->values[i].given)
            continue;
        int64_t amount = data->values[i].amount;
        low = amount < low ? amount : low;
        high = amount > high ? amount : high;
    }
    if (low > 0 && high - low > low / 3)
        low = 0;
    if (high < 0 && high - low > -high / 3)
        high = 0;
    if (low == high)
        high = low + 1;
    chart->step = nice_step(high - low);
    chart->axis.low = down_to(low, chart->step);
    chart->axis.high = -down_to(-high, chart->step);
    chart->axis.length = chart_plot_height(chart->canvas->drawing->width);
}

static struct label tick_label(const struct lines_chart *chart, int64_t value)
{
    const struct canvas *canvas = chart->canvas;
    struct number number = {value, chart->data->decimals};
    while (number.decimals > 0 && number.mantissa % 10 == 0 &&
           chart->step % 10 == 0) {
        number.mantissa /= 10;
        number.decimals--;
    }
    return canvas_label(
        canvas, number_write(canvas->arena, number, canvas->brief->lang),
        false);
}

static scaled height_of(const struct lines_chart *chart, int64_t value)
{
    return chart->top + chart->axis.length - chart_axis_at(&chart->axis, value);
}

static scaled widest_tick(const struct lines_chart *chart)
{
    scaled widest = 0;
    for (int64_t value = chart->axis.low; value <= chart->axis.high;
         value += chart->step) {
        scaled width = tick_label(chart, value).width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void draw_grid(const struct lines_chart *chart, scaled ticks)
{
    for (int64_t value = chart->axis.low; value <= chart->axis.high;
         value += chart->step) {
        struct label label = tick_label(chart, value);
        scaled y = height_of(chart, value);
        bool base = value == 0 || value == chart->axis.low;
        canvas_words_about(chart->canvas, &label, ANCHOR_END, ticks, y,
                           (struct ink){INK_GREY, 0});
        canvas_rectangle(chart->canvas, chart->start, y,
                         chart->end - chart->start, GRID_LINE,
                         (struct ink){base ? INK_GREY : INK_HAIRLINE, 0});
    }
}

// ----- The axis of categories -----

static bool are_years(const struct lines_chart *chart, int64_t *years)
{
    const struct chart_data *data = chart->data;
    for (size_t i = 0; i < data->category_count; i++) {
        struct number number;
        struct str name =
            str_trim(node_plain(chart->canvas->arena, data->categories[i]));
        if (!number_parse(name, chart->canvas->brief->lang, &number) ||
            number.decimals > 0 || number.mantissa < 0)
            return false;
        years[i] = number.mantissa;
        if (i > 0 && years[i] <= years[i - 1])
            return false;
    }
    return data->category_count > 1;
}

// Names that rise as numbers do stand at their distances, others evenly.
static scaled *category_places(const struct lines_chart *chart)
{
    size_t count = chart->data->category_count;
    struct arena *arena = chart->canvas->arena;
    scaled *places = ARENA_ARRAY(arena, scaled, count);
    int64_t *years = ARENA_ARRAY(arena, int64_t, count);
    struct axis axis = {0, count > 1 ? (int64_t)count - 1 : 1,
                        chart->end - chart->start};
    bool by_year = are_years(chart, years);
    if (by_year) {
        axis.low = years[0];
        axis.high = years[count - 1];
    }
    for (size_t i = 0; i < count; i++)
        places[i] = chart->start +
                    chart_axis_at(&axis, by_year ? years[i] : (int64_t)i);
    return places;
}

// The first and the last, and between them those that have room.
static void draw_names(const struct lines_chart *chart, const scaled *places)
{
    const struct canvas *canvas = chart->canvas;
    size_t count = chart->data->category_count;
    scaled baseline =
        chart->top + chart->axis.length + PT(3) + canvas->style.baseline;
    struct label last =
        canvas_node_label(canvas, chart->data->categories[count - 1], false);
    scaled limit = count > 1 ? places[count - 1] - last.width : INT64_MAX;
    scaled drawn_to = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        bool is_last = count > 1 && i + 1 == count;
        struct label name =
            canvas_node_label(canvas, chart->data->categories[i], false);
        enum inline_anchor anchor = i == 0    ? ANCHOR_START
                                    : is_last ? ANCHOR_END
                                              : ANCHOR_CENTER;
        scaled begin = places[i] - (i == 0    ? 0
                                    : is_last ? name.width
                                              : name.width / 2);
        scaled end = begin + name.width;
        if (!is_last && i > 0 &&
            (begin < drawn_to + PT(6) || end > limit - PT(6)))
            continue;
        canvas_words(canvas, &name, anchor, places[i], baseline,
                     (struct ink){INK_TEXT, 0});
        drawn_to = end;
    }
}

// ----- Lines -----

static void draw_run(const struct lines_chart *chart, size_t series,
                     const scaled *places, size_t from, size_t to)
{
    struct arena *arena = chart->canvas->arena;
    size_t count = to - from;
    scaled *xs = ARENA_ARRAY(arena, scaled, count);
    scaled *ys = ARENA_ARRAY(arena, scaled, count);
    bool marks = chart->data->category_count <= BULLETS_MOST || count == 1;
    for (size_t i = 0; i < count; i++) {
        xs[i] = places[from + i];
        ys[i] = height_of(
            chart, chart_value_at(chart->data, series, from + i)->amount);
        if (marks)
            canvas_bullet(chart->canvas, xs[i], ys[i], BULLET,
                          line_ink(chart->canvas, series));
    }
    if (count > 1)
        canvas_line(chart->canvas, xs, ys, count, line_stroke(series),
                    line_ink(chart->canvas, series));
}

// What is not given breaks the line.
static void draw_series(const struct lines_chart *chart, size_t series,
                        const scaled *places)
{
    size_t count = chart->data->category_count, from = 0;
    for (size_t i = 0; i <= count; i++) {
        bool given = i < count && chart_value_at(chart->data, series, i)->given;
        if (given)
            continue;
        if (i > from)
            draw_run(chart, series, places, from, i);
        from = i + 1;
    }
}

// ----- Names at the ends -----

struct end_name {
    const struct label *label;
    scaled y;
    size_t series;
};

static bool last_value(const struct lines_chart *chart, size_t series,
                       scaled *y)
{
    for (size_t i = chart->data->category_count; i-- > 0;) {
        const struct chart_value *value =
            chart_value_at(chart->data, series, i);
        if (value->given) {
            *y = height_of(chart, value->amount);
            return true;
        }
    }
    return false;
}

// Sorted from top to bottom, a line apart at least, all within the plot.
static void spread(struct end_name *ends, size_t count, scaled leading,
                   scaled bottom)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && ends[j].y < ends[j - 1].y; j--) {
            struct end_name other = ends[j];
            ends[j] = ends[j - 1];
            ends[j - 1] = other;
        }
    for (size_t i = 1; i < count; i++)
        if (ends[i].y < ends[i - 1].y + leading)
            ends[i].y = ends[i - 1].y + leading;
    for (size_t i = count; i-- > 0;) {
        scaled most = i + 1 < count ? ends[i + 1].y - leading : bottom;
        if (ends[i].y > most)
            ends[i].y = most;
    }
}

static void draw_end_names(const struct lines_chart *chart)
{
    struct end_name ends[LIMIT_CHART_SERIES];
    size_t count = 0;
    for (size_t i = 0; i < chart->data->series_count; i++) {
        struct end_name end = {.label = &chart->names[i], .series = i};
        if (last_value(chart, i, &end.y))
            ends[count++] = end;
    }
    spread(ends, count, chart->canvas->style.leading,
           chart->top + chart->axis.length);
    for (size_t i = 0; i < count; i++)
        canvas_words_about(chart->canvas, ends[i].label, ANCHOR_START,
                           chart->end + NAME_GAP, ends[i].y,
                           line_ink(chart->canvas, ends[i].series));
}

static void measure_names(struct lines_chart *chart)
{
    size_t count = chart->data->series_count;
    chart->names = ARENA_ARRAY(chart->canvas->arena, struct label, count);
    for (size_t i = 0; i < count; i++) {
        chart->names[i] =
            canvas_node_label(chart->canvas, chart->data->series[i], true);
        if (chart->names[i].width > chart->widest_name)
            chart->widest_name = chart->names[i].width;
    }
}

scaled chart_lines(const struct canvas *canvas, const struct chart_data *data,
                   scaled top)
{
    struct lines_chart chart = {.canvas = canvas, .data = data};
    scaled width = canvas->drawing->width, leading = canvas->style.leading;
    measure_names(&chart);
    find_axis(&chart);
    bool named = data->series_count > 1;
    bool at_ends = named && chart.widest_name < width * NAME_PERCENT / 100;
    scaled ticks = widest_tick(&chart);
    chart.top =
        (named && !at_ends ? chart_key(canvas, data, line_ink, top) : top) +
        leading / 2;
    chart.start = ticks + TICK_GAP;
    chart.end = width - (at_ends ? chart.widest_name + NAME_GAP : BULLET);
    const scaled *places = category_places(&chart);
    draw_grid(&chart, ticks);
    for (size_t i = data->series_count; i-- > 0;)
        draw_series(&chart, i, places);
    if (at_ends)
        draw_end_names(&chart);
    draw_names(&chart, places);
    return chart.top + chart.axis.length + PT(3) + leading;
}
