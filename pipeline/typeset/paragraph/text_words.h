// SPDX-License-Identifier: MIT
// The words of a paragraph between its spaces, across changes of style.
//
// What shows nothing (isolates, marks of direction) and the numbers of notes
// are no part of a word's letters, though they may stand within it.
#ifndef QALAM_TEXT_WORDS_H
#define QALAM_TEXT_WORDS_H

#include "typeset/paragraph/paragraph_parts.h"

enum { TEXT_WORD_LONGEST = 48 }; // letters that are looked at

struct text_word {
    uint32_t start, end;  // units; what shows nothing too
    uint32_t first, last; // of its letters and signs
};

// Fills paragraph->words.
void text_words_find(struct paragraph *paragraph);

// The letters and signs of a word; too many of them: none.
struct word_letters {
    UChar items[TEXT_WORD_LONGEST];
    uint32_t count;
    char bytes[TEXT_WORD_LONGEST * 3];
    struct str text; // the same in UTF-8, of bytes
};
// Without marks that open or close a remark: before it only, or on both sides,
// where stops at the end go too.
enum word_edges { EDGES_OPENING, EDGES_BOTH };
void text_word_read(const struct paragraph *paragraph,
                    const struct text_word *word, enum word_edges edges,
                    struct word_letters *letters);
struct str text_word_lang(const struct paragraph *paragraph,
                          const struct text_word *word);

#endif
