// SPDX-License-Identifier: MIT
// cmark's tree made into ours: every kind, titles, levels, depth, characters.
#include "reading.h"

#include <pthread.h>

static void test_blocks(void **state)
{
    assert_reads(FRONT "Para\nsoft  \nhard\n\n> quote\n>\n> - in it\n\n"
                       "3. three\n4. four\n\n- [x] done\n- [ ] to do\n\n"
                       "loose:\n\n* a\n\n* b\n\n---\n\n```c\nint x;\n```\n\n"
                       "    indented\n",
                 "  paragraph\n    text \"Para\"\n    soft-break\n"
                 "    text \"soft\"\n    line-break\n    text \"hard\"\n"
                 "  quote\n    paragraph\n      text \"quote\"\n"
                 "    list tight\n      item\n        paragraph\n"
                 "          text \"in it\"\n"
                 "  list ordered start=3 tight\n    item\n      paragraph\n"
                 "        text \"three\"\n    item\n      paragraph\n"
                 "        text \"four\"\n"
                 "  list tight\n    item done\n      paragraph\n"
                 "        text \"done\"\n    item to-do\n      paragraph\n"
                 "        text \"to do\"\n"
                 "  paragraph\n    text \"loose:\"\n"
                 "  list loose\n    item\n      paragraph\n        text \"a\"\n"
                 "    item\n      paragraph\n        text \"b\"\n"
                 "  rule\n"
                 "  code-block info=\"c\" \"int x;\\n\"\n"
                 "  code-block \"indented\\n\"\n",
                 "");
}

static void test_inlines(void **state)
{
    assert_reads(FRONT "*e* **s** ~~d~~ `c` [l](u \"t\") <http://a.b> "
                       "www.c.d x@y.z &amp; \\* &copy;\n",
                 "  paragraph\n    emphasis\n      text \"e\"\n"
                 "    text \" \"\n    strong\n      text \"s\"\n"
                 "    text \" \"\n    strike\n      text \"d\"\n"
                 "    text \" \"\n    code \"c\"\n    text \" \"\n"
                 "    link url=\"u\" title=\"t\"\n      text \"l\"\n"
                 "    text \" \"\n    link url=\"http://a.b\"\n"
                 "      text \"http://a.b\"\n    text \" \"\n"
                 "    link url=\"http://www.c.d\"\n      text \"www.c.d\"\n"
                 "    text \" \"\n    link url=\"mailto:x@y.z\"\n"
                 "      text \"x@y.z\"\n    text \" & * ©\"\n",
                 "");
}

static void test_table(void **state)
{
    assert_reads(FRONT "| a | b | c | d |\n|---|:--|:-:|--:|\n"
                       "| 1 | `x` |\n| p \\| q |\n",
                 "  table none start center end\n    row head\n"
                 "      cell\n        text \"a\"\n"
                 "      cell start\n        text \"b\"\n"
                 "      cell center\n        text \"c\"\n"
                 "      cell end\n        text \"d\"\n"
                 "    row\n      cell\n        text \"1\"\n"
                 "      cell start\n        code \"x\"\n"
                 "      cell center\n      cell end\n"
                 "    row\n      cell\n        text \"p | q\"\n"
                 "      cell start\n      cell center\n      cell end\n",
                 "");
}

// ----- Titles and levels -----

static void assert_title(const char *text, const char *title, const char *body,
                         const char *said)
{
    struct reading reading = reading_of(text);
    assert_str(
        text_plain(reading.brief->arena, reading.brief->meta.title.items[0]),
        title);
    assert_str(reading_dump(&reading, "body\n", "note "), body);
    assert_str(reading_said(&reading), said);
    reading_free(&reading);
}

static void test_title_from_heading(void **state)
{
    assert_title("# A *b*\n\n## C\n\nText.\n", "A b",
                 "  heading 2\n    text \"C\"\n"
                 "  paragraph\n    text \"Text.\"\n",
                 "1:1 title-inferred\n");
    assert_title("# A\n\n# B\n\n## C\n\nT\n", "A",
                 "  heading 2\n    text \"B\"\n  heading 3\n    text \"C\"\n"
                 "  paragraph\n    text \"T\"\n",
                 "1:1 title-inferred\n");
}

static void test_title_twice(void **state)
{
    assert_title("---\ntitle: The Road\nlang: en\n---\n\n# the road\n\nT\n",
                 "The Road", "  paragraph\n    text \"T\"\n", "");
    assert_title(FRONT "# Other\n\n## Next\n\nT\n", "T",
                 "  heading 2\n    text \"Other\"\n"
                 "  heading 2\n    text \"Next\"\n"
                 "  paragraph\n    text \"T\"\n",
                 "6:1 title-differs\n");
}

