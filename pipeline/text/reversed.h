// SPDX-License-Identifier: MIT
// Lines of Arabic script whose letters stand in the order of the page, last
// first, as bad extraction from PDF gives them: how they are known, and turned.
//
// Latin words, addresses and numbers stand in such a line as they should, but
// in the order of the page too. Its brackets may look as on the page or not.
#ifndef QALAM_REVERSED_H
#define QALAM_REVERSED_H

#include "base/arena.h"
#include "base/str.h"
#include "text/vocabulary.h"

// What in a line says that it stands as it should, and what that it is
// reversed: words that no text can do without, letters that no word begins or
// ends with, shapes of letters where they cannot stand, stops and commas.
struct order_evidence {
    int forward, backward;
    // Words with Arabic letters, and those that speak for reversal.
    size_t words, backward_words;
    size_t arabic; // letters that say it is Arabic
    // Words of the document, see reversed_weigh_words.
    size_t known_forward, known_backward;
};
// The sum of weights (two or three a word) from which a text is doubtful, and
// how many times what speaks for its order that must be.
enum { ORDER_DOUBTFUL = 4, ORDER_TIMES = 4 };
struct order_evidence reversed_weigh(struct str line);

// Does a text look reversed, which normalise has then reported?
bool reversed_is_doubtful(struct str text);

// How the words of a line are known in a vocabulary of words in their order.
void reversed_weigh_words(struct str line, const struct vocabulary *known,
                          struct order_evidence *evidence);

// Adds the words of a line to a text for vocabulary_of, turned or as they are.
struct buffer;
void reversed_add_words(struct str line, bool turned, struct buffer *words);

// What the lines of a document say of how they were reversed.
struct turning {
    // لا seen as ال: each letter was reversed by itself. Elsewhere they were
    // one glyph that has kept their order.
    size_t lam_alef_letters;
    bool arabic; // the lines at hand: لا at the end of a word is the article
    // Do vowel marks stand before their letters, reversed like all?
    size_t marks_before, marks_behind;
    // Are brackets those of the page, so that each has to be mirrored?
    size_t brackets_seen, brackets_meant;
};
void reversed_learn(struct turning *turning, struct str line);

// The line in the order of reading, in arena. Empty where it cannot be known
// for certain: a number beside a Latin word, markup in the line.
struct str reversed_turn(const struct turning *turning, struct arena *arena,
                         struct str line);

#endif
