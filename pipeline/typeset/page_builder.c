// SPDX-License-Identifier: MIT
// Fills pages: asks columns.c where columns end, places what it answers.
#include "page_builder.h"

#include "page.h"
#include "running.h"

#define BOX_RULE PT(3)
// A region of fewer lines than this at a page's foot is not begun.
#define LIMIT_REGION_LINES 3

struct builder builder_new(struct layout *layout)
{
    return (struct builder){.layout = layout};
}

// ----- Opening and closing -----

static scaled frame_x(const struct builder *builder)
{
    return frame_left(builder->layout->direction,
                      page_is_odd(builder->page));
}

static scaled column_x(const struct builder *builder, size_t column)
{
    return frame_x(builder) +
           column_left(builder->layout->direction, column);
}

void builder_open(struct builder *builder)
{
    if (builder->open)
        return;
    builder->open = true;
    builder->page = page_new(builder->layout);
    builder->top = 0;
    builder->feet[0] = builder->feet[1] = (struct column_foot){0};
    if (builder->tinted)
        page_place(builder->layout, builder->page,
                   placed_rectangle(0, 0, PAGE_WIDTH, PAGE_HEIGHT, INK_TINT));
}

static void place_run(struct builder *builder, const struct note_run *run,
                      scaled x, scaled *y)
{
    const struct flow *flow = &builder->layout->notes[run->note].flow;
    for (size_t i = run->from; i < run->to; i++) {
        const struct slab *slab = &flow->items[i];
        if (i > run->from)
            *y += slab->space;
        page_slab(builder->layout, builder->page, slab, x, *y);
        *y += slab->height;
    }
}

// The last line of the notes stands at the frame's bottom.
static void place_foot(struct builder *builder, size_t column)
{
    struct layout *layout = builder->layout;
    const struct column_foot *foot = &builder->feet[column];
    if (foot->runs.count == 0)
        return;
    scaled x = column_x(builder, column);
    scaled y = FRAME_TOP + FRAME_HEIGHT - foot->height;
    bool runs_on = foot->runs.items[0].from > 0;
    scaled width = runs_on ? COLUMN_WIDTH : NOTE_RULE_WIDTH;
    scaled rule_x = x + inline_left(layout->direction, COLUMN_WIDTH, 0, width);
    page_place(layout, builder->page,
               placed_rectangle(rule_x, y - layout->geometry.grid / 2, width,
                                layout->geometry.note_rule, INK_TEXT));
    for (size_t i = 0; i < foot->runs.count; i++)
        place_run(builder, &foot->runs.items[i], x, &y);
}

void builder_close(struct builder *builder)
{
    if (!builder->open)
        return;
    place_foot(builder, 0);
    place_foot(builder, 1);
    running_place(builder->layout, builder->page);
    builder->open = false;
}

// ----- Placing -----

// The tint under a box, as far as its slabs stand in this column, and the
// accent rule where it begins.
static void place_ground(struct builder *builder, const struct flow *flow,
                         size_t from, size_t end, struct column_cursor cursor,
                         scaled x, scaled y, scaled width)
{
    const struct layout *layout = builder->layout;
    size_t ground = flow->items[from].ground;
    scaled begin = -1, bottom = 0;
    for (size_t i = from; i < end && flow->items[i].ground == ground; i++) {
        scaled top =
            column_advance(layout, &cursor, &flow->items[i], false);
        if (begin < 0)
            begin = top;
        bottom = cursor.y;
    }
    page_place(builder->layout, builder->page,
               placed_rectangle(x, y + begin, width, bottom - begin,
                                INK_TINT));
    if (flow->items[from].ground_begins)
        page_place(builder->layout, builder->page,
                   placed_rectangle(x, y + begin, width, BOX_RULE,
                                    INK_ACCENT));
}

// Slabs [start, end) from y down. Figures that wait are skipped, by the same
// rule as in column_choose.
static void place_slabs(struct builder *builder, const struct flow *flow,
                        size_t start, size_t end, scaled floats, scaled x,
                        scaled y, scaled width)
{
    struct layout *layout = builder->layout;
    struct column_cursor cursor = {floats, true};
    for (size_t i = start; i < end; i++) {
        const struct slab *slab = &flow->items[i];
        if (slab->frame_wide || (slab->floats && !cursor.top))
            continue;
        bool new_ground = slab->ground != 0 &&
                          (i == start ||
                           flow->items[i - 1].ground != slab->ground);
        if (new_ground)
            place_ground(builder, flow, i, end, cursor, x, y, width);
        scaled top = column_advance(layout, &cursor, slab, i == start);
        if (i == start && slab->head != NULL)
            page_slab(layout, builder->page, slab->head, x,
                      y + top - slab->head->height);
        page_slab(layout, builder->page, slab, x, y + top);
    }
}

