// SPDX-License-Identifier: MIT
// Choosing a column's end by cost: keeps, widows, split notes, white space.
#include "columns.h"

// Costs beside those of slab.h. A column short by n lines costs SHORT n², up
// to SHORT_MOST; so it is rather left short than a note be split that is not
// long, and a long note is rather split than three lines be left empty.
#define COST_SHORT 10
#define COST_SHORT_MOST 2500
#define COST_SPLIT_LONG 60
#define COST_SPLIT_SHORT 4000
#define NOTE_LINES_TOGETHER 2

// A column's own figures that may be raised to its top: each asks for the
// column's end once more.
#define LIMIT_RAISED 6

bool float_is_away(struct float_walk *walk, const struct flow *flow, size_t i)
{
    const struct slab *slab = &flow->items[i];
    if (slab->frame_wide) {
        walk->held |= !slab->set_already;
        return true;
    }
    walk->under_text |= !slab->floats;
    return slab->floats &&
           (i < walk->raised_end || walk->held || walk->under_text);
}

// ----- Heights -----

scaled column_advance(const struct layout *layout, struct column_cursor *cursor,
                      const struct slab *slab, bool again)
{
    scaled y = cursor->y;
    if (!cursor->top)
        y += slab->space;
    if (!slab->off_grid)
        y = round_up(y, layout->geometry.grid);
    if (again && slab->head != NULL)
        y += slab->head->height;
    cursor->y = y + slab->height;
    if (!slab->floats)
        cursor->top = false;
    return y;
}

scaled note_run_height(const struct layout *layout, const struct note_run *run)
{
    const struct flow *flow = &layout->notes[run->note].flow;
    scaled height = 0;
    for (size_t i = run->from; i < run->to; i++)
        height +=
            (i > run->from ? flow->items[i].space : 0) + flow->items[i].height;
    return height;
}

scaled notes_area(const struct layout *layout, scaled height, bool text)
{
    scaled grid = layout->geometry.grid;
    return height == 0 ? 0 : height + grid / 2 + (text ? grid : 0);
}

// ----- Notes that wait, and notes called -----

static void push_run(struct layout *layout, struct note_runs *runs,
                     struct note_run run)
{
    ARENA_PUSH(layout->arena, runs->items, runs->count, runs->capacity) = run;
}

static struct note_run whole_note(const struct layout *layout, size_t note)
{
    return (struct note_run){note, 0, layout->notes[note].flow.count};
}

// The slab's notes and the notes that those call, in order of calling. Each
// note is called by one slab, so this ends.
static void push_called(struct layout *layout, struct note_runs *runs,
                        const struct slab *slab)
{
    size_t from = runs->count;
    for (size_t i = 0; i < slab->note_count; i++)
        push_run(layout, runs, whole_note(layout, slab->notes[i]));
    for (size_t at = from; at < runs->count; at++) {
        const struct flow *flow = &layout->notes[runs->items[at].note].flow;
        for (size_t i = 0; i < flow->count; i++)
            for (size_t j = 0; j < flow->items[i].note_count; j++)
                push_run(layout, runs,
                         whole_note(layout, flow->items[i].notes[j]));
    }
}

// Where a run can be cut so that its first part is no higher than room, with
// two lines on each side; 0 where it cannot.
static size_t note_split(const struct layout *layout,
                         const struct note_run *run, scaled room)
{
    const struct flow *flow = &layout->notes[run->note].flow;
    if (run->to - run->from < 2 * NOTE_LINES_TOGETHER)
        return 0;
    size_t best = 0, best_free = 0;
    scaled height = 0;
    for (size_t i = run->from; i + NOTE_LINES_TOGETHER < run->to; i++) {
        height +=
            (i > run->from ? flow->items[i].space : 0) + flow->items[i].height;
        if (height > room)
            break;
        if (i + 1 - run->from < NOTE_LINES_TOGETHER)
            continue;
        best = i + 1;
        if (flow->items[i].break_cost < BREAK_WIDOW)
            best_free = i + 1;
    }
    return best_free > 0 ? best_free : best;
}

static bool note_is_long(const struct layout *layout,
                         const struct note_run *run)
{
    return run->from > 0 || note_run_height(layout, run) > FRAME_HEIGHT / 3;
}

// ----- One candidate after another -----

struct search {
    struct layout *layout;
    const struct flow *flow;
    const struct column_room *room;
    struct float_walk walk;
    struct column_cursor cursor;
    struct note_runs called; // carried and called so far
    scaled notes;            // their height
    size_t best_end;
    scaled best_height;
    double best_cost;
    bool found;
};

// Room for notes under text of this height, what stands there taken off.
static scaled room_for_notes(const struct search *search, scaled text)
{
    const struct column_room *room = search->room;
    scaled used = text + room->foot;
    scaled overhead = notes_area(search->layout, 1, text > 0) - 1;
    return room->room - used - overhead;
}

