// SPDX-License-Identifier: MIT
// Times and identifiers that stay the same.
#include "trees.h"

#include "model/identity.h"
#include "languages/language.h"
#include "languages/date.h"

static void times_come_from_the_brief_and_never_the_clock(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct metadata *meta = &tree.brief->meta;
    unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(identity_time(tree.brief), 315532800);
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    assert_int_equal(identity_time(tree.brief), 1700000000);
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    assert_int_equal(identity_time(tree.brief), 315532800);
    setenv("SOURCE_DATE_EPOCH", "99999999999999999999", 1);
    assert_int_equal(identity_time(tree.brief), 315532800);
    assert_true(date_parse(STR("1400"), &meta->date));
    assert_int_equal(identity_time(tree.brief), 18707LL * 86400);
    assert_true(date_parse(STR("2021-10-05"), &meta->updated));
    assert_int_equal(identity_time(tree.brief), 1633392000);
    unsetenv("SOURCE_DATE_EPOCH");
    tree_free(&tree);
}

static void times_are_written_by_iso_8601(void **state)
{
    struct arena *arena = arena_new();
    assert_str(identity_time_iso(arena, 0), "1970-01-01T00:00:00Z");
    assert_str(identity_time_iso(arena, 1633392000), "2021-10-05T00:00:00Z");
    assert_str(identity_time_iso(arena, 1709251199), "2024-02-29T23:59:59Z");
    assert_str(identity_time_iso(arena, 4102444800), "2100-01-01T00:00:00Z");
    assert_str(identity_time_iso(arena, -664588800), "1948-12-10T00:00:00Z");
    assert_str(identity_time_iso(arena, -1), "1969-12-31T23:59:59Z");
    arena_free(arena);
}

static struct tree numbered(const char *lang, const char *path)
{
    struct tree tree = tree_new(lang, DIRECTION_LTR);
    tree.brief->path = str_of(path);
    tree_phrase(&tree, &tree.brief->meta.series, "en", "Rivers");
    tree.brief->meta.number = STR("3");
    return tree;
}

static void identifiers_follow_series_number_and_language(void **state)
{
    struct tree one = numbered("en", "a/water.md"),
                moved = numbered("en", "b/renamed.md"),
                pashto = numbered("ps", "a/water.md"),
                fourth = numbered("en", "a/water.md");
    fourth.brief->meta.number = STR("4");
    tree_paragraph(&moved, moved.brief->body, "another text");
    struct arena *arena = one.brief->arena;
    struct str name = identity_name(arena, one.brief);
    // uuid.uuid5(name space, "Rivers\x1F3\x1Fen") by another implementation
    assert_str(name, "urn:uuid:2104a67d-f3bb-5f1f-beab-a837fb03cf16");
    assert_true(str_equal(name, identity_name(arena, moved.brief)));
    assert_false(str_equal(name, identity_name(arena, pashto.brief)));
    assert_false(str_equal(name, identity_name(arena, fourth.brief)));
    tree_free(&one);
    tree_free(&moved);
    tree_free(&pashto);
    tree_free(&fourth);
}

static void without_a_number_the_source_s_name_counts(void **state)
{
    struct tree here = numbered("en", "a/b.c/water.md"),
                there = numbered("en", "water.md"),
                other = numbered("en", "wind.md");
    here.brief->meta.number = there.brief->meta.number =
        other.brief->meta.number = STR("");
    struct arena *arena = here.brief->arena;
    struct str name = identity_name(arena, here.brief);
    assert_true(str_equal(name, identity_name(arena, there.brief)));
    assert_false(str_equal(name, identity_name(arena, other.brief)));
    tree_free(&here);
    tree_free(&there);
    tree_free(&other);
}

static void given_identifiers_come_first(void **state)
{
    struct tree tree = numbered("en", "water.md");
    struct arena *arena = tree.brief->arena;
    tree.brief->meta.id = STR("qalam-3-en");
    assert_str(identity_name(arena, tree.brief), "qalam-3-en");
    tree.brief->meta.isbn = STR("978-3-16-148410-0");
    assert_str(identity_name(arena, tree.brief), "urn:isbn:9783161484100");
    tree.brief->meta.doi = STR("https://doi.org/10.1000/182");
    assert_str(identity_name(arena, tree.brief), "doi:10.1000/182");
    tree_free(&tree);
}

static void what_is_no_uri_is_replaced_where_one_must_be(void **state)
{
    static const struct {
        const char *id;
        bool good;
    } rows[] = {
        {"urn:isbn:9783161484100", true},
        {"https://example.org/a%20b?c=(1)", true},
        {"tag:example.org,2021:x", true},
        {"qalam-3-en", false},
        {"3a:b", false},
        {"a:", false},
        {"c:\\briefs", false},
        {"https://example.org/a b", false},
        {"urn:دری", false},
    };
    struct tree tree = numbered("en", "water.md");
    struct arena *arena = tree.brief->arena;
    struct str made = identity_name(arena, tree.brief);
    for (size_t i = 0; i < COUNT(rows); i++) {
        tree.brief->meta.id = str_of(rows[i].id);
        struct str uri = identity_uri(arena, tree.brief);
        assert_true(str_equal(uri, rows[i].good ? str_of(rows[i].id) : made));
    }
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_come_from_the_brief_and_never_the_clock),
        cmocka_unit_test(times_are_written_by_iso_8601),
        cmocka_unit_test(identifiers_follow_series_number_and_language),
        cmocka_unit_test(without_a_number_the_source_s_name_counts),
        cmocka_unit_test(given_identifiers_come_first),
        cmocka_unit_test(what_is_no_uri_is_replaced_where_one_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
