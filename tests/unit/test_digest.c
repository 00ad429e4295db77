// SPDX-License-Identifier: MIT
// What a build says first: order, repeats, and how notes are counted.
#include "unit.h"

#include "messages/diag.h"

enum { IS_DIGEST, IS_BY_LEVEL, IS_ALL };

static struct str print(struct arena *arena, struct diag *diag, int form)
{
    char *text;
    size_t count;
    FILE *out = open_memstream(&text, &count);
    if (form == IS_DIGEST)
        diag_print_digest(diag, out, false, "qalam check t.md");
    else if (form == IS_BY_LEVEL)
        diag_print_levels(diag, out, false);
    else
        diag_print(diag, out, false, false);
    fclose(out);
    struct str said = arena_str(arena, (struct str){text, count});
    free(text);
    return said;
}

static struct diag *text_of_five_lines(struct arena *arena)
{
    struct diag *diag = diag_new(arena, STR("t.md"));
    diag_set_text(diag, STR("one\ntwo\nthree\nfour\nfive\n"));
    return diag;
}

static struct place line(size_t number)
{
    static const size_t starts[] = {0, 4, 8, 14, 19};
    return (struct place){starts[number - 1], 3};
}

static struct place range(size_t offset, size_t count)
{
    return (struct place){offset, count};
}

static size_t at(struct str said, const char *text)
{
    size_t found = str_find(said, str_of(text));
    if (found == STR_NONE)
        fail_msg("no ‘%s’ in:\n%.*s", text, STR_ARG(said));
    return found;
}

static void assert_order(struct str said, const char *const *texts)
{
    for (size_t i = 1; texts[i]; i++)
        assert_true(at(said, texts[i - 1]) < at(said, texts[i]));
}

static void errors_come_first_then_what_matters_most(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = text_of_five_lines(arena);
    diag_report(diag, line(1), MESSAGE_stop_missing, STR("U.S"));
    diag_report(diag, line(2), MESSAGE_link_local, STR("a.md"));
    diag_report(diag, line(3), MESSAGE_note_missing, STR("7"));
    diag_report(diag, line(4), MESSAGE_character_lost);
    diag_report(diag, line(5), MESSAGE_empty_text);
    const char *const order[] = {"[empty-text]",   "[character-lost]",
                                 "[note-missing]", "[link-local]",
                                 "[stop-missing]", NULL};
    assert_order(print(arena, diag, IS_DIGEST), order);
    const char *const levels[] = {"[empty-text]", "[stop-missing]",
                                  "[link-local]", "[character-lost]", NULL};
    assert_order(print(arena, diag, IS_BY_LEVEL), levels);
    const char *const places[] = {"[stop-missing]", "[character-lost]",
                                  "[empty-text]", NULL};
    assert_order(print(arena, diag, IS_ALL), places);
    arena_free(arena);
}

static void the_same_words_are_said_once(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = text_of_five_lines(arena);
    diag_report(diag, line(2), MESSAGE_doubled_word, STR("the"));
    diag_report(diag, line(3), MESSAGE_doubled_word, STR("a"));
    diag_report(diag, line(4), MESSAGE_doubled_word, STR("the"));
    diag_report(diag, line(5), MESSAGE_doubled_word, STR("the"));
    assert_str(print(arena, diag, IS_DIGEST),
               "t.md:2:1: warning: ‘the’ is repeated [doubled-word]\n"
               "  two\n"
               "  ^\n"
               "  delete one of the two\n"
               "  also on lines 4, 5\n"
               "t.md:3:1: warning: ‘a’ is repeated [doubled-word]\n");
    arena_free(arena);
}

