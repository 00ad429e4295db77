// SPDX-License-Identifier: MIT
// Lists: bullets and numbers hang in an inset, long items stand apart.
#include "typeset/page/blocks.h"

#include "languages/language.h"

struct item_label {
    const struct line *line; // or NULL: a bullet
    scaled inset;
};

static struct paragraph *number_paragraph(struct layout *layout,
                                          const struct block_setting *setting,
                                          size_t tag, long number)
{
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, setting->direction);
    struct text_style style = style_strong(block_style(layout, setting)->text);
    style.ink = (struct ink){INK_ACCENT, 0};
    style.lining = true;
    unsigned long shown = number < 0 ? 0 : (unsigned long)number;
    paragraph_text(paragraph,
                   language_number(layout->arena, layout->lang, shown), &style,
                   layout->lang, tag, PLACE_NONE, NULL);
    layout_paragraph_close(layout, paragraph);
    return paragraph;
}

static size_t item_count(const struct node *list)
{
    size_t count = 0;
    for (const struct node *item = list->first; item; item = item->next)
        count++;
    return count;
}

// Room for the widest number, 13 pt (17 pt) at least.
static scaled list_inset(struct layout *layout,
                         const struct block_setting *setting,
                         const struct node *list)
{
    scaled inset = layout->geometry.inset;
    if (!list->as.list.ordered)
        return inset;
    struct measuring measuring = layout_measuring_begin(layout);
    long last = list->as.list.start + (long)item_count(list) - 1;
    struct paragraph *paragraph =
        number_paragraph(layout, setting, TAG_ARTIFACT, last);
    scaled width = paragraph_natural_width(paragraph) + PT(2.5);
    layout_measuring_end(layout, measuring);
    return width > inset && width * 3 < setting->measure ? width : inset;
}

static void add_item_label(struct layout *layout, struct vbox *vbox,
                           const struct block_setting *setting,
                           const struct node *item, const struct line *number)
{
    const struct style *style = block_style(layout, setting);
    scaled em = style_size(&style->text, layout->direction);
    scaled side = em * 42 / 100, half = side * 71 / 100;
    if (number != NULL) {
        vbox_line(layout, vbox, number, setting->left, style->baseline);
    } else {
        scaled x =
            setting->left +
            scaled_inline_left(setting->direction, setting->measure, half, 0);
        struct placed mark =
            vlist_bullet(layout->arena, x, style->baseline - em * 27 / 100,
                         side, (struct ink){INK_ACCENT, 0});
        // A task that is open is a bullet in outline.
        if (item->as.item.task && !item->as.item.done)
            mark.as.path.stroke = PT(0.75);
        vbox_placed(layout, vbox, mark);
    }
    vbox_last_part_first(vbox);
}

// Answers how many lines the item has without the lists in it.
static size_t add_item(struct layout *layout, struct vlist *vlist,
                       const struct block_setting *setting,
                       const struct node *item, size_t list_tag, scaled inset,
                       long number)
{
    size_t tag = tag_new(layout, TAG_LI, list_tag), from = vlist->count;
    const struct line *label = NULL;
    if (item->parent->as.list.ordered) {
        size_t label_tag = tag_new(layout, TAG_LBL, tag);
        struct paragraph *paragraph =
            number_paragraph(layout, setting, label_tag, number);
        struct paragraph_style shape = {.alignment = PARAGRAPH_START};
        struct lines lines =
            paragraph_lines(paragraph, &shape, setting->measure);
        label = lines.count > 0 ? &lines.items[0] : NULL;
    }
    struct block_setting inside = block_setting_inset(*setting, inset);
    inside.tag = tag_new(layout, TAG_LBODY, tag);
    inside.depth++;
    size_t lines = 0;
    for (const struct node *node = item->first; node; node = node->next) {
        size_t before = vlist->count;
        block_add(layout, vlist, &inside, node);
        if (node->kind != NODE_LIST)
            lines += vlist->count - before;
    }
    if (vlist->count == from) { // an empty item still has its label
        struct vbox *vbox =
            vlist_add(layout, vlist, block_style(layout, setting)->leading);
        vbox->off_grid = !setting->on_grid;
        vbox->ground = setting->ground;
    }
    if (!item->parent->as.list.marked)
        add_item_label(layout, &vlist->items[from], setting, item, label);
    return lines;
}

void lists_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *list)
{
    size_t tag = tag_new(layout, TAG_L, setting->tag);
    if (tag != TAG_ARTIFACT)
        tag_at(layout, tag)->ordered = list->as.list.ordered;
    struct block_setting inside = block_setting_of(*setting, list);
    tag_language(layout, tag, inside.lang, inside.direction);
    scaled inset = list_inset(layout, &inside, list);
    size_t count = item_count(list), index = 0, longest = 0;
    size_t *starts = ARENA_ARRAY(layout->arena, size_t, count + 1);
    for (const struct node *item = list->first; item; item = item->next) {
        starts[index] = vlist->count;
        size_t lines = add_item(layout, vlist, &inside, item, tag, inset,
                                list->as.list.start + (long)index);
        longest = lines > longest ? lines : longest;
        index++;
    }
    if (longest <= 3 || setting->depth > 0 || !setting->on_grid)
        return;
    // Space between long items, in whole lines so that text keeps the grid.
    scaled grid = layout->geometry.grid;
    for (size_t i = 0; i < count; i++)
        if (starts[i] < vlist->count && starts[i] > 0 &&
            vlist->items[starts[i]].space < grid)
            vlist->items[starts[i]].space = grid;
    vlist_space(vlist, grid);
}
