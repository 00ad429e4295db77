// SPDX-License-Identifier: MIT
// What a column could not keep: notes away, notes cut, lines alone, lines left.
#include "typeset/page/column_report.h"

#include "model/brief_words.h"
#include "typeset/page/footnote_area.h"

#define LIMIT_LINES_SHORT 1

static void report_notes_away(const struct layout *layout,
                              const struct filling *filling,
                              const struct column_end *end)
{
    for (size_t i = end->to.called - end->notes_away; i < end->to.called; i++) {
        const struct note *note = layout->brief->notes[filling->notes[i].note];
        diag_report(layout->diag, note->at, MESSAGE_note_away,
                    brief_note_number(layout->arena, layout->brief, note));
    }
}

static void report_splits(const struct layout *layout,
                          const struct note_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        if (!footnote_area_splits_short(layout, &runs->items[i]))
            continue;
        const struct note *note = layout->brief->notes[runs->items[i].note];
        diag_report(layout->diag, note->at, MESSAGE_note_split,
                    brief_note_number(layout->arena, layout->brief, note));
    }
}

// The lines that notes called by what comes next would take: that much a
// column may be short.
static int64_t lines_of_notes(const struct layout *layout,
                              const struct filling *filling, size_t next)
{
    const struct vbox *vboxes = filling->vlist->items;
    size_t end = next + 1;
    while (end < filling->vlist->count &&
           vboxes[end - 1].break_cost >= BREAK_WIDOW)
        end++;
    scaled height = filling->notes_height[filling->called_before[end]] -
                    filling->notes_height[filling->called_before[next]];
    scaled grid = layout->geometry.grid;
    return (footnote_area_height(layout, height, false) + grid - 1) / grid;
}

// Where a vbox is in the source; what is made up of several parts begins where
// the next that has a place does, or the last before it.
static struct place place_at(const struct vlist *vlist, size_t index)
{
    for (size_t i = index; i < vlist->count; i++)
        if (place_known(vlist->items[i].at))
            return vlist->items[i].at;
    for (size_t i = index; i > 0; i--)
        if (place_known(vlist->items[i - 1].at))
            return vlist->items[i - 1].at;
    return PLACE_NONE;
}

// Columns differ by a line, and more where what comes next is a heading, or an
// item that is never cut.
static bool is_short(const struct layout *layout, const struct filling *filling,
                     const struct column_end *end)
{
    const struct vbox *next = &filling->vlist->items[end->to.vbox];
    if (next->whole &&
        end->short_by * layout->geometry.grid < next->space + next->height)
        return false;
    return end->short_by >
           LIMIT_LINES_SHORT + lines_of_notes(layout, filling, end->to.vbox);
}

bool column_is_wrong(const struct layout *layout, const struct filling *filling,
                     const struct column_end *end)
{
    return !break_state_text_done(filling, &end->to) &&
           (end->break_cost >= BREAK_WIDOW || is_short(layout, filling, end));
}

const struct vbox *column_last_text(const struct filling *filling,
                                    const struct column_end *end)
{
    const struct vbox *vboxes = filling->vlist->items;
    size_t i = end->to.vbox;
    while (i > end->from.vbox && vboxes[i - 1].floats)
        i--;
    return i > end->from.vbox ? &vboxes[i - 1] : NULL;
}

// What the break after a column's text had to do.
static void report_break(const struct layout *layout,
                         const struct filling *filling,
                         const struct column_end *end)
{
    const struct vbox *last = column_last_text(filling, end);
    struct diag *diag = layout->diag;
    if (break_state_text_done(filling, &end->to))
        return;
    if (is_short(layout, filling, end))
        diag_report(diag, place_at(filling->vlist, end->to.vbox),
                    MESSAGE_column_short,
                    arena_printf(layout->arena, "%d", (int)end->short_by));
    if (last == NULL)
        return;
    if (end->break_cost >= BREAK_SECOND_LINE)
        diag_report(diag, last->at, MESSAGE_heading_parted);
    else if (end->break_cost >= BREAK_WIDOW)
        diag_report(diag, last->at, MESSAGE_line_alone);
}

void column_report(const struct layout *layout, const struct filling *filling,
                   const struct column_end *end, const struct note_runs *runs)
{
    report_splits(layout, runs);
    report_notes_away(layout, filling, end);
    report_break(layout, filling, end);
}
