// SPDX-License-Identifier: MIT
// print.yaml: what is read, what is refused and where, and that pages follow.
#include "laid_out.h"

#include <stddef.h>

struct read_file {
    struct arena *arena;
    struct diag *diag;
    struct print_measures print;
    bool good;
};

// Over the house's.
static struct read_file read_over(const char *yaml)
{
    struct read_file file = {.arena = arena_new(), .print = print_measures};
    file.diag = diag_new(file.arena, STR("look/print.yaml"));
    file.good =
        print_file_read(&file.print, str_of(yaml), file.arena, file.diag);
    return file;
}

static struct str told(const struct read_file *file)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(file->diag, out, false, false);
    fclose(out);
    struct str text = arena_str(file->arena, (struct str){bytes, count});
    free(bytes);
    return text;
}

// ----- What is read -----

// docs/design.md#page and docs/design.md#type.
static void the_house_has_its_design(void **state)
{
    const struct print_scale *ltr = &print_measures.ltr,
                             *rtl = &print_measures.rtl;
    assert_int_equal(ltr->lengths.grid, PT(13));
    assert_int_equal(rtl->lengths.grid, PT(17));
    assert_int_equal(ltr->lengths.frame_width, MM(170));
    assert_int_equal(rtl->lengths.frame_width, MM(170));
    assert_true(ltr->type[ROLE_BODY].size == 9.6);
    assert_true(rtl->type[ROLE_BODY].leading == 17);
    assert_true(ltr->type[ROLE_LABEL].tracking == 0.08);
    assert_true(rtl->type[ROLE_LABEL].tracking == 0);
}

static void what_is_not_said_stays(void **state)
{
    struct read_file file = read_over("# of our own\n"
                                      "grid: 14 18pt\n"
                                      "gutter: 7mm\n"
                                      "cover-kind-top: 1 in pts\n");
    assert_false(file.good);
    arena_free(file.arena);
    file = read_over("cover-style: sepia\n");
    assert_false(file.good);
    arena_free(file.arena);
    file = read_over("grid: 14 18pt\n"
                     "gutter: 5mm\n"
                     "cover-style: pattern\n"
                     "type:\n  note: 8/10\n  h2: 15/19.5 16/22\n"
                     "tracking: {label: -0.01}\n");
    assert_true(file.good);
    assert_str(told(&file), "");
    assert_int_equal(settings_answer(&file.print.settings, SETTING_COVER_STYLE),
                     COVER_PATTERN);
    assert_int_equal(file.print.ltr.lengths.grid, PT(14));
    assert_int_equal(file.print.rtl.lengths.grid, PT(18));
    assert_int_equal(file.print.ltr.lengths.gutter, MM(5));
    assert_int_equal(file.print.rtl.lengths.gutter, MM(5));
    assert_true(file.print.rtl.type[ROLE_NOTE].leading == 10);
    assert_true(file.print.rtl.type[ROLE_H2].size == 16);
    assert_true(file.print.ltr.type[ROLE_LABEL].tracking == -0.01);
    assert_true(file.print.ltr.type[ROLE_BODY].size == 9.6);
    assert_int_equal(file.print.ltr.lengths.inset, PT(13));
    arena_free(file.arena);
    file = read_over("# nothing\n");
    assert_true(file.good);
    assert_memory_equal(&file.print, &print_measures, sizeof file.print);
    arena_free(file.arena);
}

// ----- What is refused -----

static void a_choice_is_one_of_two_words(void **state)
{
    struct read_file file = read_over("notes-number: start\n");
    assert_true(file.good);
    assert_true(file.print.ltr.lengths.notes_number);
    assert_true(file.print.rtl.lengths.notes_number);
    arena_free(file.arena);
    file = read_over("notes-number: middle\n");
    assert_false(file.good);
    assert_non_null(strstr(told(&file).bytes, "reader or start"));
    arena_free(file.arena);
    file = read_over("notes-number: reader\n");
    assert_true(file.good);
    assert_false(file.print.rtl.lengths.notes_number);
    arena_free(file.arena);
}