static void add_to_foot(struct builder *builder, size_t column,
                        const struct note_runs *runs)
{
    struct column_foot *foot = &builder->feet[column];
    for (size_t i = 0; i < runs->count; i++) {
        ARENA_PUSH(builder->layout->arena, foot->runs.items, foot->runs.count,
                   foot->runs.capacity) = runs->items[i];
        foot->height += note_run_height(builder->layout, &runs->items[i]);
    }
}

static void push_runs(struct builder *builder, struct note_runs *to,
                      const struct note_runs *from)
{
    for (size_t i = 0; i < from->count; i++)
        ARENA_PUSH(builder->layout->arena, to->items, to->count,
                   to->capacity) = from->items[i];
}

static void report_away(struct builder *builder, const struct note_runs *carry)
{
    struct layout *layout = builder->layout;
    for (size_t i = 0; i < carry->count; i++) {
        const struct note *note = layout->brief->notes[carry->items[i].note];
        if (carry->items[i].from == 0)
            diag_report(layout->diag, note->at, MESSAGE_note_away,
                        arena_printf(layout->arena, "%zu", note->number));
    }
}

// Does what the answer says; the height that the text takes.
static void place_column(struct builder *builder, const struct flow *flow,
                         size_t start, const struct column_fit *fit,
                         size_t column, scaled x, scaled width)
{
    struct layout *layout = builder->layout;
    scaled y = FRAME_TOP + builder->top, floats = 0;
    for (size_t i = 0; i < fit->floats_on_top; i++) {
        const struct slab *slab = builder->waiting.items[i];
        page_slab(layout, builder->page, slab, x, y + floats);
        floats += slab->height;
    }
    place_slabs(builder, flow, start, fit->end, floats, x, y, width);
    add_to_foot(builder, column, &fit->runs);
    if (fit->note_away)
        report_away(builder, &fit->carry);
    builder->carry = fit->carry;
    builder->waiting = fit->waiting;
    for (size_t i = 0; i < fit->wide.count; i++)
        ARENA_PUSH(layout->arena, builder->wide.items, builder->wide.count,
                   builder->wide.capacity) = fit->wide.items[i];
}

// ----- Figures as wide as the frame -----

static void place_wide(struct builder *builder, const struct slab *slab)
{
    struct layout *layout = builder->layout;
    page_slab(layout, builder->page, slab, frame_x(builder),
              FRAME_TOP + builder->top);
    builder->top += slab->height;
    for (size_t i = 0; i < slab->note_count; i++)
        ARENA_PUSH(layout->arena, builder->wide_notes.items,
                   builder->wide_notes.count, builder->wide_notes.capacity) =
            (struct note_run){
                slab->notes[i], 0,
                layout->notes[slab->notes[i]].flow.count};
}

// At a page's top: those that waited, then those with which the flow begins.
static size_t place_wides(struct builder *builder, const struct flow *flow,
                          size_t start)
{
    size_t placed = 0;
    while (placed < builder->wide.count) {
        const struct slab *slab = builder->wide.items[placed];
        if (placed > 0 && builder->top + slab->height > FRAME_HEIGHT)
            break;
        place_wide(builder, slab);
        placed++;
    }
    builder->wide.items += placed;
    builder->wide.count -= placed;
    builder->wide.capacity = builder->wide.count;
    while (builder->wide.count == 0 && start < flow->count &&
           flow->items[start].frame_wide &&
           (builder->top == 0 ||
            builder->top + flow->items[start].height <= FRAME_HEIGHT))
        place_wide(builder, &flow->items[start++]);
    return start;
}

// ----- Two columns -----

struct two_columns {
    struct column_fit fits[2];
    bool complete; // all of the flow, and nothing waits
};

static struct column_room room_of(const struct builder *builder, size_t column,
                                  scaled limit)
{
    scaled room = FRAME_HEIGHT - builder->top;
    const struct column_foot *foot = &builder->feet[column];
    return (struct column_room){
        .limit = limit < room ? limit : room,
        .room = room,
        .foot = foot->height,
        .fresh = builder->top == 0 && foot->runs.count == 0 && limit >= room,
    };
}

static struct two_columns choose_two(struct builder *builder,
                                     const struct flow *flow, size_t start,
                                     scaled limit)
{
    struct layout *layout = builder->layout;
    struct two_columns two;
    struct column_room room = room_of(builder, 0, limit);
    two.fits[0] = column_choose(layout, flow, start, &room, &builder->carry,
                                &builder->waiting);
    struct note_runs carry = {0};
    push_runs(builder, &carry, &two.fits[0].carry);
    push_runs(builder, &carry, &builder->wide_notes);
    room = room_of(builder, 1, limit);
    two.fits[1] = column_choose(layout, flow, two.fits[0].end, &room, &carry,
                                &two.fits[0].waiting);
    two.complete = two.fits[1].end == flow->count &&
                   two.fits[1].carry.count == 0 &&
                   two.fits[1].waiting.count == 0;
    return two;
}

