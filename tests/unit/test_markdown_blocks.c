// SPDX-License-Identifier: MIT
// The blocks of a text, and its spans of prose, code and addresses.
#include "unit.h"

#include "source/markdown_blocks.h"
#include "base/buffer.h"
#include "source/lang_spans.h"

// One letter a kind, in the order of enum block_kind.
static const char kind_letters[] = "FPHLCfTQBhNRD";

static void assert_blocks(const char *text, const char *kinds)
{
    struct arena *arena = arena_new();
    struct blocks blocks = blocks_scan(arena, str_of(text));
    struct buffer got = {0};
    size_t last = 0;
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        buffer_add_byte(&got, kind_letters[block->kind]);
        // In order, apart, and inside the text.
        assert_true(block->offset >= last && block->end >= block->offset);
        assert_true(block->end <= strlen(text));
        assert_true(block->text_offset >= block->offset &&
                    block->text_end <= block->end);
        last = block->end;
    }
    if (!str_equal(buffer_str(&got), str_of(kinds)))
        fail_msg("%s: got %.*s, expected %s", text, STR_ARG(buffer_str(&got)),
                 kinds);
    buffer_release(&got);
    arena_free(arena);
}

static void blocks_are_those_of_commonmark(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"\n \n", ""},
        {"a\nb\n\nc", "PP"},
        {"# a\nb", "HP"},
        {"a\n===\nb\n---\n", "HH"},
        {"#a", "P"},
        {"a\n\n---\n\nb", "PBP"},
        {"* * *", "B"},
        {"- a\n- b\n\n  c\n\nd", "LP"},
        {"- a\n\n      code of a\n\nd", "LP"},
        {"a\n- b", "PL"},
        {"a\n2. b", "P"}, // only a list from 1 interrupts
        {"a\n1. b", "PL"},
        {"12) a", "L"},
        {"2021. a", "L"},
        {"1234567890. a", "P"}, // ten digits
        {"    code\n\n    code\n\na", "CP"},
        {"a\n    b", "P"},
        {"```\na\n\n# b\n```\nc", "fP"},
        {"~~~\na", "f"},
        {"````\n```\n````\na", "fP"},
        {"`` a ``", "P"},
        {"| a | b |\n|---|---|\n| c | d |\n\ne", "TP"},
        {"a | b\n--|--\nc", "T"},
        {"| a |\nb", "P"},
        {"> a\nb\n\nc", "QP"},
        {"<div>\na\n\nb\n</div>", "hPh"},
        {"<!-- a\n\nb -->\nc", "hP"},
        {"<sup>1</sup> a", "P"},
        {"<https://example.org>", "P"},
        {"<pre>\na\n\nb</pre>\nc", "hP"},
        {"[^a]: b\n\n    c\n\nd", "NP"},
        {"[^a]: b\n[^c]: d", "NN"},
        {"[^a b]: c", "R"},
        {"[^a b]: c d", "P"},
        {"[1]: c d", "P"}, // no definition: more than an address
        {"[a]: b\n\"c\"\nd", "RP"},
        {"[a]: b\n===\n", "RP"},
        {"- a\n+ b", "LL"},
        {"a\nb\n:-:\nc", "PT"},
        {"<pre>\n\na", "h"}, // for a repair; text for the reader
        {"> - a\n    b\nc\n\n    d", "QC"},
        {"[a]: b", "R"},
        {"::: box\na\n:::", "DPD"},
        {"---\na: b\n---\nc", "FP"},
        {"---\na: b\n...\nc", "FP"},
        {"\n\n---\na: b\n---\nc", "FP"},
        {"---\nno mapping\n---\nc", "BHP"},
        {"---\na: b\n", "BP"},
        {"a\n\n---\na: b\n---\n", "PBH"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_blocks(rows[i][0], rows[i][1]);
}

static void heading_text_is_without_marks(void **state)
{
    static const char *const rows[][2] = {
        {"## a b ##\n", "a b"}, {"#\ta", "a"},       {"# a#", "a#"}, {"#", ""},
        {"## ##", ""},          {"a b\n---", "a b"},
    };
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str text = str_of(rows[i][0]);
        struct blocks blocks = blocks_scan(arena, text);
        assert_int_equal(blocks.count, 1);
        assert_int_equal(blocks.items[0].kind, BLOCK_HEADING);
        assert_str(block_text(text, &blocks.items[0]), rows[i][1]);
    }
    arena_free(arena);
}

