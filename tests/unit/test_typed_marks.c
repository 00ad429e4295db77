// SPDX-License-Identifier: MIT
// The marks that people type before points, one by one and in a row.
#include "unit.h"

#include "text/typed_marks.h"

static void marks_are_read(void **state)
{
    static const struct {
        const char *line;
        enum typed_kind kind;
        size_t number;
        char form;
        const char *text;
    } rows[] = {
        {"۱. آب", TYPED_NUMBER, 1, '.', "آب"},
        {"۱.آب", TYPED_NUMBER, 1, '.', "آب"},
        {"٣) ماء", TYPED_NUMBER, 3, ')', "ماء"},
        {"(12) gates", TYPED_NUMBER, 12, '(', "gates"},
        {"۲- آب", TYPED_NUMBER, 2, '-', "آب"},
        {"1 – canals", TYPED_NUMBER, 1, '-', "canals"},
        {"\u200F۱\u200F. آب", TYPED_NUMBER, 1, '.', "آب"},
        {"**۱.** آب", TYPED_NUMBER, 1, '.', "آب"},
        {"③ gates", TYPED_NUMBER, 3, 'o', "gates"},
        {"الف) آب", TYPED_LETTER, 0, ')', "آب"},
        {"ه\u200D) آب", TYPED_LETTER, 0, ')', "آب"},
        {"ځ. اوبه", TYPED_LETTER, 0, '.', "اوبه"},
        {"(b) gates", TYPED_LETTER, 0, '(', "gates"},
        {"xiv. gates", TYPED_LETTER, 14, '.', "gates"},
        {"xxxviii) gates", TYPED_LETTER, 38, ')', "gates"},
        {"•gates", TYPED_BULLET, 0, 0, "gates"},
        {"o\tgates", TYPED_BULLET, 0, 0, "gates"},
        {"– gates", TYPED_DASH, 0, 0, "gates"},
        {"☑ gates", TYPED_CHECK, 0, 0, "gates"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct typed_mark mark;
        struct str line = str_of(rows[i].line);
        assert_true(typed_mark_read(line, &mark));
        assert_int_equal(mark.kind, rows[i].kind);
        assert_int_equal(mark.number, rows[i].number);
        assert_int_equal(mark.form, rows[i].form);
        assert_string_equal(line.bytes + mark.text, rows[i].text);
    }
}

static void sentences_have_none(void **state)
{
    static const char *const lines[] = {"1398. The council",
                                        "۱۳۹۸. شورا",
                                        "12-05-2020 was",
                                        "1-day turns",
                                        "e.g. this",
                                        "a word",
                                        "and) so",
                                        "(see 1) here",
                                        "7.30 we left",
                                        "–5 degrees",
                                        "old gates",
                                        "۱.",
                                        "•",
                                        "iiii. gates",
                                        "vv) gates",
                                        "الف",
                                        "**Bold** text",
                                        "*a) text*"};
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct typed_mark mark;
        assert_false(typed_mark_read(str_of(lines[i]), &mark));
    }
}

static bool follows(const char *first, const char *second)
{
    struct typed_mark before, mark;
    assert_true(typed_mark_read(str_of(first), &before));
    assert_true(typed_mark_read(str_of(second), &mark));
    return typed_mark_follows(&mark, &before);
}

static void marks_follow_in_their_order(void **state)
{
    static const char *const rows[][2] = {
        {"۱. آ", "۲. ب"},  {"الف) آ", "ب) ب"}, {"ب) آ", "پ) ب"},
        {"ب) آ", "ج) ب"},  {"h) a", "i) b"},   {"i) a", "ii) b"},
        {"iv) a", "v) b"}, {"а) a", "б) b"},   {"• a", "• b"},
        {"☐ a", "☑ b"},    {"⑨ a", "⑩ b"}};
    static const char *const none[][2] = {{"۱. آ", "۳. ب"},   {"۱. آ", "۲) ب"},
                                          {"الف) آ", "ج) ب"}, {"a) a", "c) b"},
                                          {"a) a", "B) b"},   {"i) a", "II) b"},
                                          {"• a", "◦ b"},     {"a) a", "б) b"}};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(follows(rows[i][0], rows[i][1]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(follows(none[i][0], none[i][1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_read),
        cmocka_unit_test(sentences_have_none),
        cmocka_unit_test(marks_follow_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
