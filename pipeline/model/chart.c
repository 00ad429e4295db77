// SPDX-License-Identifier: MIT
// The data of a chart, out of its table.
#include "model/chart.h"

#include "base/buffer.h"
#include "languages/number.h"

// Longer than this no one listens to an alternative text; the table says all.
#define ALTERNATIVE_MOST 600

struct reading {
    struct arena *arena;
    struct str lang;
    struct chart_data *data;
    struct str why;
    struct place at;
};

static bool wrong(struct reading *reading, const struct node *node,
                  struct str why)
{
    while (node->first) // words know their place better than rows
        node = node->first;
    reading->why = why;
    reading->at = node->at;
    return false;
}

static size_t children(const struct node *node)
{
    size_t count = 0;
    for (const struct node *child = node->first; child; child = child->next)
        count++;
    return count;
}

// ----- Numbers -----

static const char *const no_values[] = {"",       "-",      "\u2013", "\u2014",
                                        "\u2212", "\u2026", "...",    ".."};

static bool read_number(struct reading *reading, const struct node *cell,
                        struct number *number, bool *given)
{
    struct str text = str_trim(node_plain(reading->arena, cell));
    *given = !STR_IS_ONE_OF(text, no_values);
    if (!*given || number_parse(text, reading->lang, number))
        return true;
    return wrong(
        reading, cell,
        arena_printf(reading->arena, "‘%.*s’ is not a number", STR_ARG(text)));
}

static int64_t power_of_ten(unsigned exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

// All numbers in the finest one's unit.
static bool set_values(struct reading *reading, const struct number *numbers)
{
    struct chart_data *data = reading->data;
    size_t count = data->series_count * data->category_count;
    for (size_t i = 0; i < count; i++)
        if (data->values[i].given && numbers[i].decimals > data->decimals)
            data->decimals = numbers[i].decimals;
    data->one = power_of_ten(data->decimals);
    int64_t most = power_of_ten(NUMBER_DIGITS);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        struct chart_value *value = &data->values[i];
        int64_t factor = power_of_ten(data->decimals - numbers[i].decimals);
        int64_t mantissa = numbers[i].mantissa;
        if (!value->given)
            continue;
        if ((mantissa < 0 ? -mantissa : mantissa) > most / factor)
            return wrong(reading, value->cell,
                         STR("its numbers are too far apart"));
        value->amount = mantissa * factor;
        any = true;
        if (value->amount < 0 && data->kind == CHART_STACKED)
            return wrong(reading, value->cell,
                         STR("stacked values cannot be negative"));
    }
    return any ||
           wrong(reading, data->categories[0], STR("it has no number in it"));
}

// ----- The table -----

static bool read_head(struct reading *reading, const struct node *head)
{
    struct chart_data *data = reading->data;
    size_t count = children(head);
    if (count < 2)
        return wrong(reading, head,
                     STR("it needs a column of names and one of numbers"));
    if (count - 1 > LIMIT_CHART_SERIES)
        return wrong(reading, head,
                     STR("it has more than four columns of numbers"));
    data->series = ARENA_ARRAY(reading->arena, const struct node *, count - 1);
    for (const struct node *cell = head->first->next; cell; cell = cell->next)
        data->series[data->series_count++] = cell;
    return true;
}

static bool read_row(struct reading *reading, const struct node *row,
                     struct number *numbers)
{
    struct chart_data *data = reading->data;
    const struct node *cell = row->first;
    if (cell == NULL)
        return true;
    size_t first = data->category_count * data->series_count;
    data->categories[data->category_count++] = cell;
    for (size_t i = 0; i < data->series_count; i++) {
        cell = cell ? cell->next : NULL;
        struct chart_value *value = &data->values[first + i];
        value->cell = cell;
        if (cell &&
            !read_number(reading, cell, &numbers[first + i], &value->given))
            return false;
    }
    return true;
}

static bool read_table(struct reading *reading, const struct node *table)
{
    const struct node *head = table->first;
    size_t rows = children(table);
    if (head == NULL || head->kind != NODE_ROW || !head->as.row.head ||
        rows < 2)
        return wrong(reading, table, STR("its table has no row of numbers"));
    if (rows - 1 > LIMIT_CHART_CATEGORIES)
        return wrong(reading, table, STR("it has more than sixty rows"));
    if (!read_head(reading, head))
        return false;
    struct chart_data *data = reading->data;
    size_t count = data->series_count * (rows - 1);
    data->categories =
        ARENA_ARRAY(reading->arena, const struct node *, rows - 1);
    data->values = ARENA_ARRAY(reading->arena, struct chart_value, count);
    struct number *numbers = ARENA_ARRAY(reading->arena, struct number, count);
    for (const struct node *row = head->next; row; row = row->next)
        if (!read_row(reading, row, numbers))
            return false;
    return set_values(reading, numbers);
}

static bool has_only_words(struct reading *reading, const struct node *table)
{
    for (const struct node *node = table; node; node = node_next(table, node))
        if (node->kind == NODE_NOTE_REFERENCE || node->kind == NODE_IMAGE)
            return wrong(reading, node, STR("it contains a note or a picture"));
    return true;
}

const struct chart_data *chart_data(struct arena *arena,
                                    const struct node *chart, struct str lang,
                                    struct str *why, struct place *at)
{
    struct reading reading = {.arena = arena, .lang = lang};
    reading.data = ARENA_NEW(arena, struct chart_data);
    reading.data->kind = chart->as.chart.kind;
    reading.data->unit = chart->as.chart.unit;
    const struct node *table = chart->first;
    bool good =
        table != NULL && table->kind == NODE_TABLE
            ? has_only_words(&reading, table) && read_table(&reading, table)
            : wrong(&reading, chart, STR("it has no table"));
    if (!good && why != NULL) {
        *why = reading.why;
        *at = reading.at;
    }
    return good ? reading.data : NULL;
}

const struct chart_value *chart_value_at(const struct chart_data *data,
                                         size_t series, size_t category)
{
    return &data->values[category * data->series_count + series];
}

// ----- In words -----

static void add_words(struct arena *arena, struct buffer *out,
                      const struct node *cell)
{
    buffer_add(out, str_trim(node_plain(arena, cell)));
}

static void add_category(struct arena *arena, struct buffer *out,
                         const struct chart_data *data, size_t category)
{
    const char *before = ": ";
    add_words(arena, out, data->categories[category]);
    for (size_t series = 0; series < data->series_count; series++) {
        const struct chart_value *value =
            chart_value_at(data, series, category);
        if (!value->given)
            continue;
        buffer_add_c(out, before);
        before = ", ";
        if (data->series_count > 1) {
            add_words(arena, out, data->series[series]);
            buffer_add(out, STR(" "));
        }
        add_words(arena, out, value->cell);
    }
}

struct str chart_in_words(struct arena *arena, const struct chart_data *data)
{
    struct buffer out = {0};
    if (data->unit.count > 0) {
        buffer_add(&out, data->unit);
        buffer_add(&out, STR(". "));
    }
    for (size_t category = 0; category < data->category_count; category++) {
        if (buffer_str(&out).count > ALTERNATIVE_MOST) {
            buffer_add(&out, STR(" …"));
            break;
        }
        buffer_add(&out, category > 0 ? STR("; ") : STR(""));
        add_category(arena, &out, data, category);
    }
    return buffer_to_arena(&out, arena);
}
