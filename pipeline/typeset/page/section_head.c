// SPDX-License-Identifier: MIT
// Section headings: two parts of space above them and one below, in whole lines
// of the grid (docs/design.md#paragraphs).
#include "typeset/page/blocks.h"

// What is less is seen by nobody.
#define LEAST_SHIFT PT(1)

// How much lower the heading stands in whole lines, so that of what is from
// baseline to baseline a third is below it.
static scaled shift_of(const struct layout *layout, const struct style *style,
                       scaled above, scaled height, scaled lines)
{
    scaled grid = layout->geometry.grid;
    scaled depth = height - style->baseline - lines;
    scaled below = depth + layout->print->body_baseline;
    scaled shift = below - (above + grid + height - lines) / 3;
    if (shift < LEAST_SHIFT)
        return 0;
    return shift < depth ? shift : depth;
}

struct vbox *section_head_add(struct layout *layout, struct vlist *vlist,
                              const struct lines *lines, scaled left)
{
    const struct style *style = &layout->styles.of[ROLE_H2];
    scaled grid = layout->geometry.grid;
    scaled above = layout->direction == DIRECTION_RTL ? grid : 2 * grid;
    scaled height = geometry_round_up(style->leading * (scaled)lines->count +
                                          layout->print->heading_room,
                                      grid);
    scaled shift = shift_of(layout, style, above, height,
                            style->leading * ((scaled)lines->count - 1));
    vlist_space(vlist, above + shift);
    struct vbox *vbox = vlist_add(layout, vlist, height - shift);
    vbox->grid_below = shift > 0;
    vbox->break_cost = BREAK_HEADING;
    for (size_t i = 0; i < lines->count; i++)
        vbox_line(layout, vbox, &lines->items[i], left,
                  style->baseline + style->leading * (scaled)i);
    return vbox;
}
