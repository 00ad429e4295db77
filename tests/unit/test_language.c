// SPDX-License-Identifier: MIT
// Tags, scripts, directions, digits and fixed words.
#include "unit.h"

#include "languages/language.h"
#include "languages/language_named.h"
#include "languages/words.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void tags_are_told_from_other_words(void **state)
{
    (void)state;
    static const char *const valid[] = {
        "en",
        "fa-AF",
        "prs",
        "uz-Latn",
        "de-1996",
        "es-419",
        "zh-cmn-Hans-CN",
        "sl-rozaj-biske",
        "en-u-ca-gregory-x-a",
        "x-own",
        "i-klingon",
        "en-GB-oed",
        "de-CH-1901",
        "PS",
        "ku-Arab-IQ",
    };
    static const char *const invalid[] = {
        "",
        "e",
        "englishlanguage",
        "en_GB",
        "-en",
        "en-",
        "en--GB",
        "fa-",
        "a-DE",
        "x",
        "en-x",
        "en-a",
        "de-1996-1996",
        "en-u-ca-u-nu",
        "دری",
        "en GB",
        "12",
        "fa-AF\n",
    };
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++)
        if (!language_valid(str_of(valid[i])))
            fail_msg("%s is a language tag", valid[i]);
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++)
        if (language_valid(str_of(invalid[i])))
            fail_msg("%s is no language tag", invalid[i]);
    char endless[4000];
    memset(endless, 'a', sizeof endless);
    assert_false(language_valid((struct str){endless, sizeof endless}));
}

// What writers write, and the tag that it is; NULL: no known language.
static void expect_named(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str lang = STR("none");
        bool named = language_named(arena, str_of(rows[i][0]), &lang);
        if (named != (rows[i][1] != NULL) ||
            !str_equal(lang, named ? str_of(rows[i][1]) : STR("none")))
            fail_msg("%s: got %.*s", rows[i][0], STR_ARG(lang));
    }
}

static void tags_are_typed_in_many_ways(void **state)
{
    static const char *const rows[][2] = {
        // Tags, however they are typed.
        {"fa-AF", "fa-AF"},     {"fa_AF", "fa-AF"},  {"FA_af", "fa-AF"},
        {"prs", "fa-AF"},       {"prs_AF", "fa-AF"}, {"pus", "ps"},
        {"pbt", "ps"},          {"fas", "fa"},       {"en_US", "en-US"},
        {"uz_Cyrl", "uz-Cyrl"}, {"swa", "sw"},       {"heb", "he"},
        {" ps ", "ps"},         {"haz", "haz"},      {"x-own", "x-own"},
    };
    (void)state;
    expect_named(rows, COUNT(rows));
}

static void names_of_our_languages_are_known(void **state)
{
    static const char *const rows[][2] = {
        // Names in English and in the language itself.
        {"Dari", "fa-AF"},
        {"dari", "fa-AF"},
        {"دری", "fa-AF"},
        {"درى", "fa-AF"},
        {"فارسی دری", "fa-AF"},
        {"Farsi", "fa"},
        {"persian", "fa"},
        {"فارسي", "fa"},
        {"Pashto", "ps"},
        {"pashtu", "ps"},
        {"پښتو", "ps"},
        {"پشتو", "ps"},
        {"Persian (Dari)", "fa-AF"},
        {"فارسی (دری)", "fa-AF"},
        {"Dari (Afghanistan)", "fa-AF"},
        {"English (UK)", "en"},
        {"Farsi-AF", "fa-AF"},
        {"dari_AF", "fa-AF"},
        {"Pashto-PK", "ps-PK"},
        {"ENGLISH", "en"},
        {"Русский", "ru"},
        {"тоҷикӣ", "tg"},
        {"Oʻzbekcha", "uz-Latn"},
        {"o'zbekcha", "uz-Latn"},
        {"Ўзбекча", "uz-Cyrl"},
        {"Uzbek", "uz-Latn"},
        {"Deutsch", "de"},
        {"français", "fr"},
        {"العربية", "ar"},
        {"اردو", "ur"},
    };
    (void)state;
    expect_named(rows, COUNT(rows));
}

