// SPDX-License-Identifier: MIT
// The characters of a text in one row, across emphasis, links and spans, so
// that a rule can see what stands on both sides of a mark; changes go back
// into the nodes.
//
// A row holds one block, or paragraphs that follow each other: a quotation may
// go on from one to the next. Notes called in the text stand in no row: a mark
// before and after a number of a note is a neighbour of the text.
#ifndef QALAM_RUNNING_TEXT_H
#define QALAM_RUNNING_TEXT_H

#include "base/characters.h"
#include "model/brief.h"

enum {
    RUNNING_PARAGRAPH = CHAR_PARAGRAPH_SEPARATOR, // between two paragraphs
    RUNNING_OBJECT = CHAR_OBJECT,                 // code or a picture
};

struct running_item {
    // A character; ' ' for the end of a line of the source, U+2028 for a line
    // break, RUNNING_OBJECT, RUNNING_PARAGRAPH.
    uint32_t character;
    uint32_t part;   // index into parts
    uint32_t offset; // of its bytes in the part's text
    // Of an address, a DOI, a telephone number, an ISBN: no rule touches it.
    bool kept;
};
struct running_part {
    struct node *node; // NODE_TEXT, or what a RUNNING_… stands for
    struct str lang;
};
struct running {
    struct arena *arena;
    struct node *block; // the first
    struct str lang;    // that holds around it
    struct running_item *items;
    size_t count, capacity;
    struct running_part *parts;
    size_t part_count, part_capacity;
    struct str *changes; // an item's new text; bytes NULL: as it was
};

// Reads a block that holds inlines and, where it is a paragraph, those that
// follow it; answers the last block read. lang is what holds around it. The
// row may be used again and again; begin with an arena and nothing else.
struct node *running_read(struct running *row, struct node *block,
                          struct str lang);
void running_change(struct running *row, size_t item, struct str with);
// Takes an item out.
void running_drop(struct running *row, size_t item);
// Puts all changes into the nodes. The row is to be read anew after it.
void running_apply(struct running *row);

// The character before or after an item, leaving out what is not seen; 0 at
// the ends.
uint32_t running_before(const struct running *row, size_t item);
uint32_t running_after(const struct running *row, size_t item);
struct str running_lang(const struct running *row, size_t item);

// Spaces of any width, and the ends of lines and paragraphs, and 0.
bool running_is_space(uint32_t character);

// Marks what no rule may touch (running_kept.c). running_read does it.
void running_keep(struct running *row);

#endif
