// SPDX-License-Identifier: MIT
// Fills pages: asks columns.c where columns end, places what it answers.
#include "typeset/page/pager.h"

#include "typeset/page/column_report.h"
#include "typeset/page/footnote_area.h"
#include "typeset/page/landscape.h"
#include "typeset/page/page.h"
#include "typeset/page/flexible.h"
#include "typeset/page/page_breaks.h"
#include "typeset/page/page_economy.h"
#include "typeset/page/page_room.h"
#include "typeset/page/running.h"
#include "model/brief_words.h"

// A region of fewer lines than this at a page's foot is not begun.
#define LIMIT_REGION_LINES 3
// Of a region that is longer it is not asked where it ends: about five pages.
#define LIMIT_LOOK_AHEAD 500

struct pager pager_new(struct layout *layout)
{
    return (struct pager){.layout = layout};
}

// ----- Opening and closing -----

static scaled frame_x(const struct pager *pager)
{
    return geometry_frame_left(&pager->layout->geometry,
                               page_is_odd(pager->page));
}

static scaled column_x(const struct pager *pager, size_t column)
{
    return frame_x(pager) +
           geometry_column_left(&pager->layout->geometry, column);
}

void pager_go_on(struct pager *pager, size_t page, scaled top)
{
    pager->open = true;
    pager->ended = pager->spaced = false;
    pager->page = page;
    pager->top = top;
    pager->layout->head_section = pager->layout->section;
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        pager->areas[i] = (struct footnote_area){0};
}

void pager_open(struct pager *pager)
{
    if (pager->open)
        return;
    pager_go_on(pager, page_new(pager->layout), 0);
    if (pager->tinted)
        page_place(pager->layout, pager->page,
                   vlist_rectangle(0, 0, pager->layout->print->page_width,
                                   pager->layout->print->page_height,
                                   INK_TINT));
}

// Where the notes of a column stand: one foot may be that of all.
static size_t area_of(const struct pager *pager, size_t column)
{
    return geometry_shares_footnotes(&pager->layout->geometry) ? 0 : column;
}

static scaled area_x(const struct pager *pager, size_t area)
{
    return geometry_shares_footnotes(&pager->layout->geometry)
               ? frame_x(pager)
               : column_x(pager, area);
}

static void place_run(struct pager *pager, const struct note_run *run, scaled x,
                      scaled y)
{
    const struct vlist *vlist = &pager->layout->notes[run->note].vlist;
    for (size_t i = run->from; i < run->to; i++) {
        const struct vbox *vbox = &vlist->items[i];
        if (i > run->from)
            y += vbox->space;
        page_vbox(pager->layout, pager->page, vbox, x, y);
        y += vbox->height;
    }
}

static void place_note_rule(struct pager *pager, size_t column, scaled bottom)
{
    struct layout *layout = pager->layout;
    const struct footnote_area *area = &pager->areas[column];
    if (area->runs.count == 0)
        return;
    bool runs_on = area->runs.items[0].from > 0;
    scaled measure = layout->geometry.notes_width;
    scaled width = runs_on ? measure : layout->print->note_rule_width;
    scaled x = area_x(pager, column) +
               scaled_inline_left(layout->direction, measure, 0, width);
    page_place(
        layout, pager->page,
        vlist_rectangle(x, bottom - area->height - layout->geometry.grid / 2,
                        width, layout->geometry.note_rule, INK_TEXT));
}

static bool comes_before(const struct note_run *one,
                         const struct note_run *other)
{
    return one->note < other->note ||
           (one->note == other->note && one->from < other->from);
}

// The column whose next run comes first, or LIMIT_COLUMNS.
static size_t next_area(const struct pager *pager, const size_t *next)
{
    size_t best = LIMIT_COLUMNS;
    const struct note_run *first = NULL;
    for (size_t column = 0; column < LIMIT_COLUMNS; column++) {
        const struct note_runs *runs = &pager->areas[column].runs;
        if (next[column] == runs->count)
            continue;
        const struct note_run *run = &runs->items[next[column]];
        if (first == NULL || comes_before(run, first)) {
            first = run;
            best = column;
        }
    }
    return best;
}

