// SPDX-License-Identifier: MIT
// Flows of vboxes: adding lines, rules and marks to them.
#include "typeset/page/layout.h"

struct vbox *vlist_add(struct layout *layout, struct vlist *vlist,
                       scaled height)
{
    ARENA_PUSH(layout_drafts(layout), vlist->items, vlist->count,
               vlist->capacity) = (struct vbox){
        .height = height, .space = vlist->space, .at = PLACE_NONE};
    vlist->space = 0;
    return &vlist->items[vlist->count - 1];
}

void vlist_space(struct vlist *vlist, scaled space)
{
    // A heading has its own space below it.
    if (vlist->count > 0 &&
        vlist->items[vlist->count - 1].break_cost >= BREAK_HEADING)
        return;
    if (vlist->space < space)
        vlist->space = space;
}

void vlist_keep(struct vlist *vlist, int break_cost)
{
    if (vlist->count == 0)
        return;
    struct vbox *last = &vlist->items[vlist->count - 1];
    if (last->break_cost < break_cost)
        last->break_cost = break_cost;
}

static void vbox_part(struct layout *layout, struct vbox *vbox,
                      struct part part)
{
    ARENA_PUSH(layout_drafts(layout), vbox->parts, vbox->part_count,
               vbox->part_capacity) = part;
}

void vbox_line(struct layout *layout, struct vbox *vbox,
               const struct line *line, scaled x, scaled baseline)
{
    vbox_part(layout, vbox, (struct part){x, baseline, line, NULL});
    vbox_call_notes(layout, vbox, line);
}

void vbox_placed(struct layout *layout, struct vbox *vbox, struct placed placed)
{
    struct placed *kept = ARENA_NEW(layout_drafts(layout), struct placed);
    *kept = placed;
    vbox_part(layout, vbox, (struct part){0, 0, NULL, kept});
}

void vbox_last_part_first(struct vbox *vbox)
{
    struct part last = vbox->parts[vbox->part_count - 1];
    for (size_t i = vbox->part_count - 1; i > 0; i--)
        vbox->parts[i] = vbox->parts[i - 1];
    vbox->parts[0] = last;
}

void vbox_call_notes(struct layout *layout, struct vbox *vbox,
                     const struct line *line)
{
    if (layout->measuring)
        return;
    for (size_t i = 0; i < line->note_count; i++) {
        size_t index = layout_note_index(layout, line->notes[i]);
        if (index == STR_NONE || layout->notes[index].called)
            continue;
        layout->notes[index].called = true;
        if (!layout->notes_wait)
            ARENA_PUSH(layout_drafts(layout), vbox->notes, vbox->note_count,
                       vbox->note_capacity) = index;
        ARENA_PUSH(layout->arena, layout->called, layout->called_count,
                   layout->called_capacity) = index;
    }
}

void vbox_move_part(struct layout *layout, struct part *part, scaled x,
                    scaled y)
{
    part->x += x;
    part->y += y;
    if (part->placed == NULL)
        return;
    // Its own place counts, not the part's.
    struct placed *moved = ARENA_NEW(layout_drafts(layout), struct placed);
    *moved = *part->placed;
    moved->x += x;
    moved->y += y;
    part->placed = moved;
}

void vbox_append(struct layout *layout, struct vbox *to,
                 const struct vbox *from, scaled x, scaled y)
{
    for (size_t i = 0; i < from->part_count; i++) {
        struct part part = from->parts[i];
        vbox_move_part(layout, &part, x, y);
        ARENA_PUSH(layout_drafts(layout), to->parts, to->part_count,
                   to->part_capacity) = part;
    }
    for (size_t i = 0; i < from->note_count; i++)
        ARENA_PUSH(layout_drafts(layout), to->notes, to->note_count,
                   to->note_capacity) = from->notes[i];
}

scaled vlist_height(const struct vlist *vlist)
{
    scaled height = 0;
    for (size_t i = 0; i < vlist->count; i++)
        height += (i > 0 ? vlist->items[i].space : 0) + vlist->items[i].height;
    return height;
}

struct placed vlist_rectangle(scaled x, scaled y, scaled width, scaled height,
                              enum ink_name ink)
{
    return (struct placed){.kind = PLACED_RECTANGLE,
                           .tag = TAG_ARTIFACT,
                           .x = x,
                           .y = y,
                           .ink = {ink, 0},
                           .as.rectangle = {width, height}};
}

struct placed vlist_bullet(struct arena *arena, scaled x, scaled y, scaled side,
                           struct ink ink)
{
    scaled state = (scaled)((double)side * 0.70710678);
    struct path_step *steps = ARENA_ARRAY(arena, struct path_step, 5);
    steps[0] = (struct path_step){PATH_MOVE, {0}, {-state}};
    steps[1] = (struct path_step){PATH_LINE, {state}, {0}};
    steps[2] = (struct path_step){PATH_LINE, {0}, {state}};
    steps[3] = (struct path_step){PATH_LINE, {-state}, {0}};
    steps[4] = (struct path_step){.verb = PATH_CLOSE};
    return (struct placed){.kind = PLACED_PATH,
                           .tag = TAG_ARTIFACT,
                           .x = x,
                           .y = y,
                           .ink = ink,
                           .as.path = {.steps = steps, .step_count = 5}};
}
