// SPDX-License-Identifier: MIT
// The author's own names for places go to the blocks that they stand in: a
// link leads to a block in every output. What Word leaves before its headings,
// []{#_Toc25424511}, is no part of a heading any more then.
#include "sections/anchors.h"

#include "text/plain.h"

static struct str *name_of(struct node *block)
{
    return block->kind == NODE_HEADING ? &block->as.heading.id : &block->anchor;
}

struct str anchor_id(const struct node *block)
{
    return block->kind == NODE_HEADING ? block->as.heading.id : block->anchor;
}

static void add(struct anchors *anchors, struct str name,
                const struct node *block)
{
    bool added;
    hash_table_put(&anchors->by_name, anchors->arena, hash_table_key(name),
                   anchors->count, &added);
    if (added)
        ARENA_PUSH(anchors->arena, anchors->items, anchors->count,
                   anchors->capacity) = (struct anchor_name){name, block};
}

const struct node *anchors_find(const struct anchors *anchors, struct str name)
{
    const size_t *found =
        hash_table_find(&anchors->by_name, hash_table_key(name));
    return found && str_equal(anchors->items[*found].name, name)
               ? anchors->items[*found].block
               : NULL;
}

// The block that has the name of what stands in it: cells and captions are
// parts of a table or figure. NULL within a phrase, such as a title.
static struct node *block_around(struct node *node)
{
    while (node && (!kind_facts[node->kind].block || node->kind == NODE_CELL ||
                    node->kind == NODE_ROW || node->kind == NODE_CAPTION ||
                    (node->parent && node->parent->kind == NODE_CELL)))
        node = node->parent;
    return node && node->parent ? node : NULL;
}

// An item is named by its first block, and so is what holds blocks alone.
static struct node *first_block(struct node *block)
{
    while (block->kind == NODE_ITEM && block->first)
        block = block->first;
    return block;
}

static bool holds_nothing(const struct node *node)
{
    for (const struct node *n = node->first; n; n = node_next(node, n))
        if (n->kind != NODE_SPAN && n->kind != NODE_SOFT_BREAK &&
            !(n->kind == NODE_TEXT && plain_empty(n->as.text.text)))
            return false;
    return node->kind == NODE_SPAN || node->kind == NODE_PARAGRAPH ||
           node->kind == NODE_DIVISION;
}

// The block that a name alone in its paragraph is for: the next one.
static struct node *block_beside(struct node *empty)
{
    struct node *beside = empty->next ? empty->next : empty->previous;
    while (beside && beside->kind == NODE_DIVISION && beside->first)
        beside = beside->first;
    return beside;
}

static void name_block(struct anchors *anchors, struct node *block,
                       struct str name)
{
    struct str *own = name_of(block);
    // Where a heading has no name of its own its words will make one.
    if (own->count == 0 && block->kind != NODE_HEADING)
        *own = name;
    add(anchors, name, block);
}

static void move(struct anchors *anchors, struct node *node)
{
    struct str name = node->anchor;
    struct node *block = block_around(node);
    node->anchor = (struct str){0};
    if (!block)
        return;
    block = first_block(block);
    if (holds_nothing(block) && block_beside(block))
        block = first_block(block_beside(block));
    name_block(anchors, block, name);
}

// What held a name and nothing else; answers the node behind it.
static struct node *drop_empty(struct node *root, struct node *node)
{
    struct node *parent = node->parent;
    struct node *next = node_next_skipping(root, node);
    node_unlink(node);
    if (parent != root && parent->kind == NODE_PARAGRAPH &&
        holds_nothing(parent)) {
        next = node_next_skipping(root, parent);
        node_unlink(parent);
    }
    return next;
}

void anchors_move(struct anchors *anchors, struct node *root)
{
    for (struct node *node = root, *next; node; node = next) {
        bool named = node->anchor.count > 0 && node != root;
        next = node_next(root, node);
        if (node->kind == NODE_HEADING && node->as.heading.id.count)
            add(anchors, node->as.heading.id, node);
        if (!named)
            continue;
        move(anchors, node);
        if (holds_nothing(node))
            next = drop_empty(root, node);
    }
}
