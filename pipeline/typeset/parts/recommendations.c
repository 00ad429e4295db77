// SPDX-License-Identifier: MIT
// Recommendations: hanging numerals, two columns, items never cut.
#include "typeset/parts/recommendations.h"

#include "typeset/page/blocks.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"

#define BOX_ITEMS_MOST 6

struct recommendations {
    struct layout *layout;
    const struct node *heading, *first, *end;
    scaled measure; // of a column
};

static size_t count_items(const struct recommendations *set)
{
    size_t count = 0;
    for (const struct node *node = set->first; node && node != set->end;
         node = node->next)
        if (node->kind == NODE_LIST)
            for (const struct node *item = node->first; item; item = item->next)
                count++;
    return count;
}

// ----- Items -----

// The numeral hangs from the top of the item (RTL: 4 pt higher, as drawn).
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
    bool rtl = layout->direction == DIRECTION_RTL;
    if (lines.count > 0)
        vbox_line(layout, vbox, &lines.items[0], 0,
                  style->baseline - (rtl ? PT(4) : 0));
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

static struct vlist set_items(const struct recommendations *set)
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

static struct lines set_title(const struct recommendations *set,
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
    const struct style *style = &layout->styles.of[ROLE_PAGE_TITLE];
    struct lines title =
        set_title(set, style, layout->print->recommendations_title_width);
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
    struct vlist vlist = set_items(set);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    // The first column is filled, then the second; what all goes into one
    // is shared between both.
    bool share =
        vlist_height(&vlist) <= layout->print->frame_height - columns_top;
    pager_columns(pager, &vlist, share);
    pager_flush(pager);
    pager->tinted = false;
    layout->geometry = geometry;
}

// ----- The box -----

// Where the second column begins so that the higher one is least high.
static size_t split_columns(const struct vlist *vlist, scaled *height)
{
    size_t best = vlist->count;
    *height = vlist_height(vlist);
    for (size_t at = 1; at < vlist->count; at++) {
        struct vlist one = {vlist->items, at, at, 0};
        struct vlist other = {vlist->items + at, vlist->count - at,
                              vlist->count - at, 0};
        scaled first = vlist_height(&one), second = vlist_height(&other);
        scaled most = first > second ? first : second;
        if (most < *height) {
            *height = most;
            best = at;
        }
    }
    return best;
}

static void place_column_parts(struct layout *layout, struct vbox *box,
                               const struct vlist *vlist, size_t from,
                               size_t end, scaled x, scaled y)
{
    for (size_t i = from; i < end; i++) {
        if (i > from)
            y += vlist->items[i].space;
        vbox_append(layout, box, &vlist->items[i], x, y);
        y += vlist->items[i].height;
    }
}

static scaled box_column_width(const struct layout *layout)
{
    return (layout->print->frame_width -
            2 * layout->print->recommendations_box_padding -
            layout->print->gutter) /
           2;
}

static void place_box(struct pager *pager, struct recommendations *set)
{
    struct layout *layout = pager->layout;
    scaled grid = layout->geometry.grid;
    const struct style *style = &layout->styles.of[ROLE_SMALL_TITLE];
    struct vlist box_vlist = {0};
    struct vbox *box = vlist_add(layout, &box_vlist, 0);
    scaled inner = layout->print->frame_width -
                   2 * layout->print->recommendations_box_padding;
    struct lines title = set_title(set, style, inner);
    set->measure = box_column_width(set->layout);
    struct vlist vlist = set_items(set);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    scaled columns = 0;
    size_t split = split_columns(&vlist, &columns);
    scaled top = geometry_round_up(
        grid + style->leading * (scaled)title.count + grid / 2, grid);
    box->height = geometry_round_up(top + columns + grid, grid);
    vbox_placed(layout, box,
                vlist_rectangle(0, 0, layout->print->frame_width, box->height,
                                INK_TINT));
    vbox_placed(layout, box,
                vlist_rectangle(0, 0, layout->print->frame_width,
                                layout->print->box_rule, INK_ACCENT));
    box->at = vlist.count > 0 ? vlist.items[0].at : PLACE_NONE;
    if (set->heading != NULL) {
        box->at = set->heading->at;
        box->destination = set->heading->as.heading.id;
    }
    for (size_t i = 0; i < title.count; i++)
        vbox_line(layout, box, &title.items[i],
                  layout->print->recommendations_box_padding,
                  grid + style->baseline + style->leading * (scaled)i);
    scaled second = set->measure + layout->print->gutter;
    place_column_parts(
        layout, box, &vlist, 0, split,
        layout->print->recommendations_box_padding +
            scaled_inline_left(layout->direction, inner, 0, set->measure),
        top);
    place_column_parts(
        layout, box, &vlist, split, vlist.count,
        layout->print->recommendations_box_padding +
            scaled_inline_left(layout->direction, inner, second, set->measure),
        top);
    if (pager->open && pager->top > 0) // two lines between text and tint
        pager->top += grid;
    pager_frame(pager, &box_vlist);
}

static scaled box_height(struct recommendations *set)
{
    struct measuring measuring = layout_measuring_begin(set->layout);
    set->measure = box_column_width(set->layout);
    struct vlist vlist = set_items(set);
    scaled height;
    split_columns(&vlist, &height);
    layout_measuring_end(set->layout, measuring);
    return height + 4 * set->layout->geometry.grid;
}

void recommendations_place(struct pager *pager, const struct node *heading,
                           const struct node *node, const struct node *end)
{
    struct recommendations set = {
        .layout = pager->layout, .heading = heading, .first = node, .end = end};
    if (count_items(&set) > BOX_ITEMS_MOST ||
        box_height(&set) > pager->layout->print->frame_height * 6 / 10)
        place_page(pager, &set);
    else
        place_box(pager, &set);
}
