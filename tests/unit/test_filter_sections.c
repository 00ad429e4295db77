// SPDX-License-Identifier: MIT
// Sections, ids, recommendations and links within a brief.
#include "trees.h"

#include "model/ids.h"
#include "sections/sections.h"

// The levels of all headings of the body, as "2 3 2".
static struct str levels(struct tree *tree)
{
    struct str out = STR("");
    struct node *body = tree->brief->body;
    for (struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_HEADING)
            out = arena_printf(tree->brief->arena, "%.*s%s%d", STR_ARG(out),
                               out.count ? " " : "", node->as.heading.level);
    return out;
}

static struct tree with_levels(const int *written, size_t count)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    for (size_t i = 0; i < count; i++)
        tree_heading(&tree, tree.brief->body, written[i], "Heading");
    tree_run(&tree, sections);
    return tree;
}

static void levels_are_closed(void **state)
{
    static const struct {
        int written[6];
        size_t count;
        const char *expected;
        size_t jumps;
    } cases[] = {
        {{2, 3, 3, 2}, 4, "2 3 3 2", 0},
        {{1, 2, 1}, 3, "2 3 2", 0},
        {{3, 4, 3}, 3, "2 3 2", 0},
        {{2, 4, 4, 3, 2}, 5, "2 3 3 3 2", 2},
        {{1, 6, 2}, 3, "2 3 3", 1},
        {{3, 2}, 2, "2 2", 1},
        {{1, 2, 3, 4, 5, 6}, 6, "2 3 4 5 6 6", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree tree = with_levels(cases[i].written, cases[i].count);
        assert_str(levels(&tree), cases[i].expected);
        assert_int_equal(tree_reported(&tree, "heading-jump"),
                         i == 6 ? 1 : cases[i].jumps);
        tree_free(&tree);
    }
}

static void empty_headings_go(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *body = tree.brief->body;
    tree_heading(&tree, body, 2, NULL);
    tree_heading(&tree, body, 2, " \u00A0");
    tree_heading(&tree, body, 2, "  ");
    tree_heading(&tree, body, 2, "!!!");
    struct node *noted = tree_heading(&tree, body, 2, NULL);
    tree_refer(&tree, noted, tree_note(&tree, "1", "A note."));
    tree_run(&tree, sections);
    assert_int_equal(tree_reported(&tree, "heading-empty"), 3);
    assert_int_equal(noted->kind, NODE_PARAGRAPH);
    assert_str(body->first->as.heading.id, "section");
    tree_free(&tree);
}

static void ids_come_from_the_words(void **state)
{
    static const char *const headings[][2] = {
        {"A history of Water, and Power!", "a-history-of-water-and-power"},
        {"افغانستان و قانون\u200Cها", "افغانستان-و-قانونها"},
        {"Ўзбекистон ва «сув»", "ўзбекистон-ва-сув"},
        {"2021: the year", "s-2021-the-year"},
        {"۱۴۰۰", "s-۱۴۰۰"},
        {"???", "section"},
        {"A-1", "a-1"},
        {"A", "a"},
        {"A", "a-2"},
        {"A 1", "a-1-2"},
        {"İ\u0308x", "ïx"}, // i and diaeresis compose
    };
    size_t count = sizeof headings / sizeof headings[0];
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *last = NULL;
    for (size_t i = 0; i < count; i++)
        last = tree_heading(&tree, tree.brief->body, 2, headings[i][0]);
    (void)last;
    tree_run(&tree, sections);
    size_t i = 0;
    for (struct node *node = tree.brief->body->first; node; node = node->next)
        assert_str(node->as.heading.id, headings[i++][1]);
    tree_free(&tree);
}

static void ids_are_cut_at_a_word(void **state)
{
    struct arena *arena = arena_new();
    struct str id = id_of_words(
        arena, STR("Russia transforms from a fully cooperative partner to a "
                   "semi-competitor with the United States and NATO"));
    assert_true(id.count <= ID_LENGTH);
    assert_str(id, "russia-transforms-from-a-fully-cooperative-partner-to-a-"
                   "semi-competitor-with");
    char endless[1000];
    memset(endless, 'x', sizeof endless);
    id = id_of_words(arena, (struct str){endless, sizeof endless});
    assert_true(id.count > 0 && id.count <= ID_LENGTH);
    arena_free(arena);
}

static struct tree recommended(const char *lang, const char *heading)
{
    struct tree tree = tree_new(lang, DIRECTION_LTR);
    struct node *body = tree.brief->body;
    tree_heading(&tree, body, 2, "Before");
    tree_heading(&tree, body, 2, heading);
    tree_paragraph(&tree, body, "We say:");
    struct node *list = tree_node(&tree, body, NODE_LIST);
    tree_paragraph(&tree, tree_node(&tree, list, NODE_ITEM), "Do it.");
    tree_heading(&tree, body, 3, "Further");
    tree_heading(&tree, body, 2, "After");
    tree_node(&tree, body, NODE_RULE);
    tree_run(&tree, sections);
    return tree;
}

static void recommendations_are_boxed(void **state)
{
    static const char *const named[][2] = {
        {"en", "Recommendations"},  {"en", "5. Policy recommendations:"},
        {"fa-AF", "سفارش\u200Cها"}, {"fa-AF", "پیشنهادها"},
        {"fa", "توصیه\u200Cها"},    {"ps", "سپارښتنې"},
        {"ps", "وړاندیزونه"},       {"ru", "РЕКОМЕНДАЦИИ"},
        {"tg", "Тавсияҳо"},         {"uz", "Tavsiyalar"},
        {"uz-Cyrl", "Тавсиялар"},   {"de", "Empfehlungen"},
        {"fr", "Recommandations"},  {"ar", "التوصيات"},
        {"ur", "سفارشات"},
    };
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        struct tree tree = recommended(named[i][0], named[i][1]);
        struct node *box = tree.brief->body->first->next;
        if (box->kind != NODE_BOX)
            fail_msg("“%s” heads recommendations", named[i][1]);
        assert_int_equal(box->as.box.kind, BOX_RECOMMENDATIONS);
        assert_int_equal(box->first->as.heading.role, HEADING_RECOMMENDATIONS);
        assert_int_equal(box->last->kind, NODE_HEADING);
        assert_int_equal(box->last->as.heading.level, 3);
        // The next section stays outside, and the rule at the end is gone.
        assert_ptr_equal(box->next, tree.brief->body->last);
        assert_int_equal(box->next->kind, NODE_HEADING);
        tree_free(&tree);
    }
    struct tree other = recommended("en", "Why recommendations fail");
    assert_int_equal(other.brief->body->first->next->kind, NODE_HEADING);
    tree_free(&other);
}

