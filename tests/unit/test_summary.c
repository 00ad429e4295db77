// SPDX-License-Identifier: MIT
// The account at the end: the table, and the JSON as another program reads it.
#include "folders.h"

#include "build/summary.h"

#include <jansson.h>

// The first name has what JSON escapes, the last is not UTF-8.
static struct input files[] = {
    {.path = "a", .names.shown = {"src/\"a\"\\\n\t\x01.md", 14}},
    {.path = "b", .names.shown = {"src/\xd8\xa2\xd8\xa8.md", 11}},
    {.path = "c", .names.shown = {"c.md", 4}},
    {.path = "d", .names.shown = {"\xff.md", 4}},
};
#define TEXT(text) ((char[]){text}) // an outcome owns its texts
static struct outcome outcomes[] = {
    {.status = OUTCOME_BUILT,
     .warnings = 2,
     .lang = TEXT("en"),
     .reason = TEXT("its text changed"),
     .outputs = TEXT("out/a.pdf\nout/a.html\n")},
    {.status = OUTCOME_CURRENT,
     .warnings = 1,
     .lang = TEXT("fa"),
     .outputs = TEXT("")},
    {.status = OUTCOME_FAILED, .errors = 3, .lang = TEXT("")},
    {.status = OUTCOME_MACHINE, .lang = TEXT("en")},
};
static struct input *items[] = {&files[0], &files[1], &files[2], &files[3]};
static const struct inputs inputs = {.items = items, .count = 4};
static const struct summary all = {.inputs = &inputs,
                                   .outcomes = outcomes,
                                   .removed = 5,
                                   .seconds = 1.5,
                                   .write = true};

static const char *text_of(json_t *brief, const char *key)
{
    return json_string_value(json_object_get(brief, key));
}

static long long number_of(json_t *object, const char *key)
{
    json_t *number = json_object_get(object, key);
    assert_true(json_is_integer(number));
    return json_integer_value(number);
}

static void json(void **state)
{
    json_error_t error;
    assert_true(summary_write(&all, in_folder("report.json")));
    json_t *root = json_load_file(in_folder("report.json"),
                                  JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail_msg("%s at %d:%d", error.text, error.line, error.column);
    assert_string_equal(text_of(root, "qalam"), QALAM_VERSION);
    json_t *briefs = json_object_get(root, "briefs");
    assert_int_equal(json_array_size(briefs), 4);
    json_t *first = json_array_get(briefs, 0);
    assert_string_equal(text_of(first, "source"), "src/\"a\"\\\n\t\x01.md");
    assert_string_equal(text_of(first, "status"), "built");
    assert_string_equal(text_of(first, "lang"), "en");
    assert_string_equal(text_of(first, "reason"), "its text changed");
    assert_int_equal(number_of(first, "warnings"), 2);
    json_t *outputs = json_object_get(first, "outputs");
    assert_int_equal(json_array_size(outputs), 2);
    assert_string_equal(json_string_value(json_array_get(outputs, 1)),
                        "out/a.html");
    json_t *second = json_array_get(briefs, 1);
    assert_string_equal(text_of(second, "source"), "src/آب.md");
    assert_null(json_object_get(second, "reason"));
    assert_int_equal(json_array_size(json_object_get(second, "outputs")), 0);
    json_t *third = json_array_get(briefs, 2);
    assert_null(json_object_get(third, "lang"));
    assert_int_equal(number_of(third, "errors"), 3);
    assert_string_equal(text_of(json_array_get(briefs, 3), "source"),
                        "\xef\xbf\xbd.md");
    json_t *totals = json_object_get(root, "totals");
    const char *const keys[] = {"briefs", "built",    "current", "failed",
                                "errors", "warnings", "removed", "unwritten"};
    const long long values[] = {4, 1, 1, 1, 3, 3, 5, 1};
    for (size_t i = 0; i < COUNT(keys); i++)
        assert_int_equal(number_of(totals, keys[i]), values[i]);
    json_decref(root);
}

static void prints(const struct summary *summary, const char *expected)
{
    char *text;
    size_t count;
    FILE *out = open_memstream(&text, &count);
    summary_print(summary, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void table(void **state)
{
    prints(&all, "             built   current    failed  warnings\n"
                 "?                0         0         1         0\n"
                 "en               1         0         1         2\n"
                 "fa               0         1         0         1\n"
                 "all              1         1         2         3\n"
                 "1 made, 1 kept as they were, 5 files removed; 1.50 s\n");
    struct summary look = all;
    look.write = false;
    prints(&look, "4 briefs: 2 good, 2 not; 3 errors, 3 warnings\n");
}

static void cannot_be_written(void **state)
{
    assert_false(summary_write(&all, test_folder));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(json),
        cmocka_unit_test(table),
        WITH_FOLDER(cannot_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
