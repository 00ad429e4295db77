// SPDX-License-Identifier: MIT
// Labels of charts: none leaves the drawing, none touches another, each series
// is named, and lines have their first and last value.
#include "laid_out.h"
#include "typeset/charts/chart_drawing.h"

#define HEAD "---\ntitle: A\nlang: en\n---\n\nText.\n\n```chart\ntype: "
#define HEAD_DARI "---\ntitle: A\nlang: fa-AF\n---\n\nمتن.\n\n```chart\ntype: "

static scaled left_of(const struct drawn_thing *words)
{
    scaled width = words->as.words.width;
    switch (words->as.words.anchor) {
    case ANCHOR_LEFT:
        return words->x;
    case ANCHOR_MIDDLE:
        return words->x - width / 2;
    case ANCHOR_RIGHT:
        break;
    }
    return words->x - width;
}

static bool touch(const struct drawn_thing *a, const struct drawn_thing *b)
{
    scaled apart = a->y > b->y ? a->y - b->y : b->y - a->y;
    return apart < PT(6.5) && left_of(a) < left_of(b) + b->as.words.width &&
           left_of(b) < left_of(a) + a->as.words.width;
}

static void check_words(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawn_thing *a = &drawing->items[i];
        if (a->kind != DRAWN_WORDS)
            continue;
        const struct drawn_words *words = &a->as.words;
        if (left_of(a) < -PT(0.5) ||
            left_of(a) + words->width > drawing->width + PT(0.5) ||
            a->y < PT(5) || a->y > drawing->height)
            fail_msg("‘%.*s’ leaves the drawing", STR_ARG(words->text));
        for (size_t j = i + 1; j < drawing->count; j++) {
            const struct drawn_thing *b = &drawing->items[j];
            if (b->kind == DRAWN_WORDS && touch(a, b))
                fail_msg("‘%.*s’ touches ‘%.*s’", STR_ARG(words->text),
                         STR_ARG(b->as.words.text));
        }
    }
}

static size_t count_words(const struct drawing *drawing, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < drawing->count; i++)
        count += drawing->items[i].kind == DRAWN_WORDS &&
                 str_equal(drawing->items[i].as.words.text, str_of(text));
    return count;
}

static const struct drawn_thing *find_words(const struct drawing *drawing,
                                            const char *text)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->items[i].kind == DRAWN_WORDS &&
            str_equal(drawing->items[i].as.words.text, str_of(text)))
            return &drawing->items[i];
    fail_msg("no ‘%s’", text);
    return NULL;
}

// The brief's one chart, at that width.
static const struct drawing *draw(struct laid_out *out, const char *text,
                                  scaled width)
{
    *out = lay_out("test.md", str_of(text));
    const struct node *node = out->brief->body;
    while (node && node->kind != NODE_CHART)
        node = node_next(out->brief->body, node);
    assert_non_null(node);
    const struct drawing *drawing =
        chart_draw(typesetter, out->brief->arena, out->brief, node, width);
    assert_non_null(drawing);
    check_words(drawing);
    return drawing;
}

static const char four_lines[] = HEAD
    "line\nunit: per cent\n\n"
    "| Quarter | Households with piped water | Wells | Kept by elders | Dry |\n"
    "|---|--:|--:|--:|--:|\n"
    "| January to March of the first year | 12 | 13 | -4 | |\n"
    "| April to June of the first year | 14 | 13.5 | -2.5 | 5 |\n"
    "| October to December of the year | 14.5 | 14.2 | 2 | 7 |\n```\n";

static void lines_name_their_ends(void **state)
{
    (void)state;
    static const char *const labels[] = {"12", "13", "5",     "14.5", "14.2",
                                         "7",  "2",  "Wells", "Dry"};
    for (scaled width = PT(180); width < PT(500); width += PT(26)) {
        struct laid_out out;
        const struct drawing *drawing = draw(&out, four_lines, width);
        for (size_t i = 0; i < COUNT(labels); i++)
            if (count_words(drawing, labels[i]) == 0)
                fail_msg("no label %s", labels[i]);
        laid_out_free(&out);
    }
}

static void time_runs_from_the_right(void **state)
{
    (void)state;
    struct laid_out out;
    const struct drawing *drawing =
        draw(&out,
             HEAD_DARI "line\n\n| سال | مردان | زنان |\n|---|--:|--:|\n"
                       "| ۱۳۹۵ | ۱۲ | ۲۰ |\n| ۱۳۹۹ | ۱۴ | ۱۴٫۵ |\n"
                       "| ۱۴۰۲ | ۲۴ | ۱۱ |\n```\n",
             PT(232));
    assert_true(find_words(drawing, "۱۳۹۵")->x >
                find_words(drawing, "۱۴۰۲")->x);
    assert_true(find_words(drawing, "۱۲")->x > find_words(drawing, "۲۴")->x);
    find_words(drawing, "زنان");
    laid_out_free(&out);
}

#define ROWS                                                                   \
    "| Place | Men | Women | Children |\n|---|--:|--:|--:|\n"                  \
    "| Kunar | 12 | 9 | 20 |\n| Laghman | 13.7 | 11 | 8 |\n"                   \
    "| Nangarhar and the valleys beyond | 15 | 13 | 17 |\n```\n"

// A square of the key is as wide as high.
static size_t count_squares(const struct drawing *drawing)
{
    size_t count = 0;
    for (size_t i = 0; i < drawing->count; i++)
        count += drawing->items[i].kind == DRAWN_RECTANGLE &&
                 drawing->items[i].as.rectangle.width ==
                     drawing->items[i].as.rectangle.height;
    return count;
}

static void bars_name_their_series(void **state)
{
    (void)state;
    static const char *const briefs[] = {HEAD "bar\n\n" ROWS,
                                         HEAD "stacked\n\n" ROWS};
    for (size_t i = 0; i < COUNT(briefs); i++) {
        struct laid_out out;
        const struct drawing *drawing = draw(&out, briefs[i], PT(232));
        assert_int_equal(count_squares(drawing), 0);
        assert_int_equal(count_words(drawing, "Men"), 1);
        assert_int_equal(count_words(drawing, "Children"), 1);
        laid_out_free(&out);
    }
}

static void negative_bars_have_room(void **state)
{
    (void)state;
    for (scaled width = PT(180); width < PT(500); width += PT(26)) {
        struct laid_out out;
        draw(&out,
             HEAD "bar\nunit: thousand\n\n| Year | Came | Left |\n"
                  "|---|--:|--:|\n| 2019 | 12 | -20 |\n| 2020 | -3 | -1 |\n"
                  "| 2021 | 7 | -12 |\n```\n",
             width);
        laid_out_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_name_their_ends),
        cmocka_unit_test(time_runs_from_the_right),
        cmocka_unit_test(bars_name_their_series),
        cmocka_unit_test(negative_bars_have_room),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
