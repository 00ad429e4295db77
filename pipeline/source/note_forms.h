// SPDX-License-Identifier: MIT
// The forms in which the marks of notes are written, in the text and before
// the notes themselves: note_forms.def as functions.
//
// A mark is a number in any digits, or a sign: letters or symbols. Signs have
// a number too, past all numbers, so that equal signs are equal numbers.
#ifndef QALAM_NOTE_FORMS_H
#define QALAM_NOTE_FORMS_H

#include "base/str.h"
#include "source/note_wraps.h"

#define NOTE_SIGNS ((size_t)1 << 20) // from here on, numbers are signs

// The mark of a definition at the start of a paragraph or line.
struct note_start {
    size_t number;
    size_t text_offset; // of what the note says
    enum note_wrap wrap;
};

// Reads a number in any digits at *offset, moving past it. False where there
// is none or it has more than four digits. The second: superscript digits.
bool note_form_read_number(struct str text, size_t *offset, size_t *number);
bool note_form_read_raised_number(struct str text, size_t *offset,
                                  size_t *number);

// A number, or a sign of one to three symbols or of one to four letters.
bool note_form_read_mark(struct str text, size_t *offset, size_t *number,
                         bool letters);
// *, **, †, …, escaped or not, and nothing else of their kind behind them.
bool note_form_read_symbols(struct str text, size_t *offset, size_t *number);

// "7 text", "<sup>7.</sup> text", "[7] text", "⁷ text", "\* text",
// "**<sup>7</sup>** text" at offset.
bool note_form_read_start(struct str text, size_t offset, size_t end,
                          struct note_start *start);

bool note_form_is_notes_heading(struct str heading);
bool note_form_is_works_heading(struct str heading);
bool note_form_is_counting_word(struct str word); // "Art" in "Art.7"

#endif
