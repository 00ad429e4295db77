// SPDX-License-Identifier: MIT
// Finished pages: what layout ends in and what the PDF writer draws.
//
// Coordinates are from the page's top left corner. Everything lives in the
// arena of the struct pages; runs borrow faces from the fonts and images from
// the brief, which must outlive it.
#ifndef QALAM_PAGES_H
#define QALAM_PAGES_H

#include "typeset/paragraph/placed.h"

// ----- Structure (ISO 32000-1 14.8.4) -----

enum structure_role {
#define TAG(name, word, type, type2) TAG_##name,
#include "typeset/page/tags.def"
#undef TAG
    TAG_ROLE_COUNT
};
// tags[TAG_ARTIFACT] is a placeholder, never written.
// A tag's children (tags and placed things) are read in rising `order`.
struct tag_headers { // tags
    size_t *items;
    size_t count, capacity;
};
struct structure_tag {
    enum structure_role role;
    size_t parent;   // index in pages->tags; 0 for the document itself
    uint64_t order;  // among its siblings, tags and placed things alike
    struct str lang; // empty: its parent's
    enum direction direction; // writing mode, where it changes
    bool in_line;             // a figure in a line of text
    bool row_scope;           // TH: Scope Row, else Column
    bool heads_cells;         // TH: others name it
    bool ordered;             // L: ListNumbering Decimal, else Disc
    struct str alt;           // of a figure or formula
    struct str id;            // of a note, or what a destination is called
    size_t link_to;    // Reference <-> Note: index of the other tag, or 0
    int columns, rows; // TD, TH: ColSpan, RowSpan; 0 and 1 are the same
    struct tag_headers *headers; // TD, TH: of its heads, where they are named
};

// ----- Pages -----

// How a page that is wider than high lies on the sheet: where its top is.
enum page_turn { PAGE_UPRIGHT, PAGE_TOP_LEFT, PAGE_TOP_RIGHT };

struct page {
    scaled width, height; // as it is read
    enum page_turn turn;
    struct str label; // folio in the edition's digits; empty on the cover
    bool recto;
    struct place begins; // in the source: its first words that have a place
    struct placed *placed;
    size_t placed_count, placed_capacity;
    struct area *areas;
    size_t area_count, area_capacity;
};

struct destination { // where links and bookmarks lead
    struct str name;
    size_t page;
    scaled x, y;
    size_t tag; // of what stands there, or TAG_ARTIFACT
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
    struct structure_tag *tags;
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
