// SPDX-License-Identifier: MIT
// A text as an editor reads it: without markup, and with the way back to the
// nodes that it comes from. model/brief_text.h makes them of a brief.
//
// What is no text (code, pictures, references to notes, addresses) stands in
// the text as U+FFFC, so that no rule takes it for words, and no two words are
// neighbours across it.
#ifndef QALAM_TEXT_VIEW_H
#define QALAM_TEXT_VIEW_H

#include "base/str.h"

struct node; // of the brief: this room does not look into them
struct note;

enum text_role {
    TEXT_TITLE,    // title, subtitle, series
    TEXT_ABSTRACT, //
    TEXT_BODY,
    TEXT_NAME,  // of people and organisations, places
    TEXT_SMALL, // biographies, imprint, credits
    TEXT_NOTE,
};

// A fragment of a view that comes from one node.
struct view_part {
    size_t start; // in the text; it goes to the start of the next
    const struct node *node;
    struct str lang;
    bool opaque; // U+FFFC
};

struct text_view {
    enum text_role kind;
    const struct node *root, *block; // what holds the inlines, and all of it
    const struct note *note;         // of TEXT_NOTE
    struct str text, lang;
    const struct view_part *parts;
    size_t part_count;
};

struct text_views {
    struct text_view *items; // in reading order, the notes last
    size_t count, capacity;
};

// The part that holds the byte at offset. O(log parts).
const struct view_part *text_view_part(const struct text_view *view,
                                       size_t offset);

// The next word of letters, digits and marks, and apostrophes within it.
struct text_view_word {
    size_t start, end;
    struct str text;
};
bool text_view_next_word(const struct text_view *view, size_t *offset,
                         struct text_view_word *word);

// The characters beside an offset; 0 at either end.
uint32_t text_view_before(const struct text_view *view, size_t offset);
uint32_t text_view_after(const struct text_view *view, size_t offset);
// Is there nothing but spaces, and no line break that the author wrote, from
// start to end, and one at least?
bool text_view_only_space(const struct text_view *view, size_t start,
                          size_t end);

#endif