// The last line of the notes stands at the frame's bottom, or raised above it.
// Where a page has two regions, the upper one's second column calls notes
// before the lower one's first: notes are written in their own order, whatever
// their column.
static void place_areas(struct pager *pager, scaled raised)
{
    size_t next[LIMIT_COLUMNS] = {0};
    const struct print_lengths *print = pager->layout->print;
    scaled bottom = print->frame_top + print->frame_height - raised;
    scaled y[LIMIT_COLUMNS];
    for (size_t column = 0; column < LIMIT_COLUMNS; column++) {
        place_note_rule(pager, column, bottom);
        y[column] = bottom - pager->areas[column].height;
    }
    for (;;) {
        size_t column = next_area(pager, next);
        if (column == LIMIT_COLUMNS)
            return;
        const struct note_run *run =
            &pager->areas[column].runs.items[next[column]++];
        place_run(pager, run, area_x(pager, column), y[column]);
        y[column] += footnote_area_run_height(pager->layout, run);
    }
}

void pager_close(struct pager *pager)
{
    if (!pager->open)
        return;
    place_areas(pager, 0);
    running_place(pager->layout, pager->page);
    pager->open = false;
    landscape_place(pager);
}

// ----- Placing -----

struct spot {
    scaled x, y, width;
};

// The tint under a box, as far as its vboxes stand in this column, and the
// accent rule where it begins.
static void place_ground(struct pager *pager, const struct vlist *vlist,
                         size_t from, size_t end, bool again,
                         struct column_cursor cursor, scaled x, scaled y,
                         scaled width)
{
    const struct layout *layout = pager->layout;
    size_t ground = vlist->items[from].ground;
    scaled begin = -1, bottom = 0;
    for (size_t i = from; i < end && vlist->items[i].ground == ground; i++) {
        const struct vbox *vbox = &vlist->items[i];
        again &= i == from;
        scaled top = column_advance(layout, &cursor, vbox, again);
        if (begin < 0)
            begin = top - (again && vbox->head ? vbox->head->height : 0);
        bottom = cursor.y;
    }
    page_place(pager->layout, pager->page,
               vlist_rectangle(x, y + begin, width, bottom - begin, INK_TINT));
    if (vlist->items[from].ground_begins)
        page_place(pager->layout, pager->page,
                   vlist_rectangle(x, y + begin, width, layout->print->box_rule,
                                   INK_ACCENT));
}

// The text of a column, from y down.
static void place_text(struct pager *pager, const struct vlist *vlist,
                       size_t start, size_t end, struct column_cursor *cursor,
                       struct spot at)
{
    struct layout *layout = pager->layout;
    for (size_t i = start; i < end; i++) {
        const struct vbox *vbox = &vlist->items[i];
        if (vbox->floats)
            continue;
        bool new_ground =
            vbox->ground != 0 &&
            (i == start || vlist->items[i - 1].ground != vbox->ground);
        if (new_ground)
            place_ground(pager, vlist, i, end, i == start, *cursor, at.x, at.y,
                         at.width);
        scaled top = column_advance(layout, cursor, vbox, i == start);
        if (i == start && vbox->head != NULL)
            page_vbox(layout, pager->page, vbox->head, at.x,
                      at.y + top - vbox->head->height);
        page_vbox(layout, pager->page, vbox, at.x, at.y + top);
    }
}

static void place_floats(struct pager *pager, const struct filling *filling,
                         size_t from, size_t end, scaled *y, struct spot at)
{
    for (size_t i = from; i < end; i++) {
        const struct vbox *figure = &filling->vlist->items[filling->floats[i]];
        page_vbox(pager->layout, pager->page, figure, at.x, at.y + *y);
        *y += figure->height;
    }
}

