// SPDX-License-Identifier: MIT
// Verse: a line for each of the author's, what runs over hangs; hemistichs of
// couplets in two columns, or one under the other where those are too narrow.
#include "typeset/page/blocks.h"
#include "typeset/page/verse_stretch.h"

struct verse_setting {
    const struct block_setting *around; // of the whole, inset
    scaled column;                      // of hemistichs; 0: under each other
};

static struct paragraph_request line_request(struct layout *layout,
                                             const struct block_setting *around,
                                             const struct node *line,
                                             scaled measure)
{
    return (struct paragraph_request){
        .node = line,
        .style = block_style(layout, around)->text,
        .direction = inline_block_direction(line, around->direction),
        .lang = inline_block_lang(line, around->lang),
        .tag = TAG_ARTIFACT,
        .shape = {.alignment = PARAGRAPH_START, .kashida = KASHIDA_NONE},
        .measure = measure,
    };
}

// How many lines it would take, and how wide the widest is.
static size_t try_line(struct layout *layout,
                       const struct block_setting *around,
                       const struct node *line, scaled measure, scaled *width)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct paragraph_request request =
        line_request(layout, around, line, measure);
    request.shape.trial = true;
    struct lines lines = block_set_paragraph(layout, &request);
    size_t count = lines.count;
    *width = 0;
    for (size_t i = 0; i < count; i++)
        if (lines.items[i].width > *width)
            *width = lines.items[i].width;
    layout_measuring_end(layout, measuring);
    return count;
}

static struct lines set_line(struct layout *layout,
                             const struct block_setting *around,
                             const struct node *line, scaled measure,
                             enum paragraph_alignment alignment)
{
    struct paragraph_request request =
        line_request(layout, around, line, measure);
    request.tag = tag_new(layout, TAG_P, around->tag);
    request.shape.alignment = alignment;
    tag_language(layout, request.tag, request.lang, request.direction);
    return block_set_paragraph(layout, &request);
}

// ----- Lines -----

static struct vbox *add_vbox(struct layout *layout, struct vlist *vlist,
                             const struct block_setting *around)
{
    struct vbox *vbox =
        vlist_add(layout, vlist, block_style(layout, around)->leading);
    vbox->off_grid = !around->on_grid;
    vbox->ground = around->ground;
    return vbox;
}

// What runs over is set in from the line's start, and kept with it.
static void add_line(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *around,
                     const struct node *line,
                     enum paragraph_alignment alignment)
{
    const struct style *style = block_style(layout, around);
    scaled width, hang = layout->geometry.inset;
    bool whole = try_line(layout, around, line, around->measure, &width) < 2;
    scaled measure = whole ? around->measure : around->measure - hang;
    bool rtl = inline_block_direction(line, around->direction) == DIRECTION_RTL;
    struct lines lines = set_line(layout, around, line, measure, alignment);
    for (size_t i = 0; i < lines.count; i++) {
        struct vbox *vbox = add_vbox(layout, vlist, around);
        vbox->at = line->at;
        vbox->break_cost = i + 1 < lines.count ? BREAK_WIDOW : BREAK_FREE;
        bool hangs = i > 0 && alignment == PARAGRAPH_START;
        scaled x = around->left;
        if (rtl ? !hangs : hangs) // of a narrower measure
            x += around->measure - measure;
        vbox_line(layout, vbox, &lines.items[i], x, style->baseline);
    }
}

// ----- Couplets -----

// As wide as the widest hemistich of all, where two stand beside each other.
static void measure_couplets(struct layout *layout, const struct node *verse,
                             struct verse_setting *setting)
{
    scaled gap = layout->geometry.inset;
    scaled most = (setting->around->measure - gap) / 2;
    for (const struct node *node = verse->first; node;
         node = node_next(verse, node)) {
        scaled width;
        if (node->kind != NODE_PARAGRAPH ||
            node->parent->kind != NODE_DIVISION ||
            node->parent->verse != VERSE_COUPLET)
            continue;
        if (try_line(layout, setting->around, node, most, &width) > 1) {
            setting->column = 0;
            return;
        }
        if (width > setting->column)
            setting->column = width;
    }
}

