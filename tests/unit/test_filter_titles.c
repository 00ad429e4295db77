// SPDX-License-Identifier: MIT
// Languages and directions of titles, names, notes and words in other scripts.
#include "trees.h"
#include "titles/titles.h"

// A paragraph's inlines after the filter: foreign runs as [lang dir: text].
static void add_shown(struct tree *tree, struct str *out,
                      const struct node *node)
{
    struct arena *arena = tree->brief->arena;
    for (const struct node *child = node->first; child; child = child->next) {
        bool own = child->lang.count || child->direction;
        if (own)
            *out = arena_printf(arena, "%.*s[%.*s%s: ", STR_ARG(*out),
                                STR_ARG(child->lang),
                                child->direction == DIRECTION_RTL   ? " rtl"
                                : child->direction == DIRECTION_LTR ? " ltr"
                                                                    : "");
        if (child->kind == NODE_NOTE_REFERENCE)
            *out = arena_printf(arena, "%.*s*", STR_ARG(*out));
        else if (kind_facts[child->kind].holds == HOLDS_TEXT)
            *out = arena_printf(arena, "%.*s%.*s", STR_ARG(*out),
                                STR_ARG(child->as.text.text));
        add_shown(tree, out, child);
        if (own)
            *out = arena_printf(arena, "%.*s]", STR_ARG(*out));
    }
}

static struct str shown(struct tree *tree, const struct node *node)
{
    struct str out = STR("");
    add_shown(tree, &out, node);
    return out;
}

static void runs_are_found(void **state)
{
    static const struct {
        const char *lang, *text, *expected;
    } cases[] = {
        {"fa-AF", "پس از خروج NATO در ۲۰۲۱",
         "پس از خروج [en ltr: NATO] در ۲۰۲۱"},
        {"fa-AF", "C++ برای همه", "[en ltr: C++] برای همه"},
        {"fa-AF", "اعلامیه (UDHR)", "اعلامیه ([en ltr: UDHR])"},
        {"ps", "NATO، ISKP او د افغانستان",
         "[en ltr: NATO]، [en ltr: ISKP] او د افغانستان"},
        {"fa-AF", "کتاب Rubin, Maps and Borders (2020). گفت",
         "کتاب [en ltr: Rubin, Maps and Borders (2020)]. گفت"},
        {"fa-AF", "در U.S. و Covid-19 و 5G و Salam.",
         "در [en ltr: U.S.] و [en ltr: Covid-19] و [en ltr: 5G] و "
         "[en ltr: Salam]."},
        {"fa-AF", "نشانی https://example.org/a?b=1 است",
         "نشانی [ ltr: https://example.org/a?b=1] است"},
        {"fa-AF", "در Москва و London",
         "در [ru ltr: Москва] و [en ltr: London]"},
        {"en", "The word جرګه means council",
         "The word [ps rtl: جرګه] means council"},
        {"en", "Plain English (with brackets) 2021",
         "Plain English (with brackets) 2021"},
        {"en", "Sünde, naïve, café", "Sünde, naïve, café"},
        {"ru", "Организация NATO и Institute of War and Peace здесь",
         "Организация NATO и [en: Institute of War and Peace] здесь"},
        {"fa-AF", "ببینید Rubin, Maps (Kabul, 2020)، ص ۵",
         "ببینید [en ltr: Rubin, Maps (Kabul, 2020)]، ص ۵"},
        {"fa-AF", "در Review, vol. 7, No. 3 (2020) آمده",
         "در [en ltr: Review, vol. 7, No. 3 (2020)] آمده"},
        {"fa-AF", "(نام: Rubin) و NATO. 5 کشور",
         "(نام: [en ltr: Rubin]) و [en ltr: NATO]. 5 کشور"},
        {"fa-AF", "ماده اول (Article 1)", "ماده اول ([en ltr: Article 1])"},
        {"fa-AF", "در NATO 5 کشور", "در [en ltr: NATO 5] کشور"},
        {"en", "The word مادهٔ here", "The word [fa-AF rtl: مادهٔ] here"},
        {"fa-AF", "تماس: +93 00 000 0000؛ سهم",
         "تماس: [ ltr: +93 00 000 0000]؛ سهم"},
        {"ps", "ټليفون: +۹۳ (۰) ۷۰۰-۰۰۰۰.",
         "ټليفون: [ ltr: +۹۳ (۰) ۷۰۰-۰۰۰۰]."},
        {"fa-AF", "۵ +3 و C+ 2", "۵ +3 و [en ltr: C+ 2]"},
        {"en", "Call +93 00 000 0000.", "Call +93 00 000 0000."},
        {"fa-AF", "“A Road”: راهی «Taken» و \"Not\" و (No)",
         "[en ltr: “A Road”]: راهی «[en ltr: Taken]» و [en ltr: \"Not\"] و "
         "([en ltr: No])"},
        {"fa-AF", "فقط دری ۱۲۳ 456", "فقط دری ۱۲۳ 456"},
        {"fa-AF", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool rtl = strcmp(cases[i].lang, "en") && strcmp(cases[i].lang, "ru");
        struct tree tree =
            tree_new(cases[i].lang, rtl ? DIRECTION_RTL : DIRECTION_LTR);
        struct node *p = tree_paragraph(&tree, tree.brief->body, cases[i].text);
        tree_run(&tree, titles);
        assert_str(shown(&tree, p), cases[i].expected);
        tree_free(&tree);
    }
}

static void runs_go_over_markup(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "ببینید Rubin, ");
    struct node *title = tree_node(&tree, p, NODE_EMPHASIS);
    tree_text(&tree, title, "Maps of Power");
    tree_text(&tree, p, " (Kabul");
    tree_refer(&tree, p, tree_note(&tree, "1", "همان."));
    tree_text(&tree, p, ", 2020) و دیگران");
    tree_run(&tree, titles);
    assert_str(shown(&tree, p),
               "ببینید [en ltr: Rubin, Maps of Power (Kabul*, 2020)] و دیگران");
    // The words before, one span with the reference, the words after.
    assert_int_equal(p->first->next->kind, NODE_SPAN);
    assert_ptr_equal(p->first->next->next, p->last);
    tree_free(&tree);
}

