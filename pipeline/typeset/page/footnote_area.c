// SPDX-License-Identifier: MIT
// Notes in their order: how high they are, and how many go into a room.
#include "typeset/page/footnote_area.h"

#define NOTE_LINES_TOGETHER 2

scaled footnote_area_run_height(const struct layout *layout,
                                const struct note_run *run)
{
    const struct vlist *vlist = &layout->notes[run->note].vlist;
    scaled height = 0;
    for (size_t i = run->from; i < run->to; i++)
        height += (i > run->from ? vlist->items[i].space : 0) +
                  vlist->items[i].height;
    return height;
}

scaled footnote_area_height(const struct layout *layout, scaled height,
                            bool text)
{
    scaled grid = layout->geometry.grid;
    return height == 0 ? 0 : height + grid / 2 + (text ? grid : 0);
}

struct note_run footnote_area_run(const struct filling *filling,
                                  const struct break_state *state, size_t note)
{
    struct note_run run = filling->notes[note];
    if (note == state->note)
        run.from = state->line;
    return run;
}

scaled footnote_area_left(const struct filling *filling,
                          const struct break_state *state, size_t called)
{
    if (state->note >= called)
        return 0;
    struct note_run first = footnote_area_run(filling, state, state->note);
    return footnote_area_run_height(filling->layout, &first) +
           filling->notes_height[called] -
           filling->notes_height[state->note + 1];
}

scaled break_state_notes_left(const struct filling *filling,
                              const struct break_state *state)
{
    return footnote_area_left(filling, state, state->called);
}

size_t footnote_area_split(const struct layout *layout,
                           const struct note_run *run, scaled room)
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
    // A note is begun only where no line of a paragraph of it stays alone; one
    // that is under way must go on.
    return best_free > 0 || run->from == 0 ? best_free : best;
}

bool footnote_area_is_long(const struct layout *layout,
                           const struct note_run *run)
{
    struct note_run whole = {run->note, 0,
                             layout->notes[run->note].vlist.count};
    return footnote_area_run_height(layout, &whole) >
           layout->print->frame_height / 3;
}

bool footnote_area_splits_short(const struct layout *layout,
                                const struct note_run *run)
{
    return run->from == 0 && run->to < layout->notes[run->note].vlist.count &&
           !footnote_area_is_long(layout, run);
}

void footnote_area_set(const struct filling *filling, struct break_state *state,
                       scaled room)
{
    while (state->note < state->called) {
        struct note_run run = footnote_area_run(filling, state, state->note);
        scaled height = footnote_area_run_height(filling->layout, &run);
        if (height > room) {
            size_t cut = footnote_area_split(filling->layout, &run, room);
            if (cut > 0)
                state->line = cut;
            return;
        }
        room -= height;
        state->note++;
        state->line = state->note < filling->note_count
                          ? filling->notes[state->note].from
                          : 0;
    }
}

static void push_run(struct layout *layout, struct note_runs *runs,
                     struct note_run run)
{
    ARENA_PUSH(layout->arena, runs->items, runs->count, runs->capacity) = run;
}

void footnote_area_notes(struct layout *layout, const struct filling *filling,
                         const struct column_end *end, struct note_runs *runs)
{
    for (size_t i = end->from.note; i <= end->to.note; i++) {
        if (i == filling->note_count)
            return;
        struct note_run run = footnote_area_run(filling, &end->from, i);
        if (i == end->to.note)
            run.to = end->to.line;
        if (run.to > run.from)
            push_run(layout, runs, run);
    }
}

void break_state_carry(struct layout *layout, const struct filling *filling,
                       const struct break_state *state, struct note_runs *carry)
{
    *carry = (struct note_runs){0};
    for (size_t i = state->note; i < state->called; i++)
        push_run(layout, carry, footnote_area_run(filling, state, i));
}
