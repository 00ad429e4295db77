// SPDX-License-Identifier: MIT
// One cell of the pattern as an SVG path: an octagon in the middle, and the
// squares of its four corners.
#include "backends/xml/pattern_svg.h"

#include "base/buffer.h"
#include "model/pattern.h"
#include "model/theme.h"

#include <math.h>
#include <stdlib.h>

// Hundredths of a millimetre, rounded half away from nothing.
static void put_number(struct buffer *out, double number)
{
    long hundredths = lround(number * 100);
    long whole = labs(hundredths) / 100, part = labs(hundredths) % 100;
    buffer_printf(out, "%s%ld", hundredths < 0 ? "-" : "", whole);
    if (part)
        buffer_printf(out, part % 10 ? ".%02ld" : ".%01ld",
                      part % 10 ? part : part / 10);
}

static void put_point(struct buffer *out, char letter, struct pattern_point at)
{
    buffer_add_byte(out, letter);
    put_number(out, at.x);
    buffer_add_byte(out, ' ');
    put_number(out, at.y);
}

// Closed: each strap begins where the one before it ended.
static void put_star(struct buffer *out, struct pattern_star star)
{
    put_point(out, 'M', star.straps[0].start);
    for (size_t i = 0; i < star.count; i++) {
        put_point(out, 'L', star.straps[i].knee);
        if (i + 1 < star.count)
            put_point(out, 'L', star.straps[i].end);
    }
    buffer_add_byte(out, 'Z');
}

static void put_cell(struct buffer *out, uint16_t angle)
{
    const double pitch = PATTERN_PITCH;
    put_star(out, pattern_octagon((struct pattern_point){pitch / 2, pitch / 2},
                                  angle));
    for (int corner = 0; corner < 4; corner++)
        put_star(out,
                 pattern_square((struct pattern_point){pitch * (corner % 2),
                                                       pitch * (corner / 2)},
                                angle));
}

struct str pattern_svg(struct arena *arena, struct str svg, uint16_t angle)
{
    struct str mark = STR("<path id=\"cell\""), data = STR(" d=\"");
    size_t path = str_find(svg, mark);
    struct str rest = str_slice(svg, path == STR_NONE ? 0 : path, svg.count);
    size_t start = str_find(rest, data);
    if (angle == CONTACT_ANGLE || path == STR_NONE || start == STR_NONE)
        return svg;
    start += path + data.count;
    size_t length = str_find(str_slice(svg, start, svg.count), STR("\""));
    if (length == STR_NONE)
        return svg;
    struct buffer out = {0};
    buffer_add(&out, str_slice(svg, 0, start));
    put_cell(&out, angle);
    buffer_add(&out, str_slice(svg, start + length, svg.count));
    return buffer_to_arena(&out, arena);
}

struct str pattern_svg_name(struct arena *arena, uint16_t angle)
{
    int degrees = angle / 100, part = angle % 100;
    if (angle == CONTACT_ANGLE)
        return STR("lattice.svg");
    return part ? arena_printf(arena, "lattice-%d.%02d.svg", degrees, part)
                : arena_printf(arena, "lattice-%d.svg", degrees);
}
