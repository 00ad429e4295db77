// SPDX-License-Identifier: MIT
// Where a vbox stands under what a column holds: the grid, and spaces that
// vanish at its top.
#include "typeset/page/columns.h"

scaled column_advance(const struct layout *layout, struct column_cursor *cursor,
                      const struct vbox *vbox, bool again)
{
    scaled y = cursor->y;
    if (!cursor->top)
        y += vbox->space;
    scaled grid = layout->geometry.grid;
    if (vbox->grid_below)
        y = cursor->top
                ? y
                : geometry_round_up(y + vbox->height, grid) - vbox->height;
    else if (!vbox->off_grid)
        y = geometry_round_up(y, vbox->half_grid ? grid / 2 : grid);
    if (again && vbox->head != NULL)
        y += vbox->head->height;
    cursor->y = y + vbox->height;
    cursor->top = false;
    return y;
}
