// SPDX-License-Identifier: MIT
// Where things stand on the sheet, for either direction.
#include "typeset/page/geometry.h"

void geometry_columns(struct geometry *geometry, enum text_columns columns)
{
    const struct print_lengths *print = geometry->print;
    switch (columns) {
    case COLUMNS_ONE:
        geometry->column_count = 1;
        geometry->column_width = geometry->print->one_column_width;
        break;
    case COLUMNS_TWO:
        geometry->column_count = 2;
        geometry->column_width = geometry->print->column_width;
        break;
    case COLUMNS_THREE:
        geometry->column_count = 3;
        geometry->column_width = (print->frame_width - 2 * print->gutter) / 3;
        break;
    }
    geometry->notes_width = geometry_shares_footnotes(geometry)
                                ? geometry->print->frame_width
                                : geometry->column_width;
}

bool geometry_shares_footnotes(const struct geometry *geometry)
{
    return geometry->frame_notes && geometry->column_count > 1;
}

void geometry_make(struct geometry *geometry, const struct print_lengths *print,
                   enum direction direction, enum text_columns columns,
                   bool frame_notes)
{
    *geometry = (struct geometry){
        .direction = direction,
        .print = print,
        .grid = print->grid,
        .inset = print->inset,
        .note_rule = print->note_rule,
        .frame_notes = frame_notes,
    };
    geometry_columns(geometry, columns);
}

scaled geometry_frame_left(const struct geometry *geometry, bool odd)
{
    bool spine_left = (geometry->direction == DIRECTION_RTL) != odd;
    return spine_left ? geometry->print->inner_margin
                      : geometry->print->outer_margin;
}

scaled geometry_column_left(const struct geometry *geometry, size_t column)
{
    size_t from_end = geometry->column_count - 1 - column;
    scaled width = geometry->column_width;
    return scaled_inline_left(geometry->direction, geometry->print->frame_width,
                              geometry->print->frame_width - width -
                                  (width + geometry->print->gutter) *
                                      (scaled)from_end,
                              width);
}

scaled geometry_round_up(scaled length, scaled unit)
{
    // Sums of rounded points may be some units over a whole line.
    const scaled slack = 64;
    scaled lines = (length - slack + unit - 1) / unit;
    return lines < 0 ? 0 : lines * unit;
}