static void names_of_other_languages_are_known(void **state)
{
    static const char *const rows[][2] = {
        // Of languages without a file too.
        {"Turkish", "tr"},
        {"Türkçe", "tr"},
        {"Swahili", "sw"},
        {"Kiswahili", "sw"},
        {"עברית", "he"},
        {"中文", "zh"},
        // In a language that has a file.
        {"انگلیسی", "en"},
        {"русский", "ru"},
        {"Persisch", "fa"},
        {"дари", "fa-AF"},
        // What only looks like one.
        {"", NULL},
        {"xx", NULL},
        {"not_a_tag", NULL},
        {"darii", NULL},
        {"family", NULL},
        {"en, fa-AF", NULL},
        {"dari/pashto", NULL},
        {"draft (2)", NULL},
        {"table-AF", NULL},
        {"زبان", NULL},
        {"draft", NULL},
        {"-", NULL},
    };
    (void)state;
    expect_named(rows, COUNT(rows));
}

static void canonical(const char *tag, const char *expected)
{
    struct str once = language_canonical(arena, str_of(tag));
    assert_str(once, expected);
    assert_str(language_canonical(arena, once), expected);
}

static void tags_have_one_form(void **state)
{
    (void)state;
    canonical("prs", "fa-AF");
    canonical("prs-AF", "fa-AF");
    canonical("PRS-af", "fa-AF");
    canonical("prs-Arab-AF", "fa-AF");
    canonical("fa-AF", "fa-AF");
    canonical("FA-af", "fa-AF");
    canonical("fa-Arab-AF", "fa-AF");
    canonical("fa", "fa");
    canonical("pes", "fa");
    canonical("fas-IR", "fa-IR");
    canonical("ps", "ps");
    canonical("ps-AF", "ps-AF");
    canonical("pus", "ps");
    canonical("uz-LATN", "uz-Latn");
    canonical("UZ-cyrl-uz", "uz-Cyrl-UZ");
    canonical("eng-us", "en-US");
    canonical("zh-yue", "yue");
    canonical("iw", "he");
    canonical("i-klingon", "tlh");
    canonical("sl-ROZAJ-Biske", "sl-rozaj-biske");
    canonical("not a tag", "not a tag");
}

static void direction_follows_the_script(void **state)
{
    (void)state;
    static const char *const rtl[] = {
        "ar",      "fa",      "fa-AF", "prs",   "ps",      "ur", "ug",
        "sd",      "ku-Arab", "ckb",   "he",    "yi",      "dv", "syr",
        "nqo",     "uz-Arab", "uz-AF", "pa-PK", "ur-Aran", "ks", "und-Arab",
        "az-Arab", "ff-Adlm", "ar-EG", "ps-PK",
    };
    static const char *const ltr[] = {
        "en",      "ru",  "tg",  "uz", "uz-Cyrl", "uz-Latn", "de",
        "fr",      "ku",  "tr",  "tk", "pa",      "zh",      "ja",
        "ps-Latn", "und", "x-y", "",   "fa-Latn", "qqq",     "broken tag",
    };
    for (size_t i = 0; i < sizeof rtl / sizeof rtl[0]; i++)
        if (language_direction(str_of(rtl[i])) != DIRECTION_RTL)
            fail_msg("%s is written from right to left", rtl[i]);
    for (size_t i = 0; i < sizeof ltr / sizeof ltr[0]; i++)
        if (language_direction(str_of(ltr[i])) != DIRECTION_LTR)
            fail_msg("%s is written from left to right", ltr[i]);
}

static void scripts_are_known(void **state)
{
    (void)state;
    assert_int_equal(language_script(STR("uz")), SCRIPT_LATIN);
    assert_int_equal(language_script(STR("uz-Cyrl")), SCRIPT_CYRILLIC);
    assert_int_equal(language_script(STR("uz-AF")), SCRIPT_ARABIC);
    assert_int_equal(language_script(STR("tg")), SCRIPT_CYRILLIC);
    assert_int_equal(language_script(STR("tg-Latn")), SCRIPT_LATIN);
    assert_int_equal(language_script(STR("kk")), SCRIPT_CYRILLIC);
    assert_int_equal(language_script(STR("fa-AF")), SCRIPT_ARABIC);
    assert_int_equal(language_script(STR("he")), SCRIPT_OTHER);
    assert_int_equal(language_script(STR("zh-Hant")), SCRIPT_OTHER);
}

