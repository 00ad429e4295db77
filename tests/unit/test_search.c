// SPDX-License-Identifier: MIT
// Searches by halving against looking at one item after the other.
#include "unit.h"

#include "base/search.h"

struct range {
    char kind; // so that the key does not stand first
    size_t offset;
};

static bool begins_by(const void *item, const void *offset)
{
    return ((const struct range *)item)->offset <= *(const size_t *)offset;
}

static bool is_before(const void *item, const void *offset)
{
    return ((const struct range *)item)->offset < *(const size_t *)offset;
}

static size_t last(const struct range *ranges, size_t count, size_t offset)
{
    return search_last(ranges, count, sizeof *ranges, begins_by, &offset);
}

static size_t first(const struct range *ranges, size_t count, size_t offset)
{
    return search_first(ranges, count, sizeof *ranges, is_before, &offset);
}

static void finds_the_range_around(void **state)
{
    static const struct range ranges[] = {{'a', 0}, {'b', 10}, {'c', 25}};
    assert_int_equal(last(ranges, 3, 0), 0);
    assert_int_equal(last(ranges, 3, 9), 0);
    assert_int_equal(last(ranges, 3, 10), 1);
    assert_int_equal(last(ranges, 3, 24), 1);
    assert_int_equal(last(ranges, 3, 25), 2);
    assert_int_equal(last(ranges, 3, SIZE_MAX), 2);
}

static void finds_the_first_from(void **state)
{
    static const struct range ranges[] = {{'a', 5}, {'b', 10}, {'c', 25}};
    assert_int_equal(first(ranges, 3, 0), 0);
    assert_int_equal(first(ranges, 3, 5), 0);
    assert_int_equal(first(ranges, 3, 6), 1);
    assert_int_equal(first(ranges, 3, 25), 2);
    assert_int_equal(first(ranges, 3, 26), 3); // none
}

static void has_an_answer_where_nothing_is(void **state)
{
    static const struct range late[] = {{'a', 7}};
    assert_int_equal(last(NULL, 0, 3), 0);
    assert_int_equal(first(NULL, 0, 3), 0);
    assert_int_equal(last(late, 1, 3), 0); // none begins by 3
    assert_int_equal(first(late, 1, 3), 0);
}

// Of several that begin together the last, and the first.
static void takes_the_outer_of_equal_ones(void **state)
{
    static const struct range ranges[] = {
        {'a', 2}, {'b', 4}, {'c', 4}, {'d', 4}, {'e', 6}};
    assert_int_equal(last(ranges, 5, 4), 3);
    assert_int_equal(first(ranges, 5, 4), 1);
}

static size_t last_by_looking(const struct range *ranges, size_t count,
                              size_t offset)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (ranges[i].offset <= offset)
            found = i;
    return found;
}

static size_t first_by_looking(const struct range *ranges, size_t count,
                               size_t offset)
{
    size_t i = 0;
    while (i < count && ranges[i].offset < offset)
        i++;
    return i;
}

// All lengths up to MOST, with steps of 0 to 3 between items, every offset.
static void is_as_good_as_looking_at_all(void **state)
{
    enum { MOST = 40, TRIES = 50 };
    uint32_t random = 1;
    for (size_t count = 0; count <= MOST; count++)
        for (int try = 0; try < TRIES; try++) {
            struct range ranges[MOST + 1] = {{'x', 0}};
            size_t offset = 0;
            for (size_t i = 0; i < count; i++) {
                random = random * 1664525 + 1013904223;
                offset += random >> 30;
                ranges[i] = (struct range){'x', offset};
            }
            for (size_t wanted = 0; wanted <= offset + 1; wanted++) {
                assert_int_equal(last(ranges, count, wanted),
                                 last_by_looking(ranges, count, wanted));
                assert_int_equal(first(ranges, count, wanted),
                                 first_by_looking(ranges, count, wanted));
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_range_around),
        cmocka_unit_test(finds_the_first_from),
        cmocka_unit_test(has_an_answer_where_nothing_is),
        cmocka_unit_test(takes_the_outer_of_equal_ones),
        cmocka_unit_test(is_as_good_as_looking_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