static void add_to_area(struct pager *pager, size_t column,
                        const struct note_runs *runs)
{
    struct footnote_area *area = &pager->areas[area_of(pager, column)];
    for (size_t i = 0; i < runs->count; i++) {
        const struct layout *layout = pager->layout;
        diag_on_page(layout->diag,
                     layout->brief->notes[runs->items[i].note]->at,
                     pager->page + 1);
        ARENA_PUSH(pager->layout->arena, area->runs.items, area->runs.count,
                   area->runs.capacity) = runs->items[i];
        area->height +=
            footnote_area_run_height(pager->layout, &runs->items[i]);
    }
}

// A figure at a column's foot has its free line above it.
static void place_column(struct pager *pager, const struct filling *filling,
                         const struct column_end *end, size_t column,
                         struct spot at)
{
    struct layout *layout = pager->layout;
    scaled grid = layout->geometry.grid;
    struct column_cursor cursor = {0, true};
    place_floats(pager, filling, end->from.floats, end->top_end, &cursor.y, at);
    if (end->more_lines != 0) {
        struct vlist own =
            flexible_column(layout, filling->vlist, end->from.vbox,
                            end->to.vbox, end->more_lines);
        place_text(pager, &own, 0, own.count, &cursor, at);
    } else {
        place_text(pager, filling->vlist, end->from.vbox, end->to.vbox, &cursor,
                   at);
    }
    scaled area = geometry_round_up(cursor.y, grid) + grid;
    place_floats(pager, filling, end->top_end, end->to.floats, &area, at);
    struct note_runs runs = {0};
    footnote_area_notes(layout, filling, end, &runs);
    add_to_area(pager, column, &runs);
    column_report(layout, filling, end, &runs);
}

// ----- Columns -----

static bool too_low(const struct pager *pager)
{
    return pager->open &&
           (pager->ended ||
            pager->top + LIMIT_REGION_LINES * pager->layout->geometry.grid >
                pager->layout->print->frame_height);
}

// Wide figures at the page's top, under each other.
static void place_wides(struct pager *pager, const struct filling *filling,
                        const struct step *step)
{
    size_t from = step->before ? step->before->end.to.floats : 0;
    struct spot at = {frame_x(pager), pager->layout->print->frame_top,
                      pager->layout->print->frame_width};
    place_floats(pager, filling, from, step->end.from.floats, &pager->top, at);
}

static void place_path(struct pager *pager, const struct filling *filling,
                       const struct page_path *path)
{
    struct layout *layout = pager->layout;
    scaled height = 0;
    const struct vbox *last = NULL; // of the page's text
    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = path->steps[i];
        if (step->column == 0) {
            if (last != NULL && last->hyphenated)
                diag_report(layout->diag, last->at, MESSAGE_page_hyphen);
            if (i > 0) {
                landscape_passed(pager, path->steps[i - 1]->end.to.vbox);
                pager_close(pager);
            }
            last = NULL;
            pager_open(pager);
            place_wides(pager, filling, step);
            height = 0;
        }
        struct spot at = {column_x(pager, step->column),
                          layout->print->frame_top + pager->top,
                          layout->geometry.column_width};
        place_column(pager, filling, &step->end, step->column, at);
        const struct vbox *text = column_last_text(filling, &step->end);
        last = text != NULL ? text : last;
        height = step->end.height > height ? step->end.height : height;
    }
    pager->top += geometry_round_up(height, layout->geometry.grid);
    pager->spaced = false;
}

// Figures that still wait, to stay where they are put.
static struct vlist take_left(struct layout *layout,
                              const struct filling *filling, size_t *index,
                              bool wide)
{
    struct vlist vlist = {0};
    for (; *index < filling->float_count; (*index)++) {
        const struct vbox *figure =
            &filling->vlist->items[filling->floats[*index]];
        if (figure->frame_wide != wide)
            break;
        struct vbox *vbox = vlist_add(layout, &vlist, 0);
        *vbox = *figure;
        vbox->floats = vbox->frame_wide = false;
    }
    return vlist;
}

