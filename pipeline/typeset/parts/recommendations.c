// SPDX-License-Identifier: MIT
// Recommendations: hanging numerals, items never cut, and the page of them.
#include "typeset/parts/recommendations.h"

#include "typeset/parts/recommendations_parts.h"

#include "typeset/page/blocks.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"

// ----- Items -----

// The numeral stands on the baseline of the item's first line.
static void add_numeral(struct layout *layout, struct vbox *vbox, size_t number,
                        size_t tag, scaled measure)
{
    const struct style *style = &layout->styles.of[ROLE_NUMERAL];
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_LBL,
                                     .parent = tag,
                                     .measure = measure,
                                     .title = true};
    struct lines lines = phrase_set_words(
        layout, language_number(layout->arena, layout->lang, number), &setting);
    if (lines.count > 0)
        vbox_line(layout, vbox, &lines.items[0], 0,
                  layout->styles.of[ROLE_BODY].baseline);
}

// One vbox of several: never cut. What is too long for that stays as it is.
static void add_whole(struct layout *layout, struct vlist *vlist,
                      const struct vlist *item)
{
    scaled grid = layout->geometry.grid;
    if (vlist_height(item) > layout->print->frame_height / 2) {
        for (size_t i = 0; i < item->count; i++) {
            struct vbox *vbox = vlist_add(layout, vlist, 0);
            scaled space = vbox->space;
            *vbox = item->items[i];
            if (i == 0)
                vbox->space = space;
        }
    } else if (item->count > 0) {
        struct vbox *vbox = vlist_add(layout, vlist, 0);
        struct column_cursor cursor = {0, true};
        for (size_t i = 0; i < item->count; i++) {
            scaled y = column_advance(layout, &cursor, &item->items[i], false);
            vbox_append(layout, vbox, &item->items[i], 0, y);
        }
        vbox->height = geometry_round_up(cursor.y, grid);
        vbox->destination = item->items[0].destination;
        vbox->at = item->items[0].at;
        vbox->whole = true;
    }
    vlist_space(vlist, grid);
}

static struct block_setting column_setting(const struct recommendations *set,
                                           size_t tag)
{
    struct block_setting setting = block_setting_body(set->layout);
    setting.width = setting.measure = set->measure;
    setting.justified = false;
    setting.tag = tag;
    setting.depth = 1;
    return setting;
}

static void add_item(const struct recommendations *set, struct vlist *vlist,
                     const struct node *item, size_t list, size_t number)
{
    struct layout *layout = set->layout;
    size_t tag = tag_new(layout, TAG_LI, list);
    struct block_setting setting = column_setting(set, TAG_ARTIFACT);
    setting.measure -= layout->print->recommendation_inset;
    setting.left = layout->direction == DIRECTION_RTL
                       ? 0
                       : layout->print->recommendation_inset;
    struct vbox numeral = {0};
    add_numeral(layout, &numeral, number, tag, set->measure);
    setting.tag = tag_new(layout, TAG_LBODY, tag);
    setting.numbers = 1; // the item's own: a list in it has letters
    struct vlist lines = {0};
    blocks_add(layout, &lines, &setting, item->first, NULL);
    if (lines.count == 0)
        vlist_add(layout, &lines, layout->geometry.grid);
    struct vbox *first = &lines.items[0];
    vbox_append(layout, &numeral, first, 0, 0);
    first->parts = numeral.parts;
    first->part_count = numeral.part_count;
    first->part_capacity = numeral.part_capacity;
    add_whole(layout, vlist, &lines);
}

struct vlist recommendations_items(const struct recommendations *set)
{
    struct layout *layout = set->layout;
    struct vlist vlist = {0};
    size_t number = 0;
    for (const struct node *node = set->first; node && node != set->end;
         node = node->next) {
        if (node->kind != NODE_LIST) {
            struct block_setting setting =
                column_setting(set, layout->document);
            struct vlist block = {0};
            block_add(layout, &block, &setting, node);
            add_whole(layout, &vlist, &block);
            if (node->kind == NODE_HEADING)
                vlist_keep(&vlist, BREAK_HEADING);
            continue;
        }
        size_t list = tag_new(layout, TAG_L, layout->document);
        if (list != TAG_ARTIFACT)
            tag_at(layout, list)->ordered = true;
        tag_language(layout, list, inline_block_lang(node, layout->lang),
                     inline_block_direction(node, layout->direction));
        for (const struct node *item = node->first; item; item = item->next)
            add_item(set, &vlist, item, list, ++number);
    }
    return vlist;
}

// ----- The title -----

struct lines recommendations_title(const struct recommendations *set,
                                   const struct style *style, scaled measure)
{
    struct layout *layout = set->layout;
    if (set->heading != NULL) {
        struct block_setting setting = block_setting_body(layout);
        setting.measure = measure;
        return block_set_heading(layout, &setting, set->heading, style);
    }
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_H2,
                                     .parent = layout->document,
                                     .measure = measure,
                                     .title = true};
    layout->heading_level = 2;
    return phrase_set_words(
        layout, brief_word(layout->brief, WORD_recommendations), &setting);
}

// ----- The page -----

static void place_page(struct pager *pager, struct recommendations *set)
{
    struct layout *layout = pager->layout;
    pager_flush(pager);
    struct geometry geometry = layout->geometry;
    geometry_columns(&layout->geometry, COLUMNS_TWO);
    pager->tinted = true;
    pager_open(pager);
    layout->section = layout->head_section = set->heading;
    const struct style *style = &layout->styles.of[ROLE_PAGE_TITLE];
    struct lines title = recommendations_title(
        set, style, layout->print->recommendations_title_width);
    scaled columns_top = geometry_round_up(
        layout->print->recommendations_columns_top, layout->geometry.grid);
    scaled x = geometry_frame_left(&layout->geometry, page_is_odd(pager->page));
    scaled bottom =
        layout->print->frame_top + layout->print->recommendations_title_bottom;
    scaled y = bottom - style->leading * (scaled)title.count;
    if (set->heading != NULL)
        layout_add_destination(layout, set->heading->as.heading.id, pager->page,
                               x, y, page_lines_tag(&title));
    page_lines(
        layout, pager->page, &title, style,
        x + scaled_inline_left(layout->direction, layout->print->frame_width, 0,
                               layout->print->recommendations_title_width),
        y);
    page_place(layout, pager->page,
               vlist_rectangle(x,
                               layout->print->frame_top +
                                   layout->print->recommendations_rule_top,
                               layout->print->frame_width,
                               layout->print->recommendations_rule,
                               INK_ACCENT));
    pager->top = columns_top;
    set->measure = layout->print->column_width;
    struct vlist vlist = recommendations_items(set);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    pager_columns(pager, &vlist, true);
    pager_end(pager);
    pager->ended = true;
    // Notes at the foot are as wide as these columns.
    if (geometry.column_count != layout->geometry.column_count)
        pager_close(pager);
    pager->tinted = false;
    layout->geometry = geometry;
}

// ----- Page or box -----

void recommendations_place(struct pager *pager, struct vlist *text,
                           const struct node *heading, const struct node *node,
                           const struct node *end, bool ends_text)
{
    struct recommendations set = {.layout = pager->layout,
                                  .heading = heading,
                                  .first = node,
                                  .end = end,
                                  .ends_text = ends_text};
    if (!recommendations_fill_page(pager, text, &set)) {
        recommendations_box_place(pager, text, &set);
        return;
    }
    pager_columns(pager, text, true);
    *text = (struct vlist){0};
    place_page(pager, &set);
}