static void numbers_take_the_language_s_digits(void **state)
{
    (void)state;
    assert_str(language_number(arena, STR("en"), 120), "120");
    assert_str(language_number(arena, STR("fa-AF"), 1234567890),
               "\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9\u06F0");
    assert_str(language_number(arena, STR("ps"), 47), "\u06F4\u06F7");
    assert_str(language_number(arena, STR("ps-Latn"), 47), "47");
    assert_str(language_number(arena, STR("ur"), 5), "\u06F5");
    assert_str(language_number(arena, STR("ar"), 5), "5");
    assert_str(language_number(arena, STR("tg"), 5), "5");
    assert_str(language_number(arena, STR("uz-Arab"), 0), "\u06F0");
    assert_str(language_digits(arena, STR("fa"), STR("12 MB")),
               "\u06F1\u06F2 MB");
}

static const char *const with_words[] = {
    "en", "fa-AF",   "ps",      "fa", "ar", "ur", "ru",
    "tg", "uz-Latn", "uz-Cyrl", "de", "fr", "es"};

static void each_language_has_every_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(with_words); i++) {
        struct str tag = str_of(with_words[i]);
        assert_true(language_has_words(tag));
        size_t english = 0;
        for (enum word word = 0; word < WORD_COUNT; word++)
            english += str_equal(language_word(tag, word),
                                 language_word(STR("en"), word));
        // Policy Brief stays in German; Source, Notes, Important are French too.
        if (i > 0 && english > 9)
            fail_msg("%s: %zu words are the English ones", with_words[i],
                     english);
        for (enum word word = 0; word < WORD_COUNT; word++)
            if (language_script(tag) != SCRIPT_LATIN &&
                str_equal(language_word(tag, word),
                          language_word(STR("en"), word)))
                fail_msg("%s lacks “%.*s”", with_words[i],
                         STR_ARG(language_word(STR("en"), word)));
    }
}

static void words_follow_language_region_and_script(void **state)
{
    (void)state;
    assert_str(language_word(STR("fa-AF"), WORD_recommendations),
               "سفارش\u200Cها");
    assert_str(language_word(STR("fa"), WORD_recommendations), "توصیه\u200Cها");
    assert_str(language_word(STR("fa-IR"), WORD_recommendations),
               "توصیه\u200Cها");
    assert_str(language_word(STR("ps-AF"), WORD_joint_publication),
               "ګډه خپرونه");
    assert_str(language_word(STR("uz"), WORD_recommendations), "Tavsiyalar");
    assert_str(language_word(STR("uz-Cyrl-UZ"), WORD_recommendations),
               "Тавсиялар");
    assert_str(language_word(STR("de-AT"), WORD_imprint), "Impressum");
    assert_str(language_word(STR("nl"), WORD_imprint), "Imprint");
    assert_false(language_has_words(STR("nl")));
    assert_false(language_has_words(STR("fam"))); // not fa
    assert_false(language_has_words(STR("ps-Latn")));
}

static void languages_name_themselves(void **state)
{
    (void)state;
    assert_str(language_own_name(STR("fa-AF")), "دری");
    assert_str(language_own_name(STR("fa")), "فارسی");
    assert_str(language_own_name(STR("ps")), "پښتو");
    assert_str(language_own_name(STR("en-GB")), "English");
    assert_str(language_own_name(STR("qqq")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_told_from_other_words),
        cmocka_unit_test(tags_are_typed_in_many_ways),
        cmocka_unit_test(names_of_our_languages_are_known),
        cmocka_unit_test(names_of_other_languages_are_known),
        cmocka_unit_test(tags_have_one_form),
        cmocka_unit_test(direction_follows_the_script),
        cmocka_unit_test(scripts_are_known),
        cmocka_unit_test(numbers_take_the_language_s_digits),
        cmocka_unit_test(each_language_has_every_word),
        cmocka_unit_test(words_follow_language_region_and_script),
        cmocka_unit_test(languages_name_themselves),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
