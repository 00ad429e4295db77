// SPDX-License-Identifier: MIT
// How a text is set down by its language: quotation marks, dashes,
// digits and calendar where the brief asks for them, and no-break spaces.
#include "typography/typography.h"

#include "typography/typography_rules.h"
#include "typography/no_break_spaces.h"

static void set_house(struct brief *brief, struct node *root, struct str lang,
                      struct text_edit *row)
{
    const struct settings *settings = &brief->meta.settings;
    static const struct {
        enum brief_setting setting;
        void (*set)(struct text_edit *);
    } rules[] = {{SETTING_QUOTES, quotes_set},
                 {SETTING_DASHES, dashes_set},
                 {SETTING_DIGITS, digits_set}};
    for (struct node *node = root, *last; node; node = node_next(root, last)) {
        last = node;
        if (kind_facts[node->kind].holds != HOLDS_INLINES ||
            !kind_facts[node->kind].block)
            continue;
        for (size_t i = 0; i < COUNT(rules); i++)
            if (settings_asked(settings, rules[i].setting)) {
                last = text_edit_read(row, node, lang);
                rules[i].set(row);
            }
    }
}

static bool marks_are_asked_for(const struct settings *settings)
{
    return settings_asked(settings, SETTING_QUOTES) ||
           settings_asked(settings, SETTING_DASHES) ||
           settings_asked(settings, SETTING_DIGITS);
}

// The end of a line of the source between No. and 5 is such a space too.
static void join_lines(struct arena *arena, struct node *soft_break,
                       struct str lang)
{
    const struct node *before = soft_break->previous, *after = soft_break->next;
    if (!before || !after || before->kind != NODE_TEXT ||
        after->kind != NODE_TEXT)
        return;
    uint32_t space =
        no_break_space_between(before->as.text.text, after->as.text.text, lang);
    char bytes[4];
    if (space == ' ')
        return;
    soft_break->kind = NODE_TEXT;
    soft_break->as.text.text =
        arena_str(arena, (struct str){bytes, utf8_encode(space, bytes)});
}

static void keep_together(struct node *root, struct str lang,
                          struct arena *arena)
{
    for (struct node *node = root; node; node = node_next(root, node)) {
        struct str holds = node_lang(node, lang);
        if (node->kind == NODE_TEXT)
            node->as.text.text =
                no_break_spaces(arena, node->as.text.text, holds);
        else if (node->kind == NODE_SOFT_BREAK)
            join_lines(arena, node, holds);
    }
}

bool typography(struct brief *brief, const struct context *context)
{
    struct node **roots;
    struct str *langs;
    size_t count = brief_roots_in(brief, &roots, &langs);
    struct text_edit row = {.arena = context->arena};
    calendar_set(&brief->meta, brief->lang);
    for (size_t i = 0; i < count; i++) {
        // First: a dash may have brought a space.
        if (marks_are_asked_for(&brief->meta.settings))
            set_house(brief, roots[i], langs[i], &row);
        // Titles and names are also metadata, searched for and compared.
        if (roots[i]->kind != NODE_PHRASE)
            keep_together(roots[i], langs[i], context->arena);
    }
    return true;
}
