// SPDX-License-Identifier: MIT
// Lists: marks hang in an inset, long items stand apart.
#include "typeset/page/item_marks.h"

// Items of more lines stand apart.
#define LIMIT_CLOSE_LINES 3

// Answers how many lines the item has without the lists in it.
static size_t add_item(struct layout *layout, struct vlist *vlist,
                       const struct block_setting *setting,
                       const struct node *item, size_t list_tag, scaled inset,
                       long number)
{
    size_t tag = tag_new(layout, TAG_LI, list_tag), from = vlist->count;
    struct item_mark mark = item_marks_set(layout, setting, item, tag, number);
    struct block_setting inside = block_setting_inset(*setting, inset);
    inside.tag = tag_new(layout, TAG_LBODY, tag);
    inside.depth++;
    inside.numbers += item->parent->as.list.ordered;
    inside.bullets += !item->parent->as.list.ordered && mark.line == NULL;
    inside.mark = mark.typed;
    size_t lines = 0;
    for (const struct node *node = item->first; node; node = node->next) {
        size_t before = vlist->count;
        block_add(layout, vlist, &inside, node);
        if (node->kind != NODE_LIST)
            lines += vlist->count - before;
        inside.mark = 0;
    }
    if (vlist->count == from) { // an empty item still has its label
        struct vbox *vbox =
            vlist_add(layout, vlist, block_style(layout, setting)->leading);
        vbox->off_grid = !setting->on_grid;
        vbox->ground = setting->ground;
    }
    item_marks_place(layout, &vlist->items[from], setting, item, &mark);
    return lines;
}

static bool is_inner(const struct node *list)
{
    return list->parent && list->parent->kind == NODE_ITEM;
}

// Half a grid line around a list, and between its items where one is long. What
// follows the list goes on at the next line of the grid.
static void space_out(struct layout *layout, struct vlist *vlist,
                      const size_t *starts, size_t count, size_t longest)
{
    scaled half = layout->geometry.grid / 2;
    for (size_t i = starts[0]; i < vlist->count; i++)
        vlist->items[i].half_grid = true;
    for (size_t i = 1; i < count && longest > LIMIT_CLOSE_LINES; i++)
        if (starts[i] < vlist->count && vlist->items[starts[i]].space < half)
            vlist->items[starts[i]].space = half;
    vlist_space(vlist, half);
}

void lists_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *list)
{
    size_t tag = tag_new(layout, TAG_L, setting->tag);
    if (tag != TAG_ARTIFACT)
        tag_at(layout, tag)->ordered = list->as.list.ordered;
    struct block_setting inside = block_setting_of(*setting, list);
    tag_language(layout, tag, inside.lang, inside.direction);
    scaled inset = item_marks_inset(layout, &inside, list);
    bool apart = !is_inner(list) && setting->on_grid;
    if (apart)
        vlist_space(vlist, layout->geometry.grid / 2);
    size_t count = 0, longest = 0;
    for (const struct node *item = list->first; item; item = item->next)
        count++;
    size_t *starts = ARENA_ARRAY(layout->arena, size_t, count + 1);
    starts[0] = vlist->count;
    count = 0;
    for (const struct node *item = list->first; item; item = item->next) {
        starts[count] = vlist->count;
        size_t lines = add_item(layout, vlist, &inside, item, tag, inset,
                                list->as.list.start + (long)count);
        longest = lines > longest ? lines : longest;
        count++;
    }
    if (apart)
        space_out(layout, vlist, starts, count, longest);
}