static void one_node_needs_no_other(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct node *p = tree_paragraph(&tree, tree.brief->body, "واژهٔ ");
    tree_text(&tree, tree_node(&tree, p, NODE_EMPHASIS), "ibid");
    tree_text(&tree, p, " و ");
    struct node *code = tree_node(&tree, p, NODE_CODE);
    code->as.text.text = STR("a = b");
    tree_text(&tree, p, " و ");
    struct node *own = tree_node(&tree, p, NODE_SPAN);
    own->lang = STR("de");
    tree_text(&tree, own, "Karten");
    tree_run(&tree, titles);
    assert_str(shown(&tree, p),
               "واژهٔ [en ltr: ibid] و [ ltr: a = b] و [de: Karten]");
    assert_int_equal(p->first->next->kind, NODE_EMPHASIS);
    assert_int_equal(code->parent->kind, NODE_PARAGRAPH);
    tree_free(&tree);
}

static void blocks_in_another_script_have_their_direction(void **state)
{
    struct tree tree = tree_new("ps", DIRECTION_RTL);
    struct node *body = tree.brief->body;
    struct node *quote = tree_paragraph(
        &tree, body, "The border was closed in the winter of 1919.");
    struct node *list = tree_node(&tree, body, NODE_LIST);
    struct node *item = tree_paragraph(&tree, tree_node(&tree, list, NODE_ITEM),
                                       "United Nations in Kabul");
    struct node *heading = tree_heading(&tree, body, 2, "Conclusion");
    struct node *code = tree_node(&tree, body, NODE_CODE_BLOCK);
    code->as.code_block.text = STR("x = 1\n");
    tree_run(&tree, titles);
    assert_str(quote->lang, "en");
    assert_int_equal(quote->direction, DIRECTION_LTR);
    assert_str(shown(&tree, quote),
               "The border was closed in the winter of 1919.");
    assert_int_equal(item->direction, DIRECTION_INHERIT);
    assert_str(shown(&tree, item), "[en ltr: United Nations in Kabul]");
    assert_str(heading->lang, "en");
    assert_int_equal(heading->direction, DIRECTION_LTR);
    assert_int_equal(code->direction, DIRECTION_LTR);
    tree_free(&tree);
}

