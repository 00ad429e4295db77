// SPDX-License-Identifier: MIT
// HTML cut into tokens: what a tag is and what is text, by the rules of HTML
// and of CommonMark, in linear time. Judges: Python's html.parser, cmark-gfm.
#include "unit.h"

#include "folders.h"

#include "base/buffer.h"
#include "source/html_tokens.h"

#include <cmark-gfm.h>
#include <ctype.h>
#include <time.h>

// ----- Tokens in writing: html_judge.py writes them so as well -----

static void put_shown(struct buffer *out, struct str text, bool lower)
{
    for (size_t i = 0; i < text.count; i++) {
        char byte = text.bytes[i];
        if (byte == '\n' || byte == '\\')
            buffer_add_c(out, byte == '\n' ? "\\n" : "\\\\");
        else
            buffer_add_byte(out, lower ? (char)tolower(byte) : byte);
    }
}

static void put_tag(struct buffer *out, const struct html_token *tag)
{
    struct html_attribute attribute;
    put_shown(out, tag->name, true);
    for (size_t at = 0; html_attribute_next(tag, &at, &attribute);) {
        buffer_add_byte(out, ' ');
        put_shown(out, attribute.name, true);
        if (!attribute.value.bytes)
            continue;
        buffer_add_c(out, "=\"");
        put_shown(out, attribute.value, false);
        buffer_add_byte(out, '"');
    }
    if (tag->self_closing)
        buffer_add_c(out, " /");
}

static void put_token(struct buffer *out, const struct html_token *token)
{
    static const char letters[HTML_KINDS][3] = {
        [HTML_TEXT] = "T ",       [HTML_START_TAG] = "S ",
        [HTML_END_TAG] = "E ",    [HTML_COMMENT] = "C ",
        [HTML_INSTRUCTION] = "P", [HTML_CDATA] = "M",
        [HTML_DECLARATION] = "D"};
    if (out->count > 0)
        buffer_add_byte(out, '\n');
    buffer_add_c(out, letters[token->kind]);
    if (token->kind == HTML_START_TAG)
        put_tag(out, token);
    else if (token->kind == HTML_END_TAG)
        put_shown(out, token->name, true);
    else if (token->kind == HTML_COMMENT)
        put_shown(out,
                  str_slice(token->source, 4,
                            token->source.count - (token->open ? 0 : 3)),
                  false);
    else if (token->kind == HTML_TEXT)
        put_shown(out, token->source, false);
    if (token->open)
        buffer_add_c(out, " (open)");
}

static void put_tokens(struct buffer *out, struct str html)
{
    struct html_tokens tokens = {.text = html};
    for (struct html_token token; html_tokens_next(&tokens, &token);)
        put_token(out, &token);
}

// ----- Values -----

static void assert_tokens(const char *html, const char *expected)
{
    struct buffer out = {0};
    put_tokens(&out, str_of(html));
    assert_str(buffer_str(&out), expected);
    buffer_release(&out);
}

static void test_tags(void **state)
{
    assert_tokens("a<b>c</b>", "T a\nS b\nT c\nE b");
    assert_tokens("<BR/><br /><br / >", "S br /\nS br /\nS br");
    assert_tokens("<o:p><my-tag><h1>", "S o:p\nS my-tag\nS h1");
    assert_tokens("</b >", "E b");
    assert_tokens("<p\nid=\"a\">", "S p id=\"a\"");
}

static void test_attributes(void **state)
{
    assert_tokens("<a x=1 y='2' z=\"3\" w>", "S a x=\"1\" y=\"2\" z=\"3\" w");
    assert_tokens("<a x = '>' y=\">\">", "S a x=\">\" y=\">\"");
    assert_tokens("<a x=''>", "S a x=\"\"");
    assert_tokens("<a x=>", "S a x=\"\"");
    assert_tokens("<a x=b/>", "S a x=\"b/\"");
    assert_tokens("<a x='b'y='c'/>", "S a x=\"b\" y=\"c\" /");
    assert_tokens("<a x=b'c>", "S a x=\"b'c\"");
    // HTML 13.2.5.33: a stray quote, or "=", begins a name.
    assert_tokens("<a x=\"b\"\">", "S a x=\"b\" \"");
    assert_tokens("<a =b>", "S a =b");
    assert_tokens("<a/b/c>", "S a b c");
    assert_tokens("<a x=<b>", "S a x=\"<b\"");
}

static void test_what_is_no_tag(void **state)
{
    assert_tokens("1 < 2 <3 << >", "T 1 < 2 <3 << >");
    assert_tokens("</> </ b> <>", "T </> </ b> <>");
    assert_tokens("<متن>", "T <متن>");
    // Cut off, by the end or by a tag.
    assert_tokens("<a href=\"x", "T <a href=\"x");
    assert_tokens("<a href", "T <a href");
    assert_tokens("<a <i>b</i>", "T <a \nS i\nT b\nE i");
    assert_tokens("<a x=\"<i>b</i>", "T <a x=\"\nS i\nT b\nE i");
    assert_tokens("a <b c<i>", "T a <b c\nS i");
}

