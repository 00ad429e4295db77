// SPDX-License-Identifier: MIT
// Notes as they come out of pages: superscript numbers in the text, and
// paragraphs "7 text" at the foot of a page or at the end.
//
// A superscript is a note's reference only where the numbers start at 1 and
// rise by one and each has its paragraph; a paragraph that begins with a
// number is a note only where that number is due; a few notes may be lost, if
// their references are there and those around them have theirs. Numbers may
// start again (notes by page or by chapter): each start begins a run of its
// own.
#ifndef QALAM_OLD_NOTES_H
#define QALAM_OLD_NOTES_H

#include "stretches.h"

struct old_note {
    size_t number;      // as written
    size_t label;       // from 1 through the document: unique over all runs
    size_t block;       // the paragraph that holds it
    size_t offset, end; // all of it, number first
    size_t text_offset; // what it says
};

// One number of one superscript: <sup>7, 8</sup> is two with one range.
struct old_reference {
    size_t offset, end;
    size_t number;
    size_t label;  // of its note; 0: none
    bool mentions; // after punctuation: looks like a reference
};

struct old_notes {
    struct old_note *notes; // in the order of the text
    size_t note_count;
    struct old_reference *references; // every superscript number, in order
    size_t reference_count;
    // Paragraphs among the notes that begin with a number nobody refers to.
    struct old_note *orphans;
    size_t orphan_count;
};

struct old_notes find_old_notes(struct arena *arena, struct str text,
                                struct blocks blocks,
                                struct stretches stretches);

// Reads a number in any digits at *offset, moving past it. False where there
// is none or it has more than four digits.
bool read_number(struct str text, size_t *offset, size_t *number);

#endif
