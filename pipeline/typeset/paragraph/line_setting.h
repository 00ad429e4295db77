// SPDX-License-Identifier: MIT
// One line while it is set: between its breaks and its finished runs.
#ifndef QALAM_LINE_SETTING_H
#define QALAM_LINE_SETTING_H

#include "typeset/paragraph/paragraph_parts.h"

// What one segment gives to a line.
struct line_part {
    const struct glyph_segment *segment;
    uint32_t start, end; // units
    struct glyphs glyphs;
    scaled x, width;
};

// A kashida as it is drawn: x from its part, then from the line's origin.
struct stroke {
    const struct line_part *part;
    uint32_t cluster;
    scaled x, width;
};
struct strokes {
    struct stroke *items;
    size_t count, capacity;
};
// Places that would stand below a kashida of the line above.
struct banned {
    uint32_t *units;
    size_t count, capacity;
};

struct line_setting {
    struct paragraph *paragraph;
    const struct measure_style *m;
    const struct breakpoint *from, *to;
    bool first; // line of the paragraph
    struct arena *scratch;
    struct line_part *parts; // in logical order
    size_t part_count, part_capacity;

    // Justified.
    scaled fixed;        // all that is seen but word spaces
    scaled space_em;     // the sizes of the word spaces
    int32_t letters;     // what they give of all that they can (line_fit.h)
    bool own_spaces;     // ragged: as the face has them
    scaled spaces_total; // what all word spaces share by their sizes
    scaled spaces_given, em_given; // so far, so that rounding never adds up
    int64_t wanted_space;          // in 1/1000 em, to fill the line
    struct banned *banned;
    struct strokes strokes;

    struct line line;
    size_t area_capacity, note_capacity;
};

// justify.c: word spaces and the width of letters for this line.
void justify(struct line_setting *setting);
// The advance of glyph i of a part as it is set; call it once a glyph, part by
// part, since it hands out the word spaces.
scaled justify_advance(struct line_setting *setting,
                       const struct line_part *part, size_t i);
scaled justify_length(const struct line_setting *setting,
                      const struct line_part *part, int32_t font_units);
double justify_scale(const struct line_setting *setting,
                     const struct line_part *part);
scaled justify_fit(const struct line_setting *setting,
                   const struct line_part *part);

// kashida.c: lengthens words of the line by about so much in all.
void kashida_lengthen(struct line_setting *setting, scaled need);
// Notes a kashida's place in its part.
void kashida_add_stroke(struct line_setting *setting,
                        const struct line_part *part,
                        const struct shaped *glyph, scaled x, scaled width);
// After the parts are placed: strokes get their place in the line, and those
// below one of the line above are banned. True where there was one.
bool kashida_ban_below(struct line_setting *setting,
                       const struct strokes *above);

#endif