static void place_left(struct pager *pager, const struct filling *filling,
                       size_t index)
{
    while (index < filling->float_count) {
        struct vlist vlist = take_left(pager->layout, filling, &index, false);
        if (vlist.count > 0 && pager->open && pager->top > 0)
            pager->top += pager->layout->geometry.grid;
        pager_columns(pager, &vlist, true);
        vlist = take_left(pager->layout, filling, &index, true);
        pager_frame(pager, &vlist);
    }
}

static struct page_request request_of(const struct pager *pager, bool balanced,
                                      bool notes_too)
{
    struct page_request request = {.balanced = balanced,
                                   .notes_too = notes_too};
    for (size_t i = 0; i < LIMIT_FOLLOWING; i++)
        request.following[i] = pager->following[i];
    if (!pager->open || too_low(pager))
        return request;
    request.top = pager->top;
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        request.areas[i] = pager->areas[i].height;
    return request;
}

static void fill_columns(struct pager *pager, const struct vlist *vlist,
                         bool balanced, bool notes_too)
{
    if (too_low(pager))
        pager_close(pager);
    pager_open(pager);
    struct arena *arena = arena_new();
    struct filling filling =
        columns_filling(pager->layout, vlist, &pager->carry, arena);
    struct page_request request = request_of(pager, balanced, notes_too);
    struct page_path path = page_economy(&filling, &request);
    size_t cut = landscape_cut(pager, &filling, &path);
    if (cut != STR_NONE) {
        landscape_part(pager, vlist, cut);
        arena_free(arena);
        return;
    }
    place_path(pager, &filling, &path);
    landscape_region_ended(pager, vlist->count);
    const struct break_state *to = &path.steps[path.count - 1]->end.to;
    break_state_carry(pager->layout, &filling, to, &pager->carry);
    place_left(pager, &filling, to->floats);
    arena_free(arena);
}

void pager_columns(struct pager *pager, const struct vlist *vlist,
                   bool balanced)
{
    if (vlist->count > 0)
        fill_columns(pager, vlist, balanced, false);
}

// ----- As wide as the frame -----

static struct column_room frame_room(const struct pager *pager)
{
    const struct layout *layout = pager->layout;
    size_t last = area_of(pager, layout->geometry.column_count - 1);
    scaled room = layout->print->frame_height - pager->top, limit = room;
    for (size_t i = 0; i < last; i++) {
        scaled under =
            room - footnote_area_height(layout, pager->areas[i].height, true);
        limit = under < limit ? under : limit;
    }
    return (struct column_room){.limit = limit,
                                .room = room,
                                .notes_there = pager->areas[last].height,
                                .fresh = pager->top == 0,
                                .last = true,
                                .wide = true};
}

bool pager_takes(const struct pager *pager, scaled height, scaled notes)
{
    const struct layout *layout = pager->layout;
    if (!pager->open)
        return height + footnote_area_height(layout, notes, true) <=
               layout->print->frame_height;
    if (pager->ended)
        return false;
    struct column_room room = frame_room(pager);
    scaled top = (pager->top > 0 ? layout->geometry.grid : 0) + height;
    return top <= room.limit &&
           top + footnote_area_height(layout, room.notes_there + notes, true) <=
               room.room;
}

bool pager_fits(const struct pager *pager, scaled height, scaled notes)
{
    return pager->open && pager->top > 0 && pager_takes(pager, height, notes);
}

// Whether a wide figure could not be raised to the way's last page's top: one
// stands there, or others stand in its columns that come first.
static bool top_is_taken(const struct page_path *path)
{
    const struct step *last = path->steps[path->count - 1], *first = last;
    while (first->column > 0)
        first = first->before;
    return last->top > 0 || last->end.to.floats > first->end.from.floats;
}