// Whether the notes called so far fit, the last one cut where it must be.
static bool notes_fit(const struct search *search, scaled text, double *cost)
{
    *cost = 0;
    if (search->called.count == 0)
        return search->room->foot == 0 ? text <= search->room->room
                                       : room_for_notes(search, text) >= 0;
    scaled room = room_for_notes(search, text);
    if (search->notes <= room)
        return true;
    const struct note_run *last =
        &search->called.items[search->called.count - 1];
    scaled others = search->notes - note_run_height(search->layout, last);
    if (others > room || note_split(search->layout, last, room - others) == 0)
        return false;
    *cost =
        note_is_long(search->layout, last) ? COST_SPLIT_LONG : COST_SPLIT_SHORT;
    return true;
}

static double cost_of_shortness(const struct search *search, scaled text)
{
    scaled grid = search->layout->geometry.grid;
    scaled left = search->room->limit - text;
    scaled under_notes = search->called.count > 0 || search->room->foot > 0
                             ? room_for_notes(search, text) - search->notes
                             : left;
    if (under_notes < left)
        left = under_notes;
    double lines = left > 0 ? (double)(left / grid) : 0;
    double cost = COST_SHORT * lines * lines;
    return cost < COST_SHORT_MOST ? cost : COST_SHORT_MOST;
}

// Nothing follows but figures that wait.
static bool is_all(const struct flow *flow, size_t end)
{
    while (end < flow->count &&
           (flow->items[end].floats || flow->items[end].frame_wide))
        end++;
    return end == flow->count;
}

static void consider(struct search *search, size_t end, double note_cost)
{
    const struct slab *last = &search->flow->items[end - 1];
    double cost = note_cost;
    if (!is_all(search->flow, end))
        cost += last->break_cost + cost_of_shortness(search, search->cursor.y);
    if (search->found && cost > search->best_cost)
        return;
    search->found = true;
    search->best_cost = cost;
    search->best_end = end;
    search->best_height = search->cursor.y;
}

// Tries every end from start + 1 on, until no more fits.
static void try_ends(struct search *search, size_t start)
{
    struct float_walk walk = search->walk;
    for (size_t i = start; i < search->flow->count; i++) {
        const struct slab *slab = &search->flow->items[i];
        // Figures wait for the next column's top unless they stand there.
        if (float_is_away(&walk, search->flow, i)) {
            if (search->found && search->best_end == i)
                search->best_end = i + 1;
            continue;
        }
        column_advance(search->layout, &search->cursor, slab, i == start);
        if (search->cursor.y > search->room->limit)
            return;
        size_t before = search->called.count;
        push_called(search->layout, &search->called, slab);
        for (size_t j = before; j < search->called.count; j++)
            search->notes +=
                note_run_height(search->layout, &search->called.items[j]);
        double note_cost;
        if (!notes_fit(search, search->cursor.y, &note_cost))
            return;
        consider(search, i + 1, note_cost);
    }
}

// ----- What a choice comes to -----

// Notes in order into the foot: whole ones, then as much of one as may be.
static void share_notes(struct search *search, struct column_fit *fit)
{
    struct layout *layout = search->layout;
    scaled room = room_for_notes(search, fit->height);
    bool full = false;
    for (size_t i = 0; i < search->called.count; i++) {
        struct note_run run = search->called.items[i];
        scaled height = note_run_height(layout, &run);
        if (!full && height <= room) {
            push_run(layout, &fit->runs, run);
            room -= height;
            continue;
        }
        size_t cut = full ? 0 : note_split(layout, &run, room);
        full = true;
        if (cut > 0) {
            push_run(layout, &fit->runs,
                     (struct note_run){run.note, run.from, cut});
            run.from = cut;
        } else if (run.from == 0 && i >= fit->carried) {
            fit->note_away = true;
        }
        push_run(layout, &fit->carry, run);
    }
    // A column of its own, and still not one line fits: it must go somewhere.
    if (fit->runs.count == 0 && fit->carry.count > 0 && search->room->fresh &&
        fit->height == 0) {
        struct note_run *run = &fit->carry.items[0];
        push_run(layout, &fit->runs,
                 (struct note_run){run->note, run->from, run->from + 1});
        if (++run->from == run->to) {
            fit->carry.items++;
            fit->carry.count--;
            fit->carry.capacity = fit->carry.count;
        }
    }
}

static void push_float(struct layout *layout, struct float_queue *queue,
                       const struct slab *slab)
{
    ARENA_PUSH(layout->arena, queue->items, queue->count, queue->capacity) =
        slab;
}

static void sort_floats(struct search *search, struct column_fit *fit,
                        size_t start, const struct float_queue *floats)
{
    struct layout *layout = search->layout;
    for (size_t i = fit->floats_on_top; i < floats->count; i++)
        push_float(layout, &fit->waiting, floats->items[i]);
    struct float_walk walk = fit->walk;
    for (size_t i = start; i < fit->end; i++) {
        const struct slab *slab = &search->flow->items[i];
        if (!float_is_away(&walk, search->flow, i))
            continue;
        if (!slab->frame_wide && i >= fit->walk.raised_end)
            push_float(layout, &fit->waiting, slab);
        else if (slab->frame_wide && !slab->set_already)
            push_float(layout, &fit->wide, slab);
    }
}

