// SPDX-License-Identifier: MIT
// The account of words: a filter that loses a word or a note is found out, and
// one that moves them, or changes their form, is not.
#include "trees.h"

#include "source/conservation.h"

// ----- Filters of the source that do one thing -----

static void replace(struct source *source, const char *old, const char *new,
                    const char *rule)
{
    struct str text = source_text(source);
    size_t at = str_find(text, str_of(old));
    assert_true(at != STR_NONE);
    source_replace(source, at, strlen(old), str_of(new), rule);
}

static bool loses_a_word(struct source *source, const struct context *context)
{
    (void)context;
    replace(source, "deep ", "", "spaces");
    return source_apply(source);
}

static bool loses_one_letter(struct source *source,
                             const struct context *context)
{
    (void)context;
    replace(source, "wells", "well", "dash");
    return source_apply(source);
}

static bool corrects_a_word(struct source *source,
                            const struct context *context)
{
    (void)context;
    replace(source, "wells", "walls", "presentation-form");
    return source_apply(source);
}

static bool forgets_what_it_moves(struct source *source,
                                  const struct context *context)
{
    (void)context;
    replace(source, "deep ", "", "rejoin");
    source_replace(source, source_text(source).count, 0, STR("dee"), "rejoin");
    return source_apply(source);
}

static bool moves_a_word(struct source *source, const struct context *context)
{
    (void)context;
    replace(source, "deep ", "", "rejoin");
    source_apply(source);
    source_replace(source, source_text(source).count, 0, STR("deep\n"),
                   "rejoin");
    return source_apply(source);
}

static bool has_a_rule_of_its_own(struct source *source,
                                  const struct context *context)
{
    (void)context;
    replace(source, "deep ", "", "a rule that no table has");
    return source_apply(source);
}

static bool drops_a_page_number(struct source *source,
                                const struct context *context)
{
    (void)context;
    replace(source, "17\n", "", "running-head");
    return source_apply(source);
}

static bool changes_forms(struct source *source, const struct context *context)
{
    (void)context;
    // LAM WITH ALEF as one character, yeh and kaf of another language, digits.
    replace(source, "\uFEFB", "لا", "presentation-form");
    replace(source, "كتابي", "کتابی", "letters");
    replace(source, "١٢", "۱۲", "letters");
    replace(source, "\uFB01eld", "field", "presentation-form");
    replace(source, "e\u0301", "é", "nfc");
    return source_apply(source);
}

static bool loses_a_reference(struct source *source,
                              const struct context *context)
{
    (void)context;
    replace(source, "[^1]", "", "running-head");
    return source_apply(source);
}

static bool loses_a_note_in_html(struct source *source,
                                 const struct context *context)
{
    (void)context;
    replace(source, "<li>A note.</li>", "[^1]: A not.", "html-notes");
    return source_apply(source);
}

static bool makes_notes_of_html(struct source *source,
                                const struct context *context)
{
    (void)context;
    replace(source, "<li>A note.</li>", "[^1]: A note.", "html-notes");
    return source_apply(source);
}

// What stands between "<" and ">" is no tag, and is said.
static bool loses_what_is_no_tag(struct source *source,
                                 const struct context *context)
{
    (void)context;
    replace(source, "<li>A < well > or <3 mills>.</li>", "[^1]: A or <.",
            "html-notes");
    return source_apply(source);
}

// Values, comments, and words with references are markup; what stands between
// is said.
static bool makes_notes_of_tags_with_values(struct source *source,
                                            const struct context *context)
{
    (void)context;
    replace(source,
            "<li title=\"one > two\">A <!-- three > four -->caf&eacute;"
            "<br title='>five'>.</li>",
            "[^1]: A caf&eacute;.", "html-notes");
    return source_apply(source);
}

static bool lets_a_label_go(struct source *source,
                            const struct context *context)
{
    (void)context;
    replace(source, "Imprint of 1333", "", "front");
    source_replace(source, 0, 0, STR("date: 1333\n"), "front");
    source_let_go(source, STR("Imprint"));
    return source_apply(source);
}

static bool loses_a_name(struct source *source, const struct context *context)
{
    (void)context;
    replace(source, "Imprint of 1333", "", "front");
    source_let_go(source, STR("Imprint"));
    return source_apply(source);
}

// What the account says of it: "" where nothing is lost.
static const char *said_of(const char *text,
                           bool (*repair)(struct source *,
                                          const struct context *))
{
    static char said[4096];
    struct arena *arena = arena_new();
    struct context context = {.arena = arena,
                              .diag = diag_new(arena, STR("t.md"))};
    struct source *source = source_new(arena, str_of(text));
    diag_set_text(context.diag, source_text(source));
    bool good = conservation_repair("planted", repair, source, &context);
    bool told = diag_told(context.diag, MESSAGE_filter_lost_words);
    assert_int_equal(good, !told);
    assert_int_equal(diag_failed(context.diag), told);
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(context.diag, out, false, false);
    fclose(out);
    snprintf(said, sizeof said, "%s", bytes);
    free(bytes);
    arena_free(arena);
    return said;
}

static void assert_lost(const char *text,
                        bool (*repair)(struct source *, const struct context *),
                        const char *what)
{
    const char *said = said_of(text, repair);
    if (!strstr(said, "[filter-lost-words]") || !strstr(said, what))
        fail_msg("no ‘%s’ in ‘%s’", what, said);
}

