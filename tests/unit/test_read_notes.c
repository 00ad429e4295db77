// SPDX-License-Identifier: MIT
// Notes: where they are defined, what refers to them, what is missing.
#include "reading.h"

static void assert_notes(const char *text, const char *notes, const char *said)
{
    struct reading reading = reading_of(text);
    struct str dump = reading_dump(&reading, "body\n", NULL);
    size_t start = str_find(dump, STR("\nnote "));
    assert_str(start == STR_NONE ? STR("")
                                 : str_slice(dump, start + 1, dump.count),
               notes);
    assert_str(reading_said(&reading), said);
    reading_free(&reading);
}

#define NOTE(label, text)                                                      \
    "note 0 label=\"" label "\"\n  paragraph\n    text \"" text "\"\n"

static void test_paragraphs_by_indent(void **state)
{
    assert_notes(FRONT "A.[^1]\n\n[^1]: First\nlazy on.\n\n    Second.\n\n"
                       "    - item\n\n          code\n\nAfter.\n",
                 "note 0 label=\"1\"\n  paragraph\n    text \"First\"\n"
                 "    soft-break\n    text \"lazy on.\"\n"
                 "  paragraph\n    text \"Second.\"\n"
                 "  list loose\n    item\n      paragraph\n"
                 "        text \"item\"\n      code-block \"code\\n\"\n",
                 "");
    assert_reads(FRONT "A.[^1]\n\n[^1]: First\n\n    Second.\n\nAfter.\n",
                 "  paragraph\n    text \"A.\"\n"
                 "    note-reference 0 label=\"1\"\n"
                 "  paragraph\n    text \"After.\"\n",
                 "");
}

static void test_one_after_the_other(void **state)
{
    assert_notes(FRONT "A[^1][^2][^3]\n[^1]: a\n[^2]: b\n\n[^3]:\n    c\n",
                 NOTE("1", "a") NOTE("2", "b") NOTE("3", "c"), "");
}

static void test_in_lists_and_quotes(void **state)
{
    assert_notes(FRONT "A.[^1] B.[^2] C.[^3]\n\n- item\n\n"
                       "  [^1]: inside\n\n> [^2]: in quote\n\n"
                       "1.  x\n\n    [^3]: in item\n",
                 NOTE("1", "inside") NOTE("2", "in quote") NOTE("3", "in item"),
                 "");
    // The quote that held nothing else is gone.
    assert_reads(FRONT "A.[^1]\n\n> [^1]: in quote\n\nB\n",
                 "  paragraph\n    text \"A.\"\n"
                 "    note-reference 0 label=\"1\"\n"
                 "  paragraph\n    text \"B\"\n",
                 "");
}

static void test_not_in_code(void **state)
{
    assert_reads(FRONT "```\n[^1]: x\n```\n\n    [^2]: y\n\n`[^1]: z`\n",
                 "  code-block \"[^1]: x\\n\"\n"
                 "  code-block \"[^2]: y\\n\"\n"
                 "  paragraph\n    code \"[^1]: z\"\n",
                 "");
}

static void test_references(void **state)
{
    assert_reads(FRONT "a[^1]**b.**[^1] `[^1]` \\[^1] [^ 1] [^] "
                       "[link [^1]](u) http://x.org/[^1] ![alt[^1]](#)\n\n"
                       "[^1]: n\n",
                 "  paragraph\n    text \"a\"\n"
                 "    note-reference 0 label=\"1\"\n"
                 "    strong\n      text \"b.\"\n"
                 "    note-reference 0 label=\"1\" again=1\n    text \" \"\n"
                 "    code \"[^1]\"\n    text \" [^1] [^ 1] [^] \"\n"
                 "    link url=\"u\"\n      text \"link \"\n"
                 "      note-reference 0 label=\"1\" again=2\n"
                 "    text \" \"\n    link url=\"http://x.org/\"\n"
                 "      text \"http://x.org/\"\n"
                 "    note-reference 0 label=\"1\" again=3\n"
                 "    text \" \"\n    image path=\"#\" alt=\"alt\" missing\n"
                 "    note-reference 0 label=\"1\" again=4\n",
                 "6:73 image-missing\n");
}

