// SPDX-License-Identifier: MIT
// Fills pages: asks columns.c where columns end, places what it answers.
#include "page_builder.h"

#include "page.h"
#include "running.h"

#define BOX_RULE PT(3)
// A region of fewer lines than this at a page's foot is not begun.
#define LIMIT_REGION_LINES 3

struct pager pager_new(struct layout *layout)
{
    return (struct pager){.layout = layout};
}

// ----- Opening and closing -----

static scaled frame_x(const struct pager *pager)
{
    return frame_left(pager->layout->direction, page_is_odd(pager->page));
}

static scaled column_x(const struct pager *pager, size_t column)
{
    return frame_x(pager) + column_left(pager->layout->direction, column);
}

void pager_open(struct pager *pager)
{
    if (pager->open)
        return;
    pager->open = true;
    pager->page = page_new(pager->layout);
    pager->top = 0;
    pager->feet[0] = pager->feet[1] = (struct column_foot){0};
    if (pager->tinted)
        page_place(pager->layout, pager->page,
                   placed_rectangle(0, 0, PAGE_WIDTH, PAGE_HEIGHT, INK_TINT));
}

static void place_run(struct pager *pager, const struct note_run *run, scaled x,
                      scaled y)
{
    const struct flow *flow = &pager->layout->notes[run->note].flow;
    for (size_t i = run->from; i < run->to; i++) {
        const struct slab *slab = &flow->items[i];
        if (i > run->from)
            y += slab->space;
        page_slab(pager->layout, pager->page, slab, x, y);
        y += slab->height;
    }
}

static void place_note_rule(struct pager *pager, size_t column)
{
    struct layout *layout = pager->layout;
    const struct column_foot *foot = &pager->feet[column];
    if (foot->runs.count == 0)
        return;
    bool runs_on = foot->runs.items[0].from > 0;
    scaled width = runs_on ? COLUMN_WIDTH : NOTE_RULE_WIDTH;
    scaled x = column_x(pager, column) +
               inline_left(layout->direction, COLUMN_WIDTH, 0, width);
    page_place(layout, pager->page,
               placed_rectangle(x,
                                FRAME_TOP + FRAME_HEIGHT - foot->height -
                                    layout->geometry.grid / 2,
                                width, layout->geometry.note_rule, INK_TEXT));
}

static bool comes_before(const struct note_run *one,
                         const struct note_run *other)
{
    return one->note < other->note ||
           (one->note == other->note && one->from < other->from);
}

// The last line of the notes stands at the frame's bottom. Where a page has
// two regions, the upper one's second column calls notes before the lower
// one's first: notes are written in their own order, whatever their column.
static void place_feet(struct pager *pager)
{
    size_t next[2] = {0, 0};
    scaled y[2];
    for (size_t column = 0; column < 2; column++) {
        place_note_rule(pager, column);
        y[column] = FRAME_TOP + FRAME_HEIGHT - pager->feet[column].height;
    }
    for (;;) {
        const struct note_run *run[2] = {NULL, NULL};
        for (size_t column = 0; column < 2; column++)
            if (next[column] < pager->feet[column].runs.count)
                run[column] = &pager->feet[column].runs.items[next[column]];
        if (run[0] == NULL && run[1] == NULL)
            return;
        size_t column =
            run[0] == NULL || (run[1] != NULL && comes_before(run[1], run[0]));
        place_run(pager, run[column], column_x(pager, column), y[column]);
        y[column] += note_run_height(pager->layout, run[column]);
        next[column]++;
    }
}

void pager_close(struct pager *pager)
{
    if (!pager->open)
        return;
    place_feet(pager);
    running_place(pager->layout, pager->page);
    pager->open = false;
}

// ----- Placing -----

// The tint under a box, as far as its slabs stand in this column, and the
// accent rule where it begins.
static void place_ground(struct pager *pager, const struct flow *flow,
                         size_t from, size_t end, struct column_cursor cursor,
                         scaled x, scaled y, scaled width)
{
    const struct layout *layout = pager->layout;
    size_t ground = flow->items[from].ground;
    scaled begin = -1, bottom = 0;
    for (size_t i = from; i < end && flow->items[i].ground == ground; i++) {
        scaled top = column_advance(layout, &cursor, &flow->items[i], false);
        if (begin < 0)
            begin = top;
        bottom = cursor.y;
    }
    page_place(pager->layout, pager->page,
               placed_rectangle(x, y + begin, width, bottom - begin, INK_TINT));
    if (flow->items[from].ground_begins)
        page_place(pager->layout, pager->page,
                   placed_rectangle(x, y + begin, width, BOX_RULE, INK_ACCENT));
}