static void notes_are_counted_by_kind(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = text_of_five_lines(arena);
    diag_report(diag, line(2), MESSAGE_month_number, STR("05"));
    for (size_t i = 1; i <= 3; i++)
        diag_report(diag, line(i), MESSAGE_line_loose, STR("0.6"));
    diag_report(diag, PLACE_NONE, MESSAGE_encoding_guessed, STR("KOI8-R"));
    struct str said = print(arena, diag, IS_DIGEST);
    at(said, "t.md: 4 notes: 3 loose lines, 1 month as a number – qalam check "
             "t.md shows them\n");
    at(said, "[encoding-guessed]"); // wrong letters are no trifle
    assert_int_equal(str_find(said, STR("[line-loose]")), STR_NONE);
    diag_ignore(diag, MESSAGE_line_loose);
    at(print(arena, diag, IS_DIGEST), "t.md: 1 note: 1 month as a number – ");
    diag_set_quiet(diag, true);
    assert_str(print(arena, diag, IS_DIGEST), "");
    arena_free(arena);
}

static void every_error_and_warning_is_there(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < MESSAGE_COUNT; i++) {
        struct diag *diag = text_of_five_lines(arena);
        diag_report(diag, line(2), (enum message)i, STR("a"));
        struct str said = print(arena, diag, IS_DIGEST);
        struct str name = message_name(arena, (enum message)i);
        if (message_facts[i].level != LEVEL_NOTE)
            at(said, arena_printf(arena, "[%.*s]", STR_ARG(name)).bytes);
        assert_true(said.count > 0);
    }
    arena_free(arena);
}

static void many_messages_do_without_their_lines(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = text_of_five_lines(arena);
    size_t warnings = 0, lines = 0;
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (message_facts[i].level == LEVEL_WARNING) {
            diag_report(diag, line(3), (enum message)i, STR("a"));
            warnings++;
        }
    struct str said = print(arena, diag, IS_DIGEST);
    for (size_t i = 0; i < said.count; i++)
        lines += said.bytes[i] == '\n';
    assert_in_range(lines, warnings, 2 * warnings + 2 * 7);
    arena_free(arena);
}

static void layout_names_page_and_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena, STR("t.md"));
    struct str text = STR("# A *head*\n\nEveryone<sup>1</sup> has the right[^2]"
                          " to life, liberty and more\n\nيک دو سه\n");
    diag_set_text(diag, text);
    diag_on_page(diag, range(12, 60), 3);
    diag_on_page(diag, range(0, 10), 1);
    diag_report(diag, range(12, 60), MESSAGE_line_loose, STR("0.6"));
    diag_report(diag, range(0, 10), MESSAGE_heading_parted);
    size_t last = str_find(text, STR("يک"));
    diag_report(diag, range(last, 4), MESSAGE_line_last_short);
    struct str said = print(arena, diag, IS_ALL);
    at(said, "note: page 3, “Everyone has the right to…”: word spaces");
    at(said, "note: page 1, “A head…”: a heading");
    at(said, "note: “\u2068يک دو سه\u2069…”: the last line");
    diag_on_page(diag, range(12, 60), 4);
    diag_on_page(diag, range(12, 60), 5);
    at(print(arena, diag, IS_ALL), "pages 3–5, “Everyone");
    arena_free(arena);
}

static void plain_english_has_no_invisible_marks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = text_of_five_lines(arena);
    diag_report(diag, line(2), MESSAGE_doubled_word, STR("two"));
    assert_int_equal(str_find(print(arena, diag, IS_ALL), STR("\u2068")),
                     STR_NONE);
    diag_set_text(diag, STR("one\nآب و نان\n"));
    at(print(arena, diag, IS_ALL), "  \u2068آب و نان\u2069\n");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_come_first_then_what_matters_most),
        cmocka_unit_test(the_same_words_are_said_once),
        cmocka_unit_test(notes_are_counted_by_kind),
        cmocka_unit_test(every_error_and_warning_is_there),
        cmocka_unit_test(many_messages_do_without_their_lines),
        cmocka_unit_test(layout_names_page_and_words),
        cmocka_unit_test(plain_english_has_no_invisible_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
