// SPDX-License-Identifier: MIT
// Where things stand on the sheet, for either direction.
#include "geometry.h"

void geometry_make(struct geometry *geometry, enum direction direction)
{
    bool rtl = direction == DIRECTION_RTL;
    *geometry = (struct geometry){
        .direction = direction,
        .grid = rtl ? PT(17) : PT(13),
        .inset = rtl ? PT(17) : PT(13),
        .note_rule = PT(0.5),
        .column_count = 2,
        .column_width = COLUMN_WIDTH,
    };
}

scaled frame_left(enum direction direction, bool odd)
{
    bool spine_left = (direction == DIRECTION_RTL) != odd;
    return spine_left ? INNER_MARGIN : OUTER_MARGIN;
}

scaled column_left(const struct geometry *geometry, size_t column)
{
    return inline_left(geometry->direction, FRAME_WIDTH,
                       (geometry->column_width + GUTTER) * (scaled)column,
                       geometry->column_width);
}

scaled inline_left(enum direction direction, scaled measure, scaled start,
                   scaled width)
{
    return direction == DIRECTION_RTL ? measure - start - width : start;
}

scaled round_up(scaled length, scaled unit)
{
    // Sums of rounded points may be some units over a whole line.
    const scaled slack = 64;
    scaled lines = (length - slack + unit - 1) / unit;
    return lines < 0 ? 0 : lines * unit;
}