static void a_loss_in_the_source_is_found(void **state)
{
    (void)state;
    static const char text[] = "The deep wells.[^1]\n\n17\n";
    assert_lost(text, loses_a_word, "‘deep’");
    assert_lost(text, loses_a_word,
                "t.md:1:5: error: qalam’s filter ‘planted’");
    assert_lost(text, loses_one_letter, "‘wells’");
    assert_lost(text, corrects_a_word, "‘wells’");
    assert_lost(text, forgets_what_it_moves, "‘deep’");
    assert_lost(text, has_a_rule_of_its_own, "‘deep’");
    assert_lost(text, loses_a_reference, "the mark of a note");
    assert_lost("<ul><li>A note.</li></ul>\n", loses_a_note_in_html, "note");
    assert_lost("<li>A < well > or <3 mills>.</li>\n", loses_what_is_no_tag,
                "well");
    assert_lost("Imprint of 1333\n\nOf wells.\n", loses_a_name, "‘1333’");
}

static void what_is_moved_or_reshaped_is_not_lost(void **state)
{
    (void)state;
    static const char text[] = "The deep wells.[^1]\n\n17\n";
    assert_string_equal(said_of(text, moves_a_word), "");
    assert_string_equal(said_of(text, drops_a_page_number), "");
    assert_string_equal(
        said_of("\uFEFB كتابي ١٢ \uFB01eld e\u0301\n", changes_forms), "");
    assert_string_equal(
        said_of("<ul><li>A note.</li></ul>\n", makes_notes_of_html), "");
    assert_string_equal(
        said_of("<li title=\"one > two\">A <!-- three > four -->caf&eacute;"
                "<br title='>five'>.</li>\n",
                makes_notes_of_tags_with_values),
        "");
    assert_string_equal(
        said_of("Imprint of 1333\n\nOf wells.\n", lets_a_label_go), "");
}

// ----- Filters of the tree -----

static bool drops_a_node(struct brief *brief, const struct context *context)
{
    (void)context;
    node_unlink(brief->body->first);
    return true;
}

static bool drops_the_last_note(struct brief *brief,
                                const struct context *context)
{
    (void)context;
    brief->note_count--;
    return true;
}

static bool shortens_a_text(struct brief *brief, const struct context *context)
{
    (void)context;
    struct str *text = &brief->body->first->first->as.text.text;
    text->count--;
    return true;
}

static bool sets_digits(struct brief *brief, const struct context *context)
{
    (void)context;
    brief->body->first->first->as.text.text = STR("Wells\u00A0of ۱۳۳۳");
    return true;
}

static struct tree small_tree(void)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    tree_paragraph(&tree, tree.brief->body, "Wells of 1333");
    tree_paragraph(&tree, tree.brief->body, "Other words");
    tree_note(&tree, "1", "A note.");
    tree_note(&tree, "2", "Another one.");
    return tree;
}

static size_t losses_of(struct tree tree,
                        bool (*change)(struct brief *, const struct context *))
{
    struct conserved *conserved = NULL;
    bool good =
        conservation_change("planted", change, tree.brief, &tree.context, &conserved);
    size_t told = tree_reported(&tree, "filter-lost-words");
    assert_int_equal(good, told == 0);
    tree_free(&tree);
    return told;
}

static void a_loss_in_the_tree_is_found(void **state)
{
    (void)state;
    assert_int_equal(losses_of(small_tree(), drops_a_node), 1);
    assert_int_equal(losses_of(small_tree(), drops_the_last_note), 1);
    assert_int_equal(losses_of(small_tree(), shortens_a_text), 1);
    assert_int_equal(losses_of(small_tree(), sets_digits), 0);
}

static void notes_that_say_the_same_may_become_one(void **state)
{
    (void)state;
    struct tree tree = small_tree();
    tree_note(&tree, "3", "A  note");
    assert_int_equal(losses_of(tree, drops_the_last_note), 0);
}

static bool turns_the_notes_round(struct brief *brief,
                                  const struct context *context)
{
    (void)context;
    struct note *first = brief->notes[0];
    brief->notes[0] = brief->notes[1];
    brief->notes[1] = first;
    return true;
}

// 1 + 5 + 6 is 2 + 3 + 7, and so are the sums of their squares.
static void notes_of_the_same_sum_differ(void **state)
{
    (void)state;
    struct tree tree = tree_new("en", DIRECTION_LTR);
    tree_note(&tree, "1", "note 156");
    tree_note(&tree, "2", "note 237");
    assert_int_equal(losses_of(tree, turns_the_notes_round), 0);
    tree = tree_new("en", DIRECTION_LTR);
    tree_note(&tree, "1", "note 156");
    tree_note(&tree, "2", "note 651");
    assert_int_equal(losses_of(tree, drops_the_last_note), 1);
}

static void a_reference_is_counted(void **state)
{
    (void)state;
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *note = tree_note(&tree, "1", "A note.");
    struct node *first = tree_node(&tree, tree.brief->body, NODE_PARAGRAPH);
    tree_refer(&tree, first, note);
    assert_int_equal(losses_of(tree, drops_a_node), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loss_in_the_source_is_found),
        cmocka_unit_test(what_is_moved_or_reshaped_is_not_lost),
        cmocka_unit_test(a_loss_in_the_tree_is_found),
        cmocka_unit_test(notes_that_say_the_same_may_become_one),
        cmocka_unit_test(notes_of_the_same_sum_differ),
        cmocka_unit_test(a_reference_is_counted),
    };
    return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}
