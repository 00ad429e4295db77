// SPDX-License-Identifier: MIT
// Strings, UTF-8, arenas, buffers, messages and source edits.
#include "unit.h"

#include "base/buffer.h"
#include "messages/diag.h"
#include "source/source.h"

static void utf8_refuses_what_is_no_character(void **state)
{
    (void)state;
    assert_int_equal(utf8_valid("\xC0\x80", 2), 0);     // overlong
    assert_int_equal(utf8_valid("\xED\xA0\x80", 3), 0); // surrogate
    assert_int_equal(utf8_valid("\xF4\x90\x80\x80", 4), 0);
    assert_int_equal(utf8_valid("\xE2\x82", 2), 0); // cut short
    assert_int_equal(utf8_valid("\xE2\x82\xAC", 3), 3);
}

static void utf8_goes_both_ways(void **state)
{
    (void)state;
    struct str s = STR("a\xD9\x82\xE2\x82\xAC\xF0\x9F\x98\x80\xFF");
    const uint32_t expected[] = {'a', 0x642, 0x20AC, 0x1F600, 0xFFFD};
    size_t offset = 0;
    for (int i = 0; i < 5; i++)
        assert_int_equal(utf8_next(s, &offset), expected[i]);
    assert_int_equal(offset, s.count);
    for (int i = 4; i >= 0; i--)
        assert_int_equal(utf8_previous(s, &offset), expected[i]);
    assert_int_equal(offset, 0);
}

static void arena_array_grows_and_keeps(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t *items = NULL, count = 0, capacity = 0;
    for (size_t i = 0; i < 1000; i++)
        ARENA_PUSH(arena, items, count, capacity) = i;
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    arena_free(arena);
}

static struct str printed(struct arena *arena, struct diag *diag, bool json)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *memory = open_memstream(&bytes, &count);
    diag_print(diag, memory, json, false);
    fclose(memory);
    struct str copy = arena_str(arena, (struct str){bytes, count});
    free(bytes);
    return copy;
}

static void message_names_line_and_column_in_characters(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena, STR("brief.md"));
    diag_set_text(diag, STR("one\r\n\xC3\xA9\xC3\xA9X\rthree"));
    assert_int_equal(diag_locate(diag, 9).line, 2);
    assert_int_equal(diag_locate(diag, 9).column, 3);
    assert_int_equal(diag_locate(diag, 11).line, 3);
    diag_report(diag, ((struct place){9, 1}), MESSAGE_empty_text);
    struct str text = printed(arena, diag, false);
    assert_true(str_starts(text, STR("brief.md:2:3: error: ")));
    assert_true(str_find(text, STR("[empty-text]\n")) != STR_NONE);
    assert_true(str_find(printed(arena, diag, true),
                         STR("\"line\":2,\"column\":3")) != STR_NONE);
    assert_true(diag_failed(diag));
    assert_int_equal(message_named(STR("empty-text")), MESSAGE_empty_text);
    arena_free(arena);
}

static void edits_map_back(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source *source = source_new(arena, STR("abc def ghi"));
    source_replace(source, 4, 3, STR("D"), "test");
    source_replace(source, 0, 0, STR(">> "), "test");
    source_replace_from(source, 11, 0, STR("abc"), 0, 3, "test");
    assert_true(source_apply(source));
    assert_str(source_text(source), ">> abc D ghiabc");
    assert_int_equal(source_origin(source, 3, 3).offset, 0);
    assert_int_equal(source_origin(source, 7, 1).offset, 4);
    assert_int_equal(source_origin(source, 7, 1).count, 3);
    assert_int_equal(source_origin(source, 9, 3).offset, 8);
    assert_int_equal(source_origin(source, 13, 2).offset, 1);
    // A second round maps through the first.
    source_replace(source, 0, 3, STR(""), "test");
    source_replace(source, 12, 3, STR(""), "test");
    assert_true(source_apply(source));
    assert_str(source_text(source), "abc D ghi");
    assert_int_equal(source_origin(source, 6, 3).offset, 8);
    const struct change *changes;
    assert_int_equal(source_changes(source, &changes), 5);
    assert_str(changes[1].before, "def");
    arena_free(arena);
}

static void edits_may_empty_a_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source *source = source_new(arena, STR("abc"));
    source_replace(source, 0, 3, STR(""), "test");
    assert_true(source_apply(source));
    assert_int_equal(source_text(source).count, 0);
    assert_int_equal(source_origin(source, 0, 0).count, 0);
    source_replace(source, 0, 0, STR("x"), "test");
    assert_true(source_apply(source));
    assert_str(source_text(source), "x");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_refuses_what_is_no_character),
        cmocka_unit_test(utf8_goes_both_ways),
        cmocka_unit_test(arena_array_grows_and_keeps),
        cmocka_unit_test(message_names_line_and_column_in_characters),
        cmocka_unit_test(edits_map_back),
        cmocka_unit_test(edits_may_empty_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
