// SPDX-License-Identifier: MIT
// Front matter: where it is, what it says, what is wrong with it.
#include "reading.h"

#include "languages/language.h"
#include "languages/date.h"
#include "languages/words.h"
#include "model/brief_words.h"

#define BODY "---\n\nText.\n"

static void assert_front(const char *text, const char *front, const char *said)
{
    struct reading reading = reading_of(text);
    assert_str(reading_dump(&reading, "\n", "body\n"), front);
    assert_str(reading_said(&reading), said);
    reading_free(&reading);
}

static void assert_said(const char *text, bool good, const char *said)
{
    struct reading reading = reading_of(text);
    assert_str(reading_said(&reading), said);
    assert_int_equal(reading.good, good);
    reading_free(&reading);
}

static void test_block(void **state)
{
    static const struct {
        const char *text;
        bool is;
        size_t body;
    } cases[] = {
        {"---\na: b\n---\ntext", true, 13},
        {"---\r\na: b\r\n...\r\ntext", true, 16},
        {"\n\n---\na: b\n--- \ntext", true, 16},
        {"---\na: b\n", false, 0},              // not closed
        {"---\njust words\n---\n", false, 0},   // a scalar
        {"---\n---\n", false, 0},               // empty
        {"---\n- a\n- b\n---\n", false, 0},     // a list
        {"text\n\n---\na: b\n---\n", false, 0}, // not first
        {"---\n\nA word: and \"two: x\n\n---\n", true, 30},
        {"---\nbroken: [\n---\n", true, 18},
        {"----\na: b\n----\n", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct front_block block;
        bool is = front_block_find(str_of(cases[i].text), &block);
        if (is != cases[i].is || (is && block.body_offset != cases[i].body))
            fail_msg("case %zu", i);
    }
}

static const char every_key[] = "---\n"
                                "title: The *long* road\n"
                                "subtitle: {en: A, prs: ب}\n"
                                "short-title: Road\n"
                                "kind: Paper\n"
                                "series: S\n"
                                "number: 010\n"
                                "lang: en\n"
                                "date: 2021-10\n"
                                "updated: 2022\n"
                                "version: 1.10\n"
                                "id: x-1\n"
                                "place: Kabul\n"
                                "publisher: P\n"
                                "authors:\n"
                                "  - name: Ann\n"
                                "    role: Lead\n"
                                "    affiliation: Inst\n"
                                "    orcid: 0000-0001\n"
                                "    email: a@b.c\n"
                                "  - Bob\n"
                                "organisations:\n"
                                "  - abbreviation: IW\n"
                                "    name: {prs: نام}\n"
                                "    url: https://x.org\n"
                                "keywords: [water, law]\n"
                                "doi: 10.1/x\n"
                                "isbn: 978\n"
                                "issn: 1234\n"
                                "licence: CC\n"
                                "copyright: C\n"
                                "cite-as: Z\n"
                                "cover-credit: Q\n"
                                "slug: road\n"
                                "editions: {ps: road.ps.md}\n" BODY;
static const char every_key_tree[] =
    "  series\n    text \"S\"\n"
    "  number \"010\"\n"
    "  kind\n    text \"Paper\"\n"
    "  title\n    text \"The \"\n    emphasis\n"
    "      text \"long\"\n    text \" road\"\n"
    "  subtitle lang=en dir=ltr\n    text \"A\"\n"
    "  subtitle lang=fa-AF dir=rtl\n    text \"ب\"\n"
    "  short-title\n    text \"Road\"\n"
    "  date gregorian 2021-10 \"2021-10\"\n"
    "  updated gregorian 2022 \"2022\"\n"
    "  version \"1.10\"\n"
    "  id \"x-1\"\n"
    "  doi \"10.1/x\"\n"
    "  isbn \"978\"\n"
    "  issn \"1234\"\n"
    "  slug \"road\"\n"
    "  author\n    name\n      text \"Ann\"\n"
    "    role\n      text \"Lead\"\n"
    "    affiliation\n      text \"Inst\"\n"
    "    orcid \"0000-0001\"\n    email \"a@b.c\"\n"
    "  author\n    name\n      text \"Bob\"\n"
    "  organisation\n    abbreviation \"IW\"\n"
    "    name lang=fa-AF dir=rtl\n      text \"نام\"\n"
    "    url \"https://x.org\"\n"
    "  keyword\n    text \"water\"\n"
    "  keyword\n    text \"law\"\n"
    "  place\n    text \"Kabul\"\n"
    "  publisher\n    text \"P\"\n"
    "  licence\n    text \"CC\"\n"
    "  copyright\n    text \"C\"\n"
    "  cite-as\n    text \"Z\"\n"
    "  cover-credit\n    text \"Q\"\n"
    "  edition lang=ps path=\"road.ps.md\"\n";

static void test_every_key(void **state)
{
    assert_front(every_key, every_key_tree, "");
}

static void test_values_are_strings(void **state)
{
    struct reading reading =
        reading_of("---\ntitle: T\nlang: no\nversion: 1.10\n"
                   "number: 0x1F\nplace: yes\n" BODY);
    assert_str(reading.brief->lang, "no");
    assert_str(reading.brief->meta.version, "1.10");
    assert_str(reading.brief->meta.number, "0x1F");
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.place.items[0]),
        "yes");
    assert_str(reading_said(&reading), "");
    reading_free(&reading);
}

