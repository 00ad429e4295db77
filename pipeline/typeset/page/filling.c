// SPDX-License-Identifier: MIT
// A vertical list on its way into columns: its notes and figures in order, and
// how far it has come.
#include "typeset/page/footnote_area.h"
#include "typeset/page/introductions.h"

static size_t count_notes(const struct layout *layout,
                          const struct filling *filling)
{
    // Each note is called once, so no more than the brief has.
    return filling->waited.count + layout->brief->note_count;
}

// The vbox's notes and the notes that those call, in order of calling.
static void add_called(struct filling *filling, const struct vbox *vbox)
{
    const struct layout *layout = filling->layout;
    size_t from = filling->note_count;
    for (size_t i = 0; i < vbox->note_count; i++)
        filling->notes[filling->note_count++] = (struct note_run){
            vbox->notes[i], 0, layout->notes[vbox->notes[i]].vlist.count};
    for (size_t at = from; at < filling->note_count; at++) {
        const struct vlist *vlist =
            &layout->notes[filling->notes[at].note].vlist;
        for (size_t i = 0; i < vlist->count; i++)
            for (size_t j = 0; j < vlist->items[i].note_count; j++) {
                size_t note = vlist->items[i].notes[j];
                filling->notes[filling->note_count++] =
                    (struct note_run){note, 0, layout->notes[note].vlist.count};
            }
    }
}

static void add_vboxes(struct filling *filling)
{
    const struct vlist *vlist = filling->vlist;
    for (size_t i = 0; i < vlist->count; i++) {
        const struct vbox *vbox = &vlist->items[i];
        filling->called_before[i] = filling->note_count;
        filling->fixed_before[i + 1] =
            filling->fixed_before[i] + vbox->in_order;
        filling->text_height[i + 1] = filling->text_height[i];
        if (vbox->floats)
            filling->floats[filling->float_count++] = i;
        else
            filling->text_height[i + 1] += vbox->space + vbox->height;
        add_called(filling, vbox);
    }
    filling->called_before[vlist->count] = filling->note_count;
}

struct filling columns_filling(const struct layout *layout,
                               const struct vlist *vlist,
                               const struct note_runs *waited,
                               struct arena *arena)
{
    struct filling filling = {
        .layout = layout, .vlist = vlist, .arena = arena, .waited = *waited};
    filling.floats = ARENA_ARRAY(arena, size_t, vlist->count + 1);
    filling.called_before = ARENA_ARRAY(arena, size_t, vlist->count + 1);
    filling.fixed_before = ARENA_ARRAY(arena, size_t, vlist->count + 1);
    filling.text_height = ARENA_ARRAY(arena, scaled, vlist->count + 1);
    size_t most = count_notes(layout, &filling);
    filling.notes = ARENA_ARRAY(arena, struct note_run, most + 1);
    filling.notes_height = ARENA_ARRAY(arena, scaled, most + 1);
    for (size_t i = 0; i < waited->count; i++)
        filling.notes[filling.note_count++] = waited->items[i];
    add_vboxes(&filling);
    filling.introduced = ARENA_ARRAY(arena, size_t, filling.float_count + 1);
    introductions_limits(layout, vlist, filling.floats, filling.float_count,
                         filling.introduced);
    for (size_t i = 0; i < filling.note_count; i++)
        filling.notes_height[i + 1] =
            filling.notes_height[i] +
            footnote_area_run_height(layout, &filling.notes[i]);
    return filling;
}

struct break_state break_state_start(const struct filling *filling)
{
    return (struct break_state){
        .called = filling->waited.count,
        .line = filling->note_count > 0 ? filling->notes[0].from : 0};
}

bool break_state_text_done(const struct filling *filling,
                           const struct break_state *state)
{
    return state->vbox == filling->vlist->count;
}

bool break_state_notes_done(const struct filling *filling,
                            const struct break_state *state)
{
    return state->note == filling->note_count;
}

size_t break_state_waiting(const struct filling *filling,
                           const struct break_state *state)
{
    size_t count = 0;
    for (size_t i = state->floats;
         i < filling->float_count && filling->floats[i] < state->vbox; i++)
        count++;
    return count;
}

bool break_state_may_raise(const struct filling *filling,
                           const struct break_state *state)
{
    if (state->floats == filling->float_count)
        return false;
    size_t vbox = filling->floats[state->floats];
    if (filling->introduced[state->floats] > state->vbox)
        return false;
    return vbox < state->vbox ||
           filling->fixed_before[vbox] == filling->fixed_before[state->vbox];
}
