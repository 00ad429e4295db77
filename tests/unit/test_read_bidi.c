// SPDX-License-Identifier: MIT
// Directional marks: none reaches past its block, none overrides a title.
#include "reading.h"

#define LRE "\xE2\x80\xAA"
#define RLE "\xE2\x80\xAB"
#define PDF "\xE2\x80\xAC"
#define LRO "\xE2\x80\xAD"
#define RLO "\xE2\x80\xAE"
#define LRI "\xE2\x81\xA6"
#define RLI "\xE2\x81\xA7"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static void assert_body(const char *text, const char *plain, const char *said)
{
    struct reading reading = reading_of(text);
    assert_str(node_plain(reading.brief->arena, reading.brief->body), plain);
    assert_str(reading_said(&reading), said);
    reading_free(&reading);
}

static void test_balanced_marks_stay(void **state)
{
    assert_body(FRONT "a " RLI "b" PDI " " LRE "c" RLE "d" PDF PDF " e\n",
                "a " RLI "b" PDI " " LRE "c" RLE "d" PDF PDF " e", "");
}

static void test_open_marks_end_with_their_block(void **state)
{
    assert_body(FRONT "a " RLI "b\n\nc " LRE LRI "*d*\n\n- " FSI "e\n",
                "a " RLI "b" PDI " c " LRE LRI "d" PDI PDF " " FSI "e" PDI,
                "6:3 bidi-unbalanced\n8:4 bidi-unbalanced\n"
                "10:3 bidi-unbalanced\n");
    assert_body(FRONT "| " RLI "a | b |\n|-|-|\n", RLI "a" PDI " b",
                "6:3 bidi-unbalanced\n");
}

static void test_stray_ends_go(void **state)
{
    assert_body(FRONT "a" PDI " b" PDF " " RLI PDF "c" PDI "\n",
                "a b " RLI "c" PDI,
                "6:2 bidi-unbalanced\n6:5 bidi-unbalanced\n"
                "6:8 bidi-unbalanced\n");
    // PDI ends the embeddings within its isolate (UAX #9, X6a).
    assert_body(FRONT LRI "a" RLE "b" PDI "c\n", LRI "a" RLE "b" PDI "c", "");
}

static void test_overrides(void **state)
{
    assert_body(FRONT "a " RLO "b" PDF " c\n", "a " RLO "b" PDF " c",
                "6:3 bidi-override\n");
    // A heading goes to bookmarks and contents.
    assert_body(FRONT "## a " RLO "b" PDF "\n", "a " RLE "b" PDF,
                "6:6 bidi-override\n");
    struct reading reading =
        reading_of("---\ntitle: \"" RLO "txet\"\nlang: en\n---\n\nT\n");
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.title.items[0]),
        RLE "txet" PDF);
    assert_str(reading_said(&reading), "2:9 bidi-override\n");
    reading_free(&reading);
}

static void test_code_and_notes(void **state)
{
    struct reading reading =
        reading_of(FRONT "`a" RLI "b` c[^1]\n\n[^1]: n " FSI "o\n");
    assert_str(node_plain(reading.brief->arena, reading.brief->body),
               "a" RLI "b c" PDI);
    assert_str(
        node_plain(reading.brief->arena, reading.brief->notes[0]->content),
        "n " FSI "o" PDI);
    reading_free(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balanced_marks_stay),
        cmocka_unit_test(test_open_marks_end_with_their_block),
        cmocka_unit_test(test_stray_ends_go),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_code_and_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
