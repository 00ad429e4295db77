// SPDX-License-Identifier: MIT
// Star patterns by Hankin's method: rays from the middles of a tiling's edges.
//
// The tiling is 4.8.8, octagons and squares of one side. From the middle of
// every edge two rays run into the polygon at the contact angle; each ends
// where it meets its neighbour from the next edge. Every line is drawn twice,
// broad in a tint and narrow in the block's colour: a strap with two edges.
#include "typeset/parts/cover_pattern.h"

#include "model/pattern.h"
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
                     enum path_verb verb, struct pattern_point at)
{
    ARENA_PUSH(layout->arena, strokes->steps, strokes->count,
               strokes->capacity) =
        (struct path_step){verb, {MM(at.x)}, {MM(at.y)}};
}

static void add_star(struct layout *layout, struct strokes *strokes,
                     const struct pattern_star *star)
{
    for (size_t i = 0; i < star->count; i++) {
        add_step(layout, strokes, PATH_MOVE, star->straps[i].start);
        add_step(layout, strokes, PATH_LINE, star->straps[i].knee);
        add_step(layout, strokes, PATH_LINE, star->straps[i].end);
    }
}

static void stroke(struct layout *layout, size_t page,
                   const struct cover_pattern *pattern,
                   const struct strokes *strokes, scaled width, struct ink ink)
{
    page_place(layout, page,
               (struct placed){
                   .kind = PLACED_PATH,
                   .tag = TAG_ARTIFACT,
                   .ink = ink,
                   .as.path = {.steps = strokes->steps,
                               .step_count = strokes->count,
                               .stroke = width,
                               .clip_x = pattern->x,
                               .clip_y = pattern->y + HAIR,
                               .clip_width = pattern->width,
                               .clip_height = pattern->height - 2 * HAIR}});
}

// The band of a tile by its centre's x, before mirroring.
static size_t band_of(const struct cover_pattern *pattern, double x)
{
    if (x < pattern->first)
        return SIZE_MAX;
    size_t band = (size_t)((x - pattern->first) / pattern->band);
    return band < pattern->band_count ? band : pattern->band_count - 1;
}

static void collect_band(struct layout *layout,
                         const struct cover_pattern *pattern, size_t band,
                         struct strokes *strokes)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    uint16_t angle = layout->look.contact_angle;
    double top = (double)pattern->y / 65536 * 25.4 / 72;
    double height = (double)pattern->height / 65536 * 25.4 / 72;
    int columns_before = (int)(pattern->octagon_x / PATTERN_PITCH) + 1;
    for (int i = -columns_before; i * PATTERN_PITCH < 210 + PATTERN_PITCH; i++)
        for (int j = -2; j * PATTERN_PITCH < height + PATTERN_PITCH; j++) {
            double x = pattern->octagon_x + i * PATTERN_PITCH;
            double y = top + pattern->octagon_y + j * PATTERN_PITCH;
            for (int half = 0; half < 2; half++) {
                double cx = x + half * PATTERN_PITCH / 2,
                       cy = y + half * PATTERN_PITCH / 2;
                if (cx > 210 + PATTERN_PITCH || band_of(pattern, cx) != band)
                    continue;
                struct pattern_point centre = {rtl ? 210 - cx : cx, cy};
                struct pattern_star star = half == 0
                                               ? pattern_octagon(centre, angle)
                                               : pattern_square(centre, angle);
                add_star(layout, strokes, &star);
            }
        }
}

void cover_pattern_place(struct layout *layout, size_t page,
                         const struct cover_pattern *pattern)
{
    struct strokes all = {0};
    if (layout->look.contact_angle == 0)
        return;
    for (size_t band = 0; band < pattern->band_count; band++) {
        struct strokes strokes = {0};
        collect_band(layout, pattern, band, &strokes);
        if (strokes.count == 0)
            continue;
        stroke(layout, page, pattern, &strokes, STRAP_OUTER,
               (struct ink){INK_ACCENT, pattern->accent_mixed[band]});
        for (size_t i = 0; i < strokes.count; i++)
            ARENA_PUSH(layout->arena, all.steps, all.count, all.capacity) =
                strokes.steps[i];
    }
    if (all.count > 0)
        stroke(layout, page, pattern, &all, STRAP_INNER,
               (struct ink){INK_ACCENT, 0});
}
