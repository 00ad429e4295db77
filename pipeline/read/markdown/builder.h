// SPDX-License-Identifier: MIT
// Builds a tree from a stream of events: a stack of what is open.
//
// Events come from three sides: cmark's containers, HTML tags, and qalam's own
// boxes and spans. What one side opened no other may close: a cmark container
// that ends closes what HTML left open in it, with a message.
#ifndef QALAM_BUILDER_H
#define QALAM_BUILDER_H

#include "read/markdown/reader.h"

enum opener {
    OPENED_BY_MARKDOWN,
    OPENED_BY_HTML,
    OPENED_BY_BOX,  // ::: box
    OPENED_BY_SPAN, // [text]{…}
    OPENED_BY_TEXT  // a paragraph around HTML's bare text
};

struct open {
    enum opener by;
    struct node *node;   // NULL: its children go to the parent
    struct node *inside; // where children go
    struct str name;     // of the tag or box, as written
    const void *tag;     // of HTML
    size_t marker;       // of a span
    struct place at;
    size_t start; // in the fragment, of what Markdown's inlines begin with
    bool hidden;  // node is not in the tree: what it holds is left out
};

struct builder {
    struct reader *reader;
    struct fragment *fragment;
    struct node *root;
    struct open *open;
    size_t open_count, open_capacity;
    size_t cursor; // in the fragment: after the text that was found last
    size_t limit;  // end of the present block
    size_t hidden; // how many of the open things are outside the tree
};

// The node that children go to now, and what it holds.
struct node *builder_inside(const struct builder *builder);
enum holds builder_holds(const struct builder *builder);

// Opens a node, which is appended; where open.node is NULL, or it would stand
// deeper than LIMIT_DEPTH, its children go to the parent.
void builder_push(struct builder *builder, struct open open);
void builder_report_depth(struct builder *builder, struct place at);
// Puts its children in the place of a node.
void builder_unwrap(struct node *node);
// Closes all from number `index` on.
void builder_close(struct builder *builder, size_t index);
// The innermost open thing of that side, above all that cmark opened;
// SIZE_MAX where there is none.
size_t builder_find(const struct builder *builder, enum opener by,
                    const void *tag);

// Makes room for a block, or for inlines, closing and opening what HTML leaves
// unsaid. False: a block cannot stand here.
bool builder_want_blocks(struct builder *builder);
void builder_want_inlines(struct builder *builder);

// A break after what stands before it in the line, if anything does.
void builder_break(struct builder *builder, struct place at);

// Text at the end of what is open.
void builder_text(struct builder *builder, struct str text, struct place at);
void builder_line_break(struct builder *builder, struct place at);

// Where `text` is found next in the fragment, as far as it stands there byte
// for byte, and moves the cursor past it; the line of the cursor where it is
// not found nearby.
struct place builder_locate(struct builder *builder, struct str text);
struct place builder_here(const struct builder *builder); // a point
// Moves the cursor over up to `most` bytes of `bytes`, if they stand there.
size_t builder_skip(struct builder *builder, const char *bytes, size_t most);

// Makes one node of each run of texts.
void builder_join_texts(struct reader *reader, struct node *root);

// Marker number `number`, wherever it was met.
// Calls the note of this marker, where it is one's and there is that note; where
// there is not, that is told, and what was written is answered.
void markup_call_note(struct builder *builder, size_t number);
struct str markup_missing_note(struct builder *builder, size_t number);
void markup_event(struct builder *builder, size_t number);
// A formula of that source; what was typed, where it cannot be read.
void markup_formula(struct builder *builder, struct str source, bool display,
                    struct str typed, struct place at);

// Text of a raw block or inline of pandoc, as its format has it: HTML is read,
// a page's end in TeX is one, other formats are left out and reported.
void markup_raw(struct builder *builder, struct str format, struct str text,
                struct place at);
// The format of a block's {=html}, or the empty str.
struct str markup_raw_format(struct arena *arena, struct str info);

// A line of ::: in the place of its marker. See boxes.c.
void markup_division(struct builder *builder, const struct marker *marker,
                     struct place at);
// What the author wrote for a marker, and an attribute.
struct str markup_source(const struct builder *builder,
                         const struct marker *marker);
struct str markup_attribute_text(struct arena *arena,
                                 struct attribute attribute);
struct place markup_attribute_place(const struct builder *builder,
                                    struct attribute attribute);

// A name of ::: and of class=; false where it is none.
bool markup_box_named(struct str name, enum box_kind *kind);

// The table of a MARKER_DRAWN_TABLE. See drawn_tables.c.
void drawn_table_event(struct builder *builder, const struct marker *marker,
                       struct place at);

// Puts a figure in the place of a code block ```chart that makes a chart; else
// it stays and what is wrong is reported. See chart.c.
void chart_read(struct builder *builder, struct node *code);

// Safe to link to? Cleans and answers the URL, or the empty str.
struct str link_check(struct reader *reader, struct str url, struct place at);

#endif