static void test_comments(void **state)
{
    assert_tokens("<!-- a --b > -->c", "C  a --b > \nT c");
    assert_tokens("<!---->a<!-- - ---->", "C \nT a\nC  - --");
    // HTML 13.2.5.43 and 13.2.5.52.
    assert_tokens("<!-->a-->", "C \nT a-->");
    assert_tokens("<!--->a-->", "C \nT a-->");
    assert_tokens("<!--a--!>b", "C a-\nT b");
    assert_tokens("<b><!-- a", "S b\nC  a (open)");
}

static void test_other_forms(void **state)
{
    assert_tokens("<?php 1 > 2 ?>a", "P\nT a");
    assert_tokens("<![CDATA[ a > <b> ]]>c", "M\nT c");
    assert_tokens("<!DOCTYPE html>a<!x>", "D\nT a\nD");
    assert_tokens("a<?b", "T a\nP (open)");
    assert_tokens("<![CDATA[a>b", "M (open)");
}

static void test_attributes_are_bounded(void **state)
{
    struct buffer html = {0}, out = {0};
    buffer_add_c(&html, "<a");
    for (size_t i = 0; i < HTML_ATTRIBUTES_MOST; i++)
        buffer_printf(&html, " a%zu", i);
    struct html_token token;
    buffer_add_byte(&html, '>');
    assert_true(html_token_read(buffer_str(&html), 0, &token));
    html.count--;
    buffer_add_c(&html, " b>");
    assert_false(html_token_read(buffer_str(&html), 0, &token));
    buffer_release(&html);
    buffer_release(&out);
}

static void test_named(void **state)
{
    struct html_token tag;
    struct html_attribute attribute;
    struct str html = STR("<Sup ID=a id='b' title>");
    assert_true(html_token_read(html, 0, &tag));
    assert_true(html_token_is_named(&tag, STR("sup")));
    assert_false(html_token_is_named(&tag, STR("su")));
    assert_str(html_attribute_value(&tag, STR("id")), "a");
    assert_str(html_attribute_value(&tag, STR("title")), "");
    assert_true(html_attribute_find(&tag, STR("Title"), &attribute));
    assert_false(html_attribute_find(&tag, STR("lang"), &attribute));
    assert_true(html_token_read(STR("a<b c='d'>"), 1, &tag));
    assert_int_equal(tag.offset, 1);
    assert_int_equal(tag.end, 10);
    assert_true(html_attribute_find(&tag, STR("c"), &attribute));
    assert_int_equal(attribute.quote, '\'');
}

static void test_end_tags_are_found(void **state)
{
    struct html_token end;
    struct str html = STR("a</pre b</prex></PRE >c</pre>");
    assert_true(html_end_tag_of(html, 0, STR("pre"), &end));
    assert_int_equal(end.offset, 15);
    assert_int_equal(end.end, 22);
    assert_true(html_end_tag_of(html, 16, STR("pre"), &end));
    assert_int_equal(end.offset, 23);
    assert_false(html_end_tag_of(html, 24, STR("pre"), &end));
}

// ----- Chance -----

static uint64_t chance;

static size_t random_below(size_t most)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance >> 33) % most;
}

static void put_random(struct buffer *out, const char *const *pieces,
                       size_t count, size_t most)
{
    for (size_t i = 1 + random_below(most); i > 0; i--)
        buffer_add_c(out, pieces[random_below(count)]);
}

// Tokens have no gaps: a text is what its tokens are. Read alone, each token
// is the same, and a walk by offsets meets the same tags.
static void test_nothing_is_lost(void **state)
{
    static const char *const pieces[] = {
        "<", ">",  "/", "!",    "--",  "?",         "a",   "b",  " ",
        "=", "\"", "'", "<!--", "-->", "<![CDATA[", "]]>", "\n", "x"};
    chance = 1;
    struct buffer html = {0};
    for (size_t round = 0; round < 20000; round++) {
        buffer_clear(&html);
        put_random(&html, pieces, COUNT(pieces), 24);
        struct html_tokens tokens = {.text = buffer_str(&html)};
        struct html_tokens again = tokens;
        size_t at = 0;
        for (struct html_token token; html_tokens_next(&tokens, &token);) {
            struct html_token alone;
            assert_int_equal(token.offset, at);
            assert_true(token.end > at);
            assert_ptr_equal(token.source.bytes, html.bytes + at);
            bool tag = html_tokens_at(&again, at, &alone);
            assert_int_equal(tag, token.kind != HTML_TEXT);
            if (tag)
                assert_int_equal(alone.end, token.end);
            at = token.end;
        }
        assert_int_equal(at, html.count);
    }
    buffer_release(&html);
}

