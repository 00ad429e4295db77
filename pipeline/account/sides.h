// SPDX-License-Identifier: MIT
// The words of each side: a source, a brief, what is made of it.
#ifndef QALAM_SIDES_H
#define QALAM_SIDES_H

#include "account/tally.h"
#include "model/brief.h"
#include "source/markdown_blocks.h"
#include "typeset/page/pages.h"

// ----- The source -----

// The text that a reader gets, without what is never text: addresses, tags,
// comments, labels, definitions of links, front matter.
struct source_range {
    size_t offset, end;
    size_t note;  // where the note around it begins; STR_NONE: in none
    size_t block; // where its own begins
    bool code;    // without references
    bool opens;   // a block
};
struct source_side {
    struct arena *arena;
    struct str text;
    struct source_range *ranges; // in order
    size_t count, capacity;
    size_t behind; // what must not be read: the inside of a script
};
struct source_side source_side_of(struct arena *arena, struct str text);
tally_walk source_side_walk; // of a struct source_side
// Where the line of the byte at offset begins, its block and the note around
// it.
struct source_lines {
    size_t own, block, note;
};
struct source_lines source_side_lines(const struct source_side *side,
                                      size_t offset);
// Whether a word can be such as markup takes: of attributes or a label, or the
// mark of a list's item or of a caption.
bool source_side_takes(const struct source_side *side,
                       const struct account_word *word);

// ----- The brief -----

// Every text of a brief as it was read, each node a piece by itself; titles of
// links and what else an author's words became.
tally_walk brief_side_walk_all; // of a struct brief
// What each output has to show: title, abstract, body and notes that are
// called; pieces of a block follow one another.
tally_walk brief_side_walk_shown; // of a struct brief
// The same for plain text, where formulas are as they were typed.
tally_walk brief_side_walk_typed; // of a struct brief

// ----- What is made of it -----

tally_walk pages_side_walk; // of a struct pages
tally_walk html_side_walk;  // of an array of struct str, ended by an empty one
tally_walk text_side_walk;  // of a struct str

#endif
