// SPDX-License-Identifier: MIT
// Numbers, ids and citations of notes.
#include "trees.h"

#include "renumber-notes/citations.h"
#include "model/ids.h"
#include "renumber-notes/renumber_notes.h"

// The labels of the notes in order, unused ones after a bar.
static struct str order(struct tree *tree)
{
    struct str out = STR("");
    bool unused = false;
    for (size_t i = 0; i < tree->brief->note_count; i++) {
        const struct note *note = tree->brief->notes[i];
        assert_int_equal(note->number, note->number ? i + 1 : 0);
        out = arena_printf(tree->brief->arena, "%.*s%s%.*s", STR_ARG(out),
                           !unused && note->number == 0 ? "|"
                           : i > 0                      ? " "
                                                        : "",
                           STR_ARG(note->label));
        unused = note->number == 0;
    }
    return out;
}

static void notes_are_numbered_by_first_reference(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *one = tree_note(&tree, "1", "First."),
                *two = tree_note(&tree, "2", "Second."),
                *three = tree_note(&tree, "3", "Third.");
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, three);
    struct node *first = tree_refer(&tree, p, one),
                *again = tree_refer(&tree, p, three);
    struct node *list = tree_node(&tree, tree.brief->body, NODE_LIST);
    struct node *item = tree_node(&tree, list, NODE_ITEM);
    tree_refer(&tree, tree_paragraph(&tree, item, "B"), two);
    tree_run(&tree, renumber_notes);
    assert_str(order(&tree), "3 1 2");
    assert_int_equal(three->reference_count, 2);
    assert_ptr_equal(three->references[1], again);
    assert_int_equal(again->as.note_reference.occurrence, 1);
    assert_int_equal(first->as.note_reference.occurrence, 0);
    assert_int_equal(tree_messages(&tree).count, 0);
    tree_free(&tree);
}

static void front_matter_is_read_first(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *body = tree_note(&tree, "b", "Body."),
                *abstract = tree_note(&tree, "a", "Abstract."),
                *title = tree_note(&tree, "t", "Title."),
                *end = tree_note(&tree, "d", "Disclaimer.");
    tree_refer(&tree, tree_paragraph(&tree, tree.brief->body, "B"), body);
    struct metadata *meta = &tree.brief->meta;
    tree_refer(&tree, tree_phrase(&tree, &meta->abstract, "en", "A")->content,
               abstract);
    tree_refer(&tree, tree_phrase(&tree, &meta->title, "en", "T")->content,
               title);
    tree_refer(&tree, tree_phrase(&tree, &meta->disclaimer, "en", "D")->content,
               end);
    tree_run(&tree, renumber_notes);
    assert_str(order(&tree), "t a b d");
    tree_free(&tree);
}

static void notes_in_notes_come_after_those_of_the_text(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *a = tree_note(&tree, "a", "See"),
                *b = tree_note(&tree, "b", "nested"),
                *c = tree_note(&tree, "c", "last");
    tree_refer(&tree, a->content->first, b);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, a);
    tree_refer(&tree, p, c);
    tree_run(&tree, renumber_notes);
    assert_str(order(&tree), "a c b");
    tree_free(&tree);
}

static void unused_notes_are_reported_and_kept(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *x = tree_note(&tree, "x", "Unused, and refers to"),
                *a = tree_note(&tree, "a", "Used.");
    tree_refer(&tree, x->content->first, a);
    tree_refer(&tree, tree_paragraph(&tree, tree.brief->body, "A"), a);
    tree_run(&tree, renumber_notes);
    assert_str(order(&tree), "a|x");
    assert_int_equal(tree_reported(&tree, "note-unused"), 1);
    // The way back from the note must lead into the text.
    assert_ptr_equal(a->references[0]->parent->parent, tree.brief->body);
    tree_free(&tree);
}

