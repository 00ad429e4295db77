// SPDX-License-Identifier: MIT
// Pictures in a line of text: icons as high as the line, others as blocks; and
// how high what stands in it, formulas too, makes a line.
#ifndef QALAM_LINE_PICTURE_H
#define QALAM_LINE_PICTURE_H

#include "typeset/page/layout.h"

// What large pictures of a paragraph may take. Width 0: there is no room, and
// all are as high as the line.
struct picture_room {
    scaled width, height;
};

// The pictures under a node that holds inlines.
struct picture_census {
    size_t count;
    bool alone; // with nothing but spaces between them
    bool large; // one at least does not fit a line
    bool leads; // it is what the paragraph begins with
};
struct picture_census line_picture_census(const struct node *holder);

// How the picture is set in text of that style. True: it is a block of its own.
bool line_picture_size(const struct picture *of, const struct text_style *style,
                       enum direction direction, struct picture_room room,
                       struct picture_census census,
                       struct line_picture *picture);

// What is said in place of a picture, never empty.
struct str line_picture_words(const struct layout *layout,
                              const struct picture *picture);

// What holds a space between pictures that stand alone: a wider one where they
// are large.
struct text_style line_picture_space(const struct text_style *style,
                                     struct picture_census census);

// How much higher than its leading a line is, for its pictures.
scaled line_picture_growth(const struct line *line, const struct style *style);
// How far what is under its baseline stands out of its leading.
scaled line_picture_depth(const struct line *line, const struct style *style);
// Lines under each other, each as high as it is.
scaled line_picture_lines_height(const struct lines *lines,
                                 const struct style *style);
// What the pictures in one line of several texts side by side add to it, above
// and below.
scaled line_picture_band_growth(const struct lines *texts, size_t count,
                                size_t line, const struct style *style,
                                scaled *depth);

#endif
