// SPDX-License-Identifier: MIT
// The type scale: how each role of text is set, in either direction.
//
// The sizes are the theme's; what face, ink and figures a role has stands in
// one table (styles.c). A struct styles is both worked out for one direction;
// it is read only once made.
#ifndef QALAM_STYLES_H
#define QALAM_STYLES_H

#include "model/print_measures.h"
#include "typeset/paragraph/paragraph.h"

struct style {
    struct text_style text;
    scaled leading;
    scaled baseline; // below the top of a line's box, which is leading high
};
struct styles {
    struct style of[ROLE_COUNT];
};

// The theme's sizes, in the look's faces.
void styles_make(struct styles *styles, const struct print_measures *print,
                 enum direction direction, const struct look *look);

// The size that counts in a direction: Arabic in right-to-left, else Latin.
scaled style_size(const struct text_style *style, enum direction direction);
// Emphasis: italic letters in Latin and Cyrillic (upright inside italic);
// Arabic script has no italic and takes SemiBold.
struct text_style style_emphasis(struct text_style style);
struct text_style style_strong(struct text_style style);
// In the faces of labels.
struct text_style style_sans(struct text_style style, const struct look *look,
                             double scale);
// Of one width, for code: Arabic letters are those of labels.
struct text_style style_code(struct text_style style, const struct look *look,
                             double scale);
struct text_style style_scaled(struct text_style style, double scale);
// A note's number in running text, or a superscript (positive raise, in em).
struct text_style style_reference(struct text_style style,
                                  enum direction direction);
struct text_style style_script(struct text_style style, double raise);
// Size and leading alike.
struct style style_at(struct style style, double scale);
struct text_style style_in_ink(struct text_style style, enum ink_name ink);

#endif