static void test_no_title(void **state)
{
    assert_title("Text.\n\n## Head\n\nMore.\n", "Head",
                 "  paragraph\n    text \"Text.\"\n"
                 "  heading 2\n    text \"Head\"\n"
                 "  paragraph\n    text \"More.\"\n",
                 "- title-missing\n");
    assert_title("Text.\n", "test", "  paragraph\n    text \"Text.\"\n",
                 "- title-missing\n");
}

static void test_levels_move_down_together(void **state)
{
    assert_reads(FRONT "# A\n\n# B\n\n## C\n\n###### D\n",
                 "  heading 2\n    text \"A\"\n  heading 2\n    text \"B\"\n"
                 "  heading 3\n    text \"C\"\n  heading 6\n    text \"D\"\n",
                 "");
}

static void test_note_of_a_dropped_title_stays(void **state)
{
    struct reading reading =
        reading_of("---\ntitle: A\nlang: en\n---\n\n# A[^1]\n\nT\n\n"
                   "[^1]: n\n");
    assert_str(reading_dump(&reading, "title\n", "body\n"),
               "    text \"A\"\n    note-reference 0 label=\"1\"\n");
    assert_str(reading_said(&reading), "");
    reading_free(&reading);
}

// ----- Bounds -----

static size_t depth_of(const struct node *root)
{
    size_t deepest = 0;
    for (struct node *n = (struct node *)(uintptr_t)root; n;
         n = node_next(root, n)) {
        size_t depth = 0;
        for (struct node *up = n; up != root; up = up->parent)
            depth++;
        if (depth > deepest)
            deepest = depth;
    }
    return deepest;
}

static void assert_shallow(const char *text, const char *word)
{
    struct reading reading = reading_of(text);
    assert_true(reading.good);
    assert_true(depth_of(reading.brief->body) < 50);
    struct str plain = node_plain(reading.brief->arena, reading.brief->body);
    assert_true(str_find(plain, str_of(word)) != STR_NONE);
    assert_true(str_find(reading_said(&reading), STR("nesting-deep")) !=
                STR_NONE);
    reading_free(&reading);
}

static void test_depth_has_an_end(void **state)
{
    char *text = malloc(200000);
    strcpy(text, FRONT);
    for (size_t i = 0; i < 300; i++)
        strcat(text, ">");
    strcat(text, " bottom\n");
    assert_shallow(text, "bottom");
    strcpy(text, FRONT);
    for (size_t i = 0; i < 100; i++)
        sprintf(text + strlen(text), "%*s- x%zu\n", (int)(2 * i), "", i);
    assert_shallow(text, "x99");
    strcpy(text, FRONT "a ");
    for (size_t i = 0; i < 500; i++)
        strcat(text, "<b><i>");
    strcat(text, "bottom\n");
    assert_shallow(text, "bottom");
    strcpy(text, FRONT);
    for (size_t i = 0; i < 200; i++)
        strcat(text, "::: box\n");
    strcat(text, "\nbottom\n");
    assert_shallow(text, "bottom");
    free(text);
}

static void test_wide_tables_are_text(void **state)
{
    char *text = malloc(20000);
    strcpy(text, FRONT);
    for (size_t i = 0; i < 1000; i++)
        strcat(text, "|a");
    strcat(text, "\n");
    for (size_t i = 0; i < 1000; i++)
        strcat(text, "|-");
    strcat(text, "\n|1\n");
    struct reading reading = reading_of(text);
    assert_int_equal(reading.brief->body->first->kind, NODE_PARAGRAPH);
    assert_str(reading_said(&reading), "7:1 table-wide\n");
    reading_free(&reading);
    free(text);
}

// ----- Characters -----

static void test_no_forbidden_character_comes_through(void **state)
{
    struct reading reading =
        reading_of(FRONT "&#0; &#1; &#xD800; &#xFFFE; &#x7F; &#13;x \x01y\n");
    assert_str(node_plain(reading.brief->arena, reading.brief->body),
               "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD "
               "\xEF\xBF\xBD  x \xEF\xBF\xBDy");
    reading_free(&reading);
}

static void test_text_is_composed(void **state)
{
    struct reading reading = reading_of(FRONT "e&#x301; \xD9\x8A\xD9\x94\n");
    assert_str(node_plain(reading.brief->arena, reading.brief->body), "é ئ");
    reading_free(&reading);
}

