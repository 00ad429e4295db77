// SPDX-License-Identifier: MIT
// A paragraph in a line less or more than is best for it.
#include "paragraphs.h"

static const char *const words[2][12] = {
    {"water", "the", "register", "of", "irrigation", "council", "and", "mill",
     "bridge", "every", "spring", "representatives"},
    {"آب", "شورا", "تقسیم", "و", "آبیاری", "سال", "که", "پل", "قریه", "هر",
     "بهار", "نمایندگان"}};

static uint32_t seed;

static struct str made_text(size_t language, size_t count)
{
    struct str text = STR("");
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        text = arena_printf(arena, "%.*s%s%s", STR_ARG(text), i ? " " : "",
                            words[language][(seed >> 10) % 12]);
    }
    return text;
}

static struct paragraph *filled(size_t language, struct str text)
{
    struct paragraph *p = start(language ? "fa-AF" : "en");
    paragraph_text(p, text, language ? &arabic_style : &latin_style,
                   language ? STR("fa-AF") : STR("en"), 1, PLACE_NONE, NULL);
    return p;
}

// The same text, each line but the last filled, its spaces as wide as the
// design allows.
static void check_lines(struct lines lines, struct str text, scaled measure)
{
    assert_str(whole_text(lines), text.bytes);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        assert_true(lines.items[i].justified);
        assert_true(lines.items[i].width > measure - PT(6));
        assert_true(lines.items[i].width < measure + PT(6));
    }
}

static void a_line_less_or_more_is_the_same_text(void **state)
{
    (void)state;
    static const scaled measure = PT(232.4);
    size_t fewer = 0, more = 0;
    seed = 7;
    for (size_t language = 0; language < 2; language++)
        for (size_t count = 20; count < 160; count++) {
            struct str text = made_text(language, count);
            struct paragraph *p = filled(language, text);
            struct lines best = paragraph_lines(p, &body_style, measure);
            struct line_choice choice =
                paragraph_line_choice(p, &body_style, measure, best.count);
            struct lines less = paragraph_lines_in(p, &body_style, measure,
                                                   best.count - 1, true);
            struct lines greater = paragraph_lines_in(p, &body_style, measure,
                                                      best.count + 1, false);
            assert_true(less.count == 0 || less.count == best.count - 1);
            assert_true(greater.count == 0 || greater.count == best.count + 1);
            assert_true(less.count > 0 || !choice.fewer);
            assert_true(greater.count > 0 || !choice.more);
            if (choice.fewer)
                check_lines(less, text, measure);
            if (choice.more)
                check_lines(greater, text, measure);
            fewer += choice.fewer;
            more += choice.more;
        }
    // Paragraphs take as few lines as they can: hardly one can have one less.
    assert_true(fewer <= more);
    assert_true(more > 20);
}

static void what_cannot_be_is_not_set(void **state)
{
    (void)state;
    struct paragraph *p = filled(0, STR("Two words."));
    struct line_choice choice =
        paragraph_line_choice(p, &body_style, PT(232.4), 1);
    assert_false(choice.fewer || choice.more);
    assert_int_equal(
        paragraph_lines_in(p, &body_style, PT(232.4), 3, false).count, 0);
    struct paragraph *empty = start("en");
    assert_int_equal(
        paragraph_lines_in(empty, &body_style, PT(232.4), 1, true).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_less_or_more_is_the_same_text,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_cannot_be_is_not_set, open_arena,
                                        close_arena),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
