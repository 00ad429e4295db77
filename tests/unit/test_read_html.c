// SPDX-License-Identifier: MIT
// HTML in Markdown: what is known, what stays text, what never comes through.
#include "reading.h"

static void test_inlines(void **state)
{
    assert_reads(FRONT "H<sub>2</sub>O m<sup>3</sup><br>x "
                       "<span lang=\"prs\" class='name'>n</span> <bdi>b</bdi> "
                       "<b>s</b> <em>e</em> <a href=\"http://x.y\">l</a> "
                       "<code>c</code>\n",
                 "  paragraph\n    text \"H\"\n    subscript\n"
                 "      text \"2\"\n    text \"O m\"\n    superscript\n"
                 "      text \"3\"\n    line-break\n    text \"x \"\n"
                 "    span lang=fa-AF dir=rtl name\n      text \"n\"\n"
                 "    text \" \"\n    span isolate\n      text \"b\"\n"
                 "    text \" \"\n    strong\n      text \"s\"\n"
                 "    text \" \"\n    emphasis\n      text \"e\"\n"
                 "    text \" \"\n    link url=\"http://x.y\"\n"
                 "      text \"l\"\n    text \" \"\n    code \"c\"\n",
                 "");
}

static void test_blocks_around_markdown(void **state)
{
    assert_reads(FRONT "<aside class=box>\n\n## H\n\n*a*\n\n</aside>\n\n"
                       "<div dir=rtl lang=ps>\n\nb\n\n</div>\n\n"
                       "<section>\n\nc\n\n</section>\n",
                 "  box plain\n    heading 2\n      text \"H\"\n"
                 "    paragraph\n      emphasis\n        text \"a\"\n"
                 "  division lang=ps dir=rtl\n    paragraph\n"
                 "      text \"b\"\n"
                 "  paragraph\n    text \"c\"\n",
                 "");
}

static void test_the_class_that_says_more(void **state)
{
    assert_reads(FRONT "<div class=\"box key-messages\">a</div>\n",
                 "  box key-messages\n    paragraph\n      text \"a\"\n", "");
}

static void test_blocks_of_bare_text(void **state)
{
    assert_reads(FRONT "<div lang=de>\na &amp; b\n<p>c <b>d</b>\n<p>e</p>\n"
                       "<ul><li>f<li>g</ul>\n<ol start=3><li><p>h</p></ol>\n"
                       "<blockquote>i</blockquote>\n<h2>j</h2>\n<hr>\nk\n"
                       "</div>\n",
                 "  division lang=de dir=ltr\n"
                 "    paragraph\n      text \"a & b\"\n"
                 "    paragraph\n      text \"c \"\n      strong\n"
                 "        text \"d\"\n"
                 "    paragraph\n      text \"e\"\n"
                 "    list tight\n      item\n        paragraph\n"
                 "          text \"f\"\n      item\n        paragraph\n"
                 "          text \"g\"\n"
                 "    list ordered start=3 tight\n      item\n"
                 "        paragraph\n          text \"h\"\n"
                 "    quote\n      paragraph\n        text \"i\"\n"
                 "    heading 2\n      text \"j\"\n"
                 "    rule\n    paragraph\n      text \"k\"\n",
                 "");
}

static void test_figures(void **state)
{
    assert_reads(FRONT "<figure>\n<img src=\"no.png\" alt=\"A &amp; B\">\n"
                       "<figcaption>C <i>d</i></figcaption>\n</figure>\n",
                 "  figure\n    image path=\"no.png\" alt=\"A & B\" missing\n"
                 "    caption\n      text \"C \"\n      emphasis\n"
                 "        text \"d\"\n",
                 "7:1 image-missing\n");
    // What is more in it comes after it.
    assert_reads(FRONT "<figure>\n\n![x](no.png)\n\nmore\n\n</figure>\n",
                 "  figure\n    image path=\"no.png\" alt=\"x\" missing\n"
                 "  paragraph\n    text \"more\"\n",
                 "8:1 image-missing\n");
}