static void test_no_text(void **state)
{
    struct reading reading = reading_of(FRONT "[^1]: only a note\n");
    assert_false(reading.good);
    assert_str(reading_said(&reading), "6:1 note-unused\n- empty-text\n");
    reading_free(&reading);
}

static void test_links(void **state)
{
    assert_reads(FRONT "[a](javascript:x) [b](JaVa&#x73;cript:x) [c](data:x,y) "
                       "[d](file:///etc) [e](//x.org/a) [f](#id) [g](a%20b.md) "
                       "[h](mailto:a@b.c) [i](<a b>)\n",
                 "  paragraph\n    text \"a b c d \"\n"
                 "    link url=\"https://x.org/a\"\n      text \"e\"\n"
                 "    text \" \"\n    link url=\"#id\"\n      text \"f\"\n"
                 "    text \" \"\n    link url=\"a%20b.md\"\n"
                 "      text \"g\"\n    text \" \"\n"
                 "    link url=\"mailto:a@b.c\"\n      text \"h\"\n"
                 "    text \" \"\n    link url=\"a%20b\"\n"
                 "      text \"i\"\n",
                 "6:1 link-unsafe\n6:19 link-unsafe\n6:42 link-unsafe\n"
                 "6:56 link-unsafe\n");
}

// ----- Places -----

static void assert_places(struct str text)
{
    struct reading reading = reading_of_file("test.md", text);
    struct node **roots;
    size_t count = brief_roots(reading.brief, &roots), exact = 0, all = 0;
    for (size_t i = 0; i < count; i++)
        for (struct node *n = roots[i]; n; n = node_next(roots[i], n)) {
            if (n->kind != NODE_TEXT || !place_known(n->at))
                continue;
            struct str there =
                str_slice(text, n->at.offset, n->at.offset + n->at.count);
            all++;
            exact += str_equal(there, n->as.text.text);
        }
    if (exact * 100 < all * 90)
        fail_msg("%zu of %zu texts stand where their place says", exact, all);
    reading_free(&reading);
}

static void test_places_are_exact(void **state)
{
    assert_places(STR("---\ntitle: A b\nlang: en\nabstract: >-\n  Some text\n"
                      "---\n\nOne *two **three** four* [five](six) `seven`\n"
                      "eight\n  nine *ten*\n\n> quoted\nlazy **here**\n\n"
                      "| a | b |\n|---|---|\n| c \\| d | e |\n\n"
                      "- item[^1]\n\n  second\n\n[^1]: the note\n"
                      "    goes *on*\n"));
}

static void test_places_of_shared_briefs(void **state)
{
    static const char *const names[] = {"data/clean/brief-russia.md",
                                        "data/prs/brief-huquq.md",
                                        "data/ps/brief-huquq.md"};
    for (size_t i = 0; i < 3; i++) {
        const char *path = unit_shared(names[i]);
        if (!path) {
            print_message(UNIT_NO_SHARED);
            continue;
        }
        struct arena *arena = arena_new();
        assert_places(unit_file(arena, path));
        arena_free(arena);
    }
}

// ----- Threads -----

static void *read_often(void *failures)
{
    for (size_t i = 0; i < 300; i++) {
        struct reading reading =
            reading_of(FRONT "~~a~~ www.b.c ~~d~~ e@f.gh ~~i~~ https://j.k\n");
        size_t kinds[NODE_KIND_COUNT] = {0};
        const struct node *body = reading.brief->body;
        for (const struct node *n = body; n; n = node_next(body, n))
            kinds[n->kind]++;
        *(size_t *)failures += kinds[NODE_STRIKE] != 3 || kinds[NODE_LINK] != 3;
        reading_free(&reading);
    }
    return NULL;
}

static void test_two_threads_read_alike(void **state)
{
    pthread_t threads[3];
    size_t failures[3] = {0};
    read_setup();
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, read_often, &failures[i]), 0);
    for (size_t i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(failures[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_title_from_heading),
        cmocka_unit_test(test_title_twice),
        cmocka_unit_test(test_no_title),
        cmocka_unit_test(test_levels_move_down_together),
        cmocka_unit_test(test_note_of_a_dropped_title_stays),
        cmocka_unit_test(test_depth_has_an_end),
        cmocka_unit_test(test_wide_tables_are_text),
        cmocka_unit_test(test_no_forbidden_character_comes_through),
        cmocka_unit_test(test_text_is_composed),
        cmocka_unit_test(test_no_text),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_two_threads_read_alike),
        cmocka_unit_test(test_places_are_exact),
        cmocka_unit_test(test_places_of_shared_briefs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