static void without_a_list_there_are_no_recommendations(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    tree_heading(&tree, tree.brief->body, 2, "Recommendations");
    tree_paragraph(&tree, tree.brief->body, "There are none.");
    tree_run(&tree, sections);
    assert_int_equal(tree.brief->body->first->kind, NODE_HEADING);
    tree_free(&tree);
}

static struct node *link_to(struct tree *tree, struct node *parent,
                            const char *url)
{
    struct node *link = tree_node(tree, parent, NODE_LINK);
    link->as.link.url = str_of(url);
    tree_text(tree, link, "here");
    return link;
}

static void links_lead_to_headings(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *body = tree.brief->body;
    tree_heading(&tree, body, 2, "A B");
    tree_heading(&tree, body, 2, "آب");
    struct node *p = tree_paragraph(&tree, body, "See ");
    struct node *plain = link_to(&tree, p, "#a-b"),
                *spelt = link_to(&tree, p, "#A%20B"),
                *dari = link_to(&tree, p, "#%D8%A2%D8%A8"),
                *outside = link_to(&tree, p, "https://example.org/#x");
    link_to(&tree, p, "#nowhere");
    link_to(&tree, p, "#");
    tree_run(&tree, sections);
    assert_str(plain->as.link.url, "#a-b");
    assert_str(spelt->as.link.url, "#a-b");
    assert_str(dari->as.link.url, "#آب");
    assert_str(outside->as.link.url, "https://example.org/#x");
    assert_int_equal(tree_reported(&tree, "link-nowhere"), 2);
    assert_int_equal(p->last->kind, NODE_TEXT);
    assert_str(node_plain(tree.brief->arena, p),
               "See herehereherehereherehere");
    tree_free(&tree);
}

static struct node *named(struct tree *tree, struct node *parent,
                          const char *name)
{
    struct node *span =
        node_new(tree->brief->arena, NODE_SPAN, (struct place){0, 0});
    span->anchor = str_of(name);
    node_append(parent, span);
    return span;
}

// Bookmarks of Word in a heading lead to it; names in a text to its paragraph;
// one alone in a paragraph to the block behind it.
static void names_lead_to_blocks(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *body = tree.brief->body;
    struct node *heading = tree_heading(&tree, body, 2, "Findings");
    named(&tree, heading, "_Toc1");
    struct node *alone =
        node_new(tree.brief->arena, NODE_PARAGRAPH, (struct place){0, 0});
    node_append(body, alone);
    named(&tree, alone, "tbl");
    struct node *p = tree_paragraph(&tree, body, "Text ");
    named(&tree, p, "again");
    struct node *one = link_to(&tree, p, "#_Toc1"),
                *two = link_to(&tree, p, "#tbl"),
                *three = link_to(&tree, p, "#again");
    tree_run(&tree, sections);
    assert_str(one->as.link.url, "#findings");
    assert_str(two->as.link.url, "#tbl");
    assert_str(three->as.link.url, "#tbl");
    assert_str(p->anchor, "tbl");
    assert_ptr_equal(heading->next, p);
    assert_int_equal(heading->first->kind, NODE_TEXT);
    assert_null(heading->first->next);
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_closed),
        cmocka_unit_test(empty_headings_go),
        cmocka_unit_test(ids_come_from_the_words),
        cmocka_unit_test(ids_are_cut_at_a_word),
        cmocka_unit_test(recommendations_are_boxed),
        cmocka_unit_test(without_a_list_there_are_no_recommendations),
        cmocka_unit_test(links_lead_to_headings),
        cmocka_unit_test(names_lead_to_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
