// SPDX-License-Identifier: MIT
// What can stand on a page: runs of glyphs, rectangles, paths, pictures, areas.
//
// Coordinates go x to the right, y down (here, and only here, left and right
// are real), from an origin that is said where a thing is made: a line's, or
// the page's left top corner. Each thing placed carries the tag (structure
// element) that it belongs to, and its place in reading order.
// Runs borrow faces from the fonts and pictures from the brief.
#ifndef QALAM_PLACED_H
#define QALAM_PLACED_H

#include "model/brief.h"
#include "typeset/paragraph/fonts.h"
#include "model/scaled.h"

// The tag of what is decoration; others are indices of pages->tags.
enum { TAG_ARTIFACT = 0 };

// ----- Colour -----

// Named inks, so that a press PDF can use other builds than a screen's.
enum ink_name {
    INK_TEXT,
    INK_ACCENT,
    INK_GREY,
    INK_HAIRLINE,
    INK_TINT,
    INK_TINT2,
    INK_PAPER,
    INK_SHADE, // black, to darken a picture with
    INK_COUNT
};
struct ink {
    enum ink_name name;
    uint8_t paper_percent; // mixed with so much white: 0 to 100
    // Of rectangles and paths: so much of what is under it shows through, in
    // thousandths; 0: nothing does.
    uint16_t clear;
};

// ----- What stands on a page -----

// A glyph of a run. Its text is text[text_offset, +text_count) of the run;
// the glyphs of one cluster share one text: the first in logical order has it
// and the others have text_count 0.
struct glyph {
    uint32_t id; // in the face
    // Lengths as scaled, but small: no run is wider than a page, and glyphs
    // are most of what a long text's pages take.
    int32_t x, y; // from the run's origin; y up is negative
    int32_t advance;
    uint32_t text_offset, text_count;
    bool kashida; // a tatweel drawn to kashida_lengthen the letter on its right
};
// One face, size, ink, direction and tag. Glyphs are in visual order, left to
// right; text is in logical order. A page's runs come in logical order.
struct run {
    const struct face *face;
    scaled size; // of the em
    bool rtl;
    struct str text; // as the author wrote it; empty for what is not text
    struct str lang; // of the run, canonical
    struct glyph *glyphs;
    size_t glyph_count;
    scaled width;
    double horizontal_scale; // 1.0 = as drawn (glyph width variation)
    scaled letter_fit;       // in the advance of each cluster but word spaces
    bool line_hyphen;        // its last glyph is a hyphen that the text has not
};
struct rectangle {
    scaled width, height;
};
// Straight-lined and curved shapes: the pattern, the bullet, chart lines.
enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };
struct path_step {
    enum path_verb verb;
    scaled x[3], y[3]; // CURVE: two controls, then the end; else x[0], y[0]
};
struct path {
    struct path_step *steps;
    size_t step_count;
    scaled stroke; // line width; 0: filled
    // Clip to this rectangle (page coordinates) where its width is not 0.
    scaled clip_x, clip_y, clip_width, clip_height;
};
struct placed_image {
    const struct image *image;
    scaled width, height;
    // Drawn in the accent, its lightest places with so many per cent of white;
    // 0: in its own colours.
    uint8_t duotone;
    // Clip to this rectangle (page coordinates) where its width is not 0.
    scaled clip_x, clip_y, clip_width, clip_height;
};
enum placed_kind { PLACED_RUN, PLACED_RECTANGLE, PLACED_PATH, PLACED_IMAGE };
struct placed {
    enum placed_kind kind;
    size_t tag;
    uint64_t order; // see struct structure_tag
    // A run's origin (baseline, left end); the top left corner of a rectangle
    // or an image; added to each step of a path.
    scaled x, y;
    struct ink ink;
    union {
        struct run run;
        struct rectangle rectangle;
        struct path path;
        struct placed_image image;
    } as;
};

// A clickable area. One link that breaks over lines has several, same tag.
struct area {
    size_t tag; // TAG_LINK or TAG_REFERENCE
    scaled x, y, width, height;
    struct str url;         // or empty
    struct str destination; // name of a struct destination, or empty
    struct str contents;    // what a screen reader says (UA 7.18.5)
};

#endif
