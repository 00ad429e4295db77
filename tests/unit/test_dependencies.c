// SPDX-License-Identifier: MIT
// Lists of what an output is made from: order, text, what differs and why.
#include "unit.h"

#include "base/dependencies.h"

struct row {
    enum dependency_kind kind;
    const char *name, *bytes;
};

static struct dependencies of_rows(struct arena *arena, const struct row *rows,
                                   size_t count)
{
    struct dependencies dependencies = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        dependencies_add_bytes(&dependencies, rows[i].kind,
                               str_of(rows[i].name), str_of(rows[i].bytes));
    dependencies_sort(&dependencies);
    return dependencies;
}
#define OF_ROWS(arena, ...)                                                    \
    of_rows(arena, (const struct row[]){__VA_ARGS__},                          \
            COUNT(((const struct row[]){__VA_ARGS__})))

static void order_does_not_matter(void **state)
{
    struct arena *arena = arena_new();
    struct dependencies a = OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                                    {DEPENDENCY_PICTURE, "a.png", "red"},
                                    {DEPENDENCY_PICTURE, "b.png", "blue"},
                                    {DEPENDENCY_FACE, "Vollkorn", "face"});
    struct dependencies b =
        OF_ROWS(arena, {DEPENDENCY_FACE, "Vollkorn", "face"},
                {DEPENDENCY_PICTURE, "b.png", "blue"},
                {DEPENDENCY_PICTURE, "b.png", "blue"},
                {DEPENDENCY_SOURCE, "text", "one"},
                {DEPENDENCY_PICTURE, "a.png", "red"});
    assert_int_equal(b.count, 4);
    assert_true(hash_equal(dependencies_key(&a), dependencies_key(&b)));
    assert_null(dependencies_difference(&a, &b));
    arena_free(arena);
}

// Of any two of these the keys differ: no name or kind runs into its neighbour.
static void keys_differ(void **state)
{
    struct arena *arena = arena_new();
    const struct dependencies lists[] = {
        {.arena = arena},
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a", "x"}),
        OF_ROWS(arena, {DEPENDENCY_SETTING, "a", "x"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a", "y"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a\n", "x"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a\\n", "x"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "", "x"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a", "x"},
                {DEPENDENCY_PICTURE, "a", "y"}),
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a", "x"},
                {DEPENDENCY_PICTURE, "b", "x"}),
    };
    for (size_t i = 0; i < COUNT(lists); i++)
        for (size_t j = 0; j < i; j++) {
            assert_false(hash_equal(dependencies_key(&lists[i]),
                                    dependencies_key(&lists[j])));
            assert_non_null(dependencies_difference(&lists[i], &lists[j]));
            assert_non_null(dependencies_difference(&lists[j], &lists[i]));
        }
    arena_free(arena);
}

static void text_goes_both_ways(void **state)
{
    struct arena *arena = arena_new();
    struct dependencies list = OF_ROWS(
        arena, {DEPENDENCY_SOURCE, "text", "one"},
        {DEPENDENCY_PICTURE, "", "empty"},
        {DEPENDENCY_PICTURE, "two words/\xd9\xbe.png", "a"},
        {DEPENDENCY_PICTURE, "line\nend\\n\\", "b"},
        {DEPENDENCY_PICTURE, " ", "c"},
        {DEPENDENCY_PICTURE, "\xff\xfe not UTF-8", "d"},
        {DEPENDENCY_PROGRAM, "z", "e"}, {DEPENDENCY_PICTURE, "source 00", "f"},
        {DEPENDENCY_PICTURE, "\r", "g"});
    struct buffer text = {0};
    dependencies_write(&list, &text);
    struct dependencies back = {.arena = arena};
    assert_true(dependencies_read(&back, buffer_str(&text)));
    assert_int_equal(back.count, list.count);
    assert_null(dependencies_difference(&back, &list));
    buffer_release(&text);
    arena_free(arena);
}

