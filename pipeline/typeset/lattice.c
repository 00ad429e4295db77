// SPDX-License-Identifier: MIT
// Girih by Hankin's method: rays from the middles of a tiling's edges.
//
// The tiling is 4.8.8, octagons and squares of one side. From the middle of
// every edge two rays run into the polygon at the contact angle; each ends
// where it meets its neighbour from the next edge. Every line is drawn twice,
// broad in a tint and narrow in the block's colour: a strap with two edges.
#include "lattice.h"

#include "page.h"

#include <math.h>

#define PITCH 39.0 // mm
#define CONTACT_ANGLE (67.5 * 3.14159265358979323846 / 180)
#define PI 3.14159265358979323846
#define STRAP_OUTER MM(1.25)
#define STRAP_INNER MM(0.75)
#define POLYGON_MOST 8
// Viewers round a clip outwards: strokes stop short of the block's edges.
#define HAIR PT(0.5)

struct point {
    double x, y; // mm
};
struct edge {
    struct point middle, along; // along: unit vector
};
struct strokes {
    struct path_step *steps;
    size_t count, capacity;
};

static struct point turn(struct point v, double angle)
{
    return (struct point){v.x * cos(angle) - v.y * sin(angle),
                          v.x * sin(angle) + v.y * cos(angle)};
}

static void find_edges(struct point centre, size_t sides, double radius,
                       double turned, struct edge edges[POLYGON_MOST])
{
    struct point corners[POLYGON_MOST + 1];
    for (size_t i = 0; i <= sides; i++) {
        double angle = turned + 2 * PI * (double)(i % sides) / (double)sides;
        corners[i] = (struct point){centre.x + radius * cos(angle),
                                    centre.y + radius * sin(angle)};
    }
    for (size_t i = 0; i < sides; i++) {
        struct point a = corners[i], b = corners[i + 1];
        double length = hypot(b.x - a.x, b.y - a.y);
        edges[i] = (struct edge){{(a.x + b.x) / 2, (a.y + b.y) / 2},
                                 {(b.x - a.x) / length, (b.y - a.y) / length}};
    }
}

// Where the ray from one edge meets the ray back from the next.
static struct point meet(const struct edge *one, const struct edge *other)
{
    struct point u = turn(one->along, CONTACT_ANGLE);
    struct point v = turn(other->along, PI - CONTACT_ANGLE);
    struct point gap = {other->middle.x - one->middle.x,
                        other->middle.y - one->middle.y};
    double t = (gap.y * v.x - gap.x * v.y) / (u.y * v.x - u.x * v.y);
    return (struct point){one->middle.x + t * u.x, one->middle.y + t * u.y};
}

static void add_step(struct layout *layout, struct strokes *strokes,
                     enum path_verb verb, struct point at)
{
    ARENA_PUSH(layout->arena, strokes->steps, strokes->count,
               strokes->capacity) =
        (struct path_step){verb, {MM(at.x)}, {MM(at.y)}};
}

static void add_star(struct layout *layout, struct strokes *strokes,
                     struct point centre, size_t sides, double radius,
                     double turned)
{
    struct edge edges[POLYGON_MOST];
    find_edges(centre, sides, radius, turned, edges);
    for (size_t i = 0; i < sides; i++) {
        const struct edge *one = &edges[i], *other = &edges[(i + 1) % sides];
        add_step(layout, strokes, PATH_MOVE, one->middle);
        add_step(layout, strokes, PATH_LINE, meet(one, other));
        add_step(layout, strokes, PATH_LINE, other->middle);
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
    double side = PITCH / (1 + sqrt(2));
    double octagon = side / 2 / sin(PI / 8), square = side / sqrt(2);
    double top = (double)lattice->y / 65536 * 25.4 / 72;
    double height = (double)lattice->height / 65536 * 25.4 / 72;
    int columns_before = (int)(lattice->octagon_x / PITCH) + 1;
    for (int i = -columns_before; i * PITCH < 210 + PITCH; i++)
        for (int j = -2; j * PITCH < height + PITCH; j++) {
            double x = lattice->octagon_x + i * PITCH;
            double y = top + lattice->octagon_y + j * PITCH;
            for (int half = 0; half < 2; half++) {
                double cx = x + half * PITCH / 2, cy = y + half * PITCH / 2;
                if (cx > 210 + PITCH || band_of(lattice, cx) != band)
                    continue;
                struct point centre = {rtl ? 210 - cx : cx, cy};
                if (half == 0)
                    add_star(layout, strokes, centre, 8, octagon, PI / 8);
                else
                    add_star(layout, strokes, centre, 4, square, 0);
            }
        }
}

void lattice_place(struct layout *layout, size_t page,
                   const struct lattice *lattice)
{
    struct strokes all = {0};
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
