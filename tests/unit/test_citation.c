// SPDX-License-Identifier: MIT
// How a brief is cited: the words, their order, marks and languages.
#include "trees.h"

#include "model/citation.h"
#include "languages/language.h"
#include "languages/date.h"

static void add_author(struct tree *tree, const char *lang, const char *name)
{
    struct metadata *meta = &tree->brief->meta;
    struct person *authors =
        ARENA_ARRAY(tree->brief->arena, struct person, meta->author_count + 1);
    for (size_t i = 0; i < meta->author_count; i++)
        authors[i] = meta->authors[i];
    authors[meta->author_count] = (struct person){0};
    tree_phrase(tree, &authors[meta->author_count++].name, lang, name);
    meta->authors = authors;
}

static struct str cited(struct tree *tree)
{
    return node_plain(tree->brief->arena,
                      citation_new(tree->brief->arena, tree->brief));
}

static struct tree english(const char *title)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    add_author(&tree, "en", "Ann Miller");
    add_author(&tree, "en", "Ben Weaver");
    tree_phrase(&tree, &tree.brief->meta.title, "en", title);
    tree_phrase(&tree, &tree.brief->meta.subtitle, "en", "Water and law");
    tree_phrase(&tree, &tree.brief->meta.series, "en", "Rivers");
    return tree;
}

static void test_english(void **state)
{
    struct tree tree = english("Whose river");
    struct metadata *meta = &tree.brief->meta;
    assert_str(cited(&tree),
               "Ann Miller, Ben Weaver, Whose river: Water and law, Rivers.");
    meta->number = STR("3");
    tree_phrase(&tree, &meta->publisher, "en", "Water House");
    assert_true(date_parse(STR("2021-10"), &meta->date));
    assert_str(cited(&tree),
               "Ann Miller, Ben Weaver, Whose river: Water and law, Rivers, "
               "No.\u00A03 (Water House, 2021).");
    tree_phrase(&tree, &meta->place, "en", "Kabul");
    meta->doi = STR("10.1234/ab");
    assert_str(cited(&tree),
               "Ann Miller, Ben Weaver, Whose river: Water and law, Rivers, "
               "No.\u00A03 (Kabul: Water House, 2021). "
               "https://doi.org/10.1234/ab");
    tree_free(&tree);
}

static void test_a_title_that_ends_itself(void **state)
{
    struct tree tree = english("Whose river?");
    assert_str(cited(&tree),
               "Ann Miller, Ben Weaver, Whose river? Water and law, Rivers.");
    tree_free(&tree);
}

static void test_organisations_publish(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct metadata *meta = &tree.brief->meta;
    tree_phrase(&tree, &meta->title, "en", "Whose river");
    struct organisation organisations[2] = {{{0}}};
    tree_phrase(&tree, &organisations[0].names, "ps", "د سیند کور");
    tree_phrase(&tree, &organisations[0].names, "en", "River House");
    tree_phrase(&tree, &organisations[1].names, "de", "Wasserhaus");
    meta->organisations = organisations;
    meta->organisation_count = 2;
    assert_str(cited(&tree), "Whose river (River House, Wasserhaus).");
    tree_free(&tree);
}

static void test_dari(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct metadata *meta = &tree.brief->meta;
    add_author(&tree, "fa-AF", "مینا رحیمی");
    add_author(&tree, "en", "Ann Miller");
    tree_phrase(&tree, &meta->title, "fa-AF", "دریا از کیست؟");
    tree_phrase(&tree, &meta->subtitle, "fa-AF", "آب و قانون");
    meta->number = STR("4");
    assert_true(date_parse(STR("1400"), &meta->date));
    assert_true(date_parse(STR("2021"), &meta->date_gregorian));
    assert_str(cited(&tree), "مینا رحیمی، Ann Miller، «دریا از کیست؟ آب و "
                             "قانون»، شماره\u00A0۴ (۱۴۰۰ / ۲۰۲۱).");
    // Nothing there is slanted; a Latin name is an isolate of its own.
    const struct node *citation = citation_new(tree.brief->arena, tree.brief);
    size_t latin = 0;
    for (const struct node *node = citation; node;
         node = node_next(citation, node)) {
        assert_int_not_equal(node->kind, NODE_EMPHASIS);
        latin += node->kind == NODE_SPAN && node->as.span.isolate &&
                 node->direction == DIRECTION_LTR &&
                 str_equal(node->lang, STR("en"));
    }
    assert_int_equal(latin, 1);
    tree_free(&tree);
}

// What a title calls and where it leads stay with the title.
static void test_notes_and_links_stay_behind(void **state)
{
    struct tree tree = english("Whose river");
    struct node *title = tree.brief->meta.title.items[0].content;
    tree_refer(&tree, title, tree_note(&tree, "a", "A note."));
    struct node *link = tree_node(&tree, title, NODE_LINK);
    link->as.link.url = STR("https://x.org/");
    tree_text(&tree, link, " and");
    tree_text(&tree, tree_node(&tree, link, NODE_STRONG), " bank");
    const struct node *citation = citation_new(tree.brief->arena, tree.brief);
    bool strong = false;
    for (const struct node *node = citation; node;
         node = node_next(citation, node)) {
        assert_int_not_equal(node->kind, NODE_NOTE_REFERENCE);
        assert_int_not_equal(node->kind, NODE_LINK);
        strong |= node->kind == NODE_STRONG;
    }
    assert_true(strong);
    assert_str(cited(&tree), "Ann Miller, Ben Weaver, Whose river and bank: "
                             "Water and law, Rivers.");
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_a_title_that_ends_itself),
        cmocka_unit_test(test_organisations_publish),
        cmocka_unit_test(test_dari),
        cmocka_unit_test(test_notes_and_links_stay_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
