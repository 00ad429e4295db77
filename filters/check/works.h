// SPDX-License-Identifier: MIT
// The works that notes cite, as far as their form tells author, title, year.
#ifndef QALAM_WORKS_H
#define QALAM_WORKS_H

#include "model/brief_text.h"

struct range {
    size_t start, end; // in a text; empty: none
};

// Author, “Title” … (Place, year): the title in quotes or italic, else what
// follows the first comma up to a bracket or comma.
struct work {
    const struct text_view *view;
    struct range author, title, year_at;
    int year;       // as written; 0: none
    struct str url; // of the first link, or empty
};

// What a note's first paragraph cites. False: no title is found in it.
bool work_read(const struct text_view *view, struct work *work);

// Surname, 2020, p. 7: a note that names a work cited in full elsewhere.
// Fills author with the first surname, and the year.
bool work_read_short(const struct text_view *view, struct work *work);

// The first author's words folded, for comparing; in arena.
struct str work_author(struct arena *arena, const struct work *work);
// Letters and digits of a text folded, words with one space between.
struct str work_folded(struct arena *arena, struct str text);

// Two titles of one work that were written differently: all but a few letters
// are the same, or one is the beginning of the other. Both folded. Time in the
// square of their length, of which 200 bytes are looked at.
bool work_titles_near(struct str a, struct str b);

#endif
