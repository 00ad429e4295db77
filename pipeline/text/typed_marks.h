// SPDX-License-Identifier: MIT
// The marks that people type before the points of a list: ۱. الف) • – (1) iv.
#ifndef QALAM_TYPED_MARKS_H
#define QALAM_TYPED_MARKS_H

#include "base/str.h"

enum typed_kind {
    TYPED_NONE,
    TYPED_BULLET, // • ▪ ◦ and their like
    TYPED_CHECK,  // ☐ ☑ ✓: what it says is the author's
    TYPED_DASH,   // – —
    TYPED_NUMBER, // in any digits
    TYPED_LETTER, // of any alphabet; Roman numerals too
};

struct typed_mark {
    enum typed_kind kind;
    uint32_t sign; // the bullet, dash or letter; 0: several letters
    size_t number; // of a number, or a Roman numeral; else 0
    // What stands around a number or letter: '.', ')', '(' for both brackets,
    // '-', 'o' for a circle.
    char form;
    bool capital;    // of a letter
    bool spaced;     // a space stands behind it
    bool markdown;   // "1. " or "1) ": Markdown reads it already
    bool emphasised; // **1.**
    bool apart;      // "1 - ": a space before the dash
    size_t count;    // bytes of it, without the space behind
    size_t text;     // where the text behind it begins
};

// The mark at the start of a line; false where it begins with none, or says
// nothing behind it.
bool typed_mark_read(struct str line, struct typed_mark *mark);

// Can a list begin with it?
bool typed_mark_is_first(const struct typed_mark *mark);
// Is it what comes behind the other, in the same form?
bool typed_mark_follows(const struct typed_mark *mark,
                        const struct typed_mark *before);
// A mark that Markdown has no other way to write: it stays in the text.
bool typed_mark_stays(const struct typed_mark *mark);

#endif
