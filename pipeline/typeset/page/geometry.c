// SPDX-License-Identifier: MIT
// Where things stand on the sheet, for either direction.
#include "typeset/page/geometry.h"

void geometry_columns(struct geometry *geometry, enum text_columns columns)
{
    switch (columns) {
    case COLUMNS_ONE:
        geometry->column_count = 1;
        geometry->column_width = ONE_COLUMN_WIDTH;
        break;
    case COLUMNS_TWO:
        geometry->column_count = 2;
        geometry->column_width = COLUMN_WIDTH;
        break;
    case COLUMNS_THREE:
        geometry->column_count = 3;
        geometry->column_width = THIRD_COLUMN_WIDTH;
        break;
    }
    geometry->notes_width =
        geometry_shares_foot(geometry) ? FRAME_WIDTH : geometry->column_width;
}

bool geometry_shares_foot(const struct geometry *geometry)
{
    return geometry->frame_notes && geometry->column_count > 1;
}

void geometry_make(struct geometry *geometry, enum direction direction,
                   enum text_columns columns, bool frame_notes)
{
    bool rtl = direction == DIRECTION_RTL;
    *geometry = (struct geometry){
        .direction = direction,
        .grid = rtl ? PT(17) : PT(13),
        .inset = rtl ? PT(17) : PT(13),
        .note_rule = PT(0.5),
        .frame_notes = frame_notes,
    };
    geometry_columns(geometry, columns);
}

scaled frame_left(enum direction direction, bool odd)
{
    bool spine_left = (direction == DIRECTION_RTL) != odd;
    return spine_left ? INNER_MARGIN : OUTER_MARGIN;
}

scaled column_left(const struct geometry *geometry, size_t column)
{
    size_t from_end = geometry->column_count - 1 - column;
    scaled width = geometry->column_width;
    return inline_left(
        geometry->direction, FRAME_WIDTH,
        FRAME_WIDTH - width - (width + GUTTER) * (scaled)from_end, width);
}

scaled round_up(scaled length, scaled unit)
{
    // Sums of rounded points may be some units over a whole line.
    const scaled slack = 64;
    scaled lines = (length - slack + unit - 1) / unit;
    return lines < 0 ? 0 : lines * unit;
}
