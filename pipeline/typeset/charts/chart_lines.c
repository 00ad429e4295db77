// SPDX-License-Identifier: MIT
// Line charts: a few numbers at the side; each line has its first and its last
// value beside it, and its name at its end.
#include "typeset/charts/chart_labels.h"
#include "typeset/charts/chart_parts.h"

#include "languages/number.h"

#define GRID_LINE PT(0.35)
#define NAMES_APART PT(6) // of categories
#define TICK_GAP PT(4)
#define NAME_GAP PT(4)
#define VALUE_GAP PT(4) // between a point and its value
#define BULLET PT(3)
#define BULLETS_MOST 14 // categories; with more, the line alone
#define NAME_PERCENT 26 // of the width that names at the ends may take
#define TICKS_WANTED 4

struct series_end {
    size_t series, first, last; // the categories that it has values in
    struct label first_value, last_value;
    struct label *name;
    size_t name_lines; // none where it is the only series
};
struct lines_chart {
    const struct canvas *canvas;
    const struct chart_data *data;
    struct axis axis;
    int64_t step;           // between ticks
    scaled start, end, top; // of the plot
    struct series_end ends[LIMIT_CHART_SERIES];
    size_t end_count;
    scaled widest_first, widest_last; // of the values at the ends
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

// A name at its place, of several lines where it must; answers how many.
static size_t draw_name(const struct lines_chart *chart, size_t category,
                        scaled measure, enum inline_anchor anchor, scaled start)
{
    const struct canvas *canvas = chart->canvas;
    struct label name =
        canvas_node_label(canvas, chart->data->categories[category], false);
    struct label *lines;
    size_t count = canvas_wrap(canvas, &name, measure, &lines);
    scaled baseline =
        chart->top + chart->axis.length + PT(3) + canvas->style.baseline;
    for (size_t i = 0; i < count; i++)
        canvas_words(canvas, &lines[i], anchor, start,
                     baseline + canvas->style.leading * (scaled)i,
                     (struct ink){INK_TEXT, 0});
    return count;
}

// The first and the last, in halves of the plot, and between them those that
// have room. Answers where they end.
static scaled draw_names(const struct lines_chart *chart, const scaled *places)
{
    const struct canvas *canvas = chart->canvas;
    size_t count = chart->data->category_count;
    scaled half = (chart->end - chart->start - NAMES_APART) / 2;
    size_t lines =
        draw_name(chart, 0, count > 1 ? half : chart->end - chart->start,
                  ANCHOR_START, places[0]);
    size_t last = count > 1 ? draw_name(chart, count - 1, half, ANCHOR_END,
                                        places[count - 1])
                            : 1;
    scaled limit = count > 1 ? places[count - 1] - half : 0;
    scaled drawn_to = places[0] + half;
    struct label ends[2] = {
        canvas_node_label(canvas, chart->data->categories[0], false),
        canvas_node_label(canvas, chart->data->categories[count - 1], false)};
    if (ends[0].width < half)
        drawn_to = places[0] + ends[0].width;
    if (ends[1].width < half)
        limit = places[count - 1] - ends[1].width;
    for (size_t i = 1; i + 1 < count; i++) {
        struct label name =
            canvas_node_label(canvas, chart->data->categories[i], false);
        scaled begin = places[i] - name.width / 2;
        if (begin < drawn_to + NAMES_APART ||
            begin + name.width > limit - NAMES_APART)
            continue;
        draw_name(chart, i, name.width, ANCHOR_CENTER, places[i]);
        drawn_to = begin + name.width;
    }
    lines = lines > last ? lines : last;
    return chart->top + chart->axis.length + PT(3) +
           canvas->style.leading * (scaled)lines;
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

// ----- Labels at both ends -----

static struct label value_label(const struct lines_chart *chart, size_t series,
                                size_t category)
{
    return canvas_node_label(
        chart->canvas, chart_value_at(chart->data, series, category)->cell,
        false);
}

// The first and the last category that a series has a value in. False where it
// has none.
static bool find_ends(const struct chart_data *data, size_t series,
                      size_t *first, size_t *last)
{
    bool found = false;
    for (size_t i = 0; i < data->category_count; i++) {
        if (!chart_value_at(data, series, i)->given)
            continue;
        *first = found ? *first : i;
        *last = i;
        found = true;
    }
    return found;
}

static void measure_ends(struct lines_chart *chart)
{
    const struct canvas *canvas = chart->canvas;
    const struct chart_data *data = chart->data;
    scaled room = canvas->drawing->width * NAME_PERCENT / 100;
    for (size_t i = 0; i < data->series_count; i++) {
        size_t first = 0, last = 0;
        if (!find_ends(data, i, &first, &last))
            continue;
        struct series_end *end = &chart->ends[chart->end_count++];
        *end = (struct series_end){.series = i, .first = first, .last = last};
        end->first_value = value_label(chart, i, first);
        end->last_value = value_label(chart, i, last);
        struct label name = canvas_node_label(canvas, data->series[i], true);
        if (data->series_count > 1)
            end->name_lines = canvas_wrap(canvas, &name, room, &end->name);
        if (first == 0 && end->first_value.width > chart->widest_first)
            chart->widest_first = end->first_value.width;
        if (end->last_value.width > chart->widest_last)
            chart->widest_last = end->last_value.width;
    }
}

static scaled y_of(const struct lines_chart *chart, size_t series,
                   size_t category)
{
    return height_of(chart,
                     chart_value_at(chart->data, series, category)->amount);
}

// Before the plot, where they begin with it.
static void draw_first_values(const struct lines_chart *chart)
{
    struct beside items[LIMIT_CHART_SERIES];
    size_t count = 0;
    for (size_t i = 0; i < chart->end_count; i++) {
        const struct series_end *end = &chart->ends[i];
        // One point is labelled once, behind it.
        if (end->first == 0 && end->last > 0)
            items[count++] = (struct beside){
                &end->first_value, 1, y_of(chart, end->series, 0),
                line_ink(chart->canvas, end->series)};
    }
    chart_labels_spread(chart->canvas, items, count, chart->top,
                        chart->top + chart->axis.length);
    chart_labels_draw(chart->canvas, items, count, ANCHOR_END,
                      chart->start - VALUE_GAP);
}

// Behind the plot: the last value of each, and its name.
static void draw_last_values(const struct lines_chart *chart)
{
    struct beside values[LIMIT_CHART_SERIES], names[LIMIT_CHART_SERIES];
    for (size_t i = 0; i < chart->end_count; i++) {
        const struct series_end *end = &chart->ends[i];
        struct ink ink = line_ink(chart->canvas, end->series);
        scaled y = y_of(chart, end->series, end->last);
        names[i] = (struct beside){end->name, end->name_lines, y, ink};
        // As high as the name beside it: both are moved alike.
        values[i] = (struct beside){
            &end->last_value, end->name_lines ? end->name_lines : 1, y, ink};
    }
    scaled bottom = chart->top + chart->axis.length;
    chart_labels_spread(chart->canvas, values, chart->end_count, chart->top,
                        bottom);
    for (size_t i = 0; i < chart->end_count; i++)
        values[i].count = 1;
    chart_labels_spread(chart->canvas, names, chart->end_count, chart->top,
                        bottom);
    scaled start = chart->end + BULLET / 2 + VALUE_GAP;
    chart_labels_draw(chart->canvas, values, chart->end_count, ANCHOR_START,
                      start);
    chart_labels_draw(chart->canvas, names, chart->end_count, ANCHOR_START,
                      start + chart->widest_last + NAME_GAP);
}

// Is the place over the point free of the other lines, a label high?
static bool is_free(const struct lines_chart *chart, size_t series,
                    size_t category, bool over)
{
    scaled y = y_of(chart, series, category);
    scaled leading = chart->canvas->style.leading;
    for (size_t i = 0; i < chart->data->series_count; i++) {
        if (i == series || !chart_value_at(chart->data, i, category)->given)
            continue;
        scaled apart =
            over ? y - y_of(chart, i, category) : y_of(chart, i, category) - y;
        if (apart >= 0 && apart < leading * 3 / 2)
            return false;
    }
    return over ? y - leading > chart->top - leading / 2
                : y + leading < chart->top + chart->axis.length;
}

// A line that begins within the plot has its first value over or under it.
static void draw_inner_values(const struct lines_chart *chart,
                              const scaled *places)
{
    for (size_t i = 0; i < chart->end_count; i++) {
        const struct series_end *end = &chart->ends[i];
        if (end->first == 0 || end->first == end->last)
            continue;
        bool over = is_free(chart, end->series, end->first, true) ||
                    !is_free(chart, end->series, end->first, false);
        scaled shift = chart->canvas->style.leading * 3 / 4;
        canvas_words_about(
            chart->canvas, &end->first_value, ANCHOR_CENTER, places[end->first],
            y_of(chart, end->series, end->first) + (over ? -shift : shift),
            line_ink(chart->canvas, end->series));
    }
}

// As high as its width asks for, or as its labels take.
static void make_high(struct lines_chart *chart)
{
    scaled lines = 0;
    for (size_t i = 0; i < chart->end_count; i++)
        lines +=
            chart->ends[i].name_lines ? (scaled)chart->ends[i].name_lines : 1;
    scaled least = chart->canvas->style.leading * lines;
    if (chart->axis.length < least)
        chart->axis.length = least;
}

static scaled widest_name(const struct lines_chart *chart)
{
    scaled widest = 0;
    for (size_t i = 0; i < chart->end_count; i++) {
        struct beside name = {.lines = chart->ends[i].name,
                              .count = chart->ends[i].name_lines};
        scaled width = chart_labels_width(&name, 1);
        widest = width > widest ? width : widest;
    }
    return widest;
}

scaled chart_lines(const struct canvas *canvas, const struct chart_data *data,
                   scaled top)
{
    struct lines_chart chart = {.canvas = canvas, .data = data};
    scaled leading = canvas->style.leading;
    find_axis(&chart);
    measure_ends(&chart);
    make_high(&chart);
    scaled ticks = widest_tick(&chart), names = widest_name(&chart);
    chart.top = top + leading / 2;
    chart.start = ticks + TICK_GAP;
    if (chart.widest_first > 0)
        chart.start += chart.widest_first + VALUE_GAP;
    chart.end = canvas->drawing->width - BULLET / 2 - VALUE_GAP -
                chart.widest_last - (names > 0 ? names + NAME_GAP : 0);
    const scaled *places = category_places(&chart);
    draw_grid(&chart, ticks);
    for (size_t i = data->series_count; i-- > 0;)
        draw_series(&chart, i, places);
    draw_first_values(&chart);
    draw_inner_values(&chart, places);
    draw_last_values(&chart);
    return draw_names(&chart, places);
}