// With nothing that waits, and with room.
static bool path_has_room(const struct filling *filling,
                          const struct page_request *request,
                          const struct page_path *path, scaled height,
                          scaled notes)
{
    const struct layout *layout = filling->layout;
    const struct step *last = path->steps[path->count - 1];
    if (!top_is_taken(path) || last->end.to.floats < filling->float_count ||
        !break_state_notes_done(filling, &last->end.to))
        return false;
    return page_room_under(filling, request, last, notes) >=
           layout->geometry.grid + height;
}

scaled pager_room_under(const struct pager *pager, const struct vlist *vlist)
{
    if (vlist->count > LIMIT_LOOK_AHEAD)
        return -1;
    struct arena *arena = arena_new();
    struct filling filling =
        columns_filling(pager->layout, vlist, &pager->carry, arena);
    struct page_request request = request_of(pager, true, false);
    struct page_path path = page_breaks(&filling, &request);
    scaled room =
        page_room_under(&filling, &request, path.steps[path.count - 1], 0);
    arena_free(arena);
    return room > 0 ? room : 0;
}

bool pager_fits_under(const struct pager *pager, const struct vlist *vlist,
                      scaled height, scaled notes)
{
    if (vlist->count == 0 || vlist->count > LIMIT_LOOK_AHEAD)
        return false;
    struct arena *arena = arena_new();
    struct filling filling =
        columns_filling(pager->layout, vlist, &pager->carry, arena);
    struct page_request request = request_of(pager, true, false);
    struct page_path path = page_breaks(&filling, &request);
    bool fits = path_has_room(&filling, &request, &path, height, notes);
    arena_free(arena);
    return fits;
}

void pager_frame(struct pager *pager, const struct vlist *vlist)
{
    struct layout *layout = pager->layout;
    scaled grid = layout->geometry.grid;
    struct arena *arena = arena_new();
    struct filling filling =
        columns_filling(layout, vlist, &pager->carry, arena);
    struct break_state state = break_state_start(&filling);
    while (!break_state_text_done(&filling, &state)) {
        if (too_low(pager))
            pager_close(pager);
        pager_open(pager);
        if (pager->top > 0)
            pager->top += grid;
        struct column_room room = frame_room(pager);
        struct column_ends ends;
        column_ends(&filling, &state, &room, &ends);
        if (ends.count > 0) {
            const struct column_end *end = &ends.items[0];
            struct spot at = {frame_x(pager),
                              layout->print->frame_top + pager->top,
                              layout->print->frame_width};
            place_column(pager, &filling, end,
                         layout->geometry.column_count - 1, at);
            pager->top += geometry_round_up(end->height, grid);
            state = end->to;
        }
        if (!break_state_text_done(&filling, &state))
            pager_close(pager);
    }
    break_state_carry(layout, &filling, &state, &pager->carry);
    arena_free(arena);
    pager->spaced = pager->open && pager->top > 0;
    if (pager->spaced)
        pager->top += grid;
}

// ----- The end -----

void pager_end(struct pager *pager)
{
    const struct vlist nothing = {0};
    if (pager->carry.count > 0) {
        pager_close(pager);
        fill_columns(pager, &nothing, false, true);
    }
}

void pager_flush(struct pager *pager)
{
    pager_end(pager);
    pager_close(pager);
}

scaled pager_room(const struct pager *pager, scaled raised)
{
    if (!pager->open)
        return -1;
    scaled areas[LIMIT_COLUMNS];
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        areas[i] = pager->areas[i].height;
    return page_room_over(pager->layout, pager->top + raised, areas);
}

size_t pager_hand_over(struct pager *pager, scaled raised)
{
    place_areas(pager, raised);
    pager->open = false;
    return pager->page;
}
