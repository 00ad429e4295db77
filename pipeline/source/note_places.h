// SPDX-License-Identifier: MIT
// Where the marks of notes stand: what old_notes.c matches.
#ifndef QALAM_NOTE_PLACES_H
#define QALAM_NOTE_PLACES_H

#include "source/old_notes.h"

enum section { SECTION_OF_TEXT, SECTION_OF_NOTES, SECTION_OF_WORKS };

// A paragraph, a line of one, or an item of a list, that begins with a mark.
struct candidate {
    size_t number, block, offset, end, text_offset;
    enum note_wrap wrap;
    enum section section; // by the heading above it
    bool item;
    bool address;  // [7]: https://…, which is a link's to Markdown
    bool adjacent; // beside one with the number before or after
    bool accepted;
    bool beside; // one that is accepted, though it is not itself
};

struct note_places {
    struct arena *arena;
    struct str text;
    struct blocks blocks;
    struct old_reference *references; // in the order of the text
    size_t reference_count, reference_capacity;
    struct candidate *candidates; // likewise
    size_t candidate_count, candidate_capacity;
    enum section section; // where the search is
};

// Is this block a heading over notes, or a paragraph that stands for one?
bool note_places_are_headed_by(struct str text, const struct block *block);

struct note_places note_places_find(struct arena *arena, struct str text,
                                    struct blocks blocks,
                                    struct lang_spans spans);

#endif
