// SPDX-License-Identifier: MIT
// The blocks of a Markdown text, found line by line, for the repair filters.
//
// A repair filter works on bytes, so it needs to know where paragraphs,
// headings and code stand and nothing finer; the reader, later, decides what
// they mean. Blocks are the outermost ones: a list is one block with all of
// its items. They lie in the order of the text and do not overlap; between
// them are blank lines only. Line ends are LF.
#ifndef QALAM_SOURCE_BLOCKS_H
#define QALAM_SOURCE_BLOCKS_H

#include "base/arena.h"
#include "base/str.h"

enum block_kind {
    BLOCK_FRONT, // YAML with both fences
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, // ATX, or setext with its underline
    BLOCK_LIST,
    BLOCK_CODE, // indented
    BLOCK_FENCE,
    BLOCK_TABLE,
    BLOCK_QUOTE,
    BLOCK_BREAK, // thematic
    BLOCK_HTML,
    BLOCK_NOTE,      // [^label]: with its indented paragraphs
    BLOCK_REFERENCE, // [label]: address
    BLOCK_DIRECTIVE, // a line of :::
};

struct block {
    enum block_kind kind;
    size_t offset, end; // without the last line end
    bool open;          // code or HTML that nothing ends: the last block
    int level;          // of a heading
    size_t text_offset, text_end;   // what a heading, note or paragraph says
    size_t label_offset, label_end; // of a note: between [^ and ]
};

struct blocks {
    struct block *items;
    size_t count;
};
struct blocks blocks_scan(struct arena *arena, struct str text);

// Where a block can be put behind the others: the end of the text, or before
// a block that would swallow it.
size_t end_of_blocks(struct str text, struct blocks blocks);

struct str block_str(struct str text, const struct block *block);
struct str block_text(struct str text, const struct block *block);

// The end of the line at offset: of its LF, or of the text.
size_t line_end(struct str text, size_t offset);
// The bytes from offset to the first that is no space or tab.
size_t line_indent(struct str text, size_t offset);
// The bytes of a list marker and one space after it at offset; 0 where none.
size_t list_marker(struct str text, size_t offset);

#endif