static void damaged_text_is_refused(void **state)
{
    const char *const texts[] = {
        "picture",
        "picture \n",
        "picture 00000000000000000000000000000000\n",
        "picture 00000000000000000000000000000000 a",    // no line end
        "pictures 00000000000000000000000000000000 a\n", // no such kind
        "picture 0000000000000000000000000000000g a\n",
        "picture 00000000000000000000000000000000 a\\\n",
        "picture 00000000000000000000000000000000 a\\x\n",
        "picture 00000000000000000000000000000000a a\n",
        "\n",
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct dependencies list = {.arena = arena};
        if (dependencies_read(&list, str_of(texts[i])))
            fail_msg("took “%s”", texts[i]);
    }
    // Cut anywhere but at a line end it is none.
    struct dependencies whole =
        OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                {DEPENDENCY_PICTURE, "a\nb", "red"});
    struct buffer text = {0};
    dependencies_write(&whole, &text);
    for (size_t cut = 1; cut < text.count; cut++) {
        struct dependencies list = {.arena = arena};
        bool taken = dependencies_read(&list, (struct str){text.bytes, cut});
        assert_int_equal(taken, text.bytes[cut - 1] == '\n');
    }
    buffer_release(&text);
    arena_free(arena);
}

static void says(struct arena *arena, struct dependencies now,
                 struct dependencies before, const char *reason)
{
    const struct dependency *difference =
        dependencies_difference(&now, &before);
    assert_non_null(difference);
    assert_str(dependency_reason(arena, difference), reason);
}

static void reasons(void **state)
{
    struct arena *arena = arena_new();
    struct dependencies before = OF_ROWS(
        arena, {DEPENDENCY_SOURCE, "text", "one"},
        {DEPENDENCY_PICTURE, "a.png", "red"},
        {DEPENDENCY_EDITIONS, "editions", "2"},
        {DEPENDENCY_OPTION, "--lang", ""}, {DEPENDENCY_FACE, "Vollkorn", "f"},
        {DEPENDENCY_PROGRAM, "qalam", "1"});
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "two"},
                 {DEPENDENCY_PICTURE, "a.png", "blue"}),
         before, "its text changed");
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_PICTURE, "a.png", "blue"}),
         before, "the picture ‘a.png’ changed");
    // One that went, and one that came.
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_EDITIONS, "editions", "2"}),
         before, "the picture ‘a.png’ changed");
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_PICTURE, "a.png", "red"},
                 {DEPENDENCY_PICTURE, "b.png", "red"}),
         before, "the picture ‘b.png’ changed");
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_PICTURE, "a.png", "red"},
                 {DEPENDENCY_EDITIONS, "editions", "3"}),
         before, "its editions changed");
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_PICTURE, "a.png", "red"},
                 {DEPENDENCY_EDITIONS, "editions", "2"},
                 {DEPENDENCY_OPTION, "--lang", "fa"}),
         before, "the option ‘--lang’ changed");
    says(arena,
         OF_ROWS(arena, {DEPENDENCY_SOURCE, "text", "one"},
                 {DEPENDENCY_PICTURE, "a.png", "red"},
                 {DEPENDENCY_EDITIONS, "editions", "2"},
                 {DEPENDENCY_OPTION, "--lang", ""},
                 {DEPENDENCY_FACE, "Vollkorn", "f"},
                 {DEPENDENCY_PROGRAM, "qalam", "2"}),
         before, "qalam changed (qalam)");
    arena_free(arena);
}

// What changed while it was used stands twice: no later list is equal to it.
static void twice_is_equal_to_none(void **state)
{
    struct arena *arena = arena_new();
    struct dependencies twice =
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a.png", "red"},
                {DEPENDENCY_PICTURE, "a.png", "blue"});
    assert_int_equal(twice.count, 2);
    struct dependencies red =
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a.png", "red"});
    struct dependencies blue =
        OF_ROWS(arena, {DEPENDENCY_PICTURE, "a.png", "blue"});
    assert_non_null(dependencies_difference(&red, &twice));
    assert_non_null(dependencies_difference(&blue, &twice));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(keys_differ),
        cmocka_unit_test(text_goes_both_ways),
        cmocka_unit_test(damaged_text_is_refused),
        cmocka_unit_test(reasons),
        cmocka_unit_test(twice_is_equal_to_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