static void test_labels(void **state)
{
    // Arabic script, case, and letters that compose.
    assert_reads(FRONT "[^یادداشت] [^ABC] [^e\xCC\x81]\n\n"
                       "[^یادداشت]: a\n[^abc]: b\n[^É]: c\n",
                 "  paragraph\n    note-reference 0 label=\"یادداشت\"\n"
                 "    text \" \"\n    note-reference 0 label=\"abc\"\n"
                 "    text \" \"\n    note-reference 0 label=\"É\"\n",
                 "");
}

static void test_missing_and_twice(void **state)
{
    assert_notes(FRONT "A[^nope] B[^1]\n\n[^1]: first\n\n[^1]: second\n",
                 NOTE("1", "first") NOTE("1", "second"),
                 "6:2 note-missing\n10:1 note-duplicate\n");
    assert_reads(FRONT "A[^no*pe] b*\n",
                 "  paragraph\n    text \"A[^no*pe] b*\"\n",
                 "6:2 note-missing\n");
}

static void test_inline_notes(void **state)
{
    assert_notes(FRONT "A^[inline *x* [b] [^1]]. \\^[no] `^[no]` ^[].\n\n"
                       "[^1]: n\n",
                 NOTE("1", "n") "note 0\n  paragraph\n"
                                "    text \"inline \"\n    emphasis\n"
                                "      text \"x\"\n    text \" [b] \"\n"
                                "    note-reference 0 label=\"1\"\n",
                 "");
    assert_reads(FRONT "| a^[x | y] | b |\n|---|---|\n",
                 "  table none none\n    row head\n      cell\n"
                 "        text \"a\"\n        note-reference 0\n"
                 "      cell\n        text \"b\"\n",
                 "");
    // 1. in a note is no list.
    assert_notes(FRONT "A^[1. one]\n",
                 "note 0\n  paragraph\n    text \"1. one\"\n", "");
}

static void test_lines_after_a_note_of_several_lines(void **state)
{
    assert_reads(FRONT "a^[b\nc] d\ne\n\nf[^x]\n",
                 "  paragraph\n    text \"a\"\n    note-reference 0\n"
                 "    text \" d\"\n    soft-break\n    text \"e\"\n"
                 "  paragraph\n    text \"f[^x]\"\n",
                 "10:2 note-missing\n");
    assert_reads(FRONT "a^[b\nc] d\n\n<blink>e\n\n![f](no.png)\n",
                 "  paragraph\n    text \"a\"\n    note-reference 0\n"
                 "    text \" d\"\n  paragraph\n    text \"<blink>e\"\n"
                 "  figure\n    image path=\"no.png\" alt=\"f\" missing\n",
                 "9:1 html-unknown\n11:1 image-missing\n");
}

static void test_inline_notes_nest_to_a_depth(void **state)
{
    struct reading reading = reading_of(FRONT "A^[b^[c^[d^[e]]]]\n");
    assert_int_equal(reading.brief->note_count, 3);
    assert_str(reading_said(&reading), "6:11 note-deep\n");
    reading_free(&reading);
}

static void test_front_matter_refers_to_the_body(void **state)
{
    struct reading reading =
        reading_of("---\ntitle: T[^t]\nlang: en\nabstract: A.[^a]\n---\n\n"
                   "B[^a]\n\n[^a]: one\n[^t]: two\n");
    assert_int_equal(reading.brief->notes[0]->reference_count, 2);
    assert_int_equal(reading.brief->notes[1]->reference_count, 1);
    assert_str(reading_said(&reading), "");
    reading_free(&reading);
}

static void test_notes_in_notes(void **state)
{
    struct reading reading = reading_of(FRONT "A[^1]\n\n[^1]: see[^1][^2]\n\n"
                                              "    [^2]: inner\n");
    assert_int_equal(reading.brief->note_count, 2);
    assert_int_equal(reading.brief->notes[0]->reference_count, 2);
    assert_str(
        node_plain(reading.brief->arena, reading.brief->notes[1]->content),
        "inner");
    reading_free(&reading);
}

