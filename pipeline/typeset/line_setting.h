// SPDX-License-Identifier: MIT
// One line while it is set: between its breaks and its finished runs.
#ifndef QALAM_LINE_SETTING_H
#define QALAM_LINE_SETTING_H

#include "paragraph_parts.h"

// What one segment gives to a line.
struct part {
    const struct segment *segment;
    uint32_t start, end; // units
    struct glyphs glyphs;
    scaled x, width;
};

struct setting {
    struct paragraph *paragraph;
    const struct measure_style *m;
    const struct breakpoint *from, *to;
    bool first; // line of the paragraph
    struct arena *scratch;
    struct part *parts; // in logical order
    size_t part_count, part_capacity;

    // Justified.
    scaled fixed;        // all that is seen but word spaces
    scaled elastic;      // of that, what may be drawn wider or narrower
    scaled space_em;     // the sizes of the word spaces
    int scale;           // of what is elastic: 10000 is as drawn
    bool own_spaces;     // ragged: as the face has them
    scaled spaces_total; // what all word spaces share by their sizes
    scaled spaces_given, em_given; // so far, so that rounding never adds up
    double wanted_space;           // in em, to fill the line

    struct line line;
    size_t area_capacity, note_capacity;
};

// justify.c: word spaces and the width of letters for this line.
void justify(struct setting *setting);
// The advance of glyph i of a part as it is set; call it once a glyph, part by
// part, since it hands out the word spaces.
scaled set_advance(struct setting *setting, const struct part *part, size_t i);
scaled set_length(const struct setting *setting, const struct part *part,
                  int32_t font_units);
double set_scale(const struct setting *setting, const struct part *part);

#endif
