// SPDX-License-Identifier: MIT
// The box of recommendations: as wide as the frame, in parts where a page has
// no room for all of it, or one column wide, in the text's own columns.
#include "typeset/page/blocks.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/parts/recommendations_parts.h"

// Items of a part at a page's foot.
#define LIMIT_PART_ITEMS 2

// ----- As wide as the frame -----

static scaled inner_width(const struct layout *layout)
{
    return layout->print->frame_width -
           2 * layout->print->recommendations_box_padding;
}

static scaled half_width(const struct layout *layout)
{
    return (inner_width(layout) - layout->print->gutter) / 2;
}

// Where the second column begins so that the higher one is least high, of the
// items [from, end).
static size_t split_columns(const struct vlist *items, size_t from, size_t end,
                            scaled *height)
{
    struct vlist all = {items->items + from, end - from, end - from, 0};
    scaled whole = vlist_height(&all), first = 0;
    size_t best = end;
    *height = whole;
    for (size_t at = from; at + 1 < end; at++) {
        first +=
            (at > from ? items->items[at].space : 0) + items->items[at].height;
        scaled second = whole - first - items->items[at + 1].space;
        scaled most = first > second ? first : second;
        if (most <= *height) { // of equals, the first column holds more
            *height = most;
            best = at + 1;
        }
    }
    return best;
}

// What is placed: items, and the title above the first of them.
struct titled_box {
    struct pager *pager;
    const struct recommendations *set;
    struct lines title;
    struct vlist items;
};

// Where the columns begin. The rule and the padding are repeated in each part.
static scaled part_top(const struct titled_box *box, size_t from)
{
    const struct layout *layout = box->set->layout;
    scaled grid = layout->geometry.grid;
    scaled title =
        layout->styles.of[ROLE_SMALL_TITLE].leading * (scaled)box->title.count;
    return from > 0 ? 2 * grid
                    : geometry_round_up(grid + title + grid / 2, grid);
}

static scaled part_height(const struct titled_box *box, size_t from, size_t end)
{
    scaled columns, grid = box->set->layout->geometry.grid;
    split_columns(&box->items, from, end, &columns);
    return geometry_round_up(part_top(box, from) + columns + grid, grid);
}

static bool part_fits(const struct titled_box *box, size_t from, size_t end)
{
    const struct layout *layout = box->set->layout;
    scaled notes = 0;
    for (size_t i = from; i < end; i++)
        for (size_t j = 0; j < box->items.items[i].note_count; j++)
            notes += vlist_height(
                &layout->notes[box->items.items[i].notes[j]].vlist);
    // A line more between text and tint.
    return pager_takes(
        box->pager, part_height(box, from, end) + layout->geometry.grid, notes);
}

static void place_column_parts(struct layout *layout, struct vbox *vbox,
                               const struct vlist *items, size_t from,
                               size_t end, scaled x, scaled y)
{
    for (size_t i = from; i < end; i++) {
        if (i > from)
            y += items->items[i].space;
        vbox_append(layout, vbox, &items->items[i], x, y);
        y += items->items[i].height;
    }
}

static void add_ground(struct layout *layout, struct vbox *vbox, scaled width)
{
    vbox_placed(layout, vbox,
                vlist_rectangle(0, 0, width, vbox->height, INK_TINT));
    vbox_placed(
        layout, vbox,
        vlist_rectangle(0, 0, width, layout->print->box_rule, INK_ACCENT));
}

static void add_title(const struct titled_box *box, struct vbox *vbox)
{
    struct layout *layout = box->set->layout;
    const struct style *style = &layout->styles.of[ROLE_SMALL_TITLE];
    if (box->set->heading != NULL) {
        vbox->at = box->set->heading->at;
        vbox->destination = box->set->heading->as.heading.id;
        vbox->section = box->set->heading;
    }
    for (size_t i = 0; i < box->title.count; i++)
        vbox_line(layout, vbox, &box->title.items[i],
                  layout->print->recommendations_box_padding,
                  layout->geometry.grid + style->baseline +
                      style->leading * (scaled)i);
}

