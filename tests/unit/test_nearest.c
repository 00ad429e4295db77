// SPDX-License-Identifier: MIT
// Mistyped words and what they were meant to be.
#include "unit.h"

#include "base/nearest.h"

static const char *const known[] = {
    "to", "force", "strict", "timings", "quiet", "dump-after", "dump-pages"};

static const char *nearest(const char *word)
{
    return nearest_word(str_of(word), known, sizeof known / sizeof known[0]);
}

static void finds_one_slip(void **state)
{
    assert_string_equal(nearest("forec"), "force");     // swapped
    assert_string_equal(nearest("strct"), "strict");    // lost
    assert_string_equal(nearest("quieet"), "quiet");    // added
    assert_string_equal(nearest("timinga"), "timings"); // changed
    assert_string_equal(nearest("Force"), "force");
    assert_string_equal(nearest("dump_pages"), "dump-pages");
    assert_string_equal(nearest("dump-after"), "dump-after");
}

static void offers_nothing_far_away(void **state)
{
    assert_null(nearest("x"));
    assert_null(nearest(""));
    assert_null(nearest("colour"));
    assert_null(nearest("a-word-far-longer-than-any-that-could-have-been-meant"
                        "-here-and-then-some"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_one_slip),
        cmocka_unit_test(offers_nothing_far_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