// The notes of the slabs chosen, after those carried.
static void call_again(struct search *search, const struct note_runs *carry,
                       size_t start, size_t end)
{
    search->called = (struct note_runs){0};
    for (size_t i = 0; i < carry->count; i++)
        push_run(search->layout, &search->called, carry->items[i]);
    struct float_walk walk = search->walk;
    for (size_t i = start; i < end; i++)
        if (!float_is_away(&walk, search->flow, i))
            push_called(search->layout, &search->called,
                        &search->flow->items[i]);
}

static void put_floats_on_top(struct search *search, struct column_fit *fit,
                              const struct float_queue *floats)
{
    const struct slab *wide = search->room->wide;
    for (size_t i = 0; i < floats->count; i++) {
        scaled height = floats->items[i]->height;
        bool fits = search->cursor.y + height <= search->room->limit;
        bool overtakes = wide != NULL && floats->items[i] > wide;
        if (overtakes || (!fits && !(search->room->fresh && i == 0)))
            return;
        push_called(search->layout, &search->called, floats->items[i]);
        search->cursor.y += height;
        fit->floats_on_top++;
    }
}

// The slabs' own figures before raised_end, under those of the queue.
static void put_raised_on_top(struct search *search, size_t start)
{
    for (size_t i = start; i < search->walk.raised_end; i++)
        if (search->flow->items[i].floats && !search->flow->items[i].frame_wide)
            search->cursor.y += search->flow->items[i].height;
}

static struct column_fit choose(struct layout *layout, const struct flow *flow,
                                size_t start, const struct column_room *room,
                                const struct note_runs *carry,
                                const struct float_queue *floats,
                                size_t raised_end)
{
    struct column_fit fit = {.end = start,
                             .carried = carry->count,
                             .walk = {.raised_end = raised_end}};
    struct search search = {
        .layout = layout, .flow = flow, .room = room, .cursor = {0, true}};
    for (size_t i = 0; i < carry->count; i++) {
        push_run(layout, &search.called, carry->items[i]);
        search.notes += note_run_height(layout, &carry->items[i]);
    }
    put_floats_on_top(&search, &fit, floats);
    fit.walk.held = room->wide != NULL || fit.floats_on_top < floats->count;
    search.walk = fit.walk;
    put_raised_on_top(&search, start);
    fit.height = search.cursor.y;
    // Notes from before go first; where they fill the column, nothing else.
    bool carried_fit = search.notes <= room_for_notes(&search, fit.height);
    if (carry->count == 0 || carried_fit)
        try_ends(&search, start);
    // Rather nothing than a bad break or a line alone, where a whole column
    // is to come.
    bool line_alone = search.found && search.best_end == start + 1 &&
                      search.best_height < 2 * layout->geometry.grid &&
                      !is_all(flow, search.best_end);
    if (search.found && !room->fresh &&
        (line_alone || search.best_cost >= BREAK_ROW)) {
        fit.end = start;
    } else if (search.found) {
        fit.end = search.best_end;
        fit.height = search.best_height;
        fit.cost = search.best_cost;
    } else if (room->fresh && carry->count == 0 && fit.floats_on_top == 0 &&
               start < flow->count) {
        // Not even one slab with its notes fits a whole column: the text
        // goes first and the notes follow (nothing may be lost).
        struct column_cursor cursor = {0, true};
        column_advance(layout, &cursor, &flow->items[start], true);
        fit.end = start + 1;
        fit.height = flow->items[start].frame_wide ? 0 : cursor.y;
    }
    call_again(&search, carry, start, fit.end);
    share_notes(&search, &fit);
    sort_floats(&search, &fit, start, floats);
    return fit;
}

// The first figure in the column's text that waits and might stand at its
// top; fit->end where there is none. Figures stay in order.
static size_t next_to_raise(const struct flow *flow, size_t start,
                            const struct column_fit *fit)
{
    struct float_walk walk = fit->walk;
    for (size_t i = start; i < fit->end; i++)
        if (float_is_away(&walk, flow, i) && walk.held)
            break;
        else if (flow->items[i].floats && !flow->items[i].frame_wide &&
                 i >= walk.raised_end && walk.under_text)
            return i;
    return fit->end;
}

struct column_fit column_choose(struct layout *layout, const struct flow *flow,
                                size_t start, const struct column_room *room,
                                const struct note_runs *carry,
                                const struct float_queue *floats)
{
    struct column_fit fit =
        choose(layout, flow, start, room, carry, floats, start);
    for (int tries = 0; tries < LIMIT_RAISED; tries++) {
        size_t index = next_to_raise(flow, start, &fit);
        if (index == fit.end)
            break;
        struct column_fit again =
            choose(layout, flow, start, room, carry, floats, index + 1);
        // Its place in the text must still be in this column.
        if (again.end <= index || again.cost >= BREAK_ROW || again.note_away)
            break;
        fit = again;
    }
    return fit;
}