static void place_part(struct titled_box *box, size_t from, size_t end)
{
    struct layout *layout = box->set->layout;
    struct vlist vlist = {0};
    struct vbox *vbox = vlist_add(layout, &vlist, part_height(box, from, end));
    add_ground(layout, vbox, layout->print->frame_width);
    vbox->at = end > from ? box->items.items[from].at : PLACE_NONE;
    if (from == 0)
        add_title(box, vbox);
    scaled columns, top = part_top(box, from), inner = inner_width(layout);
    size_t split = split_columns(&box->items, from, end, &columns);
    scaled measure = half_width(layout);
    scaled padding = layout->print->recommendations_box_padding;
    place_column_parts(
        layout, vbox, &box->items, from, split,
        padding + scaled_inline_left(layout->direction, inner, 0, measure),
        top);
    place_column_parts(
        layout, vbox, &box->items, split, end,
        padding + scaled_inline_left(layout->direction, inner,
                                     measure + layout->print->gutter, measure),
        top);
    if (box->pager->open && box->pager->top > 0)
        box->pager->top += layout->geometry.grid;
    pager_frame(box->pager, &vlist);
}

// Whether what ends the brief would stand on a page that it hardly fills: then
// the last items go with it.
static bool leaves_little(const struct titled_box *box, size_t from)
{
    const struct layout *layout = box->set->layout;
    scaled ending = box->pager->ending, grid = layout->geometry.grid;
    scaled top = box->pager->open ? box->pager->top : 0;
    scaled whole = part_height(box, from, box->items.count) + 2 * grid;
    return box->set->ends_text && ending > 0 &&
           ending < layout->print->frame_height / 4 &&
           box->items.count - from >= 2 * LIMIT_PART_ITEMS &&
           top + whole + ending > layout->print->frame_height;
}

// The end of the part that begins here, or `from` where the page has no room.
// Neither of two parts has one item alone, where there is a choice.
static size_t part_end(const struct titled_box *box, size_t from)
{
    size_t count = box->items.count, end = count;
    bool fresh = !box->pager->open || box->pager->top == 0;
    while (end > from && !part_fits(box, from, end))
        end--;
    if (end == count && leaves_little(box, from))
        end -= LIMIT_PART_ITEMS;
    if (end < count && count - end < LIMIT_PART_ITEMS &&
        end - from > LIMIT_PART_ITEMS)
        end--;
    if (end < count && end - from < LIMIT_PART_ITEMS && !fresh)
        return from;
    return end == from && fresh ? from + 1 : end;
}

static void place_wide(struct pager *pager, struct recommendations *set)
{
    struct layout *layout = pager->layout;
    struct titled_box box = {.pager = pager, .set = set};
    box.title = recommendations_title(set, &layout->styles.of[ROLE_SMALL_TITLE],
                                      inner_width(layout));
    set->measure = half_width(layout);
    box.items = recommendations_items(set);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    if (box.items.count == 0)
        place_part(&box, 0, 0);
    for (size_t from = 0; from < box.items.count;) {
        size_t end = part_end(&box, from);
        if (end > from)
            place_part(&box, from, end);
        if (end < box.items.count)
            pager_close(pager);
        from = end;
    }
}

// ----- One column wide -----

static scaled column_measure(const struct layout *layout)
{
    return layout->geometry.column_width -
           2 * layout->print->recommendations_box_padding;
}

// Above what goes on in another column.
static struct vbox *repeated_top(struct layout *layout)
{
    struct vlist vlist = {0};
    struct vbox *vbox = vlist_add(layout, &vlist, 2 * layout->geometry.grid);
    vbox_placed(layout, vbox,
                vlist_rectangle(0, 0, layout->geometry.column_width,
                                layout->print->box_rule, INK_ACCENT));
    return vbox;
}

// An item with what is under it: a column may end after each.
static void add_item(struct layout *layout, struct vlist *text,
                     const struct vlist *items, size_t index,
                     const struct vbox *head)
{
    const struct vbox *item = &items->items[index];
    scaled grid = layout->geometry.grid;
    bool last = index + 1 == items->count;
    struct vbox *vbox =
        vlist_add(layout, text,
                  item->height + (last ? grid : items->items[index + 1].space));
    vbox->ground = layout->grounds;
    vbox->head = head;
    vbox->break_cost = item->break_cost;
    vbox->at = item->at;
    vbox->whole = item->whole;
    vbox->destination = item->destination;
    vbox_append(layout, vbox, item, layout->print->recommendations_box_padding,
                0);
}

static void add_column_box(struct vlist *text, struct recommendations *set)
{
    struct layout *layout = set->layout;
    scaled grid = layout->geometry.grid;
    struct titled_box box = {.set = set};
    box.title = recommendations_title(set, &layout->styles.of[ROLE_SMALL_TITLE],
                                      column_measure(layout));
    set->measure = column_measure(layout);
    box.items = recommendations_items(set);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    layout->grounds++;
    vlist_space(text, 2 * grid);
    struct vbox *title = vlist_add(layout, text, part_top(&box, 0));
    title->ground = layout->grounds;
    title->ground_begins = true;
    title->break_cost = BREAK_HEADING;
    add_title(&box, title);
    const struct vbox *head = repeated_top(layout);
    for (size_t i = 0; i < box.items.count; i++)
        add_item(layout, text, &box.items, i, head);
    vlist_space(text, grid);
}