static void rings_are_reported_once_each(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *self = tree_note(&tree, "self", "see"),
                *a = tree_note(&tree, "a", "see"),
                *b = tree_note(&tree, "b", "see"),
                *lone = tree_note(&tree, "lone", "see");
    tree_refer(&tree, self->content->first, self);
    tree_refer(&tree, a->content->first, b);
    tree_refer(&tree, b->content->first, a);
    tree_refer(&tree, lone->content->first, a);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, self);
    tree_refer(&tree, p, a);
    tree_refer(&tree, p, lone);
    tree_run(&tree, renumber_notes);
    assert_str(order(&tree), "self a lone b");
    assert_int_equal(tree_reported(&tree, "note-cycle"), 2);
    tree_free(&tree);
}

static void empty_notes_are_reported(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, tree_note(&tree, "1", NULL));
    tree_refer(&tree, p, tree_note(&tree, "2", "  "));
    tree_run(&tree, renumber_notes);
    assert_int_equal(tree_reported(&tree, "note-empty"), 2);
    tree_free(&tree);
}

static void ids_do_not_follow_the_order(void **state)
{
    struct str ids[2];
    for (int turn = 0; turn < 2; turn++) {
        struct tree tree = tree_new("en", DIRECTION_LTR);
        struct note *named = tree_note(&tree, "Rubin", "Rubin, Maps."),
                    *counted = tree_note(&tree, "7", "Rose, Tables."),
                    *added = tree_note(&tree, "1", "New.");
        struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
        if (turn == 1)
            tree_refer(&tree, p, added);
        tree_refer(&tree, p, named);
        tree_refer(&tree, p, counted);
        tree_run(&tree, renumber_notes);
        assert_str(named->id, "rubin");
        char *copy = strndup(counted->id.bytes, counted->id.count);
        ids[turn] = str_of(copy);
        tree_free(&tree);
    }
    assert_true(str_equal(ids[0], ids[1]));
    free((char *)ids[0].bytes);
    free((char *)ids[1].bytes);
}

static void ids_are_unique(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    static const char *const labels[] = {"x", "\u200Fx", "X", "x-2",
                                         "1", "\u06F1",  "2", "Й"};
    for (size_t i = 0; i < 8; i++)
        tree_refer(&tree, p, tree_note(&tree, labels[i], "The same."));
    tree_run(&tree, renumber_notes);
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(
                str_equal(tree.brief->notes[i]->id, tree.brief->notes[j]->id));
    assert_str(tree.brief->notes[7]->id, "й");
    tree_free(&tree);
}

static void many_equal_ids_cost_no_more(void **state)
{
    struct arena *arena = arena_new();
    struct ids ids = {.arena = arena};
    assert_str(ids_take(&ids, STR("a-3")), "a-3");
    assert_str(ids_take(&ids, STR("a")), "a");
    assert_str(ids_take(&ids, STR("a")), "a-2");
    assert_str(ids_take(&ids, STR("a")), "a-4");
    for (int i = 0; i < 100000; i++)
        ids_take(&ids, STR("a"));
    assert_str(ids_take(&ids, STR("a")), "a-100005");
    arena_free(arena);
}

