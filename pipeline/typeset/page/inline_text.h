// SPDX-License-Identifier: MIT
// The inlines of a node become the text of a paragraph.
#ifndef QALAM_INLINE_TEXT_H
#define QALAM_INLINE_TEXT_H

#include "typeset/page/layout.h"
#include "typeset/page/line_picture.h"

struct inline_setting {
    struct text_style style;
    struct str lang;          // that holds around the text
    enum direction direction; // never INHERIT
    size_t tag;               // that the text belongs to
    struct picture_room pictures;
    size_t skip; // bytes of text that are written elsewhere: an item's own mark
    size_t most; // no more bytes than these, where it is not 0
};

// Everything under holder, in order: marks, links, languages, references.
void inline_write(struct layout *layout, struct paragraph *paragraph,
                  const struct node *holder,
                  const struct inline_setting *setting);
// A whole text or phrase of the metadata: the blocks of a passage run on, with
// a space between them.
void inline_write_text(struct layout *layout, struct paragraph *paragraph,
                       const struct text *text,
                       const struct inline_setting *setting);
// Words that qalam prints itself.
void inline_write_words(struct paragraph *paragraph, struct str words,
                        const struct inline_setting *setting);
// An address: sans, left to right, never hyphenated; leads to itself where
// url is given.
void inline_write_address(struct layout *layout, struct paragraph *paragraph,
                          struct str shown, struct str url,
                          const struct inline_setting *setting);

// What a link to the note and back is called.
struct str inline_note_destination(struct layout *layout,
                                   const struct note *note);
struct str inline_reference_destination(struct layout *layout,
                                        const struct note *note,
                                        size_t occurrence);

// The paragraph's direction and language: its own, else those around.
enum direction inline_block_direction(const struct node *node,
                                      enum direction around);
struct str inline_block_lang(const struct node *node, struct str around);

#endif