// ----- Python's html.parser -----

static void put_attribute(struct buffer *out)
{
    static const char *const before[] = {" ", "\n", "  ", "/", "\t"};
    static const char *const names[] = {"a",  "HREF", "xml:lang", "data-x",
                                        "\"", "x'y",  "نام",      "_"};
    static const char *const equals[] = {"=", " =", "= ", "\n=\n"};
    static const char *const values[] = {
        "b",     "b/",        "\"\"", "'b>c'",         "\"b > '<i>' c\"",
        "'\"c'", "&eacute;x", "b\"c", "'two\nlines/'", "\"متن\""};
    buffer_add_c(out, before[random_below(COUNT(before))]);
    buffer_add_c(out, names[random_below(COUNT(names))]);
    if (random_below(3) == 0)
        return;
    buffer_add_c(out, equals[random_below(COUNT(equals))]);
    buffer_add_c(out, values[random_below(COUNT(values))]);
}

// Where Python's parser and HTML differ (a comment's "--!>", a tag that is cut
// off) nothing is made.
static void put_fragment(struct buffer *out)
{
    static const char *const texts[] = {"a",
                                        " b\n",
                                        "1 < 2",
                                        "<3",
                                        "&lt;i>",
                                        " متن ",
                                        ">",
                                        "\"",
                                        "< b >",
                                        "<!-- c -d > -->",
                                        "<!DOCTYPE html>",
                                        "<!x>",
                                        "<?x y?>",
                                        "<![CDATA[x < y]]>",
                                        "</p>",
                                        "</H1\n>",
                                        "\\"};
    static const char *const names[] = {"p", "BR", "o:p", "h1", "x-y", "em"};
    static const char *const ends[] = {">", "/>", " >", " />", "\n>"};
    for (size_t i = 1 + random_below(8); i > 0; i--) {
        if (random_below(2)) {
            buffer_add_c(out, texts[random_below(COUNT(texts))]);
            continue;
        }
        buffer_add_byte(out, '<');
        buffer_add_c(out, names[random_below(COUNT(names))]);
        for (size_t k = random_below(4); k > 0; k--)
            put_attribute(out);
        buffer_add_c(out, ends[random_below(COUNT(ends))]);
    }
}

// What the judge says of a file of fragments, each ended by U+001E.
static struct str judged(struct arena *arena, const char *what)
{
    char command[1024];
    snprintf(command, sizeof command,
             "python3 '%s/tests/unit/html_judge.py' %s <'%s' >'%s'",
             QALAM_SOURCE_DIR, what, in_folder("in"), in_folder("out"));
    assert_int_equal(system(command), 0);
    return unit_file(arena, in_folder("out"));
}

static bool has_python(void)
{
    if (system("python3 -c 'import html.parser' 2>/dev/null") == 0)
        return true;
    print_message("skipped: no python3\n");
    return false;
}

static struct str next_record(struct str *rest)
{
    size_t end = str_find(*rest, STR("\x1e"));
    assert_int_not_equal(end, STR_NONE);
    struct str record = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->count);
    return record;
}

static void assert_judged(struct str all)
{
    struct arena *arena = arena_new();
    put_file(in_folder("in"), all);
    struct str said = judged(arena, "tokens");
    struct buffer out = {0};
    while (all.count > 0) {
        struct str html = next_record(&all), theirs = next_record(&said);
        buffer_clear(&out);
        put_tokens(&out, html);
        // Python takes a comment that nothing ends for text.
        bool open = str_find(buffer_str(&out), STR(" (open)")) != STR_NONE;
        if (!open && !str_equal(buffer_str(&out), theirs))
            fail_msg("of %.*s\nhere:\n%.*s\nhtml.parser:\n%.*s", STR_ARG(html),
                     STR_ARG(buffer_str(&out)), STR_ARG(theirs));
    }
    buffer_release(&out);
    arena_free(arena);
}

static void test_like_html_parser(void **state)
{
    if (!has_python())
        return;
    struct buffer all = {0};
    chance = 2;
    for (size_t i = 0; i < 20000; i++) {
        put_fragment(&all);
        buffer_add_byte(&all, '\x1e');
    }
    assert_judged(buffer_str(&all));
    buffer_release(&all);
}

