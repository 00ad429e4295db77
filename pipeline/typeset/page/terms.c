// SPDX-License-Identifier: MIT
// Lists of terms: each stands in semibold, what it means in an inset below.
#include "typeset/page/blocks.h"

static void add_term(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *setting,
                     const struct node *term, size_t item)
{
    const struct style *style = block_style(layout, setting);
    struct paragraph_request request = {
        .node = term,
        .style = style_strong(style->text),
        .direction = inline_block_direction(term, setting->direction),
        .lang = inline_block_lang(term, setting->lang),
        .tag = tag_new(layout, TAG_LBL, item),
        .shape = {.alignment = PARAGRAPH_START},
        .measure = setting->measure,
    };
    tag_language(layout, request.tag, request.lang, request.direction);
    struct lines lines = block_set_paragraph(layout, &request);
    block_add_lines(layout, vlist, setting, &lines, style);
    vlist_keep(vlist, BREAK_HEADING);
}

void terms_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *terms)
{
    struct block_setting inside = block_setting_of(*setting, terms);
    inside.tag = tag_new(layout, TAG_L, setting->tag);
    tag_language(layout, inside.tag, inside.lang, inside.direction);
    struct block_setting body =
        block_setting_inset(inside, layout->geometry.inset);
    body.depth++;
    size_t item = TAG_ARTIFACT, list = inside.tag;
    for (const struct node *node = terms->first; node; node = node->next) {
        bool begins = node->kind == NODE_TERM &&
                      (!node->previous || node->previous->kind != NODE_TERM);
        if (begins || item == TAG_ARTIFACT)
            item = tag_new(layout, TAG_LI, list);
        if (node->kind == NODE_TERM) {
            add_term(layout, vlist, &inside, node, item);
            continue;
        }
        body.tag = tag_new(layout, TAG_LBODY, item);
        body.direction = inline_block_direction(node, inside.direction);
        body.lang = inline_block_lang(node, inside.lang);
        blocks_add(layout, vlist, &body, node->first, NULL);
    }
}
