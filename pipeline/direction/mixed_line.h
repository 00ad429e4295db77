// SPDX-License-Identifier: MIT
// A paragraph as one row of characters, whatever markup stands in it.
//
// What the author has given a language or direction of its own, and code, is
// one cell: it is an isolate, and its words are ordered within it.
#ifndef QALAM_MIXED_LINE_H
#define QALAM_MIXED_LINE_H

#include "model/brief.h"

// Native: of the paragraph's direction. Foreign: of the other.
enum cell_kind {
    CELL_SIGN, // what is none of the others
    CELL_SPACE,
    CELL_DIGIT,
    CELL_NATIVE,  // a letter, or a marked node in the paragraph's direction
    CELL_FOREIGN, // a letter; all of an address from right to left
    CELL_PIECE,   // a marked node, or code, in the other direction
    CELL_OBJECT,  // the number of a note, a picture
    CELL_JOINER,  // not seen: ZWNJ, a mark of the foreign direction
    CELL_BREAK,   // the end of a line, the author's own isolates
};

struct mixed_cell {
    uint32_t c; // 0: a node
    enum cell_kind kind;
    struct node *node;
    uint32_t offset, end; // in its text: no file is larger
    uint32_t partner;     // of a bracket or quotation mark; else NO_CELL
    uint32_t number;      // index into numbers; else NO_CELL
    bool address;         // part of a web or mail address
    bool given;           // inside isolates or embeddings of the author's
};
#define NO_CELL UINT32_MAX

// Digits, with what stands between them, of which no part is another's.
struct mixed_number {
    size_t start, end; // cells
    bool european;     // 0-9; else ۰-۹ or ٠-٩, or mixed
    bool arabic_indic; // ٠-٩ in it
    bool as_written;   // telephone, account, ISO date: from left to right
    bool negative;     // a minus is at its start
    bool money;        // a sign of currency is in it
    size_t range;      // the hyphen or dash between its two halves; NO_CELL
    size_t percent;    // the sign behind it; NO_CELL
};

// How many cells of each sort stand before a cell.
struct mixed_tally {
    uint32_t native, foreign, european, other_digits, stops, breaks;
};

struct mixed_line {
    struct arena *arena; // of all this
    struct arena *nodes; // of what is made in the tree
    bool rtl;            // the paragraph's direction
    bool latin;   // foreign words go from left to right, and by its rules
    bool phrases; // foreign is another script than home, in one direction
    enum script home;
    struct str lang; // its language
    struct mixed_cell *cells;
    size_t count, capacity;
    struct mixed_tally *tallies; // count + 1 of them
    struct mixed_number *numbers;
    size_t number_count, number_capacity;
};

// The cells of a block, or of an inline with a direction of its own; what
// stands before the cells is given.
void direction_line(struct mixed_line *line, struct node *root);
// What nothing tells to be otherwise follows: addresses, pairs, numbers.
void direction_addresses(struct mixed_line *line);
void direction_pairs(struct mixed_line *line);
void direction_numbers(struct mixed_line *line);
void direction_tally(struct mixed_line *line);

static inline bool cell_is(const struct mixed_line *line, size_t at,
                           enum cell_kind kind)
{
    return at < line->count && line->cells[at].kind == kind;
}
static inline uint32_t cell_char(const struct mixed_line *line, size_t at)
{
    return at < line->count ? line->cells[at].c : 0;
}
static inline bool cell_is_word(const struct mixed_line *line, size_t at)
{
    return cell_is(line, at, CELL_FOREIGN) || cell_is(line, at, CELL_PIECE);
}

#endif
