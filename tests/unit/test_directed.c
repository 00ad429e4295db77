// SPDX-License-Identifier: MIT
// Titles for places without markup: marks only where they are needed.
#include "trees.h"

#include "model/directed.h"

// A phrase from words, with {words in the other direction}.
static struct node *phrase(struct tree *tree, const char *words,
                           enum direction other)
{
    struct node *root = tree_node(tree, NULL, NODE_PHRASE), *holder = root;
    const char *start = words;
    for (const char *at = words;; at++) {
        if (*at && *at != '{' && *at != '}')
            continue;
        if (at > start)
            tree_text(
                tree, holder,
                arena_c_string(tree->brief->arena,
                               (struct str){start, (size_t)(at - start)}));
        start = at + 1;
        if (!*at)
            return root;
        holder = root;
        if (*at == '{') {
            holder = tree_node(tree, root, NODE_SPAN);
            holder->direction = other;
        }
    }
}

// The sign of a percentage is isolated in the direction around it.
static void signs_keep_their_side(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    struct node *root = phrase(&tree, "۴۵{٪} مردم", DIRECTION_RTL);
    assert_str(directed_plain(tree.brief->arena, root, DIRECTION_RTL),
               "۴۵\u200F٪ مردم");
    tree_free(&tree);
}

static void marks_stand_where_they_are_needed(void **state)
{
    static const struct {
        enum direction direction;
        const char *words, *expected;
    } cases[] = {
        {DIRECTION_LTR, "Plain words, 2021", "Plain words, 2021"},
        {DIRECTION_RTL, "متن ساده در ۲۰۲۱", "متن ساده در ۲۰۲۱"},
        {DIRECTION_RTL, "نقش «{UNAMA}» در", "نقش «UNAMA» در"},
        // By its first letter it would be of the other direction.
        {DIRECTION_RTL, "{CSTO} و افغانستان", "\u200FCSTO و افغانستان"},
        {DIRECTION_LTR, "{شورا}: A Council", "\u200Eشورا: A Council"},
        {DIRECTION_RTL, "۲۰۲۱ {NATO} و", "\u200F۲۰۲۱ NATO و"},
        // A run that does not end in a letter of its own.
        {DIRECTION_RTL, "زبان {C++} است", "زبان C++\u200E است"},
        {DIRECTION_RTL, "کتاب {(Kabul)} است", "کتاب \u200E(Kabul)\u200E است"},
        {DIRECTION_RTL, "{C++}", "\u200FC++\u200E"},
        // A number behind a run is the sentence's.
        {DIRECTION_RTL, "دفتر {WFP} ۳۲ کارمند", "دفتر WFP\u200F ۳۲ کارمند"},
        {DIRECTION_RTL, "رشد {GDP} (۲۰۲۰)", "رشد GDP\u200F (۲۰۲۰)"},
        {DIRECTION_LTR, "The {شورا} 12 met", "The شورا\u200E 12 met"},
        {DIRECTION_RTL, "نهاد {WFP} و ۳۲", "نهاد WFP و ۳۲"},
        {DIRECTION_RTL, "رشد {CPI} ۴۰٪", "رشد CPI\u200F ۴۰\u200F٪"},
        // Two runs side by side are two.
        {DIRECTION_RTL, "نهاد {WFP}، {FAO}.", "نهاد WFP\u200F، FAO."},
        {DIRECTION_LTR, "Words {آب}, {زمین}", "Words آب\u200E, زمین"},
        // Nothing strong: nothing to say.
        {DIRECTION_RTL, "۲۰۲۱", "۲۰۲۱"},
        {DIRECTION_LTR, "", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tree tree = tree_new("en", DIRECTION_LTR);
        enum direction other =
            cases[i].direction == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL;
        struct node *root = phrase(&tree, cases[i].words, other);
        assert_str(directed_plain(tree.brief->arena, root, cases[i].direction),
                   cases[i].expected);
        tree_free(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_keep_their_side),
        cmocka_unit_test(marks_stand_where_they_are_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
