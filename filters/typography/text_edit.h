// SPDX-License-Identifier: MIT
// The characters of a text in one row, across emphasis, links and spans, so
// that a rule can see what stands on both sides of a mark; changes go back
// into the nodes.
//
// A row holds one block, or paragraphs that follow each other: a quotation may
// go on from one to the next. Notes called in the text stand in no row: a mark
// before and after a number of a note is a neighbour of the text.
#ifndef QALAM_TEXT_EDIT_H
#define QALAM_TEXT_EDIT_H

#include "base/characters.h"
#include "model/brief.h"

enum {
    TEXT_EDIT_PARAGRAPH = CHAR_PARAGRAPH_SEPARATOR, // between two paragraphs
    TEXT_EDIT_OBJECT = CHAR_OBJECT,                 // code or a picture
};

struct text_edit_item {
    // A character; ' ' for the end of a line of the source, U+2028 for a line
    // break, TEXT_EDIT_OBJECT, TEXT_EDIT_PARAGRAPH.
    uint32_t character;
    uint32_t part;   // index into parts
    uint32_t offset; // of its bytes in the part's text
    // Of an address, a DOI, a telephone number, an ISBN: no rule touches it.
    bool kept;
};
struct text_edit_part {
    struct node *node; // NODE_TEXT, or what a TEXT_EDIT_… stands for
    struct str lang;
};
struct text_edit {
    struct arena *arena;
    struct node *block; // the first
    struct str lang;    // that holds around it
    struct text_edit_item *items;
    size_t count, capacity;
    struct text_edit_part *parts;
    size_t part_count, part_capacity;
    struct str *changes; // an item's new text; bytes NULL: as it was
};

// Reads a block that holds inlines and, where it is a paragraph, those that
// follow it; answers the last block read. lang is what holds around it. The
// row may be used again and again; begin with an arena and nothing else.
struct node *text_edit_read(struct text_edit *row, struct node *block,
                            struct str lang);
void text_edit_change(struct text_edit *row, size_t item, struct str with);
// Takes an item out.
void text_edit_drop(struct text_edit *row, size_t item);
// Puts all changes into the nodes. The row is to be read anew after it.
void text_edit_apply(struct text_edit *row);

// The character before or after an item, leaving out what is not seen; 0 at
// the ends.
uint32_t text_edit_before(const struct text_edit *row, size_t item);
uint32_t text_edit_after(const struct text_edit *row, size_t item);
struct str text_edit_lang(const struct text_edit *row, size_t item);

// Spaces of any width, and the ends of lines and paragraphs, and 0.
bool text_edit_is_space(uint32_t character);

// Marks what no rule may touch (text_edit_kept.c). text_edit_read does it.
void text_edit_keep(struct text_edit *row);

#endif
