// SPDX-License-Identifier: MIT
// What editors are told.
#include "trees.h"
#include "check/check.h"

static void addresses_are_looked_at(void **state)
{
    static const struct {
        const char *url, *message;
    } cases[] = {
        {"https://www.example.org/a?b=1#c", NULL},
        {"http://example.org", NULL},
        {"http://localhost:8080/x", NULL},
        {"https://مثال.إختبار/", NULL},
        {"mailto:a@example.org?subject=x", NULL},
        {"#heading", NULL},
        {"tel:+93000000000", NULL},
        {"https://", "address-wrong"},
        {"https:///path", "address-wrong"},
        {"https://example", "address-wrong"},
        {"https://exa%20mple.org/", "address-wrong"},
        {"https://.org", "address-wrong"},
        {"https://example..org", "address-wrong"},
        {"mailto:nobody", "address-wrong"},
        {"missing.md", "link-local"},
        {"../a/b.pdf", "link-local"},
        {"www.example.org/a:b", "address-wrong"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree tree = tree_new("en", DIRECTION_LTR);
        struct node *p = tree_paragraph(&tree, tree.brief->body, "See ");
        struct node *link = tree_node(&tree, p, NODE_LINK);
        link->as.link.url = str_of(cases[i].url);
        tree_text(&tree, link, "here");
        tree_run(&tree, check);
        bool silent = tree_messages(&tree).count == 0;
        if (silent != (cases[i].message == NULL))
            fail_msg("%s: %.*s", cases[i].url, STR_ARG(tree_messages(&tree)));
        if (cases[i].message)
            assert_int_equal(tree_reported(&tree, cases[i].message), 1);
        tree_free(&tree);
    }
}

static void addresses_of_organisations_too(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct organisation organisations[2] = {
        {.url = STR("https://example.org"), .at = PLACE_NONE},
        {.url = STR("https://example"), .at = PLACE_NONE},
    };
    tree.brief->meta.organisations = organisations;
    tree.brief->meta.organisation_count = 2;
    tree_run(&tree, check);
    assert_int_equal(tree_reported(&tree, "address-wrong"), 1);
    tree_free(&tree);
}

static void pictures_need_words(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *p = tree_paragraph(&tree, tree.brief->body, NULL);
    tree_node(&tree, p, NODE_IMAGE)->as.image.alt = STR("A map");
    tree_node(&tree, p, NODE_IMAGE)->as.image.alt = STR(" \u200F");
    tree_node(&tree, p, NODE_IMAGE)->as.image.path = STR("map.png");
    tree_run(&tree, check);
    assert_int_equal(tree_reported(&tree, "alternative-missing"), 2);
    tree_free(&tree);
}

static void english_words_in_other_languages_are_told(void **state)
{
    static const char *const langs[] = {"uz-Latn", "fa-AF", "tr", "ps-Latn"};
    for (size_t i = 0; i < 4; i++) {
        struct tree tree = tree_new(langs[i], DIRECTION_LTR);
        tree_run(&tree, check);
        assert_int_equal(tree_reported(&tree, "words-english"), i > 1);
        tree_free(&tree);
    }
}

static void lost_characters_are_shown(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *body = tree.brief->body;
    // One of the file; one that stands for something else in it; none.
    struct node *p = tree_paragraph(&tree, body, "caf\uFFFD and caf\uFFFD");
    p->first->at.count = p->first->as.text.text.count;
    tree_paragraph(&tree, body, "caf\uFFFD");
    tree_paragraph(&tree, body, "café");
    tree_run(&tree, check);
    assert_int_equal(tree_reported(&tree, "character-lost"), 1);
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_looked_at),
        cmocka_unit_test(addresses_of_organisations_too),
        cmocka_unit_test(pictures_need_words),
        cmocka_unit_test(english_words_in_other_languages_are_told),
        cmocka_unit_test(lost_characters_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
