// SPDX-License-Identifier: MIT
// The text of a brief as an editor reads it: block by block, without markup.
//
// What is no prose (code, pictures, references to notes, addresses) stands in
// the text as U+FFFC, so that no rule takes it for words, and no two words are
// neighbours across it.
#ifndef QALAM_PROSE_H
#define QALAM_PROSE_H

#include "model/brief.h"
#include "model/context.h"

enum prose_kind {
    PROSE_TITLE,    // title, subtitle, series
    PROSE_ABSTRACT, //
    PROSE_BODY,
    PROSE_NAME,  // of people and organisations, places
    PROSE_SMALL, // biographies, imprint, credits
    PROSE_NOTE,
};

// A stretch of a prose that comes from one node.
struct part {
    size_t start; // in the text; it goes to the start of the next
    const struct node *node;
    struct str lang;
    bool opaque; // U+FFFC
};

struct prose {
    enum prose_kind kind;
    const struct node *root, *block; // what holds the inlines, and all of it
    const struct note *note;         // of PROSE_NOTE
    struct str text, lang;
    const struct part *parts;
    size_t part_count;
};

struct proses {
    struct prose *items; // in reading order, the notes last
    size_t count, capacity;
};

// All of a brief, in its arena. Linear; the trees are borrowed.
struct proses prose_of_brief(const struct brief *brief);

// The part that holds the byte at offset. O(log parts).
const struct part *prose_part(const struct prose *prose, size_t offset);

// Where a range of the text stands in the file. Linear in its node, so for
// what is reported only.
struct place prose_place(const struct prose *prose, const struct diag *diag,
                         size_t start, size_t end);

// The next word of letters, digits and marks, and apostrophes within it.
struct prose_word {
    size_t start, end;
    struct str text;
};
bool prose_next_word(const struct prose *prose, size_t *offset,
                     struct prose_word *word);

// The characters beside an offset; 0 at either end.
uint32_t prose_before(const struct prose *prose, size_t offset);
uint32_t prose_after(const struct prose *prose, size_t offset);
// Is there nothing but spaces, and no line break that the author wrote, from
// start to end, and one at least?
bool prose_only_space(const struct prose *prose, size_t start, size_t end);

#endif
