// SPDX-License-Identifier: MIT
// Girih by Hankin's method: rays from the middles of a tiling's edges.
//
// The tiling is 4.8.8, octagons and squares of one side. From the middle of
// every edge two rays run into the polygon at the contact angle; each ends
// where it meets its neighbour from the next edge. Every line is drawn twice,
// broad in a tint and narrow in the block's colour: a strap with two edges.
#include "typeset/parts/lattice.h"

#include "model/girih.h"
#include "typeset/page/page.h"

#define STRAP_OUTER MM(1.25)
#define STRAP_INNER MM(0.75)
// Viewers round a clip outwards: strokes stop short of the block's edges.
#define HAIR PT(0.5)

struct strokes {
    struct path_step *steps;
    size_t count, capacity;
};

static void add_step(struct layout *layout, struct strokes *strokes,
                     enum path_verb verb, struct girih_point at)
{
    ARENA_PUSH(layout->arena, strokes->steps, strokes->count,
               strokes->capacity) =
        (struct path_step){verb, {MM(at.x)}, {MM(at.y)}};
}

static void add_star(struct layout *layout, struct strokes *strokes,
                     const struct girih_star *star)
{
    for (size_t i = 0; i < star->count; i++) {
        add_step(layout, strokes, PATH_MOVE, star->straps[i].start);
        add_step(layout, strokes, PATH_LINE, star->straps[i].knee);
        add_step(layout, strokes, PATH_LINE, star->straps[i].end);
    }
}

static void stroke(struct layout *layout, size_t page,
                   const struct lattice *lattice, const struct strokes *strokes,
                   scaled width, struct ink ink)
{
    page_place(layout, page,
               (struct placed){
                   .kind = PLACED_PATH,
                   .tag = TAG_ARTIFACT,
                   .ink = ink,
                   .as.path = {.steps = strokes->steps,
                               .step_count = strokes->count,
                               .stroke = width,
                               .clip_x = lattice->x,
                               .clip_y = lattice->y + HAIR,
                               .clip_width = lattice->width,
                               .clip_height = lattice->height - 2 * HAIR}});
}

// The band of a tile by its centre's x, before mirroring.
static size_t band_of(const struct lattice *lattice, double x)
{
    if (x < lattice->first)
        return SIZE_MAX;
    size_t band = (size_t)((x - lattice->first) / lattice->band);
    return band < lattice->band_count ? band : lattice->band_count - 1;
}

static void collect_band(struct layout *layout, const struct lattice *lattice,
                         size_t band, struct strokes *strokes)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    uint16_t angle = layout->look.contact_angle;
    double top = (double)lattice->y / 65536 * 25.4 / 72;
    double height = (double)lattice->height / 65536 * 25.4 / 72;
    int columns_before = (int)(lattice->octagon_x / GIRIH_PITCH) + 1;
    for (int i = -columns_before; i * GIRIH_PITCH < 210 + GIRIH_PITCH; i++)
        for (int j = -2; j * GIRIH_PITCH < height + GIRIH_PITCH; j++) {
            double x = lattice->octagon_x + i * GIRIH_PITCH;
            double y = top + lattice->octagon_y + j * GIRIH_PITCH;
            for (int half = 0; half < 2; half++) {
                double cx = x + half * GIRIH_PITCH / 2,
                       cy = y + half * GIRIH_PITCH / 2;
                if (cx > 210 + GIRIH_PITCH || band_of(lattice, cx) != band)
                    continue;
                struct girih_point centre = {rtl ? 210 - cx : cx, cy};
                struct girih_star star = half == 0
                                             ? girih_octagon(centre, angle)
                                             : girih_square(centre, angle);
                add_star(layout, strokes, &star);
            }
        }
}

void lattice_place(struct layout *layout, size_t page,
                   const struct lattice *lattice)
{
    struct strokes all = {0};
    if (layout->look.contact_angle == 0)
        return;
    for (size_t band = 0; band < lattice->band_count; band++) {
        struct strokes strokes = {0};
        collect_band(layout, lattice, band, &strokes);
        if (strokes.count == 0)
            continue;
        stroke(layout, page, lattice, &strokes, STRAP_OUTER,
               (struct ink){INK_ACCENT, lattice->accent_mixed[band]});
        for (size_t i = 0; i < strokes.count; i++)
            ARENA_PUSH(layout->arena, all.steps, all.count, all.capacity) =
                strokes.steps[i];
    }
    if (all.count > 0)
        stroke(layout, page, lattice, &all, STRAP_INNER,
               (struct ink){INK_ACCENT, 0});
}