// Slabs [start, end) from y down. Figures that wait are skipped, by the same
// rule as in column_choose.
static void place_slabs(struct pager *pager, const struct flow *flow,
                        size_t start, const struct column_fit *fit,
                        scaled floats, scaled x, scaled y, scaled width)
{
    struct layout *layout = pager->layout;
    struct column_cursor cursor = {floats, true};
    struct float_walk walk = fit->walk;
    for (size_t i = start; i < fit->end; i++) {
        const struct slab *slab = &flow->items[i];
        if (float_is_away(&walk, flow, i))
            continue;
        bool new_ground =
            slab->ground != 0 &&
            (i == start || flow->items[i - 1].ground != slab->ground);
        if (new_ground)
            place_ground(pager, flow, i, fit->end, cursor, x, y, width);
        scaled top = column_advance(layout, &cursor, slab, i == start);
        if (i == start && slab->head != NULL)
            page_slab(layout, pager->page, slab->head, x,
                      y + top - slab->head->height);
        page_slab(layout, pager->page, slab, x, y + top);
    }
}

static void add_to_foot(struct pager *pager, size_t column,
                        const struct note_runs *runs)
{
    struct column_foot *foot = &pager->feet[column];
    for (size_t i = 0; i < runs->count; i++) {
        ARENA_PUSH(pager->layout->arena, foot->runs.items, foot->runs.count,
                   foot->runs.capacity) = runs->items[i];
        foot->height += note_run_height(pager->layout, &runs->items[i]);
    }
}

static void push_runs(struct pager *pager, struct note_runs *to,
                      const struct note_runs *from)
{
    for (size_t i = 0; i < from->count; i++)
        ARENA_PUSH(pager->layout->arena, to->items, to->count, to->capacity) =
            from->items[i];
}

static void report_away(struct pager *pager, const struct note_runs *carry)
{
    struct layout *layout = pager->layout;
    for (size_t i = 0; i < carry->count; i++) {
        const struct note *note = layout->brief->notes[carry->items[i].note];
        if (carry->items[i].from == 0)
            diag_report(layout->diag, note->at, MESSAGE_note_away,
                        arena_printf(layout->arena, "%zu", note->number));
    }
}

// Does what the answer says; the height that the text takes.
static void place_column(struct pager *pager, const struct flow *flow,
                         size_t start, const struct column_fit *fit,
                         size_t column, scaled x, scaled width)
{
    struct layout *layout = pager->layout;
    scaled y = FRAME_TOP + pager->top, floats = 0;
    for (size_t i = 0; i < fit->floats_on_top; i++) {
        const struct slab *slab = pager->waiting.items[i];
        page_slab(layout, pager->page, slab, x, y + floats);
        floats += slab->height;
    }
    for (size_t i = start; i < fit->walk.raised_end; i++) {
        const struct slab *slab = &flow->items[i];
        if (!slab->floats || slab->frame_wide)
            continue;
        page_slab(layout, pager->page, slab, x, y + floats);
        floats += slab->height;
    }
    place_slabs(pager, flow, start, fit, floats, x, y, width);
    add_to_foot(pager, column, &fit->runs);
    if (fit->note_away)
        report_away(pager, &fit->carry);
    pager->carry = fit->carry;
    pager->waiting = fit->waiting;
    for (size_t i = 0; i < fit->wide.count; i++)
        ARENA_PUSH(layout->arena, pager->wide.items, pager->wide.count,
                   pager->wide.capacity) = fit->wide.items[i];
}

// ----- Figures as wide as the frame -----

static void place_wide(struct pager *pager, const struct slab *slab)
{
    struct layout *layout = pager->layout;
    page_slab(layout, pager->page, slab, frame_x(pager),
              FRAME_TOP + pager->top);
    pager->top += slab->height;
    for (size_t i = 0; i < slab->note_count; i++)
        ARENA_PUSH(layout->arena, pager->wide_notes.items,
                   pager->wide_notes.count, pager->wide_notes.capacity) =
            (struct note_run){slab->notes[i], 0,
                              layout->notes[slab->notes[i]].flow.count};
}

