// SPDX-License-Identifier: MIT
// What runs in the other direction across markup; that a second run changes
// nothing, whatever stands side by side. tests/direction has the lines.
#include "trees.h"

#include "base/buffer.h"
#include "titles/titles.h"

// ----- Texts in a short form -----

// *…* emphasis, [ … ] a link, { … } words that the author has marked as in
// German, ` … ` code, ^ a note.
static void add_marked_up(struct tree *tree, struct node *parent,
                          const char *text)
{
    struct buffer words = {0};
    struct node *holder = parent;
    for (const char *c = text;; c++) {
        bool markup = *c == 0 || strchr("*[]{}`^", *c);
        if (!markup) {
            buffer_add_byte(&words, *c);
            continue;
        }
        struct str run = buffer_to_arena(&words, tree->brief->arena);
        words = (struct buffer){0};
        bool code = *c == '`' && holder->kind == NODE_CODE;
        if (code)
            holder->as.text.text = run;
        else if (run.count)
            tree_node(tree, holder, NODE_TEXT)->as.text.text = run;
        if (*c == 0)
            return;
        if (*c == '^')
            tree_refer(tree, holder, tree->brief->notes[0]);
        else if (*c == ']' || *c == '}' || code ||
                 (*c == '*' && holder->kind == NODE_EMPHASIS))
            holder = holder->parent;
        else
            holder = tree_node(tree, holder,
                               *c == '*'   ? NODE_EMPHASIS
                               : *c == '[' ? NODE_LINK
                               : *c == '{' ? NODE_SPAN
                                           : NODE_CODE);
        if (*c == '{')
            holder->lang = STR("de");
        if (*c == '[')
            holder->as.link.url = STR("#a");
    }
}

static void show(const struct node *node, struct buffer *out)
{
    for (const struct node *child = node->first; child; child = child->next) {
        bool ltr = child->direction == DIRECTION_LTR,
             rtl = child->direction == DIRECTION_RTL;
        buffer_add(out, ltr ? STR("⟦") : rtl ? STR("⟬") : STR(""));
        struct str mark = child->kind == NODE_EMPHASIS ? STR("*")
                          : child->kind == NODE_CODE   ? STR("`")
                                                       : STR("");
        buffer_add(out, child->kind == NODE_LINK ? STR("[") : mark);
        if (child->kind == NODE_NOTE_REFERENCE)
            buffer_add_byte(out, '^');
        if (kind_facts[child->kind].holds == HOLDS_TEXT)
            buffer_add(out, child->as.text.text);
        show(child, out);
        buffer_add(out, child->kind == NODE_LINK ? STR("]") : mark);
        buffer_add(out, ltr ? STR("⟧") : rtl ? STR("⟭") : STR(""));
    }
}

static struct tree tree_in(const char *lang)
{
    bool rtl = language_direction(str_of(lang)) == DIRECTION_RTL;
    struct tree tree = tree_new(lang, rtl ? DIRECTION_RTL : DIRECTION_LTR);
    tree_note(&tree, "1", NULL);
    return tree;
}