// The least height at which both columns hold the rest.
static struct two_columns balance(struct builder *builder,
                                  const struct flow *flow, size_t start,
                                  struct two_columns full)
{
    scaled grid = builder->layout->geometry.grid;
    scaled total = full.fits[0].height + full.fits[1].height;
    scaled room = FRAME_HEIGHT - builder->top;
    for (scaled limit = round_up(total / 2, grid); limit < room;
         limit += grid) {
        struct two_columns two = choose_two(builder, flow, start, limit);
        if (two.complete)
            return two;
    }
    return full;
}

static void place_two(struct builder *builder, const struct flow *flow,
                      size_t start, const struct two_columns *two)
{
    place_column(builder, flow, start, &two->fits[0], 0, column_x(builder, 0),
                 COLUMN_WIDTH);
    builder->wide_notes = (struct note_runs){0};
    place_column(builder, flow, two->fits[0].end, &two->fits[1], 1,
                 column_x(builder, 1), COLUMN_WIDTH);
    scaled height = two->fits[0].height > two->fits[1].height
                        ? two->fits[0].height
                        : two->fits[1].height;
    builder->top += round_up(height, builder->layout->geometry.grid);
}

static bool too_low(const struct builder *builder)
{
    return builder->open &&
           builder->top + LIMIT_REGION_LINES * builder->layout->geometry.grid >
               FRAME_HEIGHT;
}

void builder_columns(struct builder *builder, const struct flow *flow,
                     bool balanced)
{
    size_t start = 0;
    while (start < flow->count) {
        if (too_low(builder))
            builder_close(builder);
        bool new_page = !builder->open;
        builder_open(builder);
        if (new_page || builder->top == 0)
            start = place_wides(builder, flow, start);
        if (start == flow->count)
            return;
        struct two_columns two =
            choose_two(builder, flow, start, FRAME_HEIGHT);
        if (two.complete && balanced)
            two = balance(builder, flow, start, two);
        place_two(builder, flow, start, &two);
        start = two.fits[1].end;
        if (start < flow->count)
            builder_close(builder);
    }
}

// ----- As wide as the frame -----

static scaled foot_area(const struct builder *builder, size_t column)
{
    return notes_area(builder->layout, builder->feet[column].height, true);
}

void builder_frame(struct builder *builder, const struct flow *flow)
{
    struct layout *layout = builder->layout;
    struct float_queue none = {0};
    size_t start = 0;
    while (start < flow->count) {
        if (too_low(builder))
            builder_close(builder);
        builder_open(builder);
        if (builder->top > 0)
            builder->top += layout->geometry.grid;
        struct column_room room = room_of(
            builder, 1,
            FRAME_HEIGHT - builder->top - foot_area(builder, 0));
        room.fresh = builder->top == 0;
        struct column_fit fit = column_choose(layout, flow, start, &room,
                                              &builder->carry, &none);
        struct float_queue waiting = builder->waiting;
        place_column(builder, flow, start, &fit, 1, frame_x(builder),
                     FRAME_WIDTH);
        builder->waiting = waiting;
        builder->top += round_up(fit.height, layout->geometry.grid);
        start = fit.end;
        if (start < flow->count)
            builder_close(builder);
    }
    if (builder->open && builder->top > 0)
        builder->top += layout->geometry.grid;
}

// ----- The end -----

// Figures that still wait stand under the text, or on a page of their own.
static void place_waiting(struct builder *builder)
{
    struct layout *layout = builder->layout;
    struct flow column = {0}, frame = {0};
    for (size_t i = 0; i < builder->waiting.count; i++) {
        *flow_add(layout, &column, 0) = *builder->waiting.items[i];
        column.items[column.count - 1].floats = false;
    }
    for (size_t i = 0; i < builder->wide.count; i++) {
        *flow_add(layout, &frame, 0) = *builder->wide.items[i];
        frame.items[frame.count - 1].frame_wide = false;
        frame.items[frame.count - 1].floats = false;
    }
    builder->waiting = builder->wide = (struct float_queue){0};
    if (column.count > 0 && builder->open && builder->top > 0)
        builder->top += layout->geometry.grid;
    builder_columns(builder, &column, true);
    builder_frame(builder, &frame);
}

void builder_flush(struct builder *builder)
{
    const struct flow nothing = {0};
    place_waiting(builder);
    push_runs(builder, &builder->carry, &builder->wide_notes);
    builder->wide_notes = (struct note_runs){0};
    while (builder->carry.count > 0) {
        builder_close(builder);
        builder_open(builder);
        struct two_columns two =
            choose_two(builder, &nothing, 0, FRAME_HEIGHT);
        place_two(builder, &nothing, 0, &two);
    }
    builder_close(builder);
}
