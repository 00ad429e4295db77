// SPDX-License-Identifier: MIT
// A line less or more in the paragraphs of a column.
#include "typeset/page/flexible.h"

// A shorter one would show it.
#define LEAST_LINES 3

void flexible_note(struct layout *layout, struct vlist *vlist, size_t from,
                   const struct flexible *flexible)
{
    if (layout->measuring || flexible->lines < LEAST_LINES ||
        vlist->count != from + flexible->lines)
        return;
    for (size_t i = from; i < vlist->count; i++)
        if (vlist->items[i].height != flexible->style->leading)
            return;
    struct flexible *noted = ARENA_NEW(layout_drafts(layout), struct flexible);
    *noted = *flexible;
    for (size_t i = from; i < vlist->count; i++)
        vlist->items[i].flexible = noted;
}

static void ask(struct flexible *flexible)
{
    struct line_choice choice =
        paragraph_line_choice(flexible->paragraph, &flexible->shape,
                              flexible->measure, flexible->lines);
    flexible->asked = true;
    flexible->shorter = choice.fewer;
    flexible->longer = choice.more;
}

void flexible_ask(const struct vlist *vlist, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        struct flexible *flexible = vlist->items[i].flexible;
        if (flexible != NULL && !flexible->asked)
            ask(flexible);
    }
}

static bool ends_at(const struct vlist *vlist, size_t index)
{
    const struct flexible *flexible = vlist->items[index].flexible;
    return flexible != NULL && (index + 1 == vlist->count ||
                                vlist->items[index + 1].flexible != flexible);
}

void flexible_count(struct filling *filling)
{
    const struct vlist *vlist = filling->vlist;
    size_t *shorter = ARENA_ARRAY(filling->arena, size_t, vlist->count + 1);
    size_t *longer = ARENA_ARRAY(filling->arena, size_t, vlist->count + 1);
    for (size_t i = 0; i < vlist->count; i++) {
        const struct flexible *flexible = vlist->items[i].flexible;
        bool ends = ends_at(vlist, i);
        shorter[i + 1] = shorter[i] + (ends && flexible->shorter);
        longer[i + 1] = longer[i] + (ends && flexible->longer);
    }
    filling->shorter_before = shorter;
    filling->longer_before = longer;
}

// The first vbox of a paragraph that begins at `from` or behind it.
static size_t first_whole(const struct vlist *vlist, size_t from)
{
    if (from == 0 || from >= vlist->count ||
        vlist->items[from].flexible == NULL ||
        vlist->items[from - 1].flexible != vlist->items[from].flexible)
        return from;
    while (!ends_at(vlist, from))
        from++;
    return from + 1;
}

static int at_most_limit(size_t count)
{
    return count < LIMIT_FLEXIBLE_LINES ? (int)count : LIMIT_FLEXIBLE_LINES;
}

int flexible_shorter(const struct filling *filling, size_t from, size_t end)
{
    if (filling->shorter_before == NULL)
        return 0;
    from = first_whole(filling->vlist, from);
    return from < end ? at_most_limit(filling->shorter_before[end] -
                                      filling->shorter_before[from])
                      : 0;
}

int flexible_longer(const struct filling *filling, size_t from, size_t end)
{
    if (filling->longer_before == NULL)
        return 0;
    from = first_whole(filling->vlist, from);
    return from < end ? at_most_limit(filling->longer_before[end] -
                                      filling->longer_before[from])
                      : 0;
}

// ----- The column as it is set then -----

static bool can(const struct flexible *flexible, int more_lines)
{
    return more_lines > 0 ? flexible->longer : flexible->shorter;
}

// The last vboxes of the paragraphs that change: the longest, in which a line
// tells least.
static size_t choose(const struct vlist *vlist, size_t from, size_t end,
                     int more_lines, size_t *chosen)
{
    size_t most = (size_t)(more_lines < 0 ? -more_lines : more_lines);
    size_t count = 0;
    for (size_t i = first_whole(vlist, from); i < end; i++) {
        if (!ends_at(vlist, i) || !can(vlist->items[i].flexible, more_lines))
            continue;
        size_t least = 0;
        for (size_t j = 1; j < count; j++)
            if (vlist->items[chosen[j]].flexible->lines <
                vlist->items[chosen[least]].flexible->lines)
                least = j;
        if (count < most)
            chosen[count++] = i;
        else if (vlist->items[i].flexible->lines >
                 vlist->items[chosen[least]].flexible->lines)
            chosen[least] = i;
    }
    return count;
}

static bool is_chosen(const struct vlist *vlist, const struct vbox *vbox,
                      const size_t *chosen, size_t count)
{
    for (size_t i = 0; i < count && vbox->flexible != NULL; i++)
        if (vlist->items[chosen[i]].flexible == vbox->flexible)
            return true;
    return false;
}

static void add_anew(struct layout *layout, struct vlist *column,
                     const struct vbox *first, int more_lines)
{
    const struct flexible *flexible = first->flexible;
    size_t count = more_lines > 0 ? flexible->lines + 1 : flexible->lines - 1;
    struct lines lines =
        paragraph_lines_in(flexible->paragraph, &flexible->shape,
                           flexible->measure, count, more_lines < 0);
    for (size_t i = 0; i < lines.count; i++) {
        struct vbox *vbox = vlist_add(layout, column, flexible->style->leading);
        vbox->ground = first->ground;
        vbox->at = first->at;
        if (i == 0) {
            vbox->space = first->space;
            vbox->destination = first->destination;
            vbox->anchor = first->anchor;
            vbox->head = first->head;
        }
        vbox_line(layout, vbox, &lines.items[i], flexible->left,
                  flexible->style->baseline);
    }
}

struct vlist flexible_column(struct layout *layout, const struct vlist *vlist,
                             size_t from, size_t end, int more_lines)
{
    struct vlist column = {0};
    size_t chosen[LIMIT_FLEXIBLE_LINES];
    size_t count = choose(vlist, from, end, more_lines, chosen);
    for (size_t i = from; i < end;) {
        const struct vbox *vbox = &vlist->items[i];
        if (!is_chosen(vlist, vbox, chosen, count)) {
            *vlist_add(layout, &column, 0) = *vbox;
            i++;
            continue;
        }
        add_anew(layout, &column, vbox, more_lines);
        while (i < end && vlist->items[i].flexible == vbox->flexible)
            i++;
    }
    return column;
}