static void test_notes_within_html(void **state)
{
    assert_reads(FRONT "<div lang=de>\na[^1]\n</div>\n\n[^1]: n\n",
                 "  division lang=de dir=ltr\n    paragraph\n"
                 "      text \"a\"\n      note-reference 0 label=\"1\"\n",
                 "");
}

static void test_unknown_tags_stay_text(void **state)
{
    assert_reads(FRONT "a <blink>b</blink> 1 < 2 <?php x ?> <![CDATA[y]]>\n",
                 "  paragraph\n    text \"a <blink>b</blink> 1 < 2 "
                 "<?php x ?> <![CDATA[y]]>\"\n",
                 "6:3 html-unknown\n6:11 html-unknown\n6:26 html-unknown\n"
                 "6:37 html-unknown\n");
    assert_reads(FRONT "<blink>\nb\n</blink>\n",
                 "  paragraph\n    text \"<blink> b </blink>\"\n",
                 "6:1 html-unknown\n8:1 html-unknown\n");
}

static void test_active_content_never_comes_through(void **state)
{
    assert_reads(FRONT "<script>alert(1)</script>\n\nA "
                       "<script>alert(2)</script> b <b onclick='x()'>c</b>, "
                       "<svg onload=x><path/></svg>.\n\n"
                       "<style>p{}</style>\n\n<iframe src=x></iframe>\n\n"
                       "<form action=x><input name=a>d</form>\n",
                 "  paragraph\n    text \"A  b \"\n    strong\n"
                 "      text \"c\"\n    text \", .\"\n"
                 "  paragraph\n    text \"d\"\n",
                 "6:1 html-unsafe\n8:3 html-unsafe\n8:31 html-unsafe\n"
                 "8:55 html-unsafe\n10:1 html-unsafe\n12:1 html-unsafe\n"
                 "14:1 html-unsafe\n14:16 html-unsafe\n");
    assert_reads(FRONT "<a href=\" java\tscript:x\">a</a> "
                       "<a href='&#106;avascript:x'>b</a> "
                       "<img src=x onerror=y>\n",
                 "  paragraph\n    text \"a b \"\n"
                 "    image path=\"x\" missing\n",
                 "6:1 link-unsafe\n6:32 link-unsafe\n6:66 html-unsafe\n"
                 "6:66 image-missing\n");
}

static void test_tables(void **state)
{
    assert_reads(FRONT "<table border=1>\n<caption>C</caption>\n"
                       "<tr><th>a<th align=right>b</tr>\n"
                       "<tr><td>1</td><td style='text-align: right'>2\n"
                       "</table>\n",
                 "  table none end\n    caption\n      text \"C\"\n"
                 "    row head\n      cell\n        text \"a\"\n"
                 "      cell end\n        text \"b\"\n"
                 "    row\n      cell\n        text \"1\"\n"
                 "      cell end\n        text \"2\"\n",
                 "");
    // Blank lines make Markdown of what is between them.
    assert_reads(FRONT "<table>\n\n<tr>\n\n<td>\n\n*a* b\n\n- c\n\n"
                       "</td>\n\n</tr>\n\n</table>\n\nd\n",
                 "  table none\n    row\n      cell\n"
                 "        emphasis\n          text \"a\"\n"
                 "        text \" b\"\n        line-break\n"
                 "        text \"c\"\n"
                 "  paragraph\n    text \"d\"\n",
                 "");
}

static void test_cells_that_span(void **state)
{
    assert_reads(FRONT "<table><tr><td rowspan=2>a<td>b<tr><td>c\n"
                       "<tr><td colspan=2>d</table>\n",
                 "  table none none\n"
                 "    row\n      cell rows=2\n        text \"a\"\n"
                 "      cell\n        text \"b\"\n"
                 "    row\n      cell covered\n"
                 "      cell\n        text \"c\"\n"
                 "    row\n      cell columns=2\n        text \"d\"\n"
                 "      cell covered\n",
                 "");
}

