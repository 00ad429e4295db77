// SPDX-License-Identifier: MIT
// Character references as HTML reads them; the judge is Python's html.
#include "unit.h"

#include "folders.h"

#include "text/html_references.h"

static void assert_reference(const char *text, size_t length, uint32_t expected)
{
    uint32_t character = 0;
    assert_int_equal(html_reference_at(str_of(text), 0, &character), length);
    if (length)
        assert_int_equal(character, expected);
}

static void test_values(void **state)
{
    assert_reference("&eacute;s", 8, 0xE9);
    assert_reference("&zwnj;", 6, 0x200C);
    assert_reference("&lt;", 4, '<');
    assert_reference("&#1705;", 7, 0x6A9);
    assert_reference("&#x6a9;", 7, 0x6A9);
    assert_reference("&#X6A9;", 7, 0x6A9);
    assert_reference("&#146;", 6, 0x2019); // as Windows-1252 has it
    assert_reference("&lang;", 6, 0x27E8); // HTML 4: U+2329
    uint32_t character;
    assert_int_equal(html_reference_at(STR("a&amp;b"), 1, &character), 5);
    assert_int_equal(html_reference_at(STR("a&amp;b"), 0, &character), 0);
}

static void test_what_is_none(void **state)
{
    static const char *const texts[] = {
        "&",      "&;",     "&#;",      "&#x;",  "&#xg;", "&amp",    "&amp ;",
        "& amp;", "&T;",    "&eacute",  "&#1a;", "&#-1;", "&#+1;",   "&##1;",
        "&Zwnj;", "&amp&;", "&nosuch;", "a",     "&#x",   "&# 1705;"};
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_reference(texts[i], 0, 0);
}

// What XML may not hold; U+FFFE marks what the reader of Markdown finds.
static void test_no_character(void **state)
{
    static const char *const texts[] = {
        "&#0;",     "&#xD800;",   "&#xDFFF;",  "&#xFFFE;",
        "&#xFFFF;", "&#x110000;", "&#x1FFFE;", "&#99999999999999999999;"};
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_reference(texts[i], strlen(texts[i]), 0xFFFD);
}

// Each name of HTML 4 and many numbers; of the other names of HTML 5, none
// means another thing here.
static void test_like_python(void **state)
{
    char command[1024];
    snprintf(command, sizeof command,
             "python3 '%s/tests/unit/html_judge.py' references >'%s'",
             QALAM_SOURCE_DIR, in_folder("out"));
    if (system("python3 -c 'import html' 2>/dev/null") != 0) {
        print_message("skipped: no python3\n");
        return;
    }
    assert_int_equal(system(command), 0);
    FILE *file = fopen(in_folder("out"), "r");
    char text[64];
    unsigned expected, must, count = 0;
    while (fscanf(file, "%63s %u %u", text, &expected, &must) == 3) {
        uint32_t character = 0;
        size_t length = html_reference_at(str_of(text), 0, &character);
        bool noncharacter = (expected & 0xFFFE) == 0xFFFE;
        if ((length || must) && character != expected && !noncharacter)
            fail_msg("%s is %u to Python, %u here", text, expected, character);
        count++;
    }
    fclose(file);
    assert_true(count > 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_no_character),
        WITH_FOLDER(test_like_python),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
