// SPDX-License-Identifier: MIT
// How a line that is too short or too full for its measure is made to fit:
// what its word spaces, its letters and lengthened words give.
//
// Choosing breaks asks what that would cost, setting a line does it: both ask
// here, so that they agree. docs/design.md#paragraphs has the bounds.
#ifndef QALAM_LINE_FIT_H
#define QALAM_LINE_FIT_H

#include "model/scaled.h"

enum {
    // Word spaces in 1/100 of the size. The text face's own is 20.
    SPACE_TIGHTEST = 15, // where nothing else keeps a line from being loose
    SPACE_MIN = 18,
    SPACE_NORMAL = 25,
    SPACE_MAX = 45,
    // A wider one is a hole, and worse than a short line: then spaces are as
    // wide as the design has them, and no more.
    SPACE_HOPELESS = 52,
    // By how much Latin and Cyrillic letters may be drawn wider or narrower,
    // of their width; and set farther apart or closer, of the size.
    WIDTH_PERMILLE = 15,
    FIT_PERMILLE = 2,

    LINE_FIT_ONE = 4096, // of ratios
    // A ratio past this is as hopeless as any.
    LINE_FIT_MOST = 64 * LINE_FIT_ONE,
    // What a line costs whose words are all lengthened beside one whose are
    // not.
    KASHIDA_RATIO = LINE_FIT_ONE / 4,
    // Sparing: word spaces are 1.33 of normal before words are lengthened.
    KASHIDA_SPARING_FROM =
        LINE_FIT_ONE * 33 / 100 * SPACE_NORMAL / (SPACE_MAX - SPACE_NORMAL),

    LETTERS_ALL = 65536 // letters give all that they can
};

// What a line can give.
struct line_room {
    scaled spaces;        // the sizes of its word spaces
    scaled letters;       // what its letters can be widened or narrowed by
    scaled kashida;       // what can be added to its words
    int32_t kashida_from; // the ratio at which words are lengthened
    int tightest;         // a word space may be, in 1/100 of the size
};

// How far the word spaces of a line are from normal where so much is added to
// it: 1 at SPACE_MAX, -1 at SPACE_MIN, in 1/4096. Letters give with them, in
// proportion to what they have until spaces are at SPACE_MIN or as far above
// normal; then spaces give alone. Lengthened words count beside them.
// -LINE_FIT_MOST: it cannot be narrowed so far.
int32_t line_fit_ratio(const struct line_room *room, scaled slack);
// The letters' share of it, in 1/65536 of all that they can give; less than 0
// where they are narrowed.
int32_t line_fit_letters(const struct line_room *room, scaled slack);
// Makes neighbours among the shares of lines differ by at most half the range,
// LETTERS_ALL. None is raised: word spaces take the rest, and no line is too
// full for it.
void line_fit_even(int32_t *letters, size_t count);

// All that a letter so wide may give or take.
static inline scaled line_fit_letter(scaled width, scaled size)
{
    return width * WIDTH_PERMILLE / 1000 + size * FIT_PERMILLE / 1000;
}

// part / whole in 1/one, rounded down; both not negative, whole not 0. What
// could overflow is past all lengths of a page, and no longer exact.
static inline int64_t scaled_share(scaled part, scaled whole, int32_t one)
{
    while (part > INT64_MAX / one) {
        part >>= 8;
        whole = (whole >> 8) + 1;
    }
    return part * one / whole;
}

#endif
