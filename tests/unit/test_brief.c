// SPDX-License-Identifier: MIT
// The tree: its joints, what it says in plain words, dumps and invariants.
#include "trees.h"
#include "languages/date.h"

#include <signal.h>
#include <sys/wait.h>

// A brief with something of most kinds.
static struct tree sample(void)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct brief *brief = tree.brief;
    tree_phrase(&tree, &brief->meta.title, "fa-AF", "آب و \"برق\"");
    tree_phrase(&tree, &brief->meta.title, "en", "Water and Power");
    brief->meta.title.items[1].direction = DIRECTION_LTR;
    brief->meta.date = (struct date){true, CALENDAR_SOLAR_HIJRI, 1403, 8,
                                     28,   STR("۲۸ عقرب ۱۴۰۳")};
    struct note *note = tree_note(&tree, "rubin", "همان\u200Cجا.");
    tree_heading(&tree, brief->body, 2, "پیشینه");
    struct node *paragraph = tree_paragraph(&tree, brief->body, "دریا");
    struct node *strong = tree_node(&tree, paragraph, NODE_STRONG);
    tree_text(&tree, strong, "\u00A0Helmand");
    strong->lang = STR("en");
    strong->direction = DIRECTION_LTR;
    tree_refer(&tree, paragraph, note);
    struct node *list = tree_node(&tree, brief->body, NODE_LIST);
    list->as.list.ordered = true;
    list->as.list.start = 3;
    struct node *item = tree_node(&tree, list, NODE_ITEM);
    tree_paragraph(&tree, item, "یک");
    tree_node(&tree, brief->body, NODE_RULE);
    return tree;
}

static void dumps_show_what_is_there(void **state)
{
    struct tree tree = sample();
    assert_str(tree_dump(&tree),
               "brief lang=fa-AF dir=rtl\n"
               "  title lang=fa-AF\n"
               "    text \"آب و \\\"برق\\\"\"\n"
               "  title lang=en dir=ltr\n"
               "    text \"Water and Power\"\n"
               "  date solar-hijri 1403-08-28 \"۲۸ عقرب ۱۴۰۳\"\n"
               "body\n"
               "  heading 2\n"
               "    text \"پیشینه\"\n"
               "  paragraph\n"
               "    text \"دریا\"\n"
               "    strong lang=en dir=ltr\n"
               "      text \"\\u{00A0}Helmand\"\n"
               "    note-reference 0 label=\"rubin\"\n"
               "  list ordered start=3 loose\n"
               "    item\n"
               "      paragraph\n"
               "        text \"یک\"\n"
               "  rule\n"
               "note 0 label=\"rubin\"\n"
               "  paragraph\n"
               "    text \"همان\\u{200C}جا.\"\n");
    tree_free(&tree);
}

static void plain_text_has_no_markup(void **state)
{
    struct tree tree = sample();
    assert_str(node_plain(tree.brief->arena, tree.brief->body),
               "پیشینه دریا\u00A0Helmand یک");
    tree_free(&tree);
}

static void texts_are_found_by_language(void **state)
{
    struct tree tree = sample();
    struct texts *title = &tree.brief->meta.title;
    assert_ptr_equal(texts_in(title, STR("en-GB")), &title->items[1]);
    assert_ptr_equal(texts_in(title, STR("fa")), &title->items[0]);
    assert_ptr_equal(texts_in(title, STR("ps")), &title->items[0]);
    assert_null(texts_in(&tree.brief->meta.subtitle, STR("en")));
    tree_free(&tree);
}

static void language_and_direction_come_from_above(void **state)
{
    struct tree tree = sample();
    struct node *strong = tree.brief->body->first->next->first->next;
    assert_str(node_lang(strong->first, STR("ps")), "en");
    assert_str(node_lang(strong->parent, STR("ps")), "ps");
    assert_int_equal(node_direction(strong->first, DIRECTION_RTL),
                     DIRECTION_LTR);
    assert_int_equal(node_direction(strong->parent, DIRECTION_RTL),
                     DIRECTION_RTL);
    tree_free(&tree);
}

// Does brief_check stop a process that runs it on this brief?
static bool stopped(const struct brief *brief)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        brief_check(brief);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void break_back_link(struct tree *tree)
{
    tree->brief->body->first->next->previous = NULL;
}
static void break_last(struct tree *tree)
{
    tree->brief->body->last = tree->brief->body->first;
}
static void break_parent(struct tree *tree)
{
    tree->brief->body->first->parent = NULL;
}
static void break_holding(struct tree *tree)
{
    tree_text(tree, tree->brief->body, "a text among blocks");
}
static void break_item(struct tree *tree)
{
    tree_node(tree, tree->brief->body, NODE_ITEM);
}
static void break_utf8(struct tree *tree)
{
    tree_paragraph(tree, tree->brief->body, "\xC3(");
}
static void break_nfc(struct tree *tree)
{
    tree_paragraph(tree, tree->brief->body, "u\u0308ber");
}
static void break_control(struct tree *tree)
{
    tree_paragraph(tree, tree->brief->body, "\x01");
}
static void break_reference(struct tree *tree)
{
    tree->brief->notes[0]->reference_count = 0;
}
static void break_note(struct tree *tree)
{
    tree->brief->note_count = 0;
}
static void break_level(struct tree *tree)
{
    tree->brief->body->first->as.heading.level = 7;
}
static void break_language(struct tree *tree)
{
    tree->brief->lang = STR("");
}

static void broken_trees_are_stopped(void **state)
{
    void (*const breaks[])(struct tree *) = {
        break_back_link, break_last, break_parent, break_holding,
        break_item,      break_utf8, break_nfc,    break_control,
        break_reference, break_note, break_level,  break_language,
    };
    struct tree whole = sample();
    assert_false(stopped(whole.brief));
    tree_free(&whole);
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        struct tree tree = sample();
        breaks[i](&tree);
        if (!stopped(tree.brief))
            fail_msg("fault %zu was not found", i);
        tree_free(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dumps_show_what_is_there),
        cmocka_unit_test(plain_text_has_no_markup),
        cmocka_unit_test(texts_are_found_by_language),
        cmocka_unit_test(language_and_direction_come_from_above),
        cmocka_unit_test(broken_trees_are_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