static void citations_are_told_apart(void **state)
{
    static const char *const ibid[] = {
        "ibid.",
        "Ibid., p. 9.",
        "Ibid. p. 9",
        "ibid",
        "همان.",
        "همان\u200Cجا.",
        "همان، ص ۷.",
        "همان جا",
        "هماغه، ۱۲ مخ.",
        "هماغه اثر.",
        "Там же. С. 5.",
        "там же, с. 5",
        "Ebd., S. 9.",
        "ebenda",
        "See ibid., 5.",
        "المرجع نفسه، ص 5",
        "Ibid. The author says so too.",
        "ایضاً",
        "Ibid., 12–15.",
    };
    static const char *const shorts[] = {
        "Rubin, 2020.",          "Rubin 2020, p. 7.", "Rubin (2020), 15–17.",
        "Rubin, op. cit., p. 7", "See Rubin, 2020a.", "Rubin and Rose, 2020.",
        "Rubin et al., 2020.",   "روبین، ۲۰۲۰، ص ۵.", "Рубин, 2020, с. 5.",
        "De Waal, 2019.",
    };
    static const char *const full[] = {
        "",
        ".",
        "2020",
        "همان کتاب را ببینید.",
        "همان\u200Cطور که گفته شد.",
        "Ibidem is a Latin word.",
        "Interview, Kabul, 14 October 2021.",
        "“Great powers”, Reuters, 10, 2021.",
        "Omar, “The Taliban”, Salam Times, 08, 2020.",
        "In 2020 the border was closed.",
        "Rubin, 2020, says that the border was closed.",
        "Constitution of Afghanistan, 2004, article 5 and the decree on it",
        "Rubin.",
    };
    for (size_t i = 0; i < sizeof ibid / sizeof ibid[0]; i++)
        if (citation_of(str_of(ibid[i]), STR("en")) != CITATION_IBID)
            fail_msg("“%s” means the note before", ibid[i]);
    for (size_t i = 0; i < sizeof shorts / sizeof shorts[0]; i++)
        if (citation_of(str_of(shorts[i]), STR("en")) != CITATION_SHORT)
            fail_msg("“%s” is a short form", shorts[i]);
    for (size_t i = 0; i < sizeof full / sizeof full[0]; i++)
        if (citation_of(str_of(full[i]), STR("en")) != CITATION_FULL)
            fail_msg("“%s” is a full note", full[i]);
}

// Notes labelled 1, 2, … with these texts, referred to in this order.
static struct tree cited(const char *const *texts, const int *sequence,
                         size_t count)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    for (size_t i = 0; i < count; i++) {
        struct str label = arena_printf(tree.brief->arena, "%zu", i + 1);
        tree_note(&tree, label.bytes, texts[i]);
    }
    for (size_t i = 0; i < count; i++)
        tree_refer(&tree, p, tree.brief->notes[sequence[i] - 1]);
    tree_run(&tree, renumber_notes);
    return tree;
}

static size_t cites(struct tree *tree, size_t number)
{
    const struct note *note = tree->brief->notes[number - 1];
    return note->cites ? note->cites->number : 0;
}

static void citations_lead_to_the_full_note(void **state)
{
    static const char *const texts[] = {
        "Barnett R. Rubin, Maps (East West Institute, 2020).",
        "Interview with Caroline Rose, Kabul, 19 October 2021.",
        "ibid.",
        "Rubin, 2020.",
        "Ibid., p. 9.",
        "ibid.",
        "Rose, 2021.",
        "Rubin, 1999.",
        "ibid.",
        "Rubin, op. cit.",
    };
    static const int in_order[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    static const size_t expected[] = {0, 0, 2, 1, 1, 1, 2, 0, 8, 1};
    struct tree tree = cited(texts, in_order, 10);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(cites(&tree, i + 1), expected[i]);
    assert_int_equal(tree_messages(&tree).count, 0);
    tree_free(&tree);
}

static void an_ibid_that_moved_keeps_its_source(void **state)
{
    static const char *const texts[] = {"Rose, Tables, 2021.", "ibid.",
                                        "Rubin, Maps, 2020."};
    static const int moved[] = {1, 3, 2}, kept[] = {3, 1, 2};
    struct tree tree = cited(texts, moved, 3);
    assert_int_equal(cites(&tree, 3), 1);
    assert_int_equal(tree_reported(&tree, "ibid-moved"), 1);
    tree_free(&tree);
    tree = cited(texts, kept, 3);
    assert_int_equal(cites(&tree, 3), 2);
    assert_int_equal(tree_messages(&tree).count, 0);
    tree_free(&tree);
}

static void an_ibid_with_nothing_before_it_is_reported(void **state)
{
    static const char *const one[] = {"ibid."};
    static const int first[] = {1}, turned[] = {3, 2, 1};
    struct tree tree = cited(one, first, 1);
    assert_int_equal(tree_reported(&tree, "ibid-first"), 1);
    tree_free(&tree);
    static const char *const chain[] = {"Stepanova, Drugs, 2013.", "ibid.",
                                        "ibid."};
    tree = cited(chain, turned, 3);
    assert_int_equal(tree_reported(&tree, "ibid-first"), 1);
    assert_int_equal(tree_reported(&tree, "ibid-lost"), 1);
    assert_int_equal(cites(&tree, 2), 3);
    tree_free(&tree);
}

// A number among words still says which note stood before.
static void numbers_and_words_as_labels_mix(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct note *word = tree_note(&tree, "خلاصه", "سند اول."),
                *five = tree_note(&tree, "5", "سند پنجم."),
                *six = tree_note(&tree, "6", "همان."),
                *seven = tree_note(&tree, "7", "سند هفتم."),
                *eight = tree_note(&tree, "8", "همان.");
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    struct note *const sequence[] = {five, seven, six, word, eight};
    for (size_t i = 0; i < 5; i++)
        tree_refer(&tree, p, sequence[i]);
    tree_run(&tree, renumber_notes);
    assert_ptr_equal(six->cites, five);
    assert_ptr_equal(eight->cites, word);
    assert_int_equal(tree_reported(&tree, "ibid-moved"), 1);
    tree_free(&tree);
}

// Two ibid. whose labels make a ring with a word between them.
static void rings_of_ibids_mean_nothing(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *one = tree_note(&tree, "1", "ibid."),
                *two = tree_note(&tree, "2", "ibid."),
                *word = tree_note(&tree, "w", "ibid.");
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, two);
    tree_refer(&tree, p, word);
    tree_refer(&tree, p, one);
    tree_run(&tree, renumber_notes);
    assert_null(one->cites);
    assert_null(two->cites);
    assert_null(word->cites);
    tree_free(&tree);
}

