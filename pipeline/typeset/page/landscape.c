// SPDX-License-Identifier: MIT
// Tables on landscape pages: which, where, and how the page is.
#include "typeset/page/landscape.h"

#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/table_parts.h"

struct landscape_table {
    struct vlist vlist;
    const struct node *section; // that it is in, by its heading
    size_t after;               // so many vboxes of the region come before it
    size_t ready;               // and its page, once so many stand
    bool notes;                 // it calls some
};

// ----- The sheet -----

// What the layout has for upright pages, while it makes others.
struct upright {
    const struct print_lengths *print;
    struct geometry geometry;
};

// The margins at the head, the foot and the sides stay what they are, of a page
// that is read with its long side down. Three columns are as wide as two of an
// upright page: that is the measure of notes.
static struct upright turn(struct layout *layout)
{
    const struct print_lengths *print = layout->print;
    struct upright upright = {print, layout->geometry};
    struct print_lengths *turned =
        ARENA_NEW(layout_drafts(layout), struct print_lengths);
    *turned = *print;
    turned->page_width = print->page_height;
    turned->page_height = print->page_width;
    scaled change = print->page_height - print->page_width;
    turned->frame_width = print->frame_width + change;
    turned->frame_height = print->frame_height - change;
    turned->frame_height -= turned->frame_height % print->grid;
    turned->folio_baseline = print->folio_baseline - change;
    layout->print = turned;
    geometry_make(&layout->geometry, turned, layout->direction, COLUMNS_THREE,
                  false);
    return upright;
}

static void turn_back(struct layout *layout, struct upright upright)
{
    layout->print = upright.print;
    layout->geometry = upright.geometry;
}

// The head of the table is at the spine. Its further pages are turned as the
// first is, so that it is read through without turning the sheet.
static enum page_turn turn_of(const struct layout *layout, size_t page)
{
    bool spine_left = (layout->direction == DIRECTION_RTL) != page_is_odd(page);
    return spine_left ? PAGE_TOP_LEFT : PAGE_TOP_RIGHT;
}

// ----- The table -----

bool landscape_wanted(struct layout *layout, const struct node *table)
{
    return table_scale(layout, table, layout->print->frame_width) <
           TABLE_SCALE_READABLE;
}

static void add_lead_in(struct layout *layout, struct vlist *vlist,
                        const struct vlist *in_column)
{
    for (size_t i = 0; i < in_column->count; i++) {
        const struct vbox *from = &in_column->items[i];
        struct vbox *vbox = vlist_add(layout, vlist, 0);
        *vbox = *from;
        vbox->parts = NULL;
        vbox->notes = NULL;
        vbox->part_count = vbox->part_capacity = 0;
        vbox->note_count = vbox->note_capacity = 0;
        vbox_append(layout, vbox, from,
                    geometry_column_left(&layout->geometry, 0), 0);
    }
}

struct vlist landscape_table(struct layout *layout,
                             const struct block_setting *around,
                             const struct node *table,
                             const struct vlist *in_column)
{
    struct upright upright = turn(layout);
    struct block_setting setting = *around;
    setting.width = setting.measure = layout->print->frame_width;
    setting.stays = true;
    struct vlist vlist = {0};
    add_lead_in(layout, &vlist, in_column);
    size_t first = vlist.count;
    table_add(layout, &vlist, &setting, table);
    for (size_t i = first; i < vlist.count; i++)
        vlist.items[i].at = table->at;
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    turn_back(layout, upright);
    return vlist;
}

void landscape_now(struct pager *pager, const struct vlist *table)
{
    struct layout *layout = pager->layout;
    size_t first = layout->pages->count;
    struct upright upright = turn(layout);
    struct pager pages = pager_new(layout);
    pager_frame(&pages, table);
    pager_flush(&pages);
    turn_back(layout, upright);
    for (size_t i = first; i < layout->pages->count; i++)
        layout->pages->items[i].turn = turn_of(layout, first);
}