// At a page's top: those that waited, then those with which the flow begins.
static size_t place_wides(struct pager *pager, const struct flow *flow,
                          size_t start)
{
    size_t placed = 0;
    while (placed < pager->wide.count) {
        const struct slab *slab = pager->wide.items[placed];
        bool overtakes =
            pager->waiting.count > 0 && slab > pager->waiting.items[0];
        if (overtakes ||
            (placed > 0 && pager->top + slab->height > FRAME_HEIGHT))
            break;
        place_wide(pager, slab);
        placed++;
    }
    pager->wide.items += placed;
    pager->wide.count -= placed;
    pager->wide.capacity = pager->wide.count;
    while (pager->wide.count + pager->waiting.count == 0 &&
           start < flow->count && flow->items[start].frame_wide &&
           (pager->top == 0 ||
            pager->top + flow->items[start].height <= FRAME_HEIGHT)) {
        if (!flow->items[start].set_already)
            place_wide(pager, &flow->items[start]);
        start++;
    }
    return start;
}

// ----- Two columns -----

struct two_columns {
    struct column_fit fits[2];
    bool whole;    // all of the flow and its notes
    bool complete; // and no figure waits
};

static struct column_room room_of(const struct pager *pager, size_t column,
                                  scaled limit)
{
    scaled room = FRAME_HEIGHT - pager->top;
    const struct column_foot *foot = &pager->feet[column];
    return (struct column_room){
        .limit = limit < room ? limit : room,
        .room = room,
        .foot = foot->height,
        .fresh = pager->top == 0 && foot->runs.count == 0 && limit >= room,
        .wide = pager->wide.count > 0 ? pager->wide.items[0] : NULL,
    };
}

static struct two_columns choose_two(struct pager *pager,
                                     const struct flow *flow, size_t start,
                                     scaled limit)
{
    struct layout *layout = pager->layout;
    struct two_columns two;
    struct column_room room = room_of(pager, 0, limit);
    two.fits[0] = column_choose(layout, flow, start, &room, &pager->carry,
                                &pager->waiting);
    struct note_runs carry = {0};
    push_runs(pager, &carry, &two.fits[0].carry);
    push_runs(pager, &carry, &pager->wide_notes);
    room = room_of(pager, 1, limit);
    if (room.wide == NULL && two.fits[0].wide.count > 0)
        room.wide = two.fits[0].wide.items[0];
    two.fits[1] = column_choose(layout, flow, two.fits[0].end, &room, &carry,
                                &two.fits[0].waiting);
    two.whole = two.fits[1].end == flow->count && two.fits[1].carry.count == 0;
    two.complete = two.whole && two.fits[1].waiting.count == 0;
    return two;
}

// The least height at which both columns hold the rest.
static struct two_columns balance(struct pager *pager, const struct flow *flow,
                                  size_t start, struct two_columns full)
{
    scaled grid = pager->layout->geometry.grid;
    scaled total = full.fits[0].height + full.fits[1].height;
    scaled room = FRAME_HEIGHT - pager->top;
    for (scaled limit = round_up(total / 2, grid); limit < room;
         limit += grid) {
        struct two_columns two = choose_two(pager, flow, start, limit);
        if (two.complete || (two.whole && !full.complete))
            return two;
    }
    return full;
}

static void place_two(struct pager *pager, const struct flow *flow,
                      size_t start, const struct two_columns *two)
{
    place_column(pager, flow, start, &two->fits[0], 0, column_x(pager, 0),
                 COLUMN_WIDTH);
    pager->wide_notes = (struct note_runs){0};
    place_column(pager, flow, two->fits[0].end, &two->fits[1], 1,
                 column_x(pager, 1), COLUMN_WIDTH);
    scaled height = two->fits[0].height > two->fits[1].height
                        ? two->fits[0].height
                        : two->fits[1].height;
    pager->top += round_up(height, pager->layout->geometry.grid);
}

// One that stands in a column of this page: figures stay in order.
static bool figure_before(const struct flow *flow, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (flow->items[i].floats && !flow->items[i].frame_wide)
            return true;
    return false;
}

// A wide figure that the text of this page comes to may stand at its top, if
// the text still comes to it then.
static struct two_columns raise_wides(struct pager *pager, struct flow *flow,
                                      size_t start, struct two_columns two)
{
    while (two.fits[0].wide.count + two.fits[1].wide.count > 0) {
        const struct float_queue *wide =
            two.fits[0].wide.count > 0 ? &two.fits[0].wide : &two.fits[1].wide;
        size_t index = (size_t)(wide->items[0] - flow->items);
        struct slab *slab = &flow->items[index];
        struct pager before = *pager;
        scaled bottom = pager->top + slab->height;
        if (pager->wide.count + pager->waiting.count > 0 ||
            bottom > FRAME_HEIGHT || figure_before(flow, start, index))
            return two;
        pager->top += slab->height;
        slab->set_already = true;
        struct two_columns again = choose_two(pager, flow, start, FRAME_HEIGHT);
        *pager = before;
        // A quarter of the page is for text, unless no more is left than fits.
        bool crowded = bottom > FRAME_HEIGHT * 3 / 4 && !again.whole;
        if (again.fits[1].end <= index || crowded) {
            slab->set_already = false;
            return two;
        }
        place_wide(pager, slab);
        two = choose_two(pager, flow, start, FRAME_HEIGHT);
    }
    return two;
}

