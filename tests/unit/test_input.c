// SPDX-License-Identifier: MIT
// A file that is opened once: what stays known of it, what is let go, and the
// way back from its text.
#include "folders.h"

#include "inputs/inputs.h"

#include <stdlib.h>
#include <unistd.h>

static const struct input_options none;

static struct input input_in(struct arena *arena, const char *name)
{
    return input_named(arena, arena_c_string(arena, str_of(in_folder(name))),
                       NULL);
}

static size_t told(struct diag *diag)
{
    return diag_count(diag, LEVEL_ERROR) + diag_count(diag, LEVEL_WARNING) +
           diag_count(diag, LEVEL_NOTE);
}

// The file goes when it was opened: nobody opens it again.
static void test_once(void **state)
{
    struct arena *arena = arena_new();
    put_file(in_folder("a.md"),
             STR("---\nslug: new-name\nlang: ps\n---\n\nText.\n"));
    struct input input = input_in(arena, "a.md");
    assert_str(input.names.stem, "a");
    input_take_keys(&input, &none, arena);
    unlink(input.path);
    assert_str(input.names.stem, "new-name");
    assert_str(input.front_lang, "ps");
    struct hash hash;
    assert_true(input_hash(&input, &hash));
    struct diag *diag = diag_new(arena, STR("a.md"));
    assert_true(input_read(&input, &none, diag));
    assert_int_equal(told(diag), 0);
    assert_true(str_ends(diag_text(diag), STR("Text.\n")));
    // Text and bytes are kept once.
    assert_int_equal(input_bytes_held(&input), input.bytes.count);
    struct front_block front;
    assert_true(input_front(&input, &front));
    assert_str(
        str_slice(input.text.text, front.body_offset, input.text.text.count),
        "\nText.\n");
    input_release(&input);
    assert_int_equal(input_bytes_held(&input), 0);
    // What was found out is still known; the content is not.
    assert_true(input_hash(&input, &hash));
    assert_false(input_open(&input));
    assert_non_null(input.unreadable);
    arena_free(arena);
}

static void test_again(void **state)
{
    struct arena *arena = arena_new();
    put_file(in_folder("a.md"), STR("One.\n"));
    struct input input = input_in(arena, "a.md");
    struct hash first, second;
    assert_true(input_hash(&input, &first));
    input_release(&input);
    put_file(in_folder("a.md"), STR("Two.\n"));
    assert_true(input_hash(&input, &second));
    assert_true(hash_equal(first, second)); // as it was looked at
    assert_true(input_open(&input));
    assert_true(input_hash(&input, &second));
    assert_false(hash_equal(first, second)); // what is used now
    struct input anew = input_anew(&input);
    assert_null(anew.content);
    input_release(&input);
    arena_free(arena);
}

// Each who reads is told what is wrong, though it is decoded once.
static void test_told_each_time(void **state)
{
    struct arena *arena = arena_new();
    put_file(in_folder("a.md"), STR("A\n\xff\nB\n"));
    for (int keep = 0; keep < 2; keep++) {
        struct input_options options = {.keep_going = keep};
        struct input input = input_in(arena, "a.md");
        for (int i = 0; i < 2; i++) {
            struct diag *diag = diag_new(arena, STR("a.md"));
            assert_int_equal(input_read(&input, &options, diag), keep);
            assert_int_equal(told(diag), 1);
            assert_str(diag_text(diag), "A\n\xEF\xBF\xBD\nB\n");
        }
        input_release(&input);
    }
    arena_free(arena);
}

static void test_unreadable(void **state)
{
    struct arena *arena = arena_new();
    struct input input = input_in(arena, "absent.md");
    struct diag *diag = diag_new(arena, STR("absent.md"));
    struct hash hash;
    assert_false(input_hash(&input, &hash));
    assert_false(input_read(&input, &none, diag));
    assert_true(diag_told(diag, MESSAGE_unreadable));
    arena_free(arena);
}

static void test_a_link_that_leads_out(void **state)
{
    struct arena *arena = arena_new();
    assert_int_equal(symlink("/etc/hostname", in_folder("out.md")), 0);
    struct input input = input_in(arena, "out.md");
    assert_non_null(input.refused);
    assert_false(input_open(&input));
    assert_null(input.content);
    assert_int_equal(unlink(in_folder("out.md")), 0);
    arena_free(arena);
}

// A series that is larger than what is held: the first are, the rest is not.
static void test_held(void **state)
{
    enum { FILES = 20, BYTES = 1 << 20 };
    struct arena *arena = arena_new();
    char *text = arena_alloc(arena, BYTES + 1), *operands[FILES];
    memset(text, 'x', BYTES);
    for (size_t i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "f%02zu.md", i);
        put_file(in_folder(name), (struct str){text, BYTES});
        operands[i] = arena_c_string(arena, str_of(in_folder(name)));
    }
    struct series_set series = {.arena = arena};
    struct inputs inputs = {.arena = arena, .series = &series};
    inputs_collect(&inputs, operands, FILES, NULL);
    assert_int_equal(inputs.count, FILES);
    size_t held = 0;
    for (size_t i = 0; i < FILES; i++) {
        struct hash hash;
        assert_true(input_hash(inputs.items[i], &hash));
        assert_int_equal(inputs.items[i]->index, i);
        held += input_bytes_held(inputs.items[i]);
        assert_int_equal(inputs.items[i]->held, i < INPUTS_HELD_BYTES / BYTES);
    }
    assert_int_equal(held, INPUTS_HELD_BYTES);
    inputs_release(&inputs);
    for (size_t i = 0; i < FILES; i++)
        unlink(operands[i]);
    arena_free(arena);
}

// ----- The way back -----

static void assert_place(const struct input_text *text, const char *before,
                         size_t number, size_t column)
{
    size_t at = str_find(text->text, str_of(before));
    struct input_place place = input_text_place(text, at);
    if (place.number != number || place.column != column)
        fail_msg("before “%s”: %zu:%zu, not %zu:%zu", before, place.number,
                 place.column, number, column);
}

static void test_lines(void **state)
{
    struct input_text text = {.text = STR("ab\ncآبd\r\ne\rf\n\ng")};
    assert_place(&text, "ab", 1, 1);
    assert_place(&text, "c", 2, 1);
    assert_place(&text, "d", 2, 4);
    assert_place(&text, "e", 3, 1);
    assert_place(&text, "f", 4, 1);
    assert_place(&text, "g", 6, 1);
    struct input_place end = input_text_place(&text, SIZE_MAX - 1);
    assert_int_equal(end.number, 6);
    assert_int_equal(end.column, 2);
}

static void test_paragraphs(void **state)
{
    static const size_t starts[] = {0, 7, 15};
    struct input_text text = {STR("# One\n\ntwo\nط\n\nthree"), starts, 3};
    assert_place(&text, "One", 1, 3);
    assert_place(&text, "two", 2, 1);
    assert_place(&text, "ط", 2, 5);
    assert_place(&text, "three", 3, 1);
}

static void test_readers(void **state)
{
    const struct input_reader *reader = input_reader_of(STR("# A\n"), "a.md");
    assert_string_equal(reader->name, "Markdown text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_once),
        WITH_FOLDER(test_again),
        WITH_FOLDER(test_told_each_time),
        WITH_FOLDER(test_unreadable),
        WITH_FOLDER(test_a_link_that_leads_out),
        WITH_FOLDER(test_held),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_readers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
