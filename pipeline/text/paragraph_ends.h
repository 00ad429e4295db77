// SPDX-License-Identifier: MIT
// Are two paragraphs the halves of one? Decided by how the first ends and the
// second begins, whatever the language.
#ifndef QALAM_PARAGRAPH_ENDS_H
#define QALAM_PARAGRAPH_ENDS_H

#include "base/str.h"

enum paragraph_cut {
    CUT_NONE,
    CUT_DOUBTFUL, // a page ends between them and nothing tells
    CUT_CERTAIN,
};

struct setting {
    bool page;       // a page's notes, number or head stands between the two
    bool joined;     // the first was itself made of halves
    bool extracted;  // the text has no front matter: nobody has edited it yet
    struct str lang; // empty: words of any language
};
enum paragraph_cut paragraph_cut(struct str first, struct str second,
                                 struct setting setting);

// Is the second the rest of a note that the first begins? Short texts are
// enough: a comma before, or a small letter behind.
bool paragraph_goes_on(struct str first, struct str second);

bool paragraph_ends_in_hyphen(struct str text); // after a letter
// A few words, for messages.
struct str paragraph_last_words(struct str text);
struct str paragraph_first_words(struct str text);

#endif
