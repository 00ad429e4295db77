// SPDX-License-Identifier: MIT
// The type scale: how each role of text is set, in either direction.
//
// One table (styles.c) holds DESIGN.md section 5. A struct styles is that
// table worked out for one direction; it is read only once made.
#ifndef QALAM_STYLES_H
#define QALAM_STYLES_H

#include "typeset/paragraph/paragraph.h"

enum role {
    ROLE_BODY,
    ROLE_NOTE,
    ROLE_TITLE_LARGE,
    ROLE_TITLE_MIDDLE,
    ROLE_TITLE_SMALL,
    ROLE_SUBTITLE,
    ROLE_SERIES,
    ROLE_KIND,
    ROLE_COVER_AUTHOR,
    ROLE_ABSTRACT,
    ROLE_ABSTRACT_SMALL,
    ROLE_COVER_NOTE,
    ROLE_PARTNER,
    ROLE_FOOT_ROW,
    ROLE_LABEL,
    ROLE_PAGE_TITLE,
    ROLE_SMALL_TITLE,
    ROLE_H2,
    ROLE_H3,
    ROLE_PULL,
    ROLE_QUOTE_SOURCE,
    ROLE_NUMERAL,
    ROLE_TABLE_HEAD,
    ROLE_TABLE_CELL,
    ROLE_CAPTION,
    ROLE_RUNNING_HEAD,
    ROLE_FOLIO,
    ROLE_CODE,
    ROLE_PERSON,
    ROLE_PERSON_ROLE,
    ROLE_IMPRINT,
    ROLE_DISCLAIMER,
    ROLE_COUNT
};

struct style {
    struct text_style text;
    scaled leading;
    scaled baseline; // below the top of a line's box, which is leading high
};
struct styles {
    struct style of[ROLE_COUNT];
};

// With the look's faces.
void styles_make(struct styles *styles, enum direction direction,
                 const struct look *look);

// The size that counts in a direction: Arabic in right-to-left, else Latin.
scaled style_size(const struct text_style *style, enum direction direction);
// Emphasis: italic letters in Latin and Cyrillic (upright inside italic);
// Arabic script has no italic and takes SemiBold.
struct text_style style_emphasis(struct text_style style);
struct text_style style_strong(struct text_style style);
// In the faces of labels.
struct text_style style_sans(struct text_style style, const struct look *look,
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
