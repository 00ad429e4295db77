// SPDX-License-Identifier: MIT
// The table of formats, and what rooms ask of it.
#include "unit.h"

#include "model/formats.h"
#include "watch/own_pages.h"
#include "watch/request_path.h"

static void test_names_and_endings_are_one_formats_alone(void **state)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(format_facts[i].name, format_facts[k].name);
            assert_string_not_equal(format_facts[i].ending,
                                    format_facts[k].ending);
        }
}

static void test_a_format_is_found(void **state)
{
    assert_int_equal(format_named(STR("pdf")), FORMAT_PDF);
    assert_int_equal(format_named(STR("TEXT")), FORMAT_TEXT);
    assert_int_equal(format_named(STR("pd")), 0);
    assert_int_equal(format_named(STR("")), 0);
    assert_int_equal(format_index(FORMAT_EPUB), FORMAT_INDEX_EPUB);
    assert_int_equal(format_of_file(STR("a.b/c.html")), FORMAT_INDEX_HTML);
    assert_int_equal(format_of_file(STR("C.TXT")), FORMAT_INDEX_TEXT);
    assert_int_equal(format_of_file(STR("html")), FORMAT_COUNT);
    assert_int_equal(format_of_file(STR("a.")), FORMAT_COUNT);
    assert_int_equal(format_of_file(STR("a.pdf")), FORMAT_INDEX_PDF);
    assert_int_equal(format_of_file(STR("a-print.pdf")), FORMAT_INDEX_PRESS);
    assert_int_equal(format_of_file(STR("print.pdf")), FORMAT_INDEX_PDF);
}

// Folders of outputs know formats by these numbers.
static void test_numbers_stay(void **state)
{
    assert_int_equal(FORMAT_PDF, 1);
    assert_int_equal(FORMAT_HTML, 2);
    assert_int_equal(FORMAT_EPUB, 4);
    assert_int_equal(FORMAT_TEXT, 8);
    assert_int_equal(FORMAT_PRESS, 16);
}

static void test_sets(void **state)
{
    struct arena *arena = arena_new();
    assert_int_equal(FORMATS_DEFAULT, FORMAT_PDF | FORMAT_HTML | FORMAT_EPUB);
    assert_int_equal(FORMAT_WEB_PAGE, FORMAT_HTML);
    assert_int_equal(FORMAT_PAGED, FORMAT_PDF);
    assert_int_equal(FORMATS_FOR_READERS, FORMATS_ALL & ~FORMAT_PRESS);
    assert_str(formats_list(arena, FORMATS_DEFAULT), "pdf, html, epub");
    assert_str(formats_list(arena, 0), "");
    assert_str(formats_files(arena, "A", FORMAT_PDF | FORMAT_TEXT),
               "A.pdf, A.txt");
    assert_str(formats_files(arena, "A", FORMAT_PRESS), "A-print.pdf");
    assert_int_equal(formats_traits(FORMAT_TEXT), HAS_WORDS_IN_TEXT);
    assert_true(formats_traits(FORMAT_PDF | FORMAT_EPUB) & NEEDS_XML);
    arena_free(arena);
}

static void test_all_are_served_with_their_type(void **state)
{
    assert_string_equal(request_content_type(STR("a/b.txt")),
                        "text/plain; charset=utf-8");
    assert_string_equal(request_content_type(STR("a/b.html")),
                        "text/html; charset=utf-8");
    assert_string_equal(request_content_type(STR("a/b.epub")),
                        "application/epub+zip");
}

// A brief is one line of a folder's list: its page, and the others behind it.
static void test_a_list_has_a_line_a_brief(void **state)
{
    struct arena *arena = arena_new();
    struct str names[] = {STR("a.epub"), STR("a.html"), STR("a.txt"),
                          STR("b.txt")};
    struct str page =
        own_page_listing(arena, STR(""), names, sizeof names / sizeof *names);
    size_t a = str_find(page, STR("./a.html"));
    size_t text = str_find(page, STR("./a.txt"));
    size_t other = str_find(page, STR("./b.txt"));
    assert_true(a < text && text < other && other != STR_NONE);
    struct str between = str_slice(page, a, text);
    assert_int_equal(str_find(between, STR("<li>")), STR_NONE);
    assert_true(str_find(str_slice(page, text, other), STR("<li>")) !=
                STR_NONE);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_and_endings_are_one_formats_alone),
        cmocka_unit_test(test_a_format_is_found),
        cmocka_unit_test(test_numbers_stay),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_all_are_served_with_their_type),
        cmocka_unit_test(test_a_list_has_a_line_a_brief)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
