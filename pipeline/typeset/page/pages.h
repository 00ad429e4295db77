// SPDX-License-Identifier: MIT
// Finished pages: what layout ends in and what the PDF writer draws.
//
// Coordinates are from the page's top left corner, x to the right, y down
// (here, and only here, left and right are real). Each thing placed carries
// the tag (structure element) that it belongs to, and its place in reading
// order; TAG_ARTIFACT is for what is decoration.
// Everything lives in the arena of the struct pages; runs borrow faces from
// the fonts and images from the brief, which must outlive it.
#ifndef QALAM_PAGES_H
#define QALAM_PAGES_H

#include "model/brief.h"
#include "typeset/paragraph/fonts.h"
#include "typeset/paragraph/scaled.h"

// ----- Structure (ISO 32000-1 14.8.4) -----

enum tag_role {
#define TAG(name, word, type) TAG_##name,
#include "typeset/page/tags.def"
#undef TAG
    TAG_ROLE_COUNT
};
enum { TAG_ARTIFACT = 0 }; // tags[0] is a placeholder, never written
// A tag's children (tags and placed things) are read in rising `order`.
struct tag {
    enum tag_role role;
    size_t parent;   // index in pages->tags; 0 for the document itself
    uint64_t order;  // among its siblings, tags and placed things alike
    struct str lang; // empty: its parent's
    enum direction direction; // writing mode, where it changes
    struct str alt;           // of a figure
    struct str id;            // of a note, or what a destination is called
    size_t link_to; // Reference <-> Note: index of the other tag, or 0
    bool row_scope; // TH: Scope Row, else Column
    int columns;    // TD, TH: ColSpan; 0 and 1 are the same
    bool ordered;   // L: ListNumbering Decimal, else Disc
};

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
    INK_COUNT
};
struct ink {
    enum ink_name name;
    uint8_t paper_percent; // mixed with so much white: 0 to 100
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
    bool kashida; // a tatweel drawn to lengthen the letter on its right
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
// Straight-lined and curved shapes: the lattice, the nuqta, chart lines.
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
    bool duotone; // accent to white (cover)
};
enum placed_kind { PLACED_RUN, PLACED_RECTANGLE, PLACED_PATH, PLACED_IMAGE };
struct placed {
    enum placed_kind kind;
    size_t tag;
    uint64_t order; // see struct tag
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

struct page {
    scaled width, height;
    struct str label; // folio in the edition's digits; empty on the cover
    bool recto;
    struct placed *placed;
    size_t placed_count, placed_capacity;
    struct area *areas;
    size_t area_count, area_capacity;
};

struct destination { // where links and bookmarks lead
    struct str name;
    size_t page;
    scaled x, y;
};
struct bookmark {
    struct str title; // plain, logical order; isolates where scripts mix
    struct str lang;
    int level; // from 1
    struct str destination;
};

struct pages {
    struct arena *arena;
    struct str lang;
    enum direction direction;   // page progression
    struct rgb inks[INK_COUNT]; // screen values, from the theme
    struct page *items;
    size_t count, capacity;
    struct tag *tags;
    size_t tag_count, tag_capacity;
    struct destination *destinations;
    size_t destination_count, destination_capacity;
    struct bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
};

// The destinations in order of their names, to find them by: made once all are
// there. In arena; borrows from pages.
struct destinations {
    const struct destination **items;
    size_t count;
};
struct destinations destinations_by_name(struct arena *arena,
                                         const struct pages *pages);
// Of two of a name, the first; NULL where there is none.
const struct destination *destination_named(const struct destinations *all,
                                            struct str name);

// --dump-pages: one thing a line, in points with two decimals.
void pages_dump(const struct pages *pages, FILE *out);

#endif