// Prose as it is, with its language before it where that changes; the rest in
// braces: {c} code, {u} address, {t} tag, {l} label.
static void assert_spans(const char *markdown, const char *expected)
{
    static const char letters[] = "-cutl";
    struct arena *arena = arena_new();
    struct str text = str_of(markdown), lang = STR("en");
    struct lang_spans spans =
        lang_spans_scan(arena, text, blocks_scan(arena, text), STR("en"));
    struct buffer got = {0};
    size_t last = 0;
    for (size_t i = 0; i < spans.count; i++) {
        const struct lang_span *span = &spans.items[i];
        assert_int_equal(span->offset, last); // no gap, no overlap
        last = span->end;
        if (span->kind != LANG_SPAN_TEXT) {
            buffer_printf(&got, "{%c}", letters[span->kind]);
            continue;
        }
        if (!str_equal(span->lang, lang))
            buffer_printf(&got, "(%.*s)", STR_ARG(span->lang));
        lang = span->lang;
        buffer_add(&got, str_slice(text, span->offset, span->end));
    }
    assert_int_equal(last, text.count);
    if (!str_equal(buffer_str(&got), str_of(expected)))
        fail_msg("%s: got %.*s", markdown, STR_ARG(buffer_str(&got)));
    buffer_release(&got);
    arena_free(arena);
}

static void lang_spans_know_what_is_no_prose(void **state)
{
    static const char *const rows[][2] = {
        {"a `b` c", "a {c} c"},
        {"a `` b ` c `` d", "a {c} d"},
        {"a ` b", "a ` b"},
        {"a \\`b` c", "a \\`b` c"},
        {"a <b>c</b>", "a {t}c{t}"},
        {"a <https://e.org/x> b", "a {u} b"},
        {"a <me@e.org>", "a {u}"},
        {"a < b > c", "a < b > c"},
        {"[a](b \"c\") d", "[a]({u} \"c\") d"},
        {"[a](b(c)d) e", "[a]({u}) e"},
        {"![a](b.png)", "![a]({u})"},
        {"see https://e.org/a b", "see {u} b"},
        {"see www.e.org.", "see {u}"},
        {"ahttp://b", "ahttp://b"},
        {"a[^b] c", "a{l} c"},
        {"a^[b] c", "a^[b] c"},
        {"[a]{lang=ps} b", "[(ps)a(en)]{lang=ps} b"},
        {"[a [b]{lang=ar} c]{lang=prs}",
         "[(fa-AF)a [(ar)b(fa-AF)]{lang=ar} c(en)]{lang=prs}"},
        {"<span lang=\"ps\">a</span> b", "{t}(ps)a{t}(en) b"},
        {"<span lang=ps><span>a</span> b</span> c",
         "{t}{t}(ps)a{t} b{t}(en) c"},
        {"<b lang=ps>a\n\nb", "{t}(ps)a(en)\n\nb"},
        {"<div lang=ps>\n\na\n\n</div>\n\nb", "{t}(ps)\n\na\n\n{t}(en)\n\nb"},
        {"    a\n\nb", "{c}\n\nb"},
        {"- a\n\n  ```\n  b\n  ```\n", "- a\n\n{c}\n{c}\n{c}\n"},
        {"[a]: b \"c\"", "{l}{u} \"c\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_spans(rows[i][0], rows[i][1]);
}

static void lang_spans_know_the_languages_of_front_matter(void **state)
{
    (void)state;
    assert_spans("---\ntitle: a\norganisations:\n  - name:\n      ps: b\n"
                 "      de: c\n    url: d\ncover: e\n---\n",
                 "---\ntitle: a\norganisations:\n  - name:\n(ps)      ps: "
                 "b(en)\n(de)      de: c(en)\n{u}\n{u}\n---\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_those_of_commonmark),
        cmocka_unit_test(heading_text_is_without_marks),
        cmocka_unit_test(lang_spans_know_what_is_no_prose),
        cmocka_unit_test(lang_spans_know_the_languages_of_front_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
