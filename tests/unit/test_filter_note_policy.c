// SPDX-License-Identifier: MIT
// Numbers in sections, repeats merged, ids that last, links of what cites.
#include "trees.h"

#include "languages/language.h"
#include "model/brief_words.h"
#include "renumber-notes/renumber_notes.h"

enum { ASKED = 2 }; // the second answer of a setting

// The notes as “label=number”, in order.
static struct str numbers(struct tree *tree)
{
    struct str out = STR("");
    for (size_t i = 0; i < tree->brief->note_count; i++) {
        const struct note *note = tree->brief->notes[i];
        struct str number =
            brief_note_number(tree->brief->arena, tree->brief, note);
        out = arena_printf(tree->brief->arena, "%.*s%s%.*s=%.*s", STR_ARG(out),
                           i ? " " : "", STR_ARG(note->label), STR_ARG(number));
    }
    return out;
}

static void call(struct tree *tree, struct note *note)
{
    tree_refer(tree, tree_paragraph(tree, tree->brief->body, "T"), note);
}

static void sections_number_their_own_notes(void **state)
{
    struct tree tree = tree_new("ps", DIRECTION_RTL);
    struct node *body = tree.brief->body;
    tree.brief->meta.settings.of[SETTING_NOTES] = ASKED;
    struct note *a = tree_note(&tree, "a", "A"),
                *b = tree_note(&tree, "b", "B"),
                *c = tree_note(&tree, "c", "C"),
                *d = tree_note(&tree, "d", "D"),
                *e = tree_note(&tree, "e", "E"),
                *f = tree_note(&tree, "f", "F");
    call(&tree, a);
    tree_heading(&tree, body, 2, "One");
    call(&tree, b);
    tree_heading(&tree, body, 3, "Below");
    call(&tree, c);
    tree_heading(&tree, body, 2, "Two");
    call(&tree, d);
    call(&tree, e);
    // Called from a note of the first section: numbered with that section.
    tree_refer(&tree, b->content->first, f);
    tree_run(&tree, renumber_notes);
    assert_str(numbers(&tree), "a=۱ b=۱ c=۲ f=۳ d=۱ e=۲");
    assert_null(a->section);
    assert_ptr_equal(f->section, b->section);
    assert_int_equal(tree_reported(&tree, "note-other-section"), 0);
    call(&tree, c);
    tree_run(&tree, renumber_notes);
    assert_int_equal(tree_reported(&tree, "note-other-section"), 1);
    tree_free(&tree);
}

static void one_mark_makes_sections_too(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    tree.brief->meta.settings.of[SETTING_NOTES] = ASKED;
    struct note *a = tree_note(&tree, "a", "A"),
                *b = tree_note(&tree, "b", "B");
    tree_heading(&tree, tree.brief->body, 1, "One");
    call(&tree, a);
    tree_heading(&tree, tree.brief->body, 1, "Two");
    call(&tree, b);
    tree_run(&tree, renumber_notes);
    assert_str(numbers(&tree), "a=1 b=1");
    tree_free(&tree);
}

static void repeats_merge_on_request(void **state)
{
    for (int asked = 0; asked < 2; asked++) {
        struct tree tree = tree_new("en", DIRECTION_LTR);
        if (asked)
            tree.brief->meta.settings.of[SETTING_NOTES_MERGE] = ASKED;
        struct note *notes[6];
        static const char *const texts[] = {
            "Amina Karimi, Dams of the North (Mazar: Reed, 2014).",
            "Sadat, Canals (2011).",
            "Amina Karimi, Dams of the North (Mazar: Reed, 2014).",
            "Ibid.",
            "Ibid.",
            "amina Karimi, Dams of the North (Mazar: Reed, 2014)."};
        static const char *const labels[] = {"1", "2", "3", "4", "5", "6"};
        for (size_t i = 0; i < 6; i++)
            notes[i] = tree_note(&tree, labels[i], texts[i]);
        for (size_t i = 0; i < 6; i++)
            call(&tree, notes[i]);
        tree_run(&tree, renumber_notes);
        assert_str(numbers(&tree),
                   asked ? "1=1 2=2 4=3 5=4 6=5" : "1=1 2=2 3=3 4=4 5=5 6=6");
        assert_int_equal(notes[0]->reference_count, asked ? 2 : 1);
        // Ibid. meant the note that went, and means the one that stays; where
        // it stands now it would mean another, so that is said.
        assert_ptr_equal(notes[3]->cites, asked ? notes[0] : notes[2]);
        assert_ptr_equal(notes[4]->cites, asked ? notes[0] : notes[2]);
        assert_int_equal(tree_reported(&tree, "note-merged"), asked);
        assert_int_equal(tree_reported(&tree, "ibid-moved"), asked ? 2 : 0);
        tree_free(&tree);
    }
}

static void what_differs_does_not_merge(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    tree.brief->meta.settings.of[SETTING_NOTES_MERGE] = ASKED;
    struct note *a = tree_note(&tree, "a", NULL),
                *b = tree_note(&tree, "b", NULL);
    for (int i = 0; i < 2; i++) {
        struct node *p = tree_paragraph(&tree, (i ? b : a)->content, NULL);
        struct node *link = tree_node(&tree, p, NODE_LINK);
        link->as.link.url = i ? STR("https://b.org") : STR("https://a.org");
        tree_text(&tree, link, "Report");
        call(&tree, i ? b : a);
    }
    tree_run(&tree, renumber_notes);
    assert_str(numbers(&tree), "a=1 b=2");
    tree_free(&tree);
}

// ----- Ids -----