// Labels that are words say nothing of an earlier order.
static void words_as_labels_leave_the_reading_order(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *b = tree_note(&tree, "b", "ibid."),
                *a = tree_note(&tree, "a", "Rubin, Maps, 2020.");
    struct node *p = tree_paragraph(&tree, tree.brief->body, "A");
    tree_refer(&tree, p, a);
    tree_refer(&tree, p, b);
    tree_run(&tree, renumber_notes);
    assert_ptr_equal(b->cites, a);
    assert_int_equal(tree_messages(&tree).count, 0);
    tree_free(&tree);
}

static void names_are_found_in_other_scripts(void **state)
{
    static const char *const texts[] = {
        ("بارنت روبین، نقشه\u200Cها (کابل: میوند، "
         "۱۳۹۹)."),
        "Барнет Рубин, Карты (Москва, 2020).",
        "روبین، ۱۳۹۹، ص ۵.",
        "همان، ص ۷.",
        "Рубин, 2020, с. 7.",
    };
    static const int in_order[] = {1, 2, 3, 4, 5};
    struct tree tree = cited(texts, in_order, 5);
    assert_int_equal(cites(&tree, 3), 1);
    assert_int_equal(cites(&tree, 4), 1);
    assert_int_equal(cites(&tree, 5), 2);
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_are_numbered_by_first_reference),
        cmocka_unit_test(front_matter_is_read_first),
        cmocka_unit_test(notes_in_notes_come_after_those_of_the_text),
        cmocka_unit_test(unused_notes_are_reported_and_kept),
        cmocka_unit_test(rings_are_reported_once_each),
        cmocka_unit_test(empty_notes_are_reported),
        cmocka_unit_test(ids_do_not_follow_the_order),
        cmocka_unit_test(ids_are_unique),
        cmocka_unit_test(many_equal_ids_cost_no_more),
        cmocka_unit_test(citations_are_told_apart),
        cmocka_unit_test(citations_lead_to_the_full_note),
        cmocka_unit_test(an_ibid_that_moved_keeps_its_source),
        cmocka_unit_test(an_ibid_with_nothing_before_it_is_reported),
        cmocka_unit_test(numbers_and_words_as_labels_mix),
        cmocka_unit_test(rings_of_ibids_mean_nothing),
        cmocka_unit_test(words_as_labels_leave_the_reading_order),
        cmocka_unit_test(names_are_found_in_other_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