static void notes_are_blocks_of_their_own_language(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct note *latin = tree_note(&tree, "1", "Rubin, Maps (Kabul, 2020)."),
                *mixed = tree_note(&tree, "2", "ببینید Rubin, Maps."),
                *pashto = tree_note(&tree, "3",
                                    "د افغانستان د پوهنتون د ښوونکو په اړه "
                                    "وګورئ."),
                *dari = tree_note(&tree, "4", "همان، ص ۵."),
                *two = tree_note(&tree, "5", "بند اول به زبان دری است.");
    struct node *second = tree_paragraph(
        &tree, two->content, "The second one is in another language.");
    struct node *p = tree_paragraph(&tree, tree.brief->body, "متن");
    for (size_t i = 0; i < 5; i++)
        tree_refer(&tree, p, tree.brief->notes[i]);
    tree_run(&tree, titles);
    assert_str(latin->content->lang, "en");
    assert_int_equal(latin->content->direction, DIRECTION_LTR);
    assert_int_equal(mixed->content->direction, DIRECTION_INHERIT);
    assert_str(shown(&tree, mixed->content->first),
               "ببینید [en ltr: Rubin, Maps].");
    assert_str(pashto->content->first->lang, "ps");
    assert_str(dari->content->lang, "");
    assert_str(dari->content->first->lang, "");
    assert_str(two->content->lang, "");
    assert_str(second->lang, "en");
    assert_int_equal(second->direction, DIRECTION_LTR);
    tree_free(&tree);
}

static void texts_have_language_and_direction(void **state)
{
    static const struct {
        const char *document, *text, *lang;
        enum direction direction;
    } cases[] = {
        {"en", "Water and Power", "en", DIRECTION_LTR},
        {"en", "د بهرنيو چارو وزارت", "ps", DIRECTION_RTL},
        {"en", "شاروالی کابل", "fa-AF", DIRECTION_RTL},
        {"en", "وزارة الخارجية", "ar", DIRECTION_RTL},
        {"en", "Die Lage der Frauen und der Kinder", "de", DIRECTION_LTR},
        {"fa-AF", "NATO و افغانستان", "fa-AF", DIRECTION_RTL},
        {"fa-AF", "Water and Power", "en", DIRECTION_LTR},
        {"fa-AF", "2021", "fa-AF", DIRECTION_RTL},
        {"ps", "د افغانستان بانک", "ps", DIRECTION_RTL},
        {"ps", "مخینه", "ps", DIRECTION_RTL},
        {"fa-AF", "ولسي جرګه", "ps", DIRECTION_RTL},
        {"ru", "Вода и власть", "ru", DIRECTION_LTR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool rtl = cases[i].document[0] != 'e' && cases[i].document[0] != 'r';
        struct tree tree =
            tree_new(cases[i].document, rtl ? DIRECTION_RTL : DIRECTION_LTR);
        struct texts *title = &tree.brief->meta.title;
        tree_phrase(&tree, title, "", cases[i].text);
        tree_run(&tree, titles);
        assert_str(title->items[0].lang, cases[i].lang);
        assert_int_equal(title->items[0].direction, cases[i].direction);
        tree_free(&tree);
    }
}

static void what_the_author_says_stays(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    struct texts *title = &tree.brief->meta.title;
    tree_phrase(&tree, title, "prs", "آب");
    tree_phrase(&tree, title, "de", "Water and Power");
    struct node *p = tree_paragraph(&tree, tree.brief->body,
                                    "In this language: آب و برق و باد و خاک");
    p->lang = STR("ps");
    tree_run(&tree, titles);
    assert_str(title->items[0].lang, "fa-AF");
    assert_str(title->items[1].lang, "de");
    assert_str(p->lang, "ps");
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_found),
        cmocka_unit_test(runs_go_over_markup),
        cmocka_unit_test(one_node_needs_no_other),
        cmocka_unit_test(blocks_in_another_script_have_their_direction),
        cmocka_unit_test(notes_are_blocks_of_their_own_language),
        cmocka_unit_test(texts_have_language_and_direction),
        cmocka_unit_test(what_the_author_says_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
