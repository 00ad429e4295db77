// SPDX-License-Identifier: MIT
// Room between columns and notes.
#include "typeset/page/page_room.h"

#include "typeset/page/footnote_area.h"

scaled page_room_over(const struct layout *layout, scaled top,
                      const scaled *areas)
{
    scaled most = 0;
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        most = areas[i] > most ? areas[i] : most;
    return layout->print->frame_height - top -
           footnote_area_height(layout, most, true);
}

static size_t area_of(const struct layout *layout, size_t column)
{
    return geometry_shares_footnotes(&layout->geometry) ? 0 : column;
}

scaled page_room_under(const struct filling *filling,
                       const struct page_request *request,
                       const struct step *last, scaled notes)
{
    const struct layout *layout = filling->layout;
    scaled areas[LIMIT_COLUMNS], bottom = 0;
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        areas[i] = last->first_page ? request->areas[i] : 0;
    areas[area_of(layout, layout->geometry.column_count - 1)] += notes;
    for (const struct step *step = last; step; step = step->before) {
        const struct column_end *end = &step->end;
        scaled at =
            step->top + geometry_round_up(end->height, layout->geometry.grid);
        bottom = at > bottom ? at : bottom;
        areas[area_of(layout, step->column)] +=
            footnote_area_left(filling, &end->from, end->to.called) -
            footnote_area_left(filling, &end->to, end->to.called);
        if (step->column == 0)
            break;
    }
    return page_room_over(layout, bottom, areas);
}
