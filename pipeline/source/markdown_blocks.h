// SPDX-License-Identifier: MIT
// The blocks of a Markdown text, as cmark-gfm finds them, with their places in
// bytes: the one answer to what a line belongs to.
//
// cmark answers in a tree without the bytes; repair filters work on bytes, and
// the reader has to find notes and boxes before cmark sees the text. So this
// is CommonMark's block structure (0.29, with GFM's tables) over again, proven
// to be cmark-gfm's by tests/commonmark/blocks.c. Besides, it knows what is
// qalam's own: front matter, definitions of notes, the lines of boxes, and what
// is text for fear of what it would cost.
#ifndef QALAM_MARKDOWN_BLOCKS_H
#define QALAM_MARKDOWN_BLOCKS_H

#include "base/arena.h"
#include "source/markdown_lines.h"

enum block_kind {
    BLOCK_FRONT, // YAML with both fences
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, // ATX, or setext with its underline
    BLOCK_LIST,    // holds items; of definitions too, behind a paragraph
    BLOCK_CODE,    // indented
    BLOCK_FENCE,
    BLOCK_TABLE, // of bars; of dashes or plus signs (text_tables.h)
    BLOCK_QUOTE,
    BLOCK_BREAK, // thematic
    BLOCK_HTML,
    BLOCK_NOTE,      // [^label]: with its indented paragraphs
    BLOCK_REFERENCE, // [label]: address
    BLOCK_DIRECTIVE, // a line of :::
    BLOCK_ITEM,      // of a list
};

struct block {
    enum block_kind kind;
    size_t offset, end; // from its indent on, without the last line end
    bool open;          // code or HTML that nothing ends: the last block
    int level; // of a heading; the kind (1 to 7) of HTML, or that of a table
               // that is none of bars (enum text_table_kind); ':' of a list of
               // definitions
    size_t dashes; // of such a table: its line that shows the columns, from 0
    size_t text_offset, text_end;   // what a heading, note or paragraph says
    size_t label_offset, label_end; // of a note: between [^ and ]
    // Of the tree:
    const struct block *parent; // a list, item, quote or note; NULL: outermost
    size_t line;                // the number of its first, from 0
    size_t indent; // columns of an item's text from the block around it
};

struct block_line {
    struct text_line at;
    // Where the text of its block begins; before the indent of a line that
    // goes on a paragraph without the marks around it.
    size_t content;
    const struct block *block; // the innermost; NULL: between blocks
};

// Blocks lie in the order of the text. `items` are the outermost ones: a list
// is one block with all that is in it. They do not overlap; between them are
// blank lines only.
struct blocks {
    struct block *items;
    size_t count;
    struct block_line *lines;
    size_t line_count;
};

// What is looked for besides CommonMark and tables.
enum block_rules {
    BLOCKS_PLAIN = 0,
    BLOCKS_FRONT_MATTER = 1,
    BLOCKS_NOTES = 2,
    BLOCKS_BOXES = 4,
    BLOCKS_LIMITED = 8, // HTML without an end and tables too wide are text
    BLOCKS_PANDOC = 16, // its tables, definitions, lists with (@) and #.
    // A repair leaves alone what an open comment hides from other programs;
    // the reader prints it. Front matter is off a fragment of a brief.
    BLOCKS_OF_BRIEF =
        BLOCKS_FRONT_MATTER | BLOCKS_NOTES | BLOCKS_BOXES | BLOCKS_PANDOC,
    BLOCKS_OF_FRAGMENT =
        BLOCKS_NOTES | BLOCKS_BOXES | BLOCKS_LIMITED | BLOCKS_PANDOC,
    BLOCKS_OF_MARKING = BLOCKS_BOXES | BLOCKS_LIMITED | BLOCKS_PANDOC,
};
struct blocks blocks_scan_by(struct arena *arena, struct str text,
                             unsigned rules);
struct blocks blocks_scan(struct arena *arena, struct str text); // of a brief

// The number of the line at offset, from 0.
size_t blocks_line_at(const struct blocks *blocks, size_t offset);
// Where the text of the line at offset begins: behind the marks and indents of
// what it stands in; offset itself where that is behind them.
size_t blocks_content(const struct blocks *blocks, struct str text,
                      size_t offset);
// The item of the list, an outermost block, that begins on the line of that
// number; NULL where none does.
const struct block *blocks_item_on(const struct blocks *blocks, size_t line,
                                   const struct block *list);
// Where, in a line, the text begins that stands inside the block (a quote,
// item or note): behind its marks or indent, and those of what it stands in.
// Marks that a line does without are none.
size_t blocks_inside(struct str text, const struct block_line *line,
                     const struct block *block);
// The same before the marks of the block itself.
size_t blocks_before(struct str text, const struct block_line *line,
                     const struct block *block);

// Where a block can be put behind the others: the end of the text, or before
// a block that would swallow it.
size_t blocks_end(struct str text, struct blocks blocks);

struct str block_str(struct str text, const struct block *block);
struct str block_text(struct str text, const struct block *block);

#endif
