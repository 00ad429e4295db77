// SPDX-License-Identifier: MIT
// What pages leave in extracted text besides the text: notes at their foot,
// their numbers, their running heads.
#ifndef QALAM_PAGE_MARKS_H
#define QALAM_PAGE_MARKS_H

#include "source/old_notes.h"

enum page_mark {
    MARK_NONE,
    MARK_NOTE,          // a note of the page
    MARK_NUMBER,        // the page's number
    MARK_HEAD,          // a running head, where it stands first
    MARK_REPEATED_HEAD, // every further one
    MARK_CAPTION,       // a table, a picture, or the words under one
};

// One mark a block. A running head is a short paragraph that comes again, each
// time beside another mark of a page or between the halves of a paragraph, or
// directly over the title; a page number is a number alone, one of a rising
// row or beside another mark. One number alone, or one short line repeated in
// the text, is neither.
enum page_mark *page_marks_find(struct arena *arena, struct str text,
                                struct blocks blocks, struct old_notes notes,
                                struct str lang);

// Marks what floats: it stands between the halves of a paragraph too, though
// no page need end there.
void page_marks_captions(struct str text, struct blocks blocks, struct str lang,
                         enum page_mark *marks);

#endif
