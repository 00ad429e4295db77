// SPDX-License-Identifier: MIT
// Boxes of other programs, marks of contents, lists that pandoc numbers, verse.
#include "reading.h"

#define BOX(title, text)                                                       \
    "  box plain\n    paragraph\n      strong\n        text \"" title "\"\n"   \
    "    paragraph\n      text \"" text "\"\n"

static void test_alerts_of_github(void **state)
{
    assert_reads(
        FRONT "> [!NOTE]\n> Shut on Fridays.\n\n"
              "> [!warning]\n>\n> Deep.\n\n"
              "- item\n\n  > [!TIP] Own title\n  > Text.\n",
        BOX("Note", "Shut on Fridays.")
            BOX("Warning", "Deep.") "  list loose\n    item\n      paragraph\n"
                                    "        text \"item\"\n"
                                    "      box plain\n        paragraph\n"
                                    "          strong\n"
                                    "            text \"Own title\"\n"
                                    "        paragraph\n"
                                    "          text \"Text.\"\n",
        "");
    assert_reads("---\ntitle: T\nlang: fa-AF\n---\n\n> [!NOTE]\n> آب\n",
                 BOX("یادداشت", "آب"), "");
    assert_reads("---\ntitle: T\nlang: ps\n---\n\n> [!WARNING]\n> اوبه\n",
                 BOX("خبرداری", "اوبه"), "");
}

static void test_quotations_that_are_none(void **state)
{
    assert_reads(FRONT "> [!NOTE\n\n> See [!NOTE] here.\n\n[!NOTE]\n",
                 "  quote\n    paragraph\n      text \"[!NOTE\"\n"
                 "  quote\n    paragraph\n"
                 "      text \"See [!NOTE] here.\"\n"
                 "  paragraph\n    text \"[!NOTE]\"\n",
                 "");
}

static void test_divisions(void **state)
{
    assert_reads(
        FRONT ":::tip\nA\n:::\n\n:::note[Own]\nB\n:::\n\n"
              "::: {.callout-caution title=\"Hear\"}\nC\n:::\n\n"
              ":::{important} This\nD\n:::\n",
        BOX("Tip", "A") BOX("Own", "B") BOX("Hear", "C") BOX("This", "D"), "");
    assert_reads(FRONT ":::: columns\n::: {#left}\nA\n:::\n::::\n",
                 "  division\n    division anchor=\"left\"\n"
                 "      paragraph\n        text \"A\"\n",
                 "6:1 division-unknown\n");
    assert_reads(FRONT "```{note} Own\nSome *text*.\n```\n",
                 "  box plain\n    paragraph\n      strong\n"
                 "        text \"Own\"\n    paragraph\n"
                 "      text \"Some \"\n      emphasis\n"
                 "        text \"text\"\n      text \".\"\n",
                 "");
}

static void test_marks_of_contents(void **state)
{
    assert_reads(FRONT "[TOC]\n\n[[_TOC_]]\n\nA [TOC] in text.\n",
                 "  paragraph\n    text \"A [TOC] in text.\"\n",
                 "6:1 contents-mark\n8:1 contents-mark\n");
}

static void test_lists_that_pandoc_numbers(void **state)
{
    assert_reads(FRONT "#. one\n#. two\n",
                 "  list ordered start=1 tight\n    item\n      paragraph\n"
                 "        text \"one\"\n    item\n      paragraph\n"
                 "        text \"two\"\n",
                 "");
    assert_reads(FRONT "(@a) one\n\nAs (@b) and (@c) say.\n\n(@b) two\n",
                 "  list ordered start=1 tight\n    item\n      paragraph\n"
                 "        text \"one\"\n"
                 "  paragraph\n    text \"As (2) and (@c) say.\"\n"
                 "  list ordered start=2 tight\n    item\n      paragraph\n"
                 "        text \"two\"\n",
                 "");
    assert_reads(FRONT "#.none\n\n(@) \n\na (@b)\n",
                 "  paragraph\n    text \"#.none\"\n"
                 "  paragraph\n    text \"(@)\"\n"
                 "  paragraph\n    text \"a (@b)\"\n",
                 "");
}

static void test_verse(void **state)
{
    assert_reads(FRONT "| The line\n| and *next*\n  goes on\n\n"
                       "> | آب\n> | نان\n",
                 "  paragraph\n    text \"The line\"\n    line-break\n"
                 "    text \"and \"\n    emphasis\n      text \"next\"\n"
                 "    soft-break\n    text \"goes on\"\n"
                 "  quote\n    paragraph\n      text \"آب\"\n"
                 "      line-break\n      text \"نان\"\n",
                 "");
    assert_reads(FRONT "| a | b |\n| c | d |\n\nA | b\n\n|x\n",
                 "  paragraph\n    text \"| a | b |\"\n    soft-break\n"
                 "    text \"| c | d |\"\n"
                 "  paragraph\n    text \"A | b\"\n"
                 "  paragraph\n    text \"|x\"\n",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alerts_of_github),
        cmocka_unit_test(test_quotations_that_are_none),
        cmocka_unit_test(test_divisions),
        cmocka_unit_test(test_marks_of_contents),
        cmocka_unit_test(test_lists_that_pandoc_numbers),
        cmocka_unit_test(test_verse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
