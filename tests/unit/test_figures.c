// SPDX-License-Identifier: MIT
// Numbers in tables: which they are, and where they are aligned.
#include "typeset/paragraph/figures.h"

#include "page_checks.h"

static void numbers_are_known(void **state)
{
    (void)state;
    static const char *const yes[] = {"12",    "1,234.5", "−3 %",
                                      "10–20", "۱۲٫۵٪",   "+0.5"};
    static const char *const no[] = {"", "twelve", "3 km", "سه", "12 кг"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(figures_alone(str_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(figures_alone(str_of(no[i])));
}

static void the_separator_is_found(void **state)
{
    (void)state;
    assert_int_equal(figures_decimal(STR("1,200")), 0);
    assert_int_equal(figures_decimal(STR("1,200.5")), '.');
    assert_int_equal(figures_decimal(STR("12,75 %")), ',');
    assert_int_equal(figures_decimal(str_of("۱۲٫۵۰۰")), 0x066B);
    assert_int_equal(figures_before(STR("1,200.5"), '.'), 5);
    assert_int_equal(figures_before(STR("1,200"), '.'), 5);
    assert_int_equal(figures_before(STR("7 %"), '.'), 1);
    assert_int_equal(figures_before(STR("-3.25"), '.'), 2);
    assert_int_equal(figures_before(STR("10-20.5"), '.'), 7);
    assert_int_equal(figures_before(str_of("۱۲٫۵"), 0x066B), 4);
}

// Where each cell of a column has its separator, or its number's end.
static double separator_at(const struct placed *placed)
{
    const struct run *run = &placed->as.run;
    for (size_t i = 0; i < run->glyph_count; i++) {
        struct str text =
            str_slice(run->text, run->glyphs[i].text_offset,
                      run->glyphs[i].text_offset + run->glyphs[i].text_count);
        if (str_equal(text, STR(".")) || str_equal(text, str_of("٫")) ||
            str_equal(text, STR(" ")))
            return points(placed->x + run->glyphs[i].x);
    }
    return points(placed->x + run->width);
}

static void check_column(const char *text, size_t rows)
{
    struct laid_out out = lay_out("figures.md", str_of(text));
    const struct page *page = &out.pages->items[1];
    double first = 0;
    size_t cells = 0;
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind != PLACED_RUN ||
            !under(out.pages, placed->tag, TAG_TD) ||
            !figures_alone(placed->as.run.text))
            continue;
        if (cells++ == 0)
            first = separator_at(placed);
        assert_true(separator_at(placed) - first < NEAR &&
                    first - separator_at(placed) < NEAR);
    }
    assert_int_equal(cells, rows);
    laid_out_free(&out);
}

static void separators_stand_under_each_other(void **state)
{
    (void)state;
    check_column("---\ntitle: A\nlang: en\n---\n\nText.\n\n| Name | Share |\n"
                 "|---|---|\n| head | 12.5 |\n| middle | 1,007 |\n| tail | "
                 "0.25 |\n| last | 3 |\n",
                 4);
    check_column("---\ntitle: A\nlang: fa-AF\n---\n\nمتن.\n\n| نام | سهم |\n"
                 "|---|---|\n| دره | ۱۲٫۵ |\n| جوی | ۱۰۰۷ |\n| راه | ۰٫۲۵ |\n",
                 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_known),
        cmocka_unit_test(the_separator_is_found),
        cmocka_unit_test(separators_stand_under_each_other),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
