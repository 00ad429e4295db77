// SPDX-License-Identifier: MIT
// What the files of the cover share: what stands on it, and how large.
//
// While the cover is laid out layout->print is the cover's own: the theme's
// lengths, with the block as high as what stands on it and under it asks for
// (cover_plan.c).
#ifndef QALAM_COVER_PARTS_H
#define QALAM_COVER_PARTS_H

#include "typeset/parts/cover.h"

#include "typeset/page/blocks.h"
#include "typeset/page/layout.h"

#define COVER 0 // its page

struct cover {
    struct print_lengths print;
    const struct image *picture; // or NULL: the lattice
    enum cover_style style;      // of the picture
    scaled picture_height;       // that is seen, from the page's top
    struct placed_image placed;  // once it is
    scaled picture_x, picture_y;
    const struct text *abstract; // that stands here, or NULL
    const struct node *messages; // box of key messages that does, or NULL
    enum role role;              // of abstract and messages
    bool wide; // the abstract has the frame's width: partners stand under it
    scaled partners_top;     // where it is wide
    size_t authors_in_lines; // up to so many, each has a line
    double authors_scale;    // of their type
};

// Left edge of a thing `width` wide, `start` from the sheet's inline start.
static inline scaled cover_left(const struct layout *layout, scaled start,
                                scaled width)
{
    return scaled_inline_left(layout->direction, layout->print->page_width,
                              start, width);
}

// ----- cover_plan.c -----

void cover_plan(struct layout *layout, struct cover *cover);

// ----- cover_picture.c -----

// The accent, and on it the picture or the lattice.
void cover_place_ground(struct layout *layout, struct cover *cover);

// ----- cover_contrast.c -----

// Makes the words that stand on the picture legible: those that were placed on
// the page from `first` on.
void cover_words_legible(struct layout *layout, struct cover *cover,
                         size_t first);

// ----- cover_authors.c -----

void cover_place_authors(struct layout *layout, const struct cover *cover);
// How high their names are.
scaled cover_authors_height(struct layout *layout, const struct cover *cover);

// ----- cover_abstract.c -----

// Chooses the type of abstract and key messages, and which of them the cover
// has room for; where a long abstract needs more, text begins higher.
void cover_choose_abstract(struct layout *layout, struct cover *cover);
void cover_place_abstract(struct layout *layout, const struct cover *cover);
void cover_place_notes(struct layout *layout);

#endif
