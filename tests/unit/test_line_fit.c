// SPDX-License-Identifier: MIT
// What a line lacks, shared among its word spaces, letters and kashidas.
#include "unit.h"

#include "typeset/paragraph/line_fit.h"

// Nine spaces of 10 pt: normal they are 22.5 pt, 40.5 at the widest, 16.2 at
// the narrowest; letters give 4 pt.
static const struct line_room latin = {
    .spaces = PT(90), .letters = PT(4), .tightest = SPACE_TIGHTEST};

static void near(int64_t is, double wanted, int one)
{
    double off = (double)is / one - wanted;
    if (off > 0.001 || off < -0.001)
        fail_msg("%.4f, not %.4f", (double)is / one, wanted);
}

static void ratio_is(const struct line_room *room, double slack, double wanted)
{
    near(line_fit_ratio(room, PT(slack)), wanted, LINE_FIT_ONE);
}

static void share_is(const struct line_room *room, double slack, double wanted)
{
    near(line_fit_letters(room, PT(slack)), wanted, LETTERS_ALL);
}

static void both_give_in_proportion(void **state)
{
    (void)state;
    share_is(&latin, 0, 0);
    // Half of the 10.3 pt that both give before letters are at their bound.
    share_is(&latin, 5.15, 0.5);
    share_is(&latin, -5.15, -0.5);
    share_is(&latin, 10.3, 1);
    share_is(&latin, -10.3, -1);
    share_is(&latin, 40, 1);
}

static void ratio_is_that_of_spaces(void **state)
{
    (void)state;
    ratio_is(&latin, 0, 0);
    ratio_is(&latin, 22, 1);     // 18 pt by spaces, 4 by letters
    ratio_is(&latin, -10.3, -1); // 6.3 and 4
    ratio_is(&latin, -5.15, -0.5);
    ratio_is(&latin, 40, 2);
    ratio_is(&latin, -13, -9.0 / 6.3);
    ratio_is(&latin, -13.1, -64); // narrower than the narrowest
}

static void without_spaces_nothing_fits(void **state)
{
    (void)state;
    struct line_room none = {.letters = PT(4), .tightest = SPACE_TIGHTEST};
    ratio_is(&none, 0, 0);
    ratio_is(&none, 1, 64);
    ratio_is(&none, -1, -64);
    struct line_room arabic = {.spaces = PT(90), .tightest = SPACE_MIN};
    share_is(&arabic, 5, 0);
    ratio_is(&arabic, 18, 1);
    ratio_is(&arabic, -3.15, -0.5);
    ratio_is(&arabic, -6.4, -64);
}

// Spaces to 1.33 of normal, words for all that they can be lengthened by,
// spaces again.
static void words_are_lengthened_on_the_way(void **state)
{
    (void)state;
    struct line_room room = {.spaces = PT(90),
                             .kashida = PT(8),
                             .kashida_from = KASHIDA_SPARING_FROM,
                             .tightest = SPACE_MIN};
    const double from = 0.25 * 0.33 / 0.20, cost = 0.25;
    ratio_is(&room, 18 * from, from);
    ratio_is(&room, 18 * from + 4, from + cost / 2);
    ratio_is(&room, 18 * from + 8, from + cost);
    ratio_is(&room, 18 + 8, 1 + cost);
}

static void neighbours_differ_by_half_the_range(void **state)
{
    (void)state;
    enum { ALL = LETTERS_ALL, COUNT = 6 };
    int32_t letters[COUNT] = {ALL, -ALL, ALL, ALL, -ALL / 2, ALL};
    static const int32_t wanted[COUNT] = {0,       -ALL,     0,
                                          ALL / 2, -ALL / 2, ALL / 2};
    line_fit_even(letters, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(letters[i], wanted[i]);
    line_fit_even(letters, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_give_in_proportion),
        cmocka_unit_test(ratio_is_that_of_spaces),
        cmocka_unit_test(without_spaces_nothing_fits),
        cmocka_unit_test(words_are_lengthened_on_the_way),
        cmocka_unit_test(neighbours_differ_by_half_the_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
