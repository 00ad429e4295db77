// SPDX-License-Identifier: MIT
// How much of anything one brief may hold. Passing a limit is a message.
#ifndef QALAM_BRIEF_LIMITS_H
#define QALAM_BRIEF_LIMITS_H

enum {
    // Lists, quotes, boxes and spans inside each other. Later stages recurse
    // over the tree, and no page has room for more indents.
    LIMIT_DEPTH = 40,
    // Maps and lists inside each other in front matter: the schema needs 4.
    LIMIT_FRONT_DEPTH = 12,
    // Entries of one map or list in front matter.
    LIMIT_FRONT_ENTRIES = 1000,
    // Notes written inside notes, ^[as ^[here]]; each level is read again.
    LIMIT_NOTE_DEPTH = 3,
    // Bytes of a note's label, as CommonMark has it for link labels.
    LIMIT_LABEL = 999,
    // Bytes between the braces of {lang=ps .name}.
    LIMIT_ATTRIBUTES = 1000,
    // How far ahead the text of a node is looked for in the source.
    LIMIT_SEARCH = 4096,
    // Columns of a table: cmark-gfm fills each short row up to this width.
    LIMIT_COLUMNS = 200,
    // Columns or rows that a cell of HTML takes, and the empty cells that are
    // made for them in one file.
    LIMIT_SPAN = 100,
    LIMIT_EMPTY_CELLS = 20000,
};

// A picture's file, and its pixels once it is unpacked: A4 in 600 dpi has 35
// million. 60000 x 60000 of one colour fit into 100 bytes of PNG.
#define LIMIT_IMAGE_BYTES ((size_t)64 << 20)
#define LIMIT_IMAGE_PIXELS ((uint64_t)100000000)

#endif
