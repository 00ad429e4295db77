// SPDX-License-Identifier: MIT
// How a text is set down by its language: quotation marks, dashes,
// digits and calendar where the brief asks for them, and no-break spaces.
#include "typography/typography.h"

#include "base/buffer.h"
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

// The text beside a node in its block, across markup; empty where something
// else stands there.
static struct str text_before(const struct node *node)
{
    while (!node->previous && !kind_facts[node->parent->kind].block)
        node = node->parent;
    node = node->previous;
    while (node && node->last)
        node = node->last;
    return node && node->kind == NODE_TEXT ? node->as.text.text : STR("");
}

static struct str text_after(const struct node *node)
{
    while (!node->next && !kind_facts[node->parent->kind].block)
        node = node->parent;
    node = node->next;
    while (node && node->first)
        node = node->first;
    return node && node->kind == NODE_TEXT ? node->as.text.text : STR("");
}

// A space at an end of a text: between −۳ in a span of its own and its unit.
static void keep_at_ends(struct node *node, struct str lang,
                         struct arena *arena)
{
    struct str text = node->as.text.text;
    uint32_t first = ' ', last = ' ';
    if (text.count < 2)
        return;
    if (text.bytes[0] == ' ')
        first = no_break_space_between(text_before(node),
                                       str_slice(text, 1, text.count), lang);
    if (text.bytes[text.count - 1] == ' ')
        last = no_break_space_between(str_slice(text, 0, text.count - 1),
                                      text_after(node), lang);
    if (first == ' ' && last == ' ')
        return;
    struct buffer kept = {0};
    size_t start = text.bytes[0] == ' ',
           end = text.bytes[text.count - 1] == ' ';
    if (start)
        buffer_add_utf8(&kept, first);
    buffer_add(&kept, str_slice(text, start, text.count - end));
    if (end)
        buffer_add_utf8(&kept, last);
    node->as.text.text = buffer_to_arena(&kept, arena);
}

static void keep_together(struct node *root, struct str lang,
                          struct arena *arena)
{
    for (struct node *node = root; node; node = node_next(root, node)) {
        struct str holds = node_lang(node, lang);
        if (node->kind == NODE_TEXT) {
            node->as.text.text =
                no_break_spaces(arena, node->as.text.text, holds);
            keep_at_ends(node, holds, arena);
        } else if (node->kind == NODE_SOFT_BREAK)
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
