// SPDX-License-Identifier: MIT
// Names of outputs and languages, from names of sources.
#include "unit.h"

#include "model/names.h"

static void check_name(const char *path, const char *stem, const char *set,
                       const char *lang)
{
    struct arena *arena = arena_new();
    struct names names = names_of_path(arena, path);
    assert_str(names.stem, stem);
    assert_str(names.set, set);
    assert_str(names.lang, lang);
    arena_free(arena);
}

static void stem_is_the_name_without_its_ending(void **state)
{
    check_name("brief.md", "brief", "brief", "");
    check_name("a/b.c/brief.txt", "brief", "brief", "");
    check_name("brief", "brief", "brief", "");
    check_name("/a/.hidden", ".hidden", ".hidden", "");
    check_name("v1.2.md", "v1.2", "v1.2", "");
    check_name("گزارش ۱.md", "گزارش ۱", "گزارش ۱", "");
    check_name("-", "stdin", "stdin", "");
}

static void tag_names_the_edition(void **state)
{
    check_name("w.fa.md", "w.fa", "w", "fa-AF"); // Dari unless it says more
    check_name("w.FA.md", "w.FA", "w", "fa-AF");
    check_name("w.fa-IR.md", "w.fa-IR", "w", "fa-IR");
    check_name("w.prs.md", "w.prs", "w", "fa-AF");
    check_name("w.ps.markdown", "w.ps", "w", "ps");
    check_name("w.uz-latn.md", "w.uz-latn", "w", "uz-Latn");
    check_name("w.zh-Hant-TW.md", "w.zh-Hant-TW", "w", "zh-Hant-TW");
    check_name("w.dari.md", "w.dari", "w", "fa-AF");
    check_name("w.Pashto.md", "w.Pashto", "w", "ps");
    check_name("آب.دری.md", "آب.دری", "آب", "fa-AF");
    check_name("اوبه.پښتو.md", "اوبه.پښتو", "اوبه", "ps");
    check_name("w.english.md", "w.english", "w", "en");
    check_name("d.e/w.x.de.md", "w.x.de", "w.x", "de");
}

static void other_words_are_no_tags(void **state)
{
    check_name("w.final.md", "w.final", "w.final", "");
    check_name("w.2021.md", "w.2021", "w.2021", "");
    check_name("w.a.md", "w.a", "w.a", "");
    check_name("w.en_GB.md", "w.en_GB", "w.en_GB", "");
    check_name("w.draft.md", "w.draft", "w.draft", "");
    check_name("w.متن.md", "w.متن", "w.متن", "");
    check_name("dari.md", "dari", "dari", "");
    check_name("fa.md", "fa", "fa", "");
}

static void what_no_text_may_hold_is_replaced(void **state)
{
    check_name("a\nb.md", "a_b", "a_b", "");
    check_name("a\xFF.md", "a_", "a_", "");
    check_name("a\xED\xA0\x80.md", "a___", "a___", "");
}

static void slugs(void **state)
{
    const char *good[] = {"water", "water-and-borders", "آب", "a.b", "a b"};
    const char *bad[] = {
        "",         ".",        "..",       "../a",     "a/b",     "a\\b",
        ".hidden",  "-flag",    "a\nb",     "c:d",      "a\x7F",   "a*",
        "a\u202Eb", "a\u200Bb", "a\u00ADb", "a\u061Cb", "a\uFE0Fb"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(names_slug_good(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(names_slug_good(str_of(bad[i])));
    assert_false(names_slug_good((struct str){"a\0b", 3}));
    char long_slug[201];
    memset(long_slug, 'a', sizeof long_slug);
    assert_true(names_slug_good((struct str){long_slug, 200}));
    assert_false(names_slug_good((struct str){long_slug, 201}));
}

static void names_as_references(void **state)
{
    struct arena *arena = arena_new();
    assert_str(names_url(arena, STR("w.fa.html")), "w.fa.html");
    assert_str(names_url(arena, STR("a b#c?d%.html")), "a%20b%23c%3Fd%25.html");
    assert_str(names_url(arena, STR("آب.html")), "آب.html");
    assert_str(names_url(arena, STR("javascript:x.html")),
               "./javascript:x.html");
    arena_free(arena);
}

static void paths_for_a_shell(void **state)
{
    struct arena *arena = arena_new();
    assert_str(names_in_shell(arena, STR("a/b-1.docx")), "a/b-1.docx");
    assert_str(names_in_shell(arena, STR("آب.docx")), "آب.docx");
    assert_str(names_in_shell(arena, STR("my file.odt")), "'my file.odt'");
    assert_str(names_in_shell(arena, STR("a;rm $x")), "'a;rm $x'");
    assert_str(names_in_shell(arena, STR("it's")), "'it'\\''s'");
    assert_str(names_in_shell(arena, STR("-rf")), "./-rf");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stem_is_the_name_without_its_ending),
        cmocka_unit_test(tag_names_the_edition),
        cmocka_unit_test(other_words_are_no_tags),
        cmocka_unit_test(what_no_text_may_hold_is_replaced),
        cmocka_unit_test(slugs),
        cmocka_unit_test(names_as_references),
        cmocka_unit_test(paths_for_a_shell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