// Rows end with their group, and a foot is last wherever it is written; spans
// that meet or reach out of the table are cut.
static void test_groups_of_rows(void **state)
{
    assert_reads(FRONT "<table><thead><tr><th rowspan=5>A<th>B</thead>\n"
                       "<tfoot><tr><td>sum<td>9</tfoot>\n"
                       "<tbody><tr><th rowspan=0>x<td>1\n"
                       "<tr><td>2</table>\n",
                 "  table none none\n"
                 "    row head\n      cell\n        text \"A\"\n"
                 "      cell\n        text \"B\"\n"
                 "    row\n      cell head rows=2\n        text \"x\"\n"
                 "      cell\n        text \"1\"\n"
                 "    row\n      cell covered\n"
                 "      cell\n        text \"2\"\n"
                 "    row foot\n      cell\n        text \"sum\"\n"
                 "      cell\n        text \"9\"\n",
                 "");
    assert_reads(FRONT "<table><tr><td>a<td rowspan=2>b<td>c\n"
                       "<tr><td colspan=3>d</table>\n",
                 "  table none none none\n"
                 "    row\n      cell\n        text \"a\"\n"
                 "      cell rows=2\n        text \"b\"\n"
                 "      cell\n        text \"c\"\n"
                 "    row\n      cell\n        text \"d\"\n"
                 "      cell covered\n",
                 "");
    // No cell begins in the columns that this one asks for.
    assert_reads(FRONT "<table><tr><td>a<td>b<tr><td colspan=5>c</table>\n",
                 "  table none none\n"
                 "    row\n      cell\n        text \"a\"\n"
                 "      cell\n        text \"b\"\n"
                 "    row\n      cell columns=2\n        text \"c\"\n"
                 "      cell covered\n",
                 "");
}

static void test_blocks_in_a_cell_are_lines(void **state)
{
    assert_reads(FRONT "<table><tr><td><p>a</p><p>b</p>c<ul><li>d<li>e</ul>\n"
                       "<td><table><tr><td>f<td>g</table></table>\n",
                 "  table none none\n    row\n      cell\n"
                 "        text \"a\"\n        line-break\n"
                 "        text \"b\"\n        line-break\n"
                 "        text \"c\"\n        line-break\n"
                 "        text \"d\"\n        line-break\n"
                 "        text \"e\"\n"
                 "      cell\n        text \"f\"\n        line-break\n"
                 "        text \"g\"\n",
                 "");
}

static void test_tables_in_pieces(void **state)
{
    // No cell is said to begin, no row, no table.
    assert_reads(FRONT "<table>a<td>b</table>\n\n<td>c</td> d\n",
                 "  table none none\n    row\n      cell\n"
                 "        text \"a\"\n      cell\n        text \"b\"\n"
                 "  paragraph\n    text \"c\"\n"
                 "  paragraph\n    text \"d\"\n",
                 "");
    assert_reads(FRONT "<table><caption>a</caption></table>\n",
                 "  paragraph\n    text \"a\"\n", "");
    assert_reads(FRONT "<table></table>\n\na\n",
                 "  paragraph\n    text \"a\"\n", "");
}

static void test_other_tags(void **state)
{
    assert_reads(FRONT "<u>a</u> <q>b</q> <small>c</small> <kbd>d</kbd>"
                       "<ins>e</ins>\n\n"
                       "<dl><dt>f<dd>g</dl>\n\n"
                       "<details><summary>h</summary>i</details>\n\n"
                       "<pre><code>j  k\n &lt;l</code></pre>\n",
                 "  paragraph\n    emphasis\n      text \"a\"\n"
                 "    text \" “b” c \"\n    code \"d\"\n    text \"e\"\n"
                 "  paragraph\n    strong\n      text \"f\"\n"
                 "  paragraph\n    text \"g\"\n"
                 "  paragraph\n    strong\n      text \"h\"\n"
                 "  paragraph\n    text \"i\"\n"
                 "  code-block \"j  k\\n <l\"\n",
                 "");
}

static void test_titles_keep_tags_as_text(void **state)
{
    struct reading reading = reading_of(
        "---\ntitle: \"<script>alert(1)</script>\"\nlang: en\n---\n\nT\n");
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.title.items[0]),
        "<script>alert(1)</script>");
    assert_true(reading.good);
    reading_free(&reading);
}