static void whole_phrases_are_isolated_across_markup(void **state)
{
    static const struct {
        const char *lang, *text, *expected;
    } cases[] = {
        {"fa-AF", "در *Resolution* 1325 را", "در ⟦*Resolution* 1325⟧ را"},
        {"fa-AF", "از *Art. 4* تا *متن*", "از ⟦*Art. 4*⟧ تا *متن*"},
        {"fa-AF", "و *کتاب Maps* of Power را", "و *کتاب *⟦*Maps* of Power⟧ را"},
        {"fa-AF", "و Maps of *Power کتاب* را", "و ⟦Maps of *Power*⟧* کتاب* را"},
        {"fa-AF", "و [Article] 4 و [مادهٔ Art] 5 را",
         "و ⟦[Article] 4⟧ و [مادهٔ ]⟦[Art] 5⟧ را"},
        {"fa-AF", "نزد WFP^ (Rome) و FAO^ و ۱۳۸۲^ را",
         "نزد ⟦WFP^ (Rome)⟧ و ⟦FAO⟧^ و ۱۳۸۲^ را"},
        {"fa-AF", "از `ls` و run `make` now و `a` `b`",
         "از ⟦`ls`⟧ و ⟦run ⟦`make`⟧ now⟧ و ⟦`a`⟧ ⟦`b`⟧"},
        {"fa-AF", "تلفون *0799* 123 456 است", "تلفون ⟦*0799* 123 456⟧ است"},
        {"ps", "د *(US-led)* coalition او (*GDP*) او",
         "د ⟦*(US-led)* coalition⟧ او (⟦*GDP*⟧) او"},
        {"en", "the *قانون* ۱۳۸۲ and “*آب*”",
         "the ⟬*قانون* ۱۳۸۲⟭ and “⟬*آب*⟭”"},
        {"en", "words آب^, زمین^ here", "words ⟬آب⟭^, ⟬زمین⟭^ here"},
        // The author's own spans: side by side they stay two.
        {"fa-AF", "نهادهای {WHO}, {FAO} و {UN} {WB} را",
         "نهادهای {WHO}, {FAO} و {UN} {WB} را"},
        {"fa-AF", "سند {Gesetz} 12 و the {Bundestag} of Germany را",
         "سند ⟦Gesetz 12⟧ و ⟦the Bundestag of Germany⟧ را"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree tree = tree_in(cases[i].lang);
        struct node *p = tree_paragraph(&tree, tree.brief->body, NULL);
        add_marked_up(&tree, p, cases[i].text);
        tree_run(&tree, titles);
        struct buffer out = {0}, expected = {0};
        show(p, &out);
        for (const char *c = cases[i].expected; *c; c++)
            if (*c != '{' && *c != '}')
                buffer_add_byte(&expected, *c);
        struct arena *arena = tree.brief->arena;
        struct str wanted = buffer_to_arena(&expected, arena);
        assert_str(buffer_to_arena(&out, arena),
                   arena_printf(arena, "%.*s", STR_ARG(wanted)).bytes);
        tree_free(&tree);
    }
}

// What only looks like a fault: plain UAX #9 is right, so nothing is made.
static void what_is_right_stays(void **state)
{
    static const struct {
        const char *lang, *text;
    } cases[] = {
        {"fa-AF", "قانون اساسی ۱۳۸۲ در مادهٔ ۲۲"},
        {"fa-AF", "قطعنامهٔ 1325 (2000) و نسخهٔ 2.0.1"},
        {"fa-AF", "سال\u200Cهای ۱۳۹۰–۱۴۰۰ و ۱۹۹۰-۲۰۰۱ و "
                  "2018–2021"},
        {"fa-AF", "از ۱۲٪ به ۱۸٪ در ساعت ۱۲:۴۵ و ۳۰/۹/۱۴۰۳"},
        {"fa-AF", "مادهٔ ۳(۲)(ب) و شرط ≥ ۱۸ و #حق_آب"},
        {"fa-AF", "سال\u200Cهای ۲۰۱۰ ۲۰۱۱ ۲۰۱۲ و ص ۱۲ ۳۴"},
        {"ar", "الأعوام ٢٠١٥–٢٠١٩ وهاتف ٠٧٩٩ ١٢٣ ٤٥٦"},
        {"en", "Resolution 1325 (2000), 0093-700-123-456 and −5 °C"},
        {"ru", "Закон № 5 (2019) и 12–14 мая, Water Law"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree tree = tree_in(cases[i].lang);
        struct node *p = tree_paragraph(&tree, tree.brief->body, cases[i].text);
        tree_run(&tree, titles);
        for (struct node *node = p; node; node = node_next(p, node))
            assert_int_equal(node->direction, DIRECTION_INHERIT);
        tree_free(&tree);
    }
}

// ----- Anything side by side -----

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void make_any(struct tree *tree, struct node *p, uint32_t *seed)
{
    static const char *const words[] = {
        "WHO",     "Art",     "U.S", "a",      "آب",     "قانون",  "م",
        "ה",       "1325",    "۱۲",  "٣",      "2020",   "0799",   "12–15",
        "2018-21", "123",     " ",   " ",      " ",      " ",      "(",
        ")",       "«",       "»",   "“",      "”",      "\"",     "’",
        "،",       ",",       ".",   ":",      "؟",      "-",      "–",
        "٪",       "%",       "$",   "+",      "°C",     "=",      "/",
        "#",       "@",       "km",  "\u200C", "\u200F", "\u2066", "\u2069",
        "*",       "*",       "[",   "]",      "{x}",    "{x}",    "`y`",
        "^",       "www.a.b "};
    char text[400] = "";
    int depth = 0;
    bool emphasis = false;
    for (int i = 0; i < 14; i++) {
        const char *word =
            words[next_random(seed) % (sizeof words / sizeof words[0])];
        // Markup that closes what is open, and no other.
        if (*word == ']' && (depth == 0 || emphasis))
            continue;
        if (*word == '[' && (depth > 0 || emphasis))
            continue;
        depth += *word == '[' ? 1 : *word == ']' ? -1 : 0;
        emphasis = *word == '*' ? !emphasis : emphasis;
        strcat(text, word);
    }
    if (emphasis)
        strcat(text, "*");
    if (depth > 0)
        strcat(text, "]");
    add_marked_up(tree, p, text);
}

static void a_second_run_changes_nothing(void **state)
{
    static const char *const langs[] = {"fa-AF", "en", "ps", "ru", "ar"};
    uint32_t seed = 12;
    for (int round = 0; round < 4000; round++) {
        struct tree tree = tree_in(langs[round % 5]);
        make_any(&tree, tree_paragraph(&tree, tree.brief->body, NULL), &seed);
        struct str before = node_plain(tree.brief->arena, tree.brief->body);
        tree_run(&tree, titles); // twice
        struct str after = node_plain(tree.brief->arena, tree.brief->body);
        assert_true(str_equal(before, after)); // no letter is moved or lost
        tree_free(&tree);
    }
}

// ----- Pairs -----

static void make_balanced(struct buffer *out, uint32_t *seed, int depth)
{
    static const char *const words[] = {"WHO",  "Art.", "کتاب", "آب", "و",
                                        "1325", "۱۲",   "km",   "،",  ","};
    static const char *const pairs[][2] = {
        {"(", ")"}, {"[", "]"}, {"«", "»"}, {"“", "”"}};
    for (uint32_t i = 1 + next_random(seed) % 4; i > 0; i--) {
        const char *const *pair = pairs[next_random(seed) % 4];
        bool nested = depth < 3 && next_random(seed) % 4 == 0;
        if (nested) {
            buffer_add_c(out, pair[0]);
            make_balanced(out, seed, depth + 1);
            buffer_add_c(out, pair[1]);
        } else {
            buffer_add_c(out, words[next_random(seed) % 10]);
        }
        if (next_random(seed) % 4)
            buffer_add_byte(out, ' ');
    }
}

static bool is_balanced(struct str text)
{
    uint32_t open[20];
    size_t depth = 0;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        uint32_t closes = c == '(' ? ')' : c == '[' ? ']' : 0;
        closes = c == 0xAB ? 0xBB : c == 0x201C ? 0x201D : closes;
        if (closes && depth < 20)
            open[depth++] = closes;
        else if ((c == ')' || c == ']' || c == 0xBB || c == 0x201D) &&
                 (depth == 0 || open[--depth] != c))
            return false;
    }
    return depth == 0;
}

static void no_run_holds_half_of_a_pair(void **state)
{
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct tree tree = tree_in(round % 2 ? "fa-AF" : "en");
        struct buffer text = {0};
        buffer_add_c(&text, round % 2 ? "آب " : "water ");
        make_balanced(&text, &seed, 0);
        struct node *p = tree_paragraph(&tree, tree.brief->body, NULL);
        tree_node(&tree, p, NODE_TEXT)->as.text.text =
            buffer_to_arena(&text, tree.brief->arena);
        tree_run(&tree, titles);
        for (struct node *node = p; node; node = node_next(p, node))
            if (node != p && node->direction != DIRECTION_INHERIT)
                assert_true(is_balanced(node_plain(tree.brief->arena, node)));
        tree_free(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_phrases_are_isolated_across_markup),
        cmocka_unit_test(what_is_right_stays),
        cmocka_unit_test(a_second_run_changes_nothing),
        cmocka_unit_test(no_run_holds_half_of_a_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
