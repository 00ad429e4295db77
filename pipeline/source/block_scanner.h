// SPDX-License-Identifier: MIT
// What the files of the scan for blocks share (markdown_blocks.c,
// block_tree.c, block_starts.c): the blocks that are open, and a line that
// is matched with them.
#ifndef QALAM_BLOCK_SCANNER_H
#define QALAM_BLOCK_SCANNER_H

#include "source/markdown_blocks.h"
#include "source/markdown_html.h"

enum { CODE_INDENT = 4 };

struct block_node { // a block, and what tells whether a line goes on it
    struct block block;
    struct block_node *parent;
    struct block *moved; // of an outermost one: its place in the answer
    size_t held;         // blocks in it, definitions of links aside
    char mark;           // of a fence or list
    size_t count;        // bytes of a fence; lines that a table has yet
};

struct scanner {
    struct arena *arena;
    struct str text;
    unsigned rules;
    struct block_node **nodes; // in the order of the text
    size_t count, capacity;
    struct block_node **open; // the innermost last
    size_t open_count, open_capacity;
    struct block_line *lines;
    size_t line_count, line_capacity;
    size_t feed; // the next LF
    struct html_ends ends;
};

// A line that is matched with the open blocks.
struct passage {
    struct text_line line;
    struct line_cursor cursor; // behind the marks of containers
    size_t depth;              // open blocks that it goes on
    bool began; // one, so that those it does not go on are closed
    bool item;  // an item or note began on it
    bool done;  // its text has a place
};

static inline bool scanner_keeps_blank_lines(enum block_kind kind)
{
    return kind == BLOCK_CODE || kind == BLOCK_FENCE || kind == BLOCK_HTML;
}

static inline struct line_cursor
scanner_first_text(struct str text, const struct passage *passage)
{
    return line_skip_space(text, passage->cursor, passage->line.end, SIZE_MAX);
}

static inline struct block_node *
scanner_innermost(const struct scanner *scanner, size_t depth)
{
    return depth > 0 ? scanner->open[depth - 1] : NULL;
}

static inline bool scanner_is_kind(const struct block_node *node,
                                   enum block_kind kind)
{
    return node && node->block.kind == kind;
}

// ----- block_tree.c -----

// Adds a block that begins at `offset`, on the line of that number; it is not
// open.
struct block_node *scanner_add(struct scanner *scanner, enum block_kind kind,
                               struct block_node *parent, size_t offset,
                               size_t line);
// Where a block begins whose first line that is.
size_t scanner_block_start(const struct scanner *scanner,
                           const struct block_node *parent, size_t line);
// The line's text is the block's: it reaches as far, and so do those around.
void scanner_give_line(struct scanner *scanner, size_t number,
                       struct block_node *node);
// Takes definitions of links off the start of a paragraph, the last of nodes.
// False: nothing is left of it.
bool scanner_take_definitions(struct scanner *scanner,
                              struct block_node *paragraph);
void scanner_close_last(struct scanner *scanner);
void scanner_close_to(struct scanner *scanner, size_t depth);
// Begins a block where the line stands, and closes what it does not go on.
struct block_node *scanner_begin(struct scanner *scanner,
                                 struct passage *passage, enum block_kind kind);
// The text of the line is the node's, from `content` on.
void scanner_settle(struct scanner *scanner, struct passage *passage,
                    struct block_node *node, size_t content);
// A block that is one line.
struct block_node *scanner_begin_line(struct scanner *scanner,
                                      struct passage *passage,
                                      enum block_kind kind);

// ----- block_starts.c -----

// Is the line a term that a definition follows, right behind the definition
// before it? Then it does not go on that one's paragraph.
bool scanner_is_term(const struct scanner *scanner,
                     const struct passage *passage);
// Begins all blocks that begin on the line.
void scanner_begin_blocks(struct scanner *scanner, struct passage *passage);
// Closes a block of HTML that the line ends.
void scanner_end_html(struct scanner *scanner, struct block_node *node,
                      struct str rest);

#endif