static void test_unbalanced(void **state)
{
    assert_reads(FRONT "<div lang=de>\n\n<p>a <b>b <i>c</b></i>\n\n"
                       "</section>\n\nd\n",
                 "  division lang=de dir=ltr\n    paragraph\n"
                 "      text \"a \"\n      strong\n        text \"b \"\n"
                 "        emphasis\n          text \"c\"\n"
                 "    paragraph\n      text \"d\"\n",
                 "6:1 html-unclosed\n8:11 html-unclosed\n"
                 "8:19 html-unopened\n10:1 html-unopened\n");
}

static void test_open_comments_hide_nothing(void **state)
{
    assert_reads(FRONT "a\n\n<!-- never closed\n\n*b*\n",
                 "  paragraph\n    text \"a\"\n"
                 "  paragraph\n    text \"<!-- never closed\"\n"
                 "  paragraph\n    emphasis\n      text \"b\"\n",
                 "8:1 html-cut\n");
    assert_reads(FRONT "a <!-- gone --> b\n\n<!--\ngone\n\ntoo\n-->\n\nc\n",
                 "  paragraph\n    text \"a  b\"\n"
                 "  paragraph\n    text \"c\"\n",
                 "");
    assert_reads(FRONT "<script>\n\nb\n",
                 "  paragraph\n    text \"<script>\"\n"
                 "  paragraph\n    text \"b\"\n",
                 "6:1 html-cut\n");
    // Another name that begins so swallows nothing.
    assert_reads(FRONT "<preface>\n\nb\n",
                 "  paragraph\n    text \"<preface>\"\n"
                 "  paragraph\n    text \"b\"\n",
                 "6:1 html-unknown\n");
}

static void test_attributes(void **state)
{
    assert_reads(FRONT "<span style=\"x\" id=a lang=x9!>a</span>\n",
                 "  paragraph\n    span anchor=\"a\"\n      text \"a\"\n",
                 "6:1 html-attribute\n6:1 lang-wrong\n");
}

// <!--> is a whole comment (HTML 13.2.5.43): what follows it is said.
static void test_empty_comments(void **state)
{
    assert_reads(FRONT "<div>a <!-->b<!---> c</div>\n",
                 "  paragraph\n    text \"a b c\"\n", "");
}

static void test_references(void **state)
{
    assert_reads(FRONT "<p>It&#146;s &lang;a&rang; &Zwnj;</p>\n",
                 "  paragraph\n    text \"It’s ⟨a⟩ &Zwnj;\"\n", "");
    // U+FFFE marks notes and spans: nobody can write it.
    assert_reads(FRONT "<p>[a]{.b} &lt;qn:&#xFFFE;0&gt;</p>\n",
                 "  paragraph\n    text \"a <qn:\\u{FFFD}0>\"\n",
                 "6:8 attribute-unknown\n");
}

// The end of <pre> in any case, and no other's.
static void test_ends_of_pre(void **state)
{
    assert_reads(FRONT "<pre>a\n&lt;b&gt; </preface></Pre>\n",
                 "  code-block \"a\\n<b> </preface>\"\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_blocks_around_markdown),
        cmocka_unit_test(test_the_class_that_says_more),
        cmocka_unit_test(test_blocks_of_bare_text),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_notes_within_html),
        cmocka_unit_test(test_unknown_tags_stay_text),
        cmocka_unit_test(test_active_content_never_comes_through),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_cells_that_span),
        cmocka_unit_test(test_groups_of_rows),
        cmocka_unit_test(test_blocks_in_a_cell_are_lines),
        cmocka_unit_test(test_tables_in_pieces),
        cmocka_unit_test(test_other_tags),
        cmocka_unit_test(test_titles_keep_tags_as_text),
        cmocka_unit_test(test_unbalanced),
        cmocka_unit_test(test_open_comments_hide_nothing),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_empty_comments),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_ends_of_pre),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
