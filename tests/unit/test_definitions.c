// SPDX-License-Identifier: MIT
// Lists of definitions as pandoc has them, and colons that define nothing.
#include "reading.h"

static void test_terms_and_meanings(void **state)
{
    assert_reads(FRONT "Mirab\n:   The person.\n\nTurn\n:   An hour.\n\n"
                       "    More.\n\n    - one\n",
                 "  terms\n    term\n      text \"Mirab\"\n"
                 "    meaning\n      paragraph\n"
                 "        text \"The person.\"\n"
                 "    term\n      text \"Turn\"\n"
                 "    meaning\n      paragraph\n        text \"An hour.\"\n"
                 "      paragraph\n        text \"More.\"\n"
                 "      list tight\n        item\n          paragraph\n"
                 "            text \"one\"\n",
                 "");
    assert_reads(FRONT "میراب\n: کسی که آب را تقسیم می\u200Cکند\n",
                 "  terms\n    term\n      text \"میراب\"\n"
                 "    meaning\n      paragraph\n"
                 "        text \"کسی که آب را تقسیم می\\u{200C}کند\"\n",
                 "");
}

static void test_forms(void **state)
{
    // Two meanings, and a term without a blank line before it.
    assert_reads(FRONT "*A*\n: one\n: two\nB\n~   three\n",
                 "  terms\n    term\n      emphasis\n        text \"A\"\n"
                 "    meaning\n      paragraph\n        text \"one\"\n"
                 "    meaning\n      paragraph\n        text \"two\"\n"
                 "    term\n      text \"B\"\n"
                 "    meaning\n      paragraph\n        text \"three\"\n",
                 "");
    assert_reads(FRONT "A\n\n:   one\n\n> B\n> : two\n\n+ list\n",
                 "  terms\n    term\n      text \"A\"\n"
                 "    meaning\n      paragraph\n        text \"one\"\n"
                 "  quote\n    terms\n      term\n        text \"B\"\n"
                 "      meaning\n        paragraph\n          text \"two\"\n"
                 "  list tight\n    item\n      paragraph\n"
                 "        text \"list\"\n",
                 "");
}

static void test_notes_in_meanings(void **state)
{
    struct reading reading =
        reading_of(FRONT "A\n:   One.[^n]\n\n    Two.[^m]\n\n"
                         "[^n]: First.\n[^m]: Second.\n");
    assert_int_equal(reading.brief->note_count, 2);
    assert_int_equal(reading.brief->notes[0]->reference_count, 1);
    assert_int_equal(reading.brief->notes[1]->reference_count, 1);
    assert_str(reading_said(&reading), "");
    reading_free(&reading);
}

static void test_colons_that_define_nothing(void **state)
{
    assert_reads(FRONT "Two\nlines\n: stay\n",
                 "  paragraph\n    text \"Two\"\n    soft-break\n"
                 "    text \"lines\"\n    soft-break\n"
                 "    text \": stay\"\n",
                 "");
    assert_reads(FRONT "About\n~ 8 percent\n\nSmile\n:smile:\n\nOnly:\n:\n",
                 "  paragraph\n    text \"About\"\n    soft-break\n"
                 "    text \"~ 8 percent\"\n"
                 "  paragraph\n    text \"Smile\"\n    soft-break\n"
                 "    text \":smile:\"\n"
                 "  paragraph\n    text \"Only:\"\n    soft-break\n"
                 "    text \":\"\n",
                 "");
    assert_reads(FRONT "Short.\n\n: Caption\n\n| a |\n|---|\n| 1 |\n",
                 "  paragraph\n    text \"Short.\"\n"
                 "  table none\n    caption\n      text \"Caption\"\n"
                 "    row head\n      cell\n        text \"a\"\n"
                 "    row\n      cell\n        text \"1\"\n",
                 "");
    assert_reads(FRONT "## Heading\n: text\n",
                 "  heading 2\n    text \"Heading\"\n"
                 "  paragraph\n    text \": text\"\n",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms_and_meanings),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_notes_in_meanings),
        cmocka_unit_test(test_colons_that_define_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
