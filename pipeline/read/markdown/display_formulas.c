// SPDX-License-Identifier: MIT
// Formulas in a display have a paragraph of their own: what stands before or
// behind one in its paragraph becomes another.
#include "read/markdown/display_formulas.h"

static bool is_display(const struct node *node)
{
    return node->kind == NODE_FORMULA && node->as.formula.display;
}

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

static void trim_edges(struct node *paragraph)
{
    struct node *first = paragraph->first, *last = paragraph->last;
    if (first && first->kind == NODE_TEXT)
        while (str_starts(first->as.text.text, STR(" ")))
            first->as.text.text =
                str_slice(first->as.text.text, 1, first->as.text.text.count);
    if (last && last->kind == NODE_TEXT)
        while (str_ends(last->as.text.text, STR(" ")))
            last->as.text.text.count--;
}

// Moves what stands from `first` up to `end` (or NULL: all) into a paragraph
// before `paragraph`, but breaks at its edges.
static void move_out(struct arena *arena, struct node *paragraph,
                     struct node *end)
{
    struct node *own = node_new(arena, NODE_PARAGRAPH, paragraph->at);
    own->lang = paragraph->lang;
    own->direction = paragraph->direction;
    while (paragraph->first && paragraph->first != end) {
        struct node *child = paragraph->first;
        node_unlink(child);
        if (own->first || !is_break(child))
            node_append(own, child);
    }
    while (own->last && is_break(own->last))
        node_unlink(own->last);
    trim_edges(own);
    if (own->first) {
        own->at = own->first->at;
        node_insert_before(paragraph, own);
    }
}

static struct node *first_display(const struct node *paragraph)
{
    struct node *node = paragraph->first;
    while (node && !is_display(node))
        node = node->next;
    return node;
}

void display_formulas_part(struct arena *arena, struct node *paragraph)
{
    struct node *formula;
    while ((formula = first_display(paragraph)) != NULL) {
        move_out(arena, paragraph, formula);
        if (formula->next == NULL)
            return;
        move_out(arena, paragraph, formula->next);
        while (paragraph->first && is_break(paragraph->first))
            node_unlink(paragraph->first);
        trim_edges(paragraph);
    }
}