static void test_own_words(void **state)
{
    (void)state;
    struct reading reading =
        reading_of("---\ntitle: T\nlang: fa-AF\nwords:\n"
                   "  how-to-cite: {en: Cite as, fa-AF: نحوهٔ ارجاع}\n"
                   "  recommendatons: پیشنهاد\n" BODY);
    assert_str(brief_word(reading.brief, WORD_how_to_cite), "نحوهٔ ارجاع");
    assert_str(brief_word(reading.brief, WORD_table),
               language_word(STR("fa-AF"), WORD_table).bytes);
    assert_str(reading_said(&reading), "6:3 front-unknown\n");
    reading_free(&reading);
    assert_said("---\ntitle: T\nwords: none\n" BODY, true,
                "3:8 front-wrong-kind\n");
}

static void test_language(void **state)
{
    struct reading reading = reading_of("---\ntitle: T\nlang: prs\n" BODY);
    assert_str(reading.brief->lang, "fa-AF");
    assert_int_equal(reading.brief->direction, DIRECTION_RTL);
    reading_free(&reading);
    reading = reading_of("---\ntitle: T\nlang: ps-AF\ndir: ltr\n" BODY);
    assert_int_equal(reading.brief->direction, DIRECTION_LTR);
    reading_free(&reading);
    assert_said("---\ntitle: T\nlang: klingon-xx-much-too-long-tag\n"
                "dir: up\n" BODY,
                false, "3:7 lang-unknown\n4:6 direction-wrong\n");
}

static void test_dates(void **state)
{
    assert_said("---\ntitle: T\nlang: en\ndate: 2021-02-30\n" BODY, true,
                "4:7 date-wrong\n");
    struct reading reading =
        reading_of("---\ntitle: T\nlang: prs\ndate: ۱۹ قوس ۱۳۲۷\n" BODY);
    assert_int_equal(reading.brief->meta.date.calendar, CALENDAR_SOLAR_HIJRI);
    assert_int_equal(reading.brief->meta.date.year, 1327);
    assert_int_equal(reading.brief->meta.date.month, 9);
    reading_free(&reading);
}