static void what_is_wrong_is_told_at_its_line(void **state)
{
    static const struct {
        const char *yaml, *message;
    } cases[] = {
        {"grid: 13\ngutter: wide\n",
         "look/print.yaml:2:9: error: ‘gutter’ should be a length from 2 to "
         "100 points, not ‘wide’ [print-measure]"},
        {"grid: 0\n", ":1:7: error: ‘grid’ should be a length from 6"},
        {"grid: -13\n", ":1:7: error: ‘grid’"},
        {"grid: 1e3\n", ":1:7: error: ‘grid’"},
        {"grid: 13 17 21\n", ":1:7: error: ‘grid’"},
        {"grid: 13 inches\n", ":1:7: error: ‘grid’"},
        {"grid: [13, 17]\n", ":1:7: error: ‘grid’"},
        {"grid: 99999999999999999999999999999999999999\n", ":1:7: error"},
        {"type:\n  body: 9.6\n", ":2:9: error: ‘body’ should be size/leading"},
        {"type:\n  body: 0/13\n", ":2:9: error: ‘body’"},
        {"type: 9.6/13\n", ":1:7: error: ‘type’ should be a map"},
        {"tracking: {label: 3}\n", ":1:19: error: ‘label’"},
        {"inset: 13\ncolumn-width: 90 mm\n",
         ":2:15: error: ‘column-width’ does not fit into ‘frame-width’"},
        {"page-width: 148 mm\n",
         ":1:13: error: ‘frame-width’ does not fit into ‘page-width’"},
        {"- grid\n", ":1:1: error: this is not valid YAML"},
        {"grid: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]\n", "[front-deep]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct read_file file = read_over(cases[i].yaml);
        struct str text = told(&file);
        if (file.good || str_find(text, str_of(cases[i].message)) == STR_NONE)
            fail_msg("%s told:\n%.*s", cases[i].yaml, STR_ARG(text));
        arena_free(file.arena);
    }
    assert_true(MESSAGE_print_measure != MESSAGE_print_apart);
}

static void a_slip_of_the_pen_is_told(void **state)
{
    struct read_file file = read_over("gridd: 13\ntype: {boddy: 9/12}\n");
    assert_true(file.good);
    struct str text = told(&file);
    assert_true(str_find(text, STR("did you mean ‘grid’")) != STR_NONE);
    assert_true(str_find(text, STR("did you mean ‘body’")) != STR_NONE);
    arena_free(file.arena);
}

// ----- Pages -----

static const char brief[] =
    "---\nlang: LANG\ntitle: Water and its measures\nabstract: Short.\n"
    "authors: [Mina Rahimi]\npublisher: Institute\nsections: page\n---\n\n"
    "A turn is counted in hours.[^a]\n\n## Canals\n\n- One\n- Two\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n::: box\nA box.\n:::\n\n"
    "> Quoted.\n\n## Recommendations\n\n1. Donors should act.\n"
    "2. Villages must act.\n\n[^a]: A note.\n";

static struct str text_in(struct arena *arena, const char *lang)
{
    size_t at = str_find(str_of(brief), STR("LANG"));
    return arena_printf(arena, "%.*s%s%s", (int)at, brief, lang,
                        brief + at + 4);
}

static struct str dump_with(struct arena *arena, const char *lang,
                            const struct print_measures *print)
{
    struct print_measures house = print_measures;
    print_measures = *print;
    struct laid_out out = lay_out("made.md", text_in(arena, lang));
    print_measures = house;
    char *bytes = NULL;
    size_t count = 0;
    FILE *stream = open_memstream(&bytes, &count);
    pages_dump(out.pages, stream);
    fclose(stream);
    struct str dump = arena_str(arena, (struct str){bytes, count});
    free(bytes);
    laid_out_free(&out);
    return dump;
}

static void pages_follow(void **state)
{
    static const char *const changes[] = {
        "frame-top: 31 mm\n",  "type: {body: 9.6/13 10.7/17}\n",
        "note-rule: 0.75\n",   "cover-title-bottom: 110 mm\n",
        "page-width: 212mm\n", "recommendation-inset: 10 mm\n",
        "table-padding: 4\n",  "folio-baseline: 270 mm\n",
    };
    struct arena *arena = arena_new();
    struct str house = dump_with(arena, "fa-AF", &print_measures);
    assert_true(str_equal(house, dump_with(arena, "fa-AF", &print_measures)));
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct read_file file = read_over(changes[i]);
        assert_true(file.good);
        if (str_equal(house, dump_with(arena, "fa-AF", &file.print)))
            fail_msg("no page changed with %s", changes[i]);
        arena_free(file.arena);
    }
    arena_free(arena);
}

// Whatever a theme asks for within the bounds, pages come out.
static void bounds_keep_pages_possible(void **state)
{
    static const struct {
        const char *name;
        double least, most;
    } lengths[] = {
#define LENGTH(name, least, most) {#name, least, most},
#include "model/print_measures.def"
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 2 * COUNT(lengths); i++) {
        char name[64];
        snprintf(name, sizeof name, "%s", lengths[i / 2].name);
        for (char *c = name; *c; c++)
            *c = *c == '_' ? '-' : *c;
        double value = i % 2 ? lengths[i / 2].most : lengths[i / 2].least;
        struct read_file file =
            read_over(arena_printf(arena, "%s: %g\n", name, value).bytes);
        if (file.good)
            assert_true(
                dump_with(arena, i % 4 < 2 ? "en" : "ps", &file.print).count >
                0);
        else // and what cannot be is told as that
            assert_true(diag_told(file.diag, MESSAGE_print_apart));
        arena_free(file.arena);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_house_has_its_design),
        cmocka_unit_test(what_is_not_said_stays),
        cmocka_unit_test(a_choice_is_one_of_two_words),
        cmocka_unit_test(what_is_wrong_is_told_at_its_line),
        cmocka_unit_test(a_slip_of_the_pen_is_told),
        cmocka_unit_test(pages_follow),
        cmocka_unit_test(bounds_keep_pages_possible),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
