// SPDX-License-Identifier: MIT
// Markup beyond GFM: spans, boxes, figures, captions, page breaks.
#include "reading.h"

static void test_spans(void **state)
{
    assert_reads(FRONT "a [b *c* [d](u)]{lang=prs} [e]{dir=rtl .name} "
                       "[f]{.sc} [g [h]{.name}]{lang=\"de\"}\n",
                 "  paragraph\n    text \"a \"\n"
                 "    span lang=fa-AF dir=rtl\n      text \"b \"\n"
                 "      emphasis\n        text \"c\"\n      text \" \"\n"
                 "      link url=\"u\"\n        text \"d\"\n"
                 "    text \" \"\n    span dir=rtl name\n      text \"e\"\n"
                 "    text \" \"\n    span small-caps\n      text \"f\"\n"
                 "    text \" \"\n    span lang=de dir=ltr\n"
                 "      text \"g \"\n      span name\n        text \"h\"\n",
                 "");
}

static void test_what_is_no_span_stays_text(void **state)
{
    assert_reads(FRONT "[a]{} [b] {lang=ps} \\[c]{lang=ps} `[d]{lang=ps}` "
                       "[e]{lang}\n",
                 "  paragraph\n    text \"[a]{} [b] {lang=ps} "
                 "[c]{lang=ps} \"\n    code \"[d]{lang=ps}\"\n"
                 "    text \" [e]{lang}\"\n",
                 "");
    assert_reads(FRONT "[a]{size=3} [b]{.name size=3} [c]{lang=x9!}\n",
                 "  paragraph\n    text \"a \"\n    span name\n"
                 "      text \"b\"\n    text \" c\"\n",
                 "6:5 attribute-unknown\n6:23 attribute-unknown\n"
                 "6:35 lang-wrong\n");
    // Crossed with emphasis: cmark's tree counts.
    assert_reads(FRONT "*a [b* c]{.name}\n",
                 "  paragraph\n    emphasis\n      text \"a [b\"\n"
                 "    text \" c]{.name}\"\n",
                 "6:10 attribute-text\n");
}

static void test_boxes(void **state)
{
    assert_reads(FRONT "::: box\n## H\n\nA\n:::\n\nB\n::: key-messages\n- c\n"
                       ":::\n::: definition {lang=ps}\nd\n::::\n"
                       "::: {.pull}\ne\n:::\n::: recommendations\n1. f\n:::\n",
                 "  box plain\n    heading 2\n      text \"H\"\n"
                 "    paragraph\n      text \"A\"\n"
                 "  paragraph\n    text \"B\"\n"
                 "  box key-messages\n    list tight\n      item\n"
                 "        paragraph\n          text \"c\"\n"
                 "  box lang=ps dir=rtl definition\n    paragraph\n"
                 "      text \"d\"\n"
                 "  box pull\n    paragraph\n      text \"e\"\n"
                 "  box recommendations\n    list ordered start=1 tight\n"
                 "      item\n        paragraph\n          text \"f\"\n",
                 "");
}

static void test_boxes_nest(void **state)
{
    assert_reads(FRONT "::: box\na\n::: pull\nb\n:::\nc\n:::\nd\n",
                 "  box plain\n    paragraph\n      text \"a\"\n"
                 "    box pull\n      paragraph\n        text \"b\"\n"
                 "    paragraph\n      text \"c\"\n"
                 "  paragraph\n    text \"d\"\n",
                 "");
    assert_reads(FRONT "> ::: box\n> a\n> :::\n\n- b\n\n  ::: {lang=ps}\n"
                       "  c\n  :::\n",
                 "  quote\n    box plain\n      paragraph\n"
                 "        text \"a\"\n"
                 "  list loose\n    item\n      paragraph\n"
                 "        text \"b\"\n      division lang=ps dir=rtl\n"
                 "        paragraph\n          text \"c\"\n",
                 "");
}

static void test_boxes_that_are_wrong(void **state)
{
    assert_reads(FRONT "::: box\na\n\n> ::: pull\n> b\n",
                 "  box plain\n    paragraph\n      text \"a\"\n"
                 "    quote\n      box pull\n        paragraph\n"
                 "          text \"b\"\n",
                 "6:1 box-unclosed\n9:3 box-unclosed\n");
    assert_reads(FRONT "a\n\n:::\n\nb\n",
                 "  paragraph\n    text \"a\"\n  paragraph\n    text \"b\"\n",
                 "8:1 box-unopened\n");
    assert_reads(FRONT "::: frame Read this\na\n:::\n",
                 "  paragraph\n    text \"::: frame Read this\"\n"
                 "  paragraph\n    text \"a\"\n"
                 "  paragraph\n    text \":::\"\n",
                 "6:1 box-unknown\n");
    assert_reads(FRONT "```\n::: box\n```\n\n    :::\n",
                 "  code-block \"::: box\\n\"\n  code-block \":::\\n\"\n", "");
}