static void test_broken_yaml_is_an_error_with_its_line(void **state)
{
    static const struct {
        const char *front, *said;
    } cases[] = {
        {"words here: : :\n  - [ open\n", "2:13 front-broken\n"},
        {"title: T\nauthors:\n\t- name: A\n", "4:1 front-tab\n"},
        {"title: T\na: &a [1]\n", "3:4 front-alias\n"},
        {"title: T\na: *b\n", "3:4 front-alias\n"},
        {"a: &a\n  b: *a\n", "2:4 front-alias\n"},
        {"title: T\nx: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]\n", "3:15 front-deep\n"},
        {"title: \"a\nb: c\n", "2:8 front-broken\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[500];
        snprintf(text, sizeof text, "---\n%s" BODY, cases[i].front);
        assert_said(text, false, cases[i].said);
    }
}

static void test_titles_that_are_none(void **state)
{
    static const struct {
        const char *title, *said;
        bool good;
    } cases[] = {
        {"[a, b]", "3:8 title-wrong\n", false},
        {"{a: b}", "3:8 title-wrong\n", false},
        {"~", "3:8 title-empty\n- title-missing\n", true},
        {"", "3:7 title-empty\n- title-missing\n", true},
        {"\"\"", "3:8 title-empty\n- title-missing\n", true},
        {"\"   \"", "3:8 title-empty\n- title-missing\n", true},
        {"\"\\u200F\\u200E\"", "3:8 title-empty\n- title-missing\n", true},
        {"2021", "3:8 title-typed\n", true},
        {"yes", "3:8 title-typed\n", true},
        {"'2021'", "", true},
        {"{en: A, prs: ب}", "", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[500];
        snprintf(text, sizeof text, "---\nlang: en\ntitle: %s\n" BODY,
                 cases[i].title);
        assert_said(text, cases[i].good, cases[i].said);
    }
}

static void test_keys_that_are_wrong(void **state)
{
    assert_front("---\ntitle: A\nlang: en\ntitle: B\nsereis: S\nzzz: [1, 2]\n"
                 "authors: [{name: N, rol: R}]\n" BODY,
                 "  title\n    text \"A\"\n"
                 "  author\n    name\n      text \"N\"\n"
                 "  unknown key=\"sereis\" value=\"S\"\n"
                 "  unknown key=\"zzz\" value=\"[1, 2]\"\n"
                 "  unknown key=\"authors.rol\" value=\"R\"\n",
                 "4:1 front-duplicate\n5:1 front-unknown\n"
                 "6:1 front-unknown-key\n7:21 front-unknown\n");
    assert_said("---\ntitle: T\nlang: en\nseries: [a]\nnumber: {a: b}\n" BODY,
                true, "4:9 front-wrong-kind\n5:9 front-wrong-kind\n");
    assert_said("---\ntitle: T\nlang: en\nseries: {nolanguage9: x}\n" BODY,
                true, "4:9 front-map\n");
}

static void test_tags_are_ignored(void **state)
{
    assert_front("---\ntitle: !!str T\nlang: en\n" BODY,
                 "  title\n    text \"T\"\n", "2:8 front-tag\n");
}

static void test_quotes_within_quotes(void **state)
{
    assert_front("---\ntitle: \"The \"new\" road: 1\"\nlang: en\n" BODY,
                 "  title\n    text \"The \\\"new\\\" road: 1\"\n",
                 "2:8 front-quotes\n");
}

static void test_blocks_and_notes(void **state)
{
    assert_front("---\ntitle: T\nlang: en\nabstract: |\n  One.[^a]\n\n"
                 "  - x\n---\n\nText.\n\n[^a]: The note.\n",
                 "  title\n    text \"T\"\n"
                 "  abstract\n    paragraph\n      text \"One.\"\n"
                 "      note-reference 0 label=\"a\"\n"
                 "    list tight\n      item\n        paragraph\n"
                 "          text \"x\"\n",
                 "");
}

// What looks like a block in a title is text.
static void test_phrases_hold_no_blocks(void **state)
{
    static const char *const titles[] = {"1. First", "# Hash", "- dash",
                                         "> quote",  "```",    "::: box",
                                         "***",      "[^a]: x"};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "---\nlang: en\ntitle: '%s'\n" BODY,
                 titles[i]);
        struct reading reading = reading_of(text);
        assert_str(text_plain(reading.brief->arena,
                              reading.brief->meta.title.items[0]),
                   titles[i]);
        reading_free(&reading);
    }
}

static void test_places(void **state)
{
    // Plain, quoted, folded, escaped: column where it can be known.
    assert_said("---\nlang: en\ntitle: A road[^1]\nsubtitle: \"B [^2]\"\n"
                "abstract: >-\n  Folded\n  text.[^3]\n  more[^4]\n" BODY,
                true,
                "3:14 note-missing\n4:14 note-missing\n7:8 note-missing\n"
                "8:7 note-missing\n");
}

static void test_escapes_make_no_bad_characters(void **state)
{
    struct reading reading =
        reading_of("---\nlang: en\ntitle: \"a\\0b\\u202Ec\\nd\"\n" BODY);
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.title.items[0]),
        "a\xEF\xBF\xBD"
        "b\xE2\x80\xAB"
        "c d\xE2\x80\xAC");
    assert_true(reading.good);
    reading_free(&reading);
    // e and a combining acute become one letter.
    reading = reading_of("---\nlang: en\ntitle: \"e\\u0301\"\n" BODY);
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.title.items[0]),
        "é");
    reading_free(&reading);
}

