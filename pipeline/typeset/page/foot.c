// SPDX-License-Identifier: MIT
// Notes in their order: how high they are, and how many go into a room.
#include "typeset/page/foot.h"

#define NOTE_LINES_TOGETHER 2

scaled note_run_height(const struct layout *layout, const struct note_run *run)
{
    const struct vlist *vlist = &layout->notes[run->note].vlist;
    scaled height = 0;
    for (size_t i = run->from; i < run->to; i++)
        height += (i > run->from ? vlist->items[i].space : 0) +
                  vlist->items[i].height;
    return height;
}

scaled notes_area(const struct layout *layout, scaled height, bool text)
{
    scaled grid = layout->geometry.grid;
    return height == 0 ? 0 : height + grid / 2 + (text ? grid : 0);
}

struct note_run foot_run(const struct filling *filling,
                         const struct reach *reach, size_t note)
{
    struct note_run run = filling->notes[note];
    if (note == reach->note)
        run.from = reach->line;
    return run;
}

scaled foot_left(const struct filling *filling, const struct reach *reach,
                 size_t called)
{
    if (reach->note >= called)
        return 0;
    struct note_run first = foot_run(filling, reach, reach->note);
    return note_run_height(filling->layout, &first) +
           filling->notes_height[called] -
           filling->notes_height[reach->note + 1];
}

scaled reach_notes_left(const struct filling *filling,
                        const struct reach *reach)
{
    return foot_left(filling, reach, reach->called);
}

size_t foot_split(const struct layout *layout, const struct note_run *run,
                  scaled room)
{
    const struct vlist *vlist = &layout->notes[run->note].vlist;
    if (run->to - run->from < 2 * NOTE_LINES_TOGETHER)
        return 0;
    size_t best = 0, best_free = 0;
    scaled height = 0;
    for (size_t i = run->from; i + NOTE_LINES_TOGETHER < run->to; i++) {
        height += (i > run->from ? vlist->items[i].space : 0) +
                  vlist->items[i].height;
        if (height > room)
            break;
        if (i + 1 - run->from < NOTE_LINES_TOGETHER)
            continue;
        best = i + 1;
        if (vlist->items[i].break_cost < BREAK_WIDOW)
            best_free = i + 1;
    }
    return best_free > 0 ? best_free : best;
}

bool foot_is_long(const struct layout *layout, const struct note_run *run)
{
    struct note_run whole = {run->note, 0,
                             layout->notes[run->note].vlist.count};
    return note_run_height(layout, &whole) > layout->print->frame_height / 3;
}

bool foot_splits_short(const struct layout *layout, const struct note_run *run)
{
    return run->from == 0 && run->to < layout->notes[run->note].vlist.count &&
           !foot_is_long(layout, run);
}

void foot_set(const struct filling *filling, struct reach *reach, scaled room)
{
    while (reach->note < reach->called) {
        struct note_run run = foot_run(filling, reach, reach->note);
        scaled height = note_run_height(filling->layout, &run);
        if (height > room) {
            size_t cut = foot_split(filling->layout, &run, room);
            if (cut > 0)
                reach->line = cut;
            return;
        }
        room -= height;
        reach->note++;
        reach->line = reach->note < filling->note_count
                          ? filling->notes[reach->note].from
                          : 0;
    }
}

static void push_run(struct layout *layout, struct note_runs *runs,
                     struct note_run run)
{
    ARENA_PUSH(layout->arena, runs->items, runs->count, runs->capacity) = run;
}

void column_notes(struct layout *layout, const struct filling *filling,
                  const struct column_end *end, struct note_runs *runs)
{
    for (size_t i = end->from.note; i <= end->to.note; i++) {
        if (i == filling->note_count)
            return;
        struct note_run run = foot_run(filling, &end->from, i);
        if (i == end->to.note)
            run.to = end->to.line;
        if (run.to > run.from)
            push_run(layout, runs, run);
    }
}

void reach_carry(struct layout *layout, const struct filling *filling,
                 const struct reach *reach, struct note_runs *carry)
{
    *carry = (struct note_runs){0};
    for (size_t i = reach->note; i < reach->called; i++)
        push_run(layout, carry, foot_run(filling, reach, i));
}
