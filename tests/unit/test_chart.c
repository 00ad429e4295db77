// SPDX-License-Identifier: MIT
// Numbers as languages write them, and charts out of tables.
#include "reading.h"

#include "model/chart.h"
#include "languages/number.h"

// ----- Numbers -----

static void expect(const char *text, const char *lang, long long mantissa,
                   unsigned decimals)
{
    struct number number;
    if (!number_parse(str_of(text), str_of(lang), &number))
        fail_msg("‘%s’ is a number in %s", text, lang);
    assert_int_equal(number.mantissa, mantissa);
    assert_int_equal(number.decimals, decimals);
}

static void refuse(const char *text, const char *lang)
{
    struct number number;
    if (number_parse(str_of(text), str_of(lang), &number))
        fail_msg("‘%s’ is no number in %s", text, lang);
}

static void reads_numbers_of_each_language(void **state)
{
    expect("1,234.5", "en", 12345, 1);
    expect("1,234", "en", 1234, 0);
    expect("1,5", "en", 15, 1); // no group has one digit
    expect("1 234,5", "ru", 12345, 1);
    expect("1,234", "ru", 1234, 3);
    expect("1.234", "de", 1234, 0);
    expect("1.234,5", "de", 12345, 1);
    expect("\u06F1\u066C\u06F2\u06F3\u06F4\u066B\u06F5", "fa-AF", 12345, 1);
    expect("\u0661\u0662\u066A", "ar", 12, 0);
    expect("-7", "en", -7, 0);
    expect("\u2212 7 %", "en", -7, 0);
    expect("\u200E+0.50", "en", 50, 2);
    expect("12\u00A0345", "uz", 12345, 0);
}

static void refuses_what_is_none(void **state)
{
    refuse("", "en");
    refuse("-", "en");
    refuse("n/a", "en");
    refuse("1.2.3", "en");
    refuse("1-2", "en");
    refuse("12 kg", "en");
    refuse(".5.", "en");
    refuse("1234567890123456", "en"); // more digits than are kept
}

static void written(long long mantissa, unsigned decimals, const char *lang,
                    const char *expected)
{
    struct arena *arena = arena_new();
    struct number number = {mantissa, decimals};
    struct str text = number_write(arena, number, str_of(lang));
    assert_string_equal(arena_c_string(arena, text), expected);
    arena_free(arena);
}

static void writes_numbers_of_each_language(void **state)
{
    written(0, 0, "en", "0");
    written(1234, 0, "en", "1234");
    written(1234567, 0, "en", "1,234,567");
    written(5, 2, "en", "0.05");
    written(-12345, 1, "de", "\u22121234,5");
    written(1234567, 1, "ru", "123\u00A0456,7");
    written(123456, 1, "ps",
            "\u06F1\u06F2\u066C\u06F3\u06F4\u06F5\u066B\u06F6");
}

// ----- Charts -----

static const struct chart_data *data_of(struct brief *brief, struct str *why)
{
    struct place at;
    for (struct node *node = brief->body; node;
         node = node_next(brief->body, node))
        if (node->kind == NODE_CHART)
            return chart_data(brief->arena, node, brief->lang, why, &at);
    fail_msg("there is no chart");
    return NULL;
}

static void numbers_share_one_unit(void **state)
{
    struct reading reading = reading_of("---\ntitle: T\nlang: en\n---\n\n"
                                        "```chart\ntype: bar\nunit: m\n\n"
                                        "| a | b | c |\n|---|---|---|\n"
                                        "| x | 1.25 | 3 |\n| y |  | -2.5 |\n"
                                        "```\n");
    struct str why;
    const struct chart_data *data = data_of(reading.brief, &why);
    assert_non_null(data);
    assert_int_equal(data->series_count, 2);
    assert_int_equal(data->category_count, 2);
    assert_int_equal(data->one, 100);
    assert_int_equal(chart_value_at(data, 0, 0)->amount, 125);
    assert_int_equal(chart_value_at(data, 1, 0)->amount, 300);
    assert_false(chart_value_at(data, 0, 1)->given);
    assert_int_equal(chart_value_at(data, 1, 1)->amount, -250);
    assert_string_equal(
        arena_c_string(reading.brief->arena,
                       chart_in_words(reading.brief->arena, data)),
        "m. x: b 1.25, c 3; y: c -2.5");
    reading_free(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_of_each_language),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(writes_numbers_of_each_language),
        cmocka_unit_test(numbers_share_one_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
