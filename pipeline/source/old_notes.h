// SPDX-License-Identifier: MIT
// Notes as they come out of pages and word processors: marks in the text, and
// paragraphs or list items that begin with the same marks.
//
// A number is a note's reference only where the numbers start at 1 and rise by
// one and each has its paragraph; a paragraph that begins with a number is a
// note only where that number is due; a few notes may be lost, if their
// references are there and those around them have theirs. Numbers may start
// again (notes by page or by chapter): each start begins a run of its own.
// Signs (*, †, a, الف) have no order: a paragraph that begins with one is the
// note of the references with it since the last such paragraph.
#ifndef QALAM_OLD_NOTES_H
#define QALAM_OLD_NOTES_H

#include "source/note_forms.h"
#include "source/lang_spans.h"

struct old_note {
    size_t number;      // as written
    size_t label;       // from 1 through the document: unique over all runs
    size_t block;       // the paragraph or list that holds it
    size_t offset, end; // all of it, mark first
    size_t text_offset; // what it says
    bool item;          // of a list
};

// How sure a mark in the text is a reference, by its form and what it
// follows. Where one number stands several times, the surest is taken.
enum reference_rank {
    RANK_NONE,
    RANK_NUMBER,        // "45<sup>7</sup>": a power, where no note has it
    RANK_GLUED_TO_WORD, // "treaty7"
    RANK_GLUED,         // "treaty.7"
    RANK_BRACKETED,     // "treaty.[7]"
    RANK_RAISED,        // "treaty<sup>7</sup>"; not m<sup>2</sup>
    RANK_MENTION,       // "treaty.<sup>7</sup>": no power, whatever follows
};

// One number of one superscript: <sup>7, 8</sup> is two with one range.
struct old_reference {
    size_t offset, end;
    size_t number;
    size_t label; // of its note; 0: none
    enum reference_rank rank;
    bool in_table;
    bool caret; // ^[7], or [^7] without a definition: a note's, or nothing
};

struct old_notes {
    struct old_note *notes; // in the order of the text
    size_t note_count;
    struct old_reference *references; // every mark in the text, in order
    size_t reference_count;
    // Paragraphs among the notes that begin with a number nobody refers to.
    struct old_note *orphans;
    size_t orphan_count;
    size_t behind; // the block behind the last of endnotes, which may be its
                   // own; SIZE_MAX: none
};

struct old_notes old_notes_find(struct arena *arena, struct str text,
                                struct blocks blocks, struct lang_spans spans);

#endif
