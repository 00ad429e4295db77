// SPDX-License-Identifier: MIT
// What the files that mark a fragment share: markup.c marks what stands in a
// line, markup_blocks.c what begins one and what a block is.
#ifndef QALAM_MARKUP_PARTS_H
#define QALAM_MARKUP_PARTS_H

#include "base/buffer.h"
#include "read/markdown/inline_marks.h"
#include "read/markdown/reader.h"
#include "source/markdown_blocks.h"
#include "source/markdown_html.h"

struct bracket { // a [ and where its ] is, STR_NONE where it has none
    size_t open, close;
};

struct brackets {
    struct arena *arena;
    struct bracket *items;
    size_t count, capacity;
    size_t *waiting; // indexes of those that are open
    size_t waiting_count, waiting_capacity;
};

struct marking {
    struct reader *reader;
    struct fragment *fragment;
    struct str text;
    struct buffer out;
    size_t done; // bytes of text that are in out
    struct brackets brackets;
    size_t next_bracket; // the first that opens at or after the position
    // Ends of spans whose start is marked, the innermost last.
    struct {
        size_t close, marker;
    } * spans;
    size_t span_count, span_capacity;
    struct blocks blocks;          // none of a phrase
    size_t block_start, block_end; // of the block at the position
    // The attributes that are the block's own, with the space before them.
    size_t braces_start, braces, braces_end;
    struct inline_marks pairs;
    struct html_ends in_text, in_block;
};

// Copies up to offset, and keeps where each line that cmark will count begins:
// line ends within a marker are none to cmark.
void markup_copy_to(struct marking *marking, size_t offset);
// Puts a marker in the place of count bytes at offset; answers its number.
size_t markup_put(struct marking *marking, struct marker marker);
// Pairs the brackets within the text of one block: no markup reaches from one
// to another.
void markup_match_brackets(struct brackets *brackets, struct str text,
                           size_t from, size_t to);
// HTML at i that nothing ends before the limit; the offset behind it, or i.
size_t markup_unended(struct marking *marking, size_t i, struct html_ends *ends,
                      size_t limit);
// Marks what stands in [i, end).
void markup_inlines(struct marking *marking, size_t i, size_t end);

// ----- markup_blocks.c -----

// Marks the blocks of the fragment, and what stands in them.
void markup_blocks(struct marking *marking, struct arena *scratch);

#endif