// The heading of the section that is being collected: what is placed may be
// another by the time that the table is.
static const struct node *section_of(const struct layout *layout)
{
    const struct node *node = layout->heading;
    while (node && (node->kind != NODE_HEADING || node->as.heading.level > 2))
        node = node->previous ? node->previous : node->parent;
    return node;
}

void landscape_later(struct pager *pager, const struct vlist *table,
                     size_t after)
{
    struct landscape_table later = {.vlist = *table,
                                    .section = section_of(pager->layout),
                                    .after = after,
                                    .ready = SIZE_MAX};
    for (size_t i = 0; i < table->count; i++)
        later.notes |= table->items[i].note_count > 0;
    ARENA_PUSH(layout_drafts(pager->layout), pager->waiting,
               pager->waiting_count, pager->waiting_capacity) = later;
}

// ----- Where it stands -----

static size_t floats_before(const struct filling *filling, size_t vbox)
{
    size_t count = 0;
    while (count < filling->float_count && filling->floats[count] < vbox)
        count++;
    return count;
}

static bool is_overtaken(const struct filling *filling,
                         const struct landscape_table *table,
                         const struct break_state *state)
{
    return state->floats > floats_before(filling, table->after) ||
           (table->notes &&
            state->called > filling->called_before[table->after]);
}

// The first page that ends with all before the table, and its notes, set.
static bool find_page(const struct filling *filling,
                      const struct page_path *path,
                      struct landscape_table *table)
{
    table->ready = SIZE_MAX;
    for (size_t i = 0; i < path->count; i++) {
        const struct break_state *state = &path->steps[i]->end.to;
        bool full = i + 1 < path->count && path->steps[i + 1]->column == 0;
        if ((!full && i + 1 < path->count) || state->vbox < table->after)
            continue;
        if (is_overtaken(filling, table, state))
            return false;
        bool waits = state->floats < floats_before(filling, table->after) ||
                     (table->notes && !break_state_notes_done(filling, state));
        if (full && !waits) {
            table->ready = state->vbox;
            return true;
        }
    }
    return true;
}

size_t landscape_cut(struct pager *pager, const struct filling *filling,
                     const struct page_path *path)
{
    for (size_t i = 0; i < pager->waiting_count; i++)
        if (!find_page(filling, path, &pager->waiting[i]))
            return pager->waiting[i].after;
    return STR_NONE;
}

void landscape_passed(struct pager *pager, size_t vbox)
{
    pager->passed = vbox;
}

void landscape_region_ended(struct pager *pager, size_t count)
{
    pager->passed = 0;
    for (size_t i = 0; i < pager->waiting_count; i++) {
        struct landscape_table *table = &pager->waiting[i];
        table->after = table->after > count ? table->after - count : 0;
        table->ready = table->after;
    }
}

void landscape_place(struct pager *pager)
{
    struct layout *layout = pager->layout;
    const struct node *section = layout->section;
    size_t placed = 0;
    while (placed < pager->waiting_count &&
           pager->waiting[placed].ready <= pager->passed) {
        layout->section = pager->waiting[placed].section;
        landscape_now(pager, &pager->waiting[placed++].vlist);
        layout->section = section;
    }
    for (size_t i = placed; placed > 0 && i < pager->waiting_count; i++)
        pager->waiting[i - placed] = pager->waiting[i];
    pager->waiting_count -= placed;
}

void landscape_part(struct pager *pager, const struct vlist *vlist, size_t cut)
{
    struct vlist before = {.items = vlist->items, .count = cut};
    struct vlist after = {.items = vlist->items + cut,
                          .count = vlist->count - cut};
    pager_columns(pager, &before, true);
    landscape_region_ended(pager, 0);
    pager_close(pager);
    landscape_place(pager);
    pager_columns(pager, &after, true);
}

void landscape_end(struct pager *pager)
{
    if (pager->waiting_count == 0)
        return;
    pager_flush(pager);
    // No text may have come before them, and none comes behind.
    landscape_region_ended(pager, SIZE_MAX);
    landscape_place(pager);
}
