// SPDX-License-Identifier: MIT
// Formulas: what an author writes between dollars, in TeX's notation, as a
// tree that paper, web page and book are made from.
//
// The commands are a chosen part of LaTeX's (commands.def, docs/formulas.md).
// A command that is not among them stays in the tree as it was typed, so that
// nothing is lost of what surrounds it.
#ifndef QALAM_FORMULA_H
#define QALAM_FORMULA_H

#include "base/arena.h"
#include "base/str.h"

// Deeper formulas are not read, nor longer ones.
#define LIMIT_FORMULA_DEPTH 32
#define LIMIT_FORMULA_BYTES 20000

enum formula_kind {
    FORMULA_ROW,      // children, one after the other
    FORMULA_SYMBOL,   // a letter or sign
    FORMULA_NUMBER,   // digits, maybe with a decimal point
    FORMULA_FUNCTION, // an upright name: sin
    FORMULA_TEXT,     // words
    FORMULA_SPACE,
    FORMULA_FRACTION, // numerator, denominator
    FORMULA_ROOT,     // radicand, degree or NULL
    FORMULA_SCRIPTS,  // base, below or NULL, above or NULL
    FORMULA_ACCENT,   // base; the sign over or under it is text
    FORMULA_FENCED,   // a row between text and closing, as tall as it is
    FORMULA_TABLE,    // children: rows, whose children are cells
    FORMULA_UNKNOWN   // a command that is not read, as typed
};
// Spacing around a symbol (The TeXbook, chapter 18).
enum formula_class {
    FORMULA_ORDINARY,
    FORMULA_OPERATOR, // ∑
    FORMULA_BINARY,   // +
    FORMULA_RELATION, // =
    FORMULA_OPENING,
    FORMULA_CLOSING,
    FORMULA_PUNCTUATION,
    FORMULA_INNER // …, fractions, fences
};
enum formula_variant { // of letters
    FORMULA_PLAIN,     // as it is usual: one letter italic, digits upright
    FORMULA_UPRIGHT,
    FORMULA_ITALIC,
    FORMULA_BOLD,
    FORMULA_BOLD_ITALIC,
    FORMULA_DOUBLE_STRUCK,
    FORMULA_SCRIPT,
    FORMULA_FRAKTUR,
    FORMULA_SANS,
    FORMULA_MONOSPACE
};
enum formula_columns {
    FORMULA_CENTRED,
    FORMULA_AT_LEFT,
    FORMULA_ALIGNED // right, left, right, left …
};

struct formula {
    enum formula_kind kind;
    enum formula_class class;
    struct str text;    // of SYMBOL to TEXT, ACCENT, UNKNOWN; FENCED: opening
    struct str closing; // of FENCED; both may be empty
    enum formula_variant variant;
    bool large;            // a sum or an integral: a larger sign in a display
    bool limits;           // scripts stand above and below, in a display
    bool always;           // …everywhere: \limits, and braces
    bool no_line;          // of a fraction: \binom
    bool under, stretched; // of an accent
    struct str mark;       // of an accent: its combining character
    int width;             // of a SPACE: in 1/18 em, may be negative
    int height;            // of a symbol after \big: tenths of a line
    enum formula_columns columns; // of a TABLE
    struct formula *parts[3];     // of FRACTION, ROOT, SCRIPTS, ACCENT, FENCED
    struct formula *first, *last; // children
    struct formula *next;
};

enum formula_wrong {
    FORMULA_RIGHT,
    FORMULA_UNREAD,         // braces, fences or tables do not match
    FORMULA_UNKNOWN_COMMAND // `what` stays as it was typed
};
struct formula_fault {
    enum formula_wrong wrong;
    size_t offset; // in the source
    struct str what;
};

// Reads source, which is without its dollars. NULL where it makes no formula;
// then, and for the first command that is not known, *fault says what is
// wrong. In arena; texts may be slices of source.
struct formula *formula_parse(struct arena *arena, struct str source,
                              struct formula_fault *fault);

// A letter or digit in a variant's own character (Unicode's Mathematical
// Alphanumeric Symbols), itself where it has none.
uint32_t formula_letter(uint32_t character, enum formula_variant variant);
// The same for each character of a symbol, number or name. In arena.
struct str formula_letters(struct arena *arena, struct str text,
                           enum formula_variant variant);

// The formula as it is read aloud, in words of the language: for who does not
// see it. In arena.
struct str formula_in_words(struct arena *arena, const struct formula *formula,
                            struct str lang);

// Where a formula between dollars ends that may begin with text[at], by
// pandoc's rules (tex_math_dollars): the offset past its last dollar, or `at`
// where there is none. *inside is what stands between, *display whether it
// has a line of its own.
size_t formula_find(struct str text, size_t at, struct str *inside,
                    bool *display);

#endif
