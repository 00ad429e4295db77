// SPDX-License-Identifier: MIT
// The list of contents and of figures, for long reports.
//
// Its pages come before the text whose pages it names: they are made and
// counted first, and filled when the text is set.
#ifndef QALAM_CONTENTS_H
#define QALAM_CONTENTS_H

#include "typeset/page/layout.h"
#include "languages/words.h"

struct contents_entry;
struct contents {
    struct contents_entry *entries;
    size_t count, capacity;
    size_t first_page, last_page;
    scaled text_top; // where a short list leaves the page to the text, or 0
    size_t tag;      // TAG_TOC
    struct lines title;
};

// Makes empty pages for what the brief's headings and captions will need.
void contents_reserve(struct layout *layout, struct contents *contents);
// Sets the entries with the pages that their destinations have got.
void contents_fill(struct layout *layout, struct contents *contents);

// What a figure's or table's place is called.
struct str contents_caption_destination(struct layout *layout, enum word word,
                                        size_t number);

#endif
