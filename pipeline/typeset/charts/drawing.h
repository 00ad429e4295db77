// SPDX-License-Identifier: MIT
// A drawing of rectangles, lines and words, such as a chart: the PDF places it
// among its glyphs, the page and the book get it as SVG.
//
// Coordinates are from the drawing's top left corner, x to the right, y down.
#ifndef QALAM_DRAWING_H
#define QALAM_DRAWING_H

#include "typeset/paragraph/placed.h"

enum drawn_kind { DRAWN_RECTANGLE, DRAWN_LINE, DRAWN_BULLET, DRAWN_WORDS };
enum anchor { ANCHOR_LEFT, ANCHOR_MIDDLE, ANCHOR_RIGHT };

struct drawn_line {
    scaled *x, *y;
    size_t count;
    scaled stroke;
};
struct drawn_words { // one line
    struct str text, lang;
    enum direction direction; // never INHERIT
    enum anchor anchor;       // which point of the baseline x is
    bool strong;
    scaled width; // natural
};
struct drawn {
    enum drawn_kind kind;
    struct ink ink;
    scaled x, y; // the top left corner; a bullet's middle; words: baseline
    union {
        struct rectangle rectangle;
        struct drawn_line line; // its points, not added to x and y
        scaled bullet;          // its side
        struct drawn_words words;
    } as;
};
struct drawing {
    scaled width, height;
    struct drawn *items;
    size_t count, capacity;
};

#endif
