// SPDX-License-Identifier: MIT
// Star patterns by Hankin's method: rays from the middles of a polygon's edges.
#include "model/pattern.h"

#include <math.h>

#define PI 3.14159265358979323846

struct edge {
    struct pattern_point middle, along; // along: unit vector
};

static struct pattern_point turn(struct pattern_point v, double angle)
{
    return (struct pattern_point){v.x * cos(angle) - v.y * sin(angle),
                                  v.x * sin(angle) + v.y * cos(angle)};
}

static void find_edges(struct pattern_point centre, size_t sides, double radius,
                       double turned, struct edge edges[PATTERN_SIDES_MOST])
{
    struct pattern_point corners[PATTERN_SIDES_MOST + 1];
    for (size_t i = 0; i <= sides; i++) {
        double angle = turned + 2 * PI * (double)(i % sides) / (double)sides;
        corners[i] = (struct pattern_point){centre.x + radius * cos(angle),
                                            centre.y + radius * sin(angle)};
    }
    for (size_t i = 0; i < sides; i++) {
        struct pattern_point a = corners[i], b = corners[i + 1];
        double length = hypot(b.x - a.x, b.y - a.y);
        edges[i] = (struct edge){{(a.x + b.x) / 2, (a.y + b.y) / 2},
                                 {(b.x - a.x) / length, (b.y - a.y) / length}};
    }
}

// Where the ray from one edge meets the ray back from the next.
static struct pattern_point meet(const struct edge *one,
                                 const struct edge *other, double angle)
{
    struct pattern_point u = turn(one->along, angle);
    struct pattern_point v = turn(other->along, PI - angle);
    struct pattern_point gap = {other->middle.x - one->middle.x,
                                other->middle.y - one->middle.y};
    double t = (gap.y * v.x - gap.x * v.y) / (u.y * v.x - u.x * v.y);
    return (struct pattern_point){one->middle.x + t * u.x,
                                  one->middle.y + t * u.y};
}

static struct pattern_star star(struct pattern_point centre, size_t sides,
                                double radius, double turned, uint16_t angle)
{
    struct edge edges[PATTERN_SIDES_MOST];
    struct pattern_star star = {.count = sides};
    double contact = (double)angle / 100 * PI / 180;
    find_edges(centre, sides, radius, turned, edges);
    for (size_t i = 0; i < sides; i++) {
        const struct edge *one = &edges[i], *other = &edges[(i + 1) % sides];
        star.straps[i] = (struct pattern_strap){
            one->middle, meet(one, other, contact), other->middle};
    }
    return star;
}

// Octagons and squares share their edges.
static double side(void)
{
    return PATTERN_PITCH / (1 + sqrt(2));
}

struct pattern_star pattern_octagon(struct pattern_point centre, uint16_t angle)
{
    return star(centre, 8, side() / 2 / sin(PI / 8), PI / 8, angle);
}

struct pattern_star pattern_square(struct pattern_point centre, uint16_t angle)
{
    return star(centre, 4, side() / sqrt(2), 0, angle);
}