static void test_captions_of_tables(void **state)
{
    const char *table = "  table none\n    caption\n      text \"The \"\n"
                        "      emphasis\n        text \"rivers\"\n"
                        "    row head\n      cell\n        text \"a\"\n";
    assert_reads(FRONT "Table: The *rivers*\n\n|a|\n|-|\n", table, "");
    assert_reads(FRONT "|a|\n|-|\n\nTable: The *rivers*\n", table, "");
    assert_reads(FRONT "Table: no table\n\nText\n",
                 "  paragraph\n    text \"Table: no table\"\n"
                 "  paragraph\n    text \"Text\"\n",
                 "");
    // One caption between two tables is the first's.
    assert_reads(FRONT "|a|\n|-|\n\nTable: c\n\n|b|\n|-|\n",
                 "  table none\n    caption\n      text \"c\"\n"
                 "    row head\n      cell\n        text \"a\"\n"
                 "  table none\n    row head\n      cell\n"
                 "        text \"b\"\n",
                 "");
}

static void test_captions_in_the_language(void **state)
{
    struct reading reading = reading_of(
        "---\ntitle: T\nlang: prs\n---\n\nجدول: دریاها\n\n|a|\n|-|\n");
    assert_str(reading_dump(&reading, "body\n", "    row"),
               "  table none\n    caption\n      text \"دریاها\"\n");
    reading_free(&reading);
    reading = reading_of("---\ntitle: T\nlang: fr\n---\n\nTableau\u00A0: "
                         "Eaux\n\n|a|\n|-|\n");
    assert_str(reading_dump(&reading, "body\n", "    row"),
               "  table none\n    caption\n      text \"Eaux\"\n");
    reading_free(&reading);
    assert_reads(FRONT "Table:\n\n|a|\n|-|\n",
                 "  paragraph\n    text \"Table:\"\n"
                 "  table none\n    row head\n      cell\n"
                 "        text \"a\"\n",
                 "");
}

static void test_page_breaks(void **state)
{
    assert_reads(FRONT "a\n\n\\newpage\n\nb \\newpage\n\n`\\newpage`\n",
                 "  paragraph\n    text \"a\"\n  page-break\n"
                 "  paragraph\n    text \"b \\\\newpage\"\n"
                 "  paragraph\n    code \"\\\\newpage\"\n",
                 "");
}

static void test_figures(void **state)
{
    assert_reads(FRONT "![Alt *x*](no.png \"A *title*\"){credit=\"Me & you\" "
                       "width=frame}\n\nin ![b](no.png){width=column} text\n\n"
                       "![c](no.png)\n{.x}\n",
                 "  figure frame credit=\"Me & you\"\n"
                 "    image path=\"no.png\" alt=\"Alt x\" "
                 "title=\"A *title*\" missing\n"
                 "    caption\n      text \"A \"\n      emphasis\n"
                 "        text \"title\"\n"
                 "  paragraph\n    text \"in \"\n"
                 "    image path=\"no.png\" alt=\"b\" missing\n"
                 "    text \" text\"\n"
                 "  figure\n"
                 "    image path=\"no.png\" alt=\"c\" missing\n",
                 "6:1 image-missing\n8:4 image-missing\n"
                 "8:16 attribute-unknown\n10:1 image-missing\n"
                 "11:2 attribute-unknown\n");
    assert_reads(FRONT "![a](no.png){lang=ps .big}\n",
                 "  figure\n    image lang=ps dir=rtl path=\"no.png\" "
                 "alt=\"a\" missing\n",
                 "6:1 image-missing\n6:22 attribute-unknown\n");
}

static void test_links_have_languages(void **state)
{
    assert_reads(FRONT "[a](u){lang=de} (b){lang=de}\n",
                 "  paragraph\n    link lang=de dir=ltr url=\"u\"\n"
                 "      text \"a\"\n    text \" (b){lang=de}\"\n",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_what_is_no_span_stays_text),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_boxes_nest),
        cmocka_unit_test(test_boxes_that_are_wrong),
        cmocka_unit_test(test_captions_of_tables),
        cmocka_unit_test(test_captions_in_the_language),
        cmocka_unit_test(test_page_breaks),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_links_have_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