// HTML of word processors and converters, as the tests of filters have it.
static void test_pages_like_html_parser(void **state)
{
    static const char command[] =
        "for f in '" QALAM_SOURCE_DIR "'/tests/filters/*/*.test; do "
        "grep -q '</' \"$f\" && cat \"$f\" && printf '\\036'; done >'%s'";
    if (!has_python())
        return;
    char line[1024];
    snprintf(line, sizeof line, command, in_folder("pages"));
    assert_true(system(line) >= 0);
    struct arena *arena = arena_new();
    struct str all = unit_file(arena, in_folder("pages"));
    assert_true(all.count > 10000);
    assert_judged(all);
    arena_free(arena);
}

// ----- cmark-gfm -----

static void put_cmark_html(struct buffer *out, struct str text)
{
    cmark_node *root = cmark_parse_document(text.bytes, text.count, 0);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event;
         (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        assert_int_not_equal(cmark_node_get_type(node), CMARK_NODE_HTML_BLOCK);
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE)
            buffer_printf(out, "%s\x1e", cmark_node_get_literal(node));
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

static void put_our_html(struct buffer *out, struct str text)
{
    struct html_tokens tokens = {.text = text};
    for (size_t at = 0; at < text.count;) {
        struct html_token token;
        if (html_tokens_at(&tokens, at, &token) &&
            html_token_is_commonmark(&token)) {
            buffer_add(out, token.source);
            buffer_add_byte(out, '\x1e');
            at = token.end;
        } else
            at++;
    }
}

// Where CommonMark 0.29 sees HTML in a paragraph. Each line begins with an x,
// so that no line begins a block. cmark-gfm 0.29.0 itself misses the end that
// another "?" or "]" stands before.
static void test_like_cmark(void **state)
{
    static const char *const pieces[] = {
        "<",   "<",  "<a", "</a",       ">",        ">",     "/",   " ",
        " b",  "=",  "\"", "'",         "-",        "<!--",  "-->", "!",
        "<!A", "<?", "?>", "<![CDATA[", "]]>",      "\nx",   "c",   "1",
        ":",   ".",  "\v", "a='b'",     " d=\"e\"", "<B2-c", "/>"};
    struct buffer text = {0}, here = {0}, theirs = {0};
    size_t tags = 0;
    chance = 3;
    for (size_t round = 0; round < 100000; round++) {
        buffer_clear(&text);
        buffer_clear(&here);
        buffer_clear(&theirs);
        buffer_add_c(&text, "x");
        put_random(&text, pieces, COUNT(pieces), 16);
        buffer_add_c(&text, "x");
        struct str html = buffer_str(&text);
        if (str_find(html, STR("??")) != STR_NONE ||
            str_find(html, STR("]]]")) != STR_NONE)
            continue;
        put_our_html(&here, html);
        put_cmark_html(&theirs, html);
        tags += here.count > 0;
        if (!str_equal(buffer_str(&here), buffer_str(&theirs)))
            fail_msg("of %.*s\nhere: %.*s\ncmark: %.*s", STR_ARG(html),
                     STR_ARG(buffer_str(&here)), STR_ARG(buffer_str(&theirs)));
    }
    assert_true(tags > 10000);
    buffer_release(&text);
    buffer_release(&here);
    buffer_release(&theirs);
}

// ----- Time -----

static double seconds_for(const char *piece, size_t count)
{
    struct buffer html = {0};
    for (size_t i = 0; i < count; i++)
        buffer_add_c(&html, piece);
    clock_t start = clock();
    struct html_tokens tokens = {.text = buffer_str(&html)};
    struct html_tokens by_offset = tokens;
    for (struct html_token token; html_tokens_next(&tokens, &token);)
        continue;
    for (size_t at = 0; at < html.count; at++) {
        struct html_token token;
        html_tokens_at(&by_offset, at, &token);
    }
    buffer_release(&html);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

// Each of these would take minutes if a "<" were paid for by what follows it.
static void test_linear(void **state)
{
    static const char *const pieces[] = {"<",
                                         "<a",
                                         "<a ",
                                         "<a b",
                                         "<a b=",
                                         "<a b=\"",
                                         "<a b='\" c=\"' b='",
                                         "<a b='\" c=\"' d='\"",
                                         "<!--",
                                         "<!---",
                                         "<!--->",
                                         "<!-- --",
                                         "<?",
                                         "<![CDATA[",
                                         "<!",
                                         "</",
                                         "</a ",
                                         "<a/",
                                         "<a \"",
                                         "-",
                                         "--!",
                                         "a "};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        double seconds = seconds_for(pieces[i], 100000);
        if (seconds > 5)
            fail_msg("100000 times %s: %.1f seconds", pieces[i], seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_what_is_no_tag),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_other_forms),
        cmocka_unit_test(test_attributes_are_bounded),
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_end_tags_are_found),
        cmocka_unit_test(test_nothing_is_lost),
        WITH_FOLDER(test_like_html_parser),
        WITH_FOLDER(test_pages_like_html_parser),
        cmocka_unit_test(test_like_cmark),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
