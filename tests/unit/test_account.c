// SPDX-License-Identifier: MIT
// The account of words: what is taken out of a brief or of an output is found
// at its place, and what is only cut, marked or written otherwise is not
// missed.
#include "folders.h"
#include "reading.h"

#include "account/account.h"
#include "account/sides.h"
#include "messages/fault_report.h"

// ----- Two texts -----

static void says_text(const void *of, struct word_reader *reader)
{
    word_reader_text(reader, str_of(of), NULL, 0);
}

// The words that the first has and the second has not, with commas between.
static struct str missing(struct arena *arena, const char *wanted,
                          const char *got)
{
    struct word_tally tally =
        tally_of(arena, (struct tally_side){.walk = says_text, .of = wanted});
    struct tally_lost *lost;
    struct buffer words = {0};
    size_t count = tally_compare(
        &tally, (struct tally_side){.walk = says_text, .of = got}, &lost);
    for (size_t i = 0; i < count; i++) {
        size_t from = lost[i].first.offset;
        size_t to = lost[i].last.offset + lost[i].last.spelled.count;
        buffer_printf(&words, "%s%zu:%.*s", i > 0 ? "," : "", from,
                      STR_ARG(str_slice(str_of(wanted), from, to)));
    }
    return buffer_to_arena(&words, arena);
}