// ----- Which of the two -----

// Of the whole, or of what a page's foot must hold at least.
static scaled height_of(struct recommendations *set, size_t most)
{
    struct layout *layout = set->layout;
    struct measuring measuring = layout_measuring_begin(layout);
    struct titled_box box = {.set = set};
    box.title = recommendations_title(set, &layout->styles.of[ROLE_SMALL_TITLE],
                                      inner_width(layout));
    set->measure = half_width(layout);
    box.items = recommendations_items(set);
    size_t end = box.items.count < most ? box.items.count : most;
    scaled height = part_height(&box, 0, end);
    layout_measuring_end(layout, measuring);
    return height;
}

// Pages that so much takes under a page's room, and what ends the brief under
// that, if nothing comes between.
static scaled pages_for(const struct pager *pager,
                        const struct recommendations *set, scaled height,
                        scaled room)
{
    scaled frame = pager->layout->print->frame_height, pages = 0;
    if (height > room) {
        pages = (height - room + frame - 1) / frame;
        room += pages * frame;
    }
    return pages + (set->ends_text && pager->ending > room - height);
}

// Over 60 % of a frame they have a page of their own, unless a box under the
// text spares one, or fills one that holds little text.
bool recommendations_fill_page(const struct pager *pager,
                               const struct vlist *text,
                               struct recommendations *set)
{
    const struct layout *layout = pager->layout;
    scaled height = height_of(set, SIZE_MAX), grid = layout->geometry.grid;
    if (height <= layout->print->frame_height * 6 / 10)
        return false;
    scaled room = text->count > 0 ? pager_room_under(pager, text)
                  : pager->ended  ? -1
                                  : pager_room(pager, 0);
    if (room < 0)
        return true;
    // As columns of the page, they have no box around them.
    scaled columns = height - 4 * grid;
    scaled on_page = layout->print->recommendations_columns_top + columns;
    scaled spared = pages_for(pager, set, on_page, 0) -
                    pages_for(pager, set, height + 2 * grid, room);
    bool sparse = room > layout->print->frame_height * 3 / 4;
    return spared < 0 || (spared == 0 && !sparse);
}

// The title and the first items, one column wide.
static scaled column_start(struct recommendations *set)
{
    struct layout *layout = set->layout;
    struct measuring measuring = layout_measuring_begin(layout);
    struct titled_box box = {.set = set};
    box.title = recommendations_title(set, &layout->styles.of[ROLE_SMALL_TITLE],
                                      column_measure(layout));
    set->measure = column_measure(layout);
    box.items = recommendations_items(set);
    size_t count =
        box.items.count < LIMIT_PART_ITEMS ? box.items.count : LIMIT_PART_ITEMS;
    struct vlist first = {box.items.items, count, count, 0};
    scaled height =
        part_top(&box, 0) + vlist_height(&first) + layout->geometry.grid;
    layout_measuring_end(layout, measuring);
    return height;
}

// Where the page has no room under the text for a part as wide as itself, one
// of its columns may have, if the text fills the others.
static bool goes_with_text(const struct pager *pager, const struct vlist *text,
                           struct recommendations *set)
{
    const struct layout *layout = pager->layout;
    scaled grid = layout->geometry.grid;
    if (text->count == 0 || layout->geometry.column_count != 2)
        return false;
    scaled room = pager_room_under(pager, text);
    return room < height_of(set, LIMIT_PART_ITEMS) + 2 * grid &&
           2 * room >= column_start(set) + 2 * grid;
}

void recommendations_box_place(struct pager *pager, struct vlist *text,
                               struct recommendations *set)
{
    if (goes_with_text(pager, text, set)) {
        add_column_box(text, set);
        return;
    }
    // The box, and what ends the brief under it, rather stand on that page.
    scaled height = height_of(set, SIZE_MAX) + 2 * pager->layout->geometry.grid;
    pager->following[0] = height;
    pager->following[1] = set->ends_text ? height + pager->ending : 0;
    pager_columns(pager, text, true);
    pager->following[0] = pager->following[1] = 0;
    *text = (struct vlist){0};
    place_wide(pager, set);
}
