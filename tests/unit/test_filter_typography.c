// SPDX-License-Identifier: MIT
// No-break spaces, shown as ~ (whole) and ^ (narrow).
#include "trees.h"
#include "typography/typography.h"

static struct str shown(struct tree *tree, struct str text)
{
    struct str out = STR("");
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(text, &offset);
        struct str piece = c == 0x00A0   ? STR("~")
                           : c == 0x202F ? STR("^")
                                         : str_slice(text, start, offset);
        out = arena_printf(tree->brief->arena, "%.*s%.*s", STR_ARG(out),
                           STR_ARG(piece));
    }
    return out;
}

static void spaces_keep_what_belongs_together(void **state)
{
    static const struct {
        const char *lang, *text, *expected;
    } cases[] = {
        {"en", "Barnett R. Rubin wrote 5 km, 5 kilometres.",
         "Barnett R.~Rubin wrote 5~km, 5 kilometres."},
        {"en", "J. R. R. Smith (A. Jones)", "J.~R.~R.~Smith (A.~Jones)"},
        {"en", "They chose plan B. The other", "They chose plan B. The other"},
        {"en", "Dr Magdalena Kirchner, p. 7, vol. 7 No. 3, No. One",
         "Dr~Magdalena Kirchner, p.~7, vol.~7 No.~3, No. One"},
        {"en", "22 % of 5 m people", "22~% of 5~m people"},
        {"en", "What ? A : B", "What ? A : B"},
        {"en", "See https://example.org/5 km  5  km",
         "See https://example.org/5~km  5  km"},
        {"fr", "Vraiment ? Oui : « non » ; fin !",
         "Vraiment^? Oui~: «~non~»^; fin^!"},
        {"fr", "Vraiment? 10:30", "Vraiment? 10:30"},
        {"de", "z. B. hier, d. h. dort um 5 Uhr",
         "z.~B. hier, d.~h. dort um 5~Uhr"},
        {"ru", "Москва — город, 2021 г., № 5, А. С. Пушкин",
         "Москва~— город, 2021~г., №~5, А.~С.~Пушкин"},
        {"fa-AF", "ص ۵ و ۲۲ فیصد و ۵ کتاب", "ص~۵ و ۲۲~فیصد و ۵ کتاب"},
        {"ps", "۲۲ سلنه ، او ۵ کتابه", "۲۲~سلنه ، او ۵ کتابه"},
        {"en", " 5 ", " 5 "},
        {"en", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree tree = tree_new(cases[i].lang, DIRECTION_LTR);
        struct node *p = tree_paragraph(&tree, tree.brief->body, cases[i].text);
        tree_run(&tree, typography);
        assert_str(shown(&tree, p->first->as.text.text), cases[i].expected);
        tree_free(&tree);
    }
}

static void code_titles_and_other_languages_keep_their_spaces(void **state)
{
    struct tree tree = tree_new("fr", DIRECTION_LTR);
    struct node *p = tree_paragraph(&tree, tree.brief->body, NULL);
    struct node *code = tree_node(&tree, p, NODE_CODE);
    code->as.text.text = STR("a ? b : 5 km");
    struct node *english = tree_node(&tree, p, NODE_SPAN);
    english->lang = STR("en");
    struct node *text = tree_text(&tree, english, "What ?");
    struct texts *title = &tree.brief->meta.title;
    tree_phrase(&tree, title, "fr", "Quoi ?");
    tree_run(&tree, typography);
    assert_str(code->as.text.text, "a ? b : 5 km");
    assert_str(text->as.text.text, "What ?");
    assert_str(text_plain(tree.brief->arena, title->items[0]), "Quoi ?");
    tree_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_keep_what_belongs_together),
        cmocka_unit_test(code_titles_and_other_languages_keep_their_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
