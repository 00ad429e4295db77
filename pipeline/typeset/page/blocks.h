// SPDX-License-Identifier: MIT
// Blocks become a vertical list: paragraphs, headings, lists, quotes, code,
// boxes.
#ifndef QALAM_BLOCKS_H
#define QALAM_BLOCKS_H

#include "typeset/page/inline_text.h"
#include "typeset/page/layout.h"
#include "languages/words.h"

// What holds where blocks are set. left and measure are the room that is
// left inside the vbox, which is `width` wide.
struct block_setting {
    scaled width, left, measure;
    enum direction direction;
    struct str lang;
    size_t tag;             // that new blocks belong to
    enum role role;         // of running text
    bool justified;         // else ragged, and not hyphenated
    bool on_grid;           // lines stand on the page's grid
    bool latin_notes;       // a wholly Latin paragraph is left to right (notes)
    scaled paragraph_space; // between paragraphs, in place of an indent
    int depth, insets;
    int numbers, bullets; // lists around of either kind
    size_t mark;   // bytes that a paragraph begins with and that hang already
    bool stays;    // what could float does not
    size_t ground; // of the box around
};

// Running text of the body in one column.
struct block_setting block_setting_body(const struct layout *layout);
// What holds inside a node: its own language and direction, else those around.
struct block_setting block_setting_of(struct block_setting around,
                                      const struct node *node);
// The same with less room at inline start (of its direction).
struct block_setting block_setting_inset(struct block_setting setting,
                                         scaled inset);

// node and its following siblings up to `end` (NULL: all).
void blocks_add(struct layout *layout, struct vlist *vlist,
                const struct block_setting *setting, const struct node *node,
                const struct node *end);
void block_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *node);

// ----- What the other parts of layout use -----

// One paragraph: its inlines in the role's style, broken at the measure.
struct paragraph_request {
    const struct node *node; // holds the inlines
    struct text_style style;
    enum direction direction;
    struct str lang;
    size_t tag;
    struct paragraph_style shape;
    scaled measure;
    bool ends_text;        // a bullet after its last word
    scaled picture_height; // that one may take; 0: all are as high as the line
    size_t skip;           // bytes of its text that stand elsewhere
};
struct lines block_set_paragraph(struct layout *layout,
                                 const struct paragraph_request *request);
// Each line a vbox. Widows and orphans are kept from.
void block_add_lines(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *setting,
                     const struct lines *lines, const struct style *style);

// A heading with its tag and bookmark, balanced.
struct lines block_set_heading(struct layout *layout,
                               const struct block_setting *setting,
                               const struct node *node,
                               const struct style *style);

// A section's heading as a vbox, its lines at `left`: the space above it and the
// height are whole lines together.
struct vbox *section_head_add(struct layout *layout, struct vlist *vlist,
                              const struct lines *lines, scaled left);

// Of the setting's role.
const struct style *block_style(const struct layout *layout,
                                const struct block_setting *setting);

// Of a paragraph of a note, in which a wholly Latin one is left to right.
enum direction block_note_direction(struct layout *layout,
                                    const struct node *node,
                                    enum direction around);

void lists_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *list);
// A table or figure that what is before it leads to: it does not float.
bool block_stays_in_place(struct layout *layout, const struct node *node);
// What floats is one vbox at the vertical list's end.
void table_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *table);
// More than ten rows or five columns, or wider than a column at its narrowest.
bool table_is_wide(struct layout *layout, const struct node *table);
void figure_add(struct layout *layout, struct vlist *vlist,
                const struct block_setting *setting, const struct node *figure);
// Can the picture be shown, for all that is known by now?
bool figure_shows(const struct layout *layout, const struct image *image);
bool figure_is_wide(const struct node *figure);
// ::: verse: its stanzas, line by line.
void verse_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *verse);
void code_add(struct layout *layout, struct vlist *vlist,
              const struct block_setting *setting, const struct node *code);
void terms_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *terms);
void box_add(struct layout *layout, struct vlist *vlist,
             const struct block_setting *setting, const struct node *box);
// A box of qalam's own: a label, and the blocks or the inlines of content.
void box_add_text(struct layout *layout, struct vlist *vlist,
                  const struct block_setting *setting, enum word label,
                  const struct node *content);
// The line that says what stands under it.
void box_add_label(struct layout *layout, struct vlist *vlist,
                   const struct block_setting *setting, enum word word);

#endif
