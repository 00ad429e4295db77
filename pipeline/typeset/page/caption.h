// SPDX-License-Identifier: MIT
// Captions of figures and tables.
#ifndef QALAM_CAPTION_H
#define QALAM_CAPTION_H

#include "typeset/page/blocks.h"
#include "languages/words.h"

// "Figure 1." and the caption's own words; lines in ROLE_CAPTION.
struct lines caption_set(struct layout *layout,
                         const struct block_setting *setting,
                         const struct node *caption, enum word word,
                         size_t number, struct str credit, size_t tag,
                         scaled measure);

// Over the head of a table that goes on: Table 1, continued. Decoration.
struct lines caption_set_continued(struct layout *layout,
                                   const struct node *caption, size_t number,
                                   scaled measure);

#endif
