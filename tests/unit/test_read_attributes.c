// SPDX-License-Identifier: MIT
// Attributes in braces behind headings, captions, paragraphs, pictures, links
// and code; raw blocks; and braces that are words.
#include "reading.h"

static void test_headings(void **state)
{
    assert_reads(FRONT "## Custom part {#custom-part .unnumbered}\n\n"
                       "## منابع {-}\n\n### Deep ### {#deep}\n\n"
                       "Set {#se}\n---\n\n## Kram {:#k}\n\n"
                       "## Year (2020){#y}\n",
                 "  heading 2 id=\"custom-part\"\n"
                 "    text \"Custom part\"\n"
                 "  heading 2\n    text \"منابع\"\n"
                 "  heading 3 id=\"deep\"\n    text \"Deep\"\n"
                 "  heading 2 id=\"se\"\n    text \"Set\"\n"
                 "  heading 2 id=\"k\"\n    text \"Kram\"\n"
                 "  heading 2 id=\"y\"\n    text \"Year (2020)\"\n",
                 "");
    assert_reads(FRONT "## A {.blue}\n", "  heading 2\n    text \"A\"\n",
                 "6:7 attribute-unknown\n");
}

static void test_captions(void **state)
{
    assert_reads(FRONT "Table: Hours of water {#tbl:hours}\n\n"
                       "| a |\n|---|\n| 1 |\n",
                 "  table anchor=\"tbl-hours\" none\n    caption\n"
                 "      text \"Hours of water\"\n    row head\n      cell\n"
                 "        text \"a\"\n    row\n      cell\n"
                 "        text \"1\"\n",
                 "");
    assert_reads(FRONT "![Map](no.png \"The map\"){#fig:map}\n",
                 "  figure anchor=\"fig-map\"\n"
                 "    image path=\"no.png\" alt=\"Map\" title=\"The map\" "
                 "missing\n"
                 "    caption\n      text \"The map\"\n",
                 "6:1 image-missing\n");
}

static void test_paragraphs(void **state)
{
    assert_reads(FRONT "Words. {#here}\n\nMore\nlines\n{: #there}\n\n"
                       "- item {#i}\n\n> Quoted. {#q}\n",
                 "  paragraph anchor=\"here\"\n    text \"Words.\"\n"
                 "  paragraph anchor=\"there\"\n    text \"More\"\n"
                 "    soft-break\n    text \"lines\"\n"
                 "  list tight\n    item\n      paragraph anchor=\"i\"\n"
                 "        text \"item\"\n"
                 "  quote\n    paragraph anchor=\"q\"\n"
                 "      text \"Quoted.\"\n",
                 "");
}

static void test_braces_that_are_words(void **state)
{
    assert_reads(FRONT "The set {a=1} or {a=1}\n\nf(x){a=b} here\n\n"
                       "Escaped \\{#id}\n\n## The set \\{#a}\n\n"
                       "## {#only}\n\nA {#hash here} and {{#if}}\n",
                 "  paragraph\n    text \"The set {a=1} or {a=1}\"\n"
                 "  paragraph\n    text \"f(x){a=b} here\"\n"
                 "  paragraph\n    text \"Escaped {#id}\"\n"
                 "  heading 2\n    text \"The set {#a}\"\n"
                 "  heading 2\n    text \"{#only}\"\n"
                 "  paragraph\n    text \"A {#hash here} and {{#if}}\"\n",
                 "");
}

static void test_links_and_spans(void **state)
{
    assert_reads(FRONT "[[the report]{.underline}](https://a.b/r) "
                       "[**[law]{.underline}**](u){target=_blank}\n",
                 "  paragraph\n    link url=\"https://a.b/r\"\n"
                 "      text \"the report\"\n    text \" \"\n"
                 "    link url=\"u\"\n      strong\n        text \"law\"\n",
                 "");
    assert_reads(FRONT "[low]{.underline} [Caps]{.smallcaps} []{#b .anchor}x\n",
                 "  paragraph\n    emphasis\n      text \"low\"\n"
                 "    text \" \"\n    span small-caps\n"
                 "      text \"Caps\"\n    text \" \"\n"
                 "    span anchor=\"b\"\n    text \"x\"\n",
                 "");
}

static void test_code(void **state)
{
    assert_reads(FRONT "`x`{.python} and `{.y}`\n\n"
                       "```{#c .python .numberLines}\nx\n```\n\n"
                       "```{r, echo=FALSE}\ny\n```\n",
                 "  paragraph\n    code \"x\"\n    text \" and \"\n"
                 "    code \"{.y}\"\n"
                 "  code-block anchor=\"c\" info=\"python\" \"x\\n\"\n"
                 "  code-block info=\"r\" \"y\\n\"\n",
                 "");
}

static void test_raw(void **state)
{
    assert_reads(FRONT "- one\n\n```{=html}\n<!-- -->\n```\n\n- two\n",
                 "  list tight\n    item\n      paragraph\n"
                 "        text \"one\"\n"
                 "  list tight\n    item\n      paragraph\n"
                 "        text \"two\"\n",
                 "");
    assert_reads(FRONT "A `<b>bold</b>`{=html} word.\n\n"
                       "```{=latex}\n\\newpage\n```\n\n"
                       "```{=typst}\n#pagebreak()\n```\n",
                 "  paragraph\n    text \"A \"\n    strong\n"
                 "      text \"bold\"\n    text \" word.\"\n  page-break\n",
                 "12:1 raw-left-out\n");
}

static void test_html_anchors(void **state)
{
    assert_reads(FRONT "## <a id=\"_Toc1\"></a>Findings\n\n"
                       "<a name=\"t\"></a>Text.\n",
                 "  heading 2\n    span anchor=\"_Toc1\"\n"
                 "    text \"Findings\"\n"
                 "  paragraph\n    span anchor=\"t\"\n    text \"Text.\"\n",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_braces_that_are_words),
        cmocka_unit_test(test_links_and_spans),
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_html_anchors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