static void test_two_texts(void **state)
{
    static const struct {
        const char *wanted, *got, *missing;
    } rows[] = {
        {"", "", ""},
        {"a well and a mill", "A mill, and: a well", ""},
        {"a well and a mill", "a well and mill", "11:a"},
        {"a well, a mill, a canal", "a well, mill, a canal", "8:a"},
        {"one two three four five", "one five", "4:two three four"},
        {"well", "wells", "0:well"},
        {"wells", "well", "0:wells"},
        // Cut otherwise.
        {"a waterwheel turns", "a water wheel turns", ""},
        {"a water wheel turns", "a waterwheel turns", ""},
        {"CO2 and m\u00B2", "CO\u2082 and m2", ""},
        {"year 1403", "year 1404", "5:1403"},
        // Joiners, soft hyphens and marks of direction are not seen.
        {"\u0645\u06CC\u200C\u0634\u0648\u062F",
         "\u0645\u06CC\u0634\u0648\u062F", ""},
        {"\u0622\u0628 \u0648 \u0646\u0627\u0646", "\u0622\u0628 \u0648",
         "8:\u0646\u0627\u0646"},
        {"water\u00ADwheel", "\u2066waterwheel\u2069", ""},
        {"\u0627\u0648\u0628\u0647 \u0627\u0648 \u0689\u0648\u0689\u06CD",
         "\u0627\u0648\u0628\u0647 \u0689\u0648\u0689\u06CD", "9:\u0627\u0648"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new();
        struct str found = missing(arena, rows[i].wanted, rows[i].got);
        if (!str_equal(found, str_of(rows[i].missing)))
            fail_msg("row %zu: %.*s", i, STR_ARG(found));
        arena_free(arena);
    }
}

// ----- What was read -----

// Takes the text node that has the words out of the brief.
static void take_out(struct brief *brief, const char *words)
{
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (const struct node *node = roots[i]; node;
             node = node_next(roots[i], node)) {
            struct node *found = (struct node *)(uintptr_t)node;
            struct str *text = node->kind == NODE_CODE_BLOCK
                                   ? &found->as.code_block.text
                                   : &found->as.text.text;
            bool has = node->kind == NODE_TEXT || node->kind == NODE_CODE ||
                       node->kind == NODE_CODE_BLOCK;
            if (has && str_find(*text, str_of(words)) != STR_NONE) {
                *text = STR("");
                return;
            }
        }
    fail_msg("the brief has no ‘%s’", words);
}

static void test_reading_loses(void **state)
{
    static const struct {
        const char *text, *taken, *said;
    } rows[] = {
        {"A well.\n\n*One mill* more.\n", "One mill", "3:2 words-lost\n"},
        {"- A well.\n- `mill` more.\n", "mill", "2:4 words-lost\n"},
        {"| a | b |\n|---|---|\n| c | **d** |\n", "d", "3:9 words-lost\n"},
        {"Called[^1].\n\n[^1]: *One* mill.\n", "One", "3:8 words-lost\n"},
        {"    indented code\n\nA well.\n", "indented", "1:5 words-lost\n"},
        {"> A quotation\n> of **two** lines.\n", "two", "2:8 words-lost\n"},
        {"<p>A <b>well</b> more</p>\n", "well", "1:9 words-lost\n"},
        {"آب و **نان** است.\n", "نان", "1:8 words-lost\n"},
        {"اوبه او **ډوډۍ** شته.\n", "ډوډۍ", "1:11 words-lost\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading reading = reading_of(rows[i].text);
        if (!account_read(reading.source, reading.brief, reading.context.diag))
            fail_msg("row %zu: %.*s", i, STR_ARG(reading_said(&reading)));
        take_out(reading.brief, rows[i].taken);
        if (account_read(reading.source, reading.brief, reading.context.diag))
            fail_msg("row %zu: it is not missed; %.*s", i,
                     STR_ARG(reading_said(&reading)));
        if (!str_starts(reading_said(&reading), str_of(rows[i].said)))
            fail_msg("row %zu: %.*s", i, STR_ARG(reading_said(&reading)));
        assert_true(diag_told(reading.context.diag, MESSAGE_words_lost));
        reading_free(&reading);
    }
}

// What markup takes is not missed, however it is written.
static void test_reading_keeps(void **state)
{
    static const char *const texts[] = {
        "[A well](https://example.org/wells \"Wells of Kabul\") and ![a "
        "mill](mill.png){width=column}\n",
        "[A well]( <https://example.org/a> ) and [one][label here] more\n\n"
        "[label here]: https://example.org/x \"Further\"\n",
        "<https://example.org/page> and www.example.org/other\n",
        "Caf&eacute; &#x41;&amp;B CO&#8322; a&vert;b\n",
        "[One well][one\nlabel] and [two](  https://example.org/two).\n\n"
        "[one label]: https://example.org\n",
        "1. one\n2) two\n   - [x] done\n   - [ ] open\n",
        "```python\nprint('x')\n```\n\n~~~\nplain\n~~~\n",
        "<!-- a remark -->\n\nText <!-- another --> more.\n",
        "<script>var words = 1;</script>\n\nText.\n",
        "::: box\n\nInside.\n\n:::\n",
        "un*believ*able <b>bo</b>ld H<sub>2</sub>O\n",
        "Title\n=====\n\nText\n----\n\nMore\\_words \\*here\\*.\n",
        "\\newpage\n\nText.\n",
        "```{=html}\n<table><tr><td style=\"color: red\">One</td>\n"
        "<td>two</td></tr></table>\n```\n\nText `<b>x</b>`{=html} more.\n",
        "> ```{=html}\n> <p class=\"a\">One</p>\n> ```\n\nText.\n",
        "[text]{lang=ps} and [آب]{.sc lang=fa}\n",
        "| a | b |\n|:--|--:|\n| `c` | d<br>e |\n",
        "Called[^a] and ^[in line *marked*].\n\n[^a]: One.\n\n    Two.\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct reading reading = reading_of(texts[i]);
        if (!account_read(reading.source, reading.brief, reading.context.diag))
            fail_msg("%s: %.*s", texts[i], STR_ARG(reading_said(&reading)));
        reading_free(&reading);
    }
}

// ----- What is written -----

#define PAGE_BRIEF                                                             \
    "---\ntitle: Wells\nlang: en\n---\n\nA *mill* & a <b>ca</b>nal, 10^6^.\n"

static void test_pages_of_the_web(void **state)
{
    static const struct {
        const char *page, *said;
    } rows[] = {
        {"<h1>Wells</h1><p>A <em>mill</em> &amp; a <b>ca</b>nal, 10^6^.</p>",
         ""},
        {"<h1>Wells</h1><p>A <em>mill</em> & a <b>ca</b> nal, 106.</p>", ""},
        {"<h1>Wells</h1><p>A &amp; a <b>ca</b>nal, 10^6^.</p>",
         "6:4 words-lost\n"},
        // Contents, ways back and titles of windows are words of ours.
        {"<head><title>Wells</title></head><p>A <em>mill</em> a canal, "
         "10^6^.</p>",
         "2:8 words-lost\n"},
        {"<nav><ol><li>Wells</li></ol></nav><p>A mill a canal, 10^6^.</p>",
         "2:8 words-lost\n"},
        {"<h1>Wells</h1><p>A <img alt=\"mill\"> a canal, 10^6^.</p>", ""},
        {"<h1>Wells</h1><p>A a canal, 10^6^. <a role=\"doc-backlink\">mill</a>",
         "6:4 words-lost\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading reading = reading_of(PAGE_BRIEF);
        const struct str pages[] = {str_of(rows[i].page), {"", 0}};
        struct account *account =
            account_new(reading.brief, reading.context.diag);
        bool good = account_html(account, pages, STR("HTML"), false);
        assert_str(reading_said(&reading), rows[i].said);
        assert_int_equal(good, rows[i].said[0] == '\0');
        reading_free(&reading);
    }
}

// Templates of a theme may leave out what they like: they are warned.
static void test_templates_of_a_theme(void **state)
{
    struct reading reading = reading_of(PAGE_BRIEF);
    const struct str pages[] = {STR("<p>A mill & a canal, 10^6^.</p>"),
                                {"", 0}};
    struct account *account = account_new(reading.brief, reading.context.diag);
    account_html(account, pages, STR("HTML"), true);
    assert_true(diag_told(reading.context.diag, MESSAGE_template_lost_words));
    assert_false(diag_failed(reading.context.diag));
    reading_free(&reading);
}

// ----- A fault that ends the work on one brief -----

static void breaks(void *closure)
{
    fail_lock(closure);
    BUG("planted");
}

static void does_nothing(void *closure)
{
    (void)closure;
}

static void guards_another(void *closure)
{
    struct bug inner;
    assert_false(fail_guarded(breaks, closure, &inner));
    BUG("the outer one");
}

static void test_guard(void **state)
{
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    struct bug bug = {0};
    assert_true(fail_guarded(does_nothing, NULL, &bug));
    assert_false(fail_guarded(breaks, &mutex, &bug));
    assert_string_equal(bug.what, "planted");
    assert_true(bug.frame_count > 0);
    // The lock was given back.
    assert_int_equal(pthread_mutex_trylock(&mutex), 0);
    pthread_mutex_unlock(&mutex);
    assert_false(fail_guarded(guards_another, &mutex, &bug));
    assert_string_equal(bug.what, "the outer one");
}

static void test_report_of_a_fault(void **state)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena, STR("kabul.md"));
    struct bug bug = {.file = "x.c", .line = 7, .what = "planted"};
    const struct fault_report report = {.bug = &bug,
                                        .stage = "typeset",
                                        .name = STR("kabul.md"),
                                        .stem = STR("kabul"),
                                        .bytes = STR("A well.\n"),
                                        .folder = test_folder};
    fault_report_write(&report, diag);
    assert_true(diag_told(diag, MESSAGE_program_fault));
    assert_true(diag_failed(diag));
    assert_true(is_there(in_folder(".qalam/faults/kabul.report")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_texts),
        cmocka_unit_test(test_reading_loses),
        cmocka_unit_test(test_reading_keeps),
        cmocka_unit_test(test_pages_of_the_web),
        cmocka_unit_test(test_templates_of_a_theme),
        cmocka_unit_test(test_guard),
        WITH_FOLDER(test_report_of_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
