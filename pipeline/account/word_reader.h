// SPDX-License-Identifier: MIT
// The one reader of words: a text goes in by pieces, words come out.
//
// A word is a run of letters, digits and marks, without regard to case and to
// what is not seen (joiners, soft hyphens, marks of direction). Pieces follow
// one another: "wo" and "rd" are one word unless a break is between them. So a
// source with its markup, a tree, a web page and the runs of a page can say
// the same words, however each of them is cut up.
#ifndef QALAM_WORD_READER_H
#define QALAM_WORD_READER_H

#include "base/buffer.h"
#include "base/str.h"

struct node;

struct account_word {
    uint64_t hash;           // of its letters; never 0
    struct str spelled;      // as its first piece has it; borrowed
    const struct node *node; // that holds it, or NULL
    size_t offset;           // of `spelled` in the text that was read
    bool opens;              // the first behind a break of the text
};

struct word_reader {
    void (*take)(void *closure, const struct account_word *word);
    void *closure;
    struct buffer *letters; // filled with the letters, one word behind another;
                            // or NULL
    struct account_word word; // that is being read; hash 0: none
    bool opens;
};

// What is between pieces that touch: nothing. offset: of text where it was
// read from.
void word_reader_text(struct word_reader *reader, struct str text,
                      const struct node *node, size_t offset);
// A character that is written otherwise, as a reference is; spelled as such.
void word_reader_character(struct word_reader *reader, uint32_t c,
                           struct str spelled, const struct node *node,
                           size_t offset);
void word_reader_end(struct word_reader *reader);   // of a word
void word_reader_break(struct word_reader *reader); // of a block

#endif
