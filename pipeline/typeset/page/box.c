// SPDX-License-Identifier: MIT
// Boxes: text on a tint under an accent rule; pull quotes.
#include "typeset/page/blocks.h"
#include "model/brief_words.h"
#include "languages/words.h"

static void add_pull(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *setting,
                     const struct node *box)
{
    const struct style *style = &layout->styles.of[ROLE_PULL];
    scaled grid = layout->geometry.grid,
           y = layout->print->pull_rule + layout->print->pull_gap;
    vlist_space(vlist, setting->on_grid ? grid : 0);
    size_t tag = tag_new(layout, TAG_DIV, setting->tag);
    struct vbox *vbox = vlist_add(layout, vlist, 0);
    vbox->off_grid = !setting->on_grid;
    vbox->ground = setting->ground;
    scaled x = scaled_inline_left(setting->direction, setting->measure, 0,
                                  layout->print->note_rule_width);
    vbox_placed(layout, vbox,
                vlist_rectangle(setting->left + x, 0,
                                layout->print->note_rule_width,
                                layout->print->pull_rule, INK_ACCENT));
    for (const struct node *node = box->first; node != NULL;) {
        if (kind_facts[node->kind].holds != HOLDS_INLINES) {
            node = node_next(box, node);
            continue;
        }
        struct paragraph_request request = {
            .node = node,
            .style = style->text,
            .direction = node_direction(node, setting->direction),
            .lang = node_lang(node, setting->lang),
            .tag = tag_new(layout, TAG_P, tag),
            .shape = {.alignment = PARAGRAPH_START},
            .measure = setting->measure,
        };
        tag_language(layout, request.tag, request.lang, request.direction);
        struct lines lines = block_set_paragraph(layout, &request);
        for (size_t i = 0; i < lines.count; i++, y += style->leading)
            vbox_line(layout, vbox, &lines.items[i], setting->left,
                      y + style->baseline);
        node = node_next_skipping(box, node);
    }
    vbox->height = setting->on_grid ? geometry_round_up(y, grid) : y;
    vlist_space(vlist, setting->on_grid ? grid : 0);
}

static void add_padding(struct layout *layout, struct vlist *vlist,
                        const struct block_setting *setting, bool begins)
{
    scaled height =
        setting->on_grid ? layout->geometry.grid : layout->print->box_padding;
    if (!begins) {
        vlist_keep(vlist, BREAK_WIDOW);
        vlist->space = 0;
    }
    struct vbox *vbox = vlist_add(layout, vlist, height);
    vbox->off_grid = !setting->on_grid;
    vbox->ground = setting->ground;
    vbox->ground_begins = begins;
    vbox->break_cost = begins ? BREAK_HEADING : BREAK_FREE;
}

void box_add_label(struct layout *layout, struct vlist *vlist,
                   const struct block_setting *setting, enum word word)
{
    const struct style *style = &layout->styles.of[ROLE_LABEL];
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    struct inline_setting inlines = {style->text, layout->lang,
                                     layout->direction,
                                     tag_new(layout, TAG_P, setting->tag)};
    inline_write_words(paragraph, brief_word(layout->brief, word), &inlines);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    struct lines lines = paragraph_lines(paragraph, &shape, setting->measure);
    block_add_lines(layout, vlist, setting, &lines, style);
    vlist_keep(vlist, BREAK_HEADING);
}

void box_add(struct layout *layout, struct vlist *vlist,
             const struct block_setting *setting, const struct node *box)
{
    struct block_setting inside = block_setting_of(*setting, box);
    if (box->as.box.kind == BOX_PULL) {
        add_pull(layout, vlist, &inside, box);
        return;
    }
    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    vlist_space(vlist, space);
    inside.tag = tag_new(layout, TAG_DIV, setting->tag);
    tag_language(layout, inside.tag, inside.lang, inside.direction);
    inside.depth++;
    if (setting->ground == 0) {
        inside.ground = ++layout->grounds;
        inside.left += layout->print->box_padding;
        inside.measure -= 2 * layout->print->box_padding;
        inside.justified = false;
        add_padding(layout, vlist, &inside, true);
    }
    if (box->as.box.kind == BOX_KEY_MESSAGES && box->first != NULL &&
        box->first->kind != NODE_HEADING)
        // They say that they are, where the author gave no heading.
        box_add_label(layout, vlist, &inside, WORD_key_messages);
    vlist->space = 0;
    blocks_add(layout, vlist, &inside, box->first, NULL);
    if (setting->ground == 0)
        add_padding(layout, vlist, &inside, false);
    vlist_space(vlist, space);
}

void box_add_text(struct layout *layout, struct vlist *vlist,
                  const struct block_setting *setting, enum word label,
                  const struct node *content)
{
    struct block_setting inside = *setting;
    inside.tag = tag_new(layout, TAG_DIV, setting->tag);
    inside.ground = ++layout->grounds;
    inside.left += layout->print->box_padding;
    inside.measure -= 2 * layout->print->box_padding;
    inside.justified = false;
    inside.depth++;
    vlist_space(vlist, layout->geometry.grid);
    add_padding(layout, vlist, &inside, true);
    box_add_label(layout, vlist, &inside, label);
    vlist->space = 0;
    if (kind_facts[content->kind].holds == HOLDS_BLOCKS)
        blocks_add(layout, vlist, &inside, content->first, NULL);
    else
        block_add(layout, vlist, &inside, content);
    add_padding(layout, vlist, &inside, false);
    vlist_space(vlist, layout->geometry.grid);
}