// Ten times the notes cost about ten times as much: a quadratic step would
// take minutes here.
static void test_many_notes(void **state)
{
    size_t count = 20000;
    char *text = malloc(count * 40 + 100), *end = text;
    end += sprintf(end, FRONT);
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "w[^%zu]", i);
    end += sprintf(end, "\n");
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "\n[^%zu]: note\n", i);
    struct reading reading = reading_of(text);
    assert_int_equal(reading.brief->note_count, count);
    assert_int_equal(reading.brief->notes[count - 1]->reference_count, 1);
    reading_free(&reading);
    free(text);
}

// A description holds no link: its notes are called in the caption, or behind a
// picture in a line.
static void test_in_descriptions_of_pictures(void **state)
{
    (void)state;
    assert_reads(FRONT "![A weir.[^a]](w.png)\n\n[^a]: one\n",
                 "  figure\n    image path=\"w.png\" alt=\"A weir.\" missing\n"
                 "    caption\n      text \"A weir.\"\n"
                 "      note-reference 0 label=\"a\"\n",
                 "6:1 image-missing\n");
    assert_reads(FRONT "![آبگیر^[سه]](w.png \"بند[^a]\"){width=column}\n\n"
                       "[^a]: one\n",
                 "  figure column\n    image path=\"w.png\" alt=\"آبگیر\" "
                 "title=\"بند\" missing\n"
                 "    caption\n      text \"بند\"\n"
                 "      note-reference 0 label=\"a\"\n"
                 "      note-reference 0\n",
                 "6:1 image-missing\n");
    assert_reads(FRONT "Line ![alt[^a]^[x]](w.png) on.\n\n[^a]: one\n",
                 "  paragraph\n    text \"Line \"\n"
                 "    image path=\"w.png\" alt=\"alt\" missing\n"
                 "    note-reference 0 label=\"a\"\n    note-reference 0\n"
                 "    text \" on.\"\n",
                 "6:6 image-missing\n");
    assert_reads(FRONT "| a |\n|---|\n| ![b[^a]](w.png) |\n\n[^a]: one\n",
                 "  table none\n    row head\n      cell\n        text \"a\"\n"
                 "    row\n      cell\n"
                 "        image path=\"w.png\" alt=\"b\" missing\n"
                 "        note-reference 0 label=\"a\"\n",
                 "8:3 image-missing\n");
}

static void test_descriptions_that_call_no_note(void **state)
{
    (void)state;
    assert_reads(FRONT "![A [^no] and [^a-z]](w.png)\n",
                 "  figure\n    image path=\"w.png\" alt=\"A [^no] and "
                 "[^a-z]\" missing\n",
                 "6:1 image-missing\n6:5 note-missing\n6:15 note-missing\n");
    assert_reads(FRONT "![A weir](w.png)\n",
                 "  figure\n    image path=\"w.png\" alt=\"A weir\" missing\n",
                 "6:1 image-missing\n");
    assert_reads(FRONT "![](w.png)[^a]\n\n[^a]: one\n",
                 "  paragraph\n    image path=\"w.png\" missing\n"
                 "    note-reference 0 label=\"a\"\n",
                 "6:1 image-missing\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs_by_indent),
        cmocka_unit_test(test_one_after_the_other),
        cmocka_unit_test(test_in_lists_and_quotes),
        cmocka_unit_test(test_not_in_code),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_missing_and_twice),
        cmocka_unit_test(test_inline_notes),
        cmocka_unit_test(test_lines_after_a_note_of_several_lines),
        cmocka_unit_test(test_inline_notes_nest_to_a_depth),
        cmocka_unit_test(test_front_matter_refers_to_the_body),
        cmocka_unit_test(test_notes_in_notes),
        cmocka_unit_test(test_in_descriptions_of_pictures),
        cmocka_unit_test(test_descriptions_that_call_no_note),
        cmocka_unit_test(test_many_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