static void test_fence_faults(void **state)
{
    assert_said("---\ntitle: T\n\n# H\n\nText.\n", false,
                "1:1 front-unclosed\n- title-missing\n");
    assert_said("\n\n---\ntitle: T\n" BODY, true, "3:1 front-not-first\n");
    assert_said("---\ntitle: T\n---\n", false, "- empty-text\n");
}

// What other programs' front matter says of authors, and what is told of it.
static void test_authors_of_other_programs(void **state)
{
    static const struct {
        const char *yaml, *dump, *said;
    } rows[] = {
        {"authors: Mina Rahimi; Omar Zaki",
         "  author\n    name\n      text \"Mina Rahimi\"\n"
         "  author\n    name\n      text \"Omar Zaki\"\n",
         "3:10 authors-in-text\n"},
        {"author: مینا رحیمی، عمر ذکی",
         "  author\n    name\n      text \"مینا رحیمی\"\n"
         "  author\n    name\n      text \"عمر ذکی\"\n",
         "3:9 authors-in-text\n"},
        {"author: \"Nazari, Asha\"",
         "  author\n    name\n      text \"Nazari, Asha\"\n",
         "3:9 authors-in-text\n"},
        {"author: Ministry of Water and Energy",
         "  author\n    name\n      text \"Ministry of Water and Energy\"\n",
         ""},
        {"author: [{name: {given: Asha, family: Nazari}}]",
         "  author\n    name\n      text \"Asha Nazari\"\n", ""},
        {"author: [{family: Nazari, given: Asha}]",
         "  author\n    name\n      text \"Asha Nazari\"\n", ""},
        {"author: {literal: Mina Rahimi}",
         "  author\n    name\n      text \"Mina Rahimi\"\n", ""},
        {"author: [{name: {ps: مینا, en: Mina}}]",
         "  author\n    name lang=ps dir=rtl\n      text \"مینا\"\n"
         "    name lang=en dir=ltr\n      text \"Mina\"\n",
         ""},
        {"author: [Mina Rahimi: Kabul University]",
         "  author\n    name\n      text \"Mina Rahimi\"\n"
         "    affiliation\n      text \"Kabul University\"\n",
         ""},
        {"author: [{name: Mina, affiliations: [{name: KU, city: Kabul}]}]",
         "  author\n    name\n      text \"Mina\"\n"
         "    affiliation\n      text \"KU, Kabul\"\n",
         "3:23 front-other-key\n"},
        {"author: [{name: Mina, affiliation: [{ref: a}]}]\n"
         "affiliations: [{id: a, name: KU}]",
         "  author\n    name\n      text \"Mina\"\n"
         "    affiliation\n      text \"KU\"\n",
         ""},
        {"author: [{affiliation: KU}]", "", "3:10 front-nameless\n"},
        {"author: [{name: {given: A, famliy: B}}]",
         "  author\n    name\n      text \"A\"\n"
         "  unknown key=\"authors.name.famliy\" value=\"B\"\n",
         "3:28 front-unknown-key\n"},
        {"publisher: {family: Press}", "", "3:12 front-map\n"},
        {"publisher: {en: Press}",
         "  publisher lang=en dir=ltr\n    text \"Press\"\n", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[512];
        snprintf(text, sizeof text, "---\ntitle: T\n%s\n" BODY, rows[i].yaml);
        struct reading reading = reading_of(text);
        struct str dump = reading_dump(&reading, "    text \"T\"\n", "body");
        if (!str_equal(dump, str_of(rows[i].dump)))
            fail_msg("%s:\n%.*s", rows[i].yaml, STR_ARG(dump));
        if (!str_equal(reading_said(&reading), str_of(rows[i].said)))
            fail_msg("%s: %.*s", rows[i].yaml, STR_ARG(reading_said(&reading)));
        reading_free(&reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_authors_of_other_programs),
        cmocka_unit_test(test_block),
        cmocka_unit_test(test_every_key),
        cmocka_unit_test(test_values_are_strings),
        cmocka_unit_test(test_own_words),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_broken_yaml_is_an_error_with_its_line),
        cmocka_unit_test(test_titles_that_are_none),
        cmocka_unit_test(test_keys_that_are_wrong),
        cmocka_unit_test(test_tags_are_ignored),
        cmocka_unit_test(test_quotes_within_quotes),
        cmocka_unit_test(test_blocks_and_notes),
        cmocka_unit_test(test_phrases_hold_no_blocks),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_escapes_make_no_bad_characters),
        cmocka_unit_test(test_fence_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
