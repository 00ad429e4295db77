// SPDX-License-Identifier: MIT
// Numbers under keys: what was put is found, however many and however close.
#include "unit.h"

#include "base/hash_table.h"

static void keeps_the_first_value(void **state)
{
    struct arena *arena = arena_new();
    struct hash_table table = {0};
    uint64_t key = hash_table_key(STR("کابل"));
    bool added;
    assert_null(hash_table_find(&table, key));
    assert_int_equal(*hash_table_put(&table, arena, key, 7, &added), 7);
    assert_true(added);
    assert_int_equal(*hash_table_put(&table, arena, key, 8, &added), 7);
    assert_false(added);
    ++*hash_table_find(&table, key);
    assert_int_equal(*hash_table_find(&table, key), 8);
    assert_int_equal(table.count, 1);
    arena_free(arena);
}

// Keys that fall on one place, at the end of the table too, where the search
// goes on at its start.
static void tells_close_keys_apart(void **state)
{
    struct arena *arena = arena_new();
    struct hash_table table = {0};
    for (uint64_t i = 0; i < 20; i++)
        hash_table_put(&table, arena, 63 + (i << 32), i, NULL);
    for (uint64_t i = 0; i < 20; i++)
        assert_int_equal(*hash_table_find(&table, 63 + (i << 32)), i);
    assert_null(hash_table_find(&table, 63 + ((uint64_t)20 << 32)));
    arena_free(arena);
}

static void grows_and_forgets_nothing(void **state)
{
    enum { KEYS = 10000 };
    struct arena *arena = arena_new();
    struct hash_table table = {0};
    for (size_t i = 0; i < KEYS; i++) {
        struct str bytes = {(const char *)&i, sizeof i};
        hash_table_put(&table, arena, hash_table_key(bytes), i, NULL);
        assert_true(table.count * 2 <= table.size);
    }
    assert_int_equal(table.count, KEYS);
    for (size_t i = 0; i < 2 * KEYS; i++) {
        struct str bytes = {(const char *)&i, sizeof i};
        const size_t *found = hash_table_find(&table, hash_table_key(bytes));
        if (i < KEYS)
            assert_int_equal(*found, i);
        else
            assert_null(found);
    }
    arena_free(arena);
}

static void joins_texts_to_one_key(void **state)
{
    uint64_t a = hash_table_key(STR("a"));
    assert_true(hash_table_key_more(a, STR("b")) !=
                hash_table_key_more(hash_table_key(STR("b")), STR("a")));
    assert_true(hash_table_key(STR("")) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_first_value),
        cmocka_unit_test(tells_close_keys_apart),
        cmocka_unit_test(grows_and_forgets_nothing),
        cmocka_unit_test(joins_texts_to_one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