// Both in one vbox and of one width, the pair in the middle of the measure, the
// first at the start.
static void add_beside(struct layout *layout, struct vlist *vlist,
                       const struct verse_setting *setting,
                       const struct node *couplet)
{
    const struct block_setting *around = setting->around;
    const struct style *style = block_style(layout, around);
    bool rtl = around->direction == DIRECTION_RTL;
    scaled column = setting->column, gap = layout->geometry.inset;
    if (2 * (column + gap) <= around->measure)
        gap *= 2;
    scaled left = around->left + (around->measure - 2 * column - gap) / 2;
    struct vbox *vbox = add_vbox(layout, vlist, around);
    vbox->at = couplet->at;
    for (const struct node *half = couplet->first; half; half = half->next) {
        bool second = half != couplet->first;
        struct lines lines =
            set_line(layout, around, half, column, PARAGRAPH_START);
        if (lines.count == 0)
            continue;
        verse_stretch(layout_drafts(layout), &lines.items[0],
                      column - lines.items[0].width,
                      style_size(&style->text, around->direction), rtl);
        vbox_line(layout, vbox, &lines.items[0],
                  left + (second != rtl ? column + gap : 0), style->baseline);
    }
}

static void add_couplet(struct layout *layout, struct vlist *vlist,
                        const struct verse_setting *setting,
                        const struct node *couplet)
{
    if (setting->column > 0) {
        add_beside(layout, vlist, setting, couplet);
        return;
    }
    for (const struct node *half = couplet->first; half; half = half->next) {
        bool last = half == couplet->last;
        add_line(layout, vlist, setting->around, half,
                 last ? PARAGRAPH_END : PARAGRAPH_START);
        if (!last)
            vlist_keep(vlist, BREAK_WIDOW);
    }
}

// ----- Stanzas -----

// No line of a stanza stays alone.
static void keep_ends(struct vlist *vlist, size_t from)
{
    if (vlist->count < from + 2)
        return;
    struct vbox *first = &vlist->items[from];
    struct vbox *last = &vlist->items[vlist->count - 2];
    first->break_cost = last->break_cost = BREAK_WIDOW;
}

static void add_stanza(struct layout *layout, struct vlist *vlist,
                       const struct verse_setting *setting,
                       const struct node *stanza)
{
    struct block_setting inside = *setting->around;
    struct verse_setting of = {&inside, setting->column};
    size_t from = vlist->count;
    inside.tag = tag_new(layout, TAG_DIV, setting->around->tag);
    for (const struct node *node = stanza->first; node; node = node->next)
        if (node->kind == NODE_PARAGRAPH)
            add_line(layout, vlist, &inside, node, PARAGRAPH_START);
        else
            add_couplet(layout, vlist, &of, node);
    keep_ends(vlist, from);
}

static bool has_couplets(const struct node *verse)
{
    for (const struct node *node = verse->first; node;
         node = node_next(verse, node))
        if (node->kind == NODE_DIVISION && node->verse == VERSE_COUPLET)
            return true;
    return false;
}

void verse_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *verse)
{
    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    struct block_setting inside = block_setting_of(*setting, verse);
    if (!has_couplets(verse)) // those need all the room
        inside = block_setting_inset(inside, layout->geometry.inset);
    inside.tag = tag_new(layout, TAG_DIV, setting->tag);
    inside.depth++;
    inside.justified = false;
    tag_language(layout, inside.tag, inside.lang, inside.direction);
    struct verse_setting whole = {.around = &inside};
    measure_couplets(layout, verse, &whole);
    for (const struct node *node = verse->first; node; node = node->next) {
        vlist_space(vlist, space);
        if (node->kind == NODE_DIVISION && node->verse == VERSE_STANZA)
            add_stanza(layout, vlist, &whole, node);
        else
            block_add(layout, vlist, &inside, node);
    }
    vlist_space(vlist, space);
}