static const char *const sources[] = {
    "Amina Karimi, Dams of the North (Mazar: Reed, 2014).",
    "Ibid., p. 3.",
    "Interview, Kabul.",
    "Sadat, Canals (2011).",
    "Karimi, 2014, p. 9.",
    "همان\u200Cجا، ص ۷."};
enum { SOURCES = sizeof sources / sizeof sources[0] };

// The id of each of the sources in a brief that has those of a set of bits, in
// one of two orders, with labels by place.
static void ids_of(unsigned set, bool turned, struct str ids[SOURCES])
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *notes[SOURCES] = {NULL};
    size_t made = 0;
    for (size_t i = 0; i < SOURCES; i++) {
        size_t at = turned ? SOURCES - 1 - i : i;
        if (!(set & 1u << at))
            continue;
        struct str label = arena_printf(tree.brief->arena, "%zu", ++made);
        notes[at] = tree_note(&tree, label.bytes, sources[at]);
        call(&tree, notes[at]);
    }
    tree_run(&tree, renumber_notes);
    for (size_t i = 0; i < SOURCES; i++)
        ids[i] = notes[i] ? (struct str){strdup(arena_c_string(
                                             tree.brief->arena, notes[i]->id)),
                                         notes[i]->id.count}
                          : STR("");
    tree_free(&tree);
}

static void ids_survive_other_notes(void **state)
{
    // Which notes mean another; their ids hold as long as that does.
    static const unsigned needs[SOURCES] = {0, 1, 0, 0, 1, 1u << 4};
    struct str all[SOURCES], some[SOURCES];
    size_t compared = 0;
    ids_of((1u << SOURCES) - 1, false, all);
    for (unsigned set = 1; set < 1u << SOURCES; set++) {
        ids_of(set, false, some);
        for (size_t i = 0; i < SOURCES; i++) {
            bool same = i != 1 && i != 5 && (set & needs[i]) == needs[i];
            if ((set & 1u << i) && same) {
                assert_str(some[i], all[i].bytes);
                compared++;
            }
            if (some[i].count)
                free((char *)(uintptr_t)some[i].bytes);
        }
    }
    assert_true(compared > 80);
    // In any order: those that mean no other by their place.
    ids_of((1u << 0) | (1u << 2) | (1u << 3), true, some);
    for (size_t i = 0; i < SOURCES; i++)
        if (some[i].count) {
            assert_str(some[i], all[i].bytes);
            free((char *)(uintptr_t)some[i].bytes);
        }
    for (size_t i = 0; i < SOURCES; i++)
        free((char *)(uintptr_t)all[i].bytes);
}

// ----- Links -----

static void citing_words_are_links(void **state)
{
    static const struct {
        const char *text, *linked; // NULL: none
    } cases[] = {
        {"Ibid., p. 7.", "Ibid."},
        {"ibid", "ibid"},
        {"See ibid., p. 7.", "ibid."},
        {"Karimi, 2014.", "Karimi, 2014"},
        {"Karimi, op. cit., p. 11.", "Karimi, op. cit."},
        {"Loc. cit.", "Loc. cit."},
        {"op. cit., p. 3", "op. cit."},
        {"همان.", "همان"},
        {"همان\u200Cجا، ص ۷.", "همان\u200Cجا"},
        {"همانجا", "همانجا"},
        {"هماغه اثر، ۹ مخ.", "هماغه اثر"},
        {"همدا، ۹ مخ.", "همدا"},
        {"Там же, с. 3.", "Там же"},
        {"Ebd., S. 5.", "Ebd."},
        // Sentences that only begin so.
        {"همان مردم که آمدند رفتند", NULL},
        {"Ibid is a Latin word that means the same place", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tree tree = tree_new("en", DIRECTION_LTR);
        struct note *source = tree_note(
                        &tree, "1",
                        "Amina Karimi, Dams of the North (Mazar: Reed, 2014)."),
                    *citing = tree_note(&tree, "2", cases[i].text);
        call(&tree, source);
        call(&tree, citing);
        tree_run(&tree, renumber_notes);
        const struct node *link = citing->content->first->first;
        while (link && link->kind != NODE_LINK)
            link = link->next;
        if (!link != !cases[i].linked)
            fail_msg("%s: %s", cases[i].text, link ? "a link" : "no link");
        if (link) {
            assert_str(node_plain(tree.brief->arena, link), cases[i].linked);
            assert_ptr_equal(link->as.link.note, source);
        }
        assert_str(node_plain(tree.brief->arena, citing->content),
                   cases[i].text);
        tree_free(&tree);
    }
}

static void authors_links_stay(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct note *source = tree_note(
                    &tree, "1",
                    "Amina Karimi, Dams of the North (Mazar: Reed, 2014)."),
                *citing = tree_note(&tree, "2", NULL);
    struct node *p = tree_paragraph(&tree, citing->content, NULL);
    struct node *link = tree_node(&tree, p, NODE_LINK);
    link->as.link.url = STR("https://a.org");
    tree_text(&tree, link, "Ibid.");
    call(&tree, source);
    call(&tree, citing);
    tree_run(&tree, renumber_notes);
    assert_ptr_equal(citing->cites, source);
    assert_null(link->as.link.note);
    assert_int_equal(link->first->kind, NODE_TEXT);
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_number_their_own_notes),
        cmocka_unit_test(one_mark_makes_sections_too),
        cmocka_unit_test(repeats_merge_on_request),
        cmocka_unit_test(what_differs_does_not_merge),
        cmocka_unit_test(ids_survive_other_notes),
        cmocka_unit_test(citing_words_are_links),
        cmocka_unit_test(authors_links_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
