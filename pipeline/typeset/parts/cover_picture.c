// SPDX-License-Identifier: MIT
// The ground of the cover: the accent, and on it a photograph or the lattice.
#include "typeset/parts/cover_parts.h"

#include "typeset/page/page.h"
#include "typeset/page/resolution.h"
#include "typeset/parts/cover_pattern.h"

// How far a line of this length is moved to the left of a shorter place, so
// that the focus is in its middle, or as near to it as leaves no gap.
static scaled crop(scaled length, scaled place, uint16_t focus)
{
    scaled moved = length * focus / 10000 - place / 2;
    if (moved > length - place)
        moved = length - place;
    return moved > 0 ? moved : 0;
}

// Fills its place; what hangs over is cut.
static void place_picture(struct layout *layout, struct cover *cover)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct image *image = cover->picture;
    scaled place_width = layout->print->page_width,
           place_height = cover->picture_height;
    double wide = (double)place_width / (double)image->width;
    double high = (double)place_height / (double)image->height;
    double scale = wide > high ? wide : high;
    scaled width =
        wide >= high ? place_width : (scaled)((double)image->width * scale);
    scaled height =
        wide >= high ? (scaled)((double)image->height * scale) : place_height;
    struct focus focus = meta->cover_focus.given
                             ? meta->cover_focus
                             : (struct focus){true, 5000, 5000};
    cover->picture_x = -crop(width, place_width, focus.x);
    cover->picture_y = -crop(height, place_height, focus.y);
    cover->placed = (struct placed_image){.image = image,
                                          .width = width,
                                          .height = height,
                                          .clip_width = place_width,
                                          .clip_height = place_height};
    resolution_check(layout, image, meta->cover_at, width);
    page_place(layout, COVER,
               (struct placed){.kind = PLACED_IMAGE,
                               .tag = TAG_ARTIFACT,
                               .x = cover->picture_x,
                               .y = cover->picture_y,
                               .as.image = cover->placed});
}

static void place_lattice(struct layout *layout)
{
    static const uint8_t bands[] = {6, 10, 15, 21, 28};
    struct cover_pattern pattern = {.width = layout->print->page_width,
                                    .height = layout->print->cover_block_height,
                                    .octagon_x = 184,
                                    .octagon_y = 33,
                                    .first = 112,
                                    .band = (210.0 - 112.0) / 5,
                                    .accent_mixed = bands,
                                    .band_count = 5};
    cover_pattern_place(layout, COVER, &pattern);
}

void cover_place_ground(struct layout *layout, struct cover *cover)
{
    bool photograph = cover->picture != NULL && cover->style == COVER_PHOTO;
    // Under the picture's edge, or a hair of paper would shine through there.
    scaled top = photograph ? cover->picture_height - PT(1) : 0;
    top = top > 0 ? top : 0;
    page_place(layout, COVER,
               vlist_rectangle(0, top, layout->print->page_width,
                               layout->print->cover_block_height - top,
                               INK_ACCENT));
    if (cover->picture == NULL)
        place_lattice(layout);
    else if (cover->picture_height > 0)
        place_picture(layout, cover);
}