static bool too_low(const struct pager *pager)
{
    return pager->open &&
           pager->top + LIMIT_REGION_LINES * pager->layout->geometry.grid >
               FRAME_HEIGHT;
}

void pager_columns(struct pager *pager, struct flow *flow, bool balanced)
{
    size_t start = 0;
    while (start < flow->count) {
        if (too_low(pager))
            pager_close(pager);
        pager_open(pager);
        bool only_wides = pager->top == 0;
        if (only_wides)
            start = place_wides(pager, flow, start);
        if (start == flow->count)
            return;
        struct two_columns two = choose_two(pager, flow, start, FRAME_HEIGHT);
        if (only_wides)
            two = raise_wides(pager, flow, start, two);
        if (two.whole && balanced)
            two = balance(pager, flow, start, two);
        place_two(pager, flow, start, &two);
        start = two.fits[1].end;
        if (start < flow->count)
            pager_close(pager);
    }
}

// ----- As wide as the frame -----

static scaled foot_area(const struct pager *pager, size_t column)
{
    return notes_area(pager->layout, pager->feet[column].height, true);
}

void pager_frame(struct pager *pager, const struct flow *flow)
{
    struct layout *layout = pager->layout;
    struct float_queue none = {0};
    size_t start = 0;
    while (start < flow->count) {
        if (too_low(pager))
            pager_close(pager);
        pager_open(pager);
        if (pager->top > 0)
            pager->top += layout->geometry.grid;
        struct column_room room =
            room_of(pager, 1, FRAME_HEIGHT - pager->top - foot_area(pager, 0));
        room.fresh = pager->top == 0;
        struct column_fit fit =
            column_choose(layout, flow, start, &room, &pager->carry, &none);
        struct float_queue waiting = pager->waiting;
        place_column(pager, flow, start, &fit, 1, frame_x(pager), FRAME_WIDTH);
        pager->waiting = waiting;
        pager->top += round_up(fit.height, layout->geometry.grid);
        start = fit.end;
        if (start < flow->count)
            pager_close(pager);
    }
    if (pager->open && pager->top > 0)
        pager->top += layout->geometry.grid;
}

// ----- The end -----

// The queue's figures before `end` (NULL: all), to stay where they are put.
static struct flow take_waiting(struct layout *layout,
                                struct float_queue *queue,
                                const struct slab *end)
{
    struct flow flow = {0};
    while (queue->count > 0 && (end == NULL || queue->items[0] < end)) {
        struct slab *slab = flow_add(layout, &flow, 0);
        *slab = *queue->items[0];
        slab->floats = slab->frame_wide = false;
        queue->items++;
        queue->count--;
    }
    queue->capacity = queue->count;
    return flow;
}

// Figures that still wait stand under the text, or on a page of their own. All
// are of one flow, so their addresses have their order.
void pager_place_waiting(struct pager *pager)
{
    struct layout *layout = pager->layout;
    struct float_queue narrow = pager->waiting, wide = pager->wide;
    pager->waiting = pager->wide = (struct float_queue){0};
    while (narrow.count + wide.count > 0) {
        struct flow flow = take_waiting(layout, &narrow,
                                        wide.count > 0 ? wide.items[0] : NULL);
        if (flow.count > 0 && pager->open && pager->top > 0)
            pager->top += layout->geometry.grid;
        pager_columns(pager, &flow, true);
        flow = take_waiting(layout, &wide,
                            narrow.count > 0 ? narrow.items[0] : NULL);
        pager_frame(pager, &flow);
    }
}

void pager_flush(struct pager *pager)
{
    struct flow nothing = {0};
    pager_place_waiting(pager);
    push_runs(pager, &pager->carry, &pager->wide_notes);
    pager->wide_notes = (struct note_runs){0};
    while (pager->carry.count > 0) {
        pager_close(pager);
        pager_open(pager);
        struct two_columns two = choose_two(pager, &nothing, 0, FRAME_HEIGHT);
        place_two(pager, &nothing, 0, &two);
    }
    pager_close(pager);
}
