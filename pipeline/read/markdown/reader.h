// SPDX-License-Identifier: MIT
// What the files of read/ share: the reader, and fragments of text on their way
// through cmark.
//
// A fragment is a text that is parsed by itself: the body, a note, a title. The
// markup that cmark does not know is found in a fragment beforehand and
// replaced by markers, each an autolink that cmark carries through as one node:
//     word[^1] → word<qn:U+FFFE 0>
// U+FFFE cannot be in a text (read_decode sees to it), so no author can write
// a marker. An autolink keeps what the brackets did: it is punctuation to the
// rules of emphasis, binds closer than links, and starts no HTML block. Where
// cmark finds code the marker's own source text is put back.
#ifndef QALAM_READER_H
#define QALAM_READER_H

#include "model/brief.h"
#include "model/context.h"
#include "read/pictures/image.h"
#include "source/source.h"
#include "source/text_tables.h"
#include "text/clean.h"
#include "text/lines.h"

// ----- Fragments -----

// Bytes from `offset` of the fragment on stand in the source from `origin` on,
// up to the next segment.
struct fragment_segment {
    size_t offset, origin;
};

enum marker_kind {
    // Before a phrase, so that it begins no block; where an address ends.
    MARKER_GUARD,
    MARKER_NOTE,        // [^label]
    MARKER_INLINE_NOTE, // ^[text]
    MARKER_ADDRESS,     // a bare one that cmark would not find
    MARKER_SPAN_START,  // [ of [text]{lang=ps}
    MARKER_SPAN_END,    // ]{lang=ps}
    MARKER_ATTRIBUTES,  // {width=column} after a picture, link or code
    MARKER_PAIR_START,  // ~ of H~2~O, == of ==marked==
    MARKER_PAIR_END,
    MARKER_NO_BREAK,   // an escaped space within a script
    MARKER_TILDE,      // the first tilde of ~gone~
    MARKER_EXAMPLE,    // (@label) in a text: its number
    MARKER_VERSE,      // the bar before a line of verse
    MARKER_FORMULA,    // between dollars
    MARKER_LITERAL,    // HTML that nothing closes
    MARKER_LINE_END,   // of a title that keeps its lines
    MARKER_WIDE_TABLE, // the first byte of a line of too many dashes
    // Blocks:
    MARKER_DIVISION,   // a line ::: box
    MARKER_DRAWN_TABLE // of dashes or plus signs
};
// The lines of such a table, without the marks of what it stands in.
struct drawn_table {
    enum text_table_kind kind;
    size_t dashes; // the line that shows the columns
    struct str *lines;
    size_t count;
};
struct marker {
    enum marker_kind kind;
    size_t offset, count; // of the fragment's text
    struct str inside;    // label, note text, attributes, name of a box
    size_t partner;       // of an end: its start's number
    enum kind pair;       // what MARKER_PAIR_START begins
    bool display;         // of a formula
    // Of an inline note and a formula: what stands inside, without the marks
    // that the blocks around it begin their lines with.
    struct fragment *own;
    bool ends_block; // of MARKER_ATTRIBUTES: they can be the block's
    const struct drawn_table *table;
};

struct fragment {
    struct str text; // without markers
    struct fragment_segment *segments;
    size_t segment_count, segment_capacity;
    bool phrase;      // inlines only, else blocks
    bool keeps_lines; // a phrase whose line ends are the author's
    bool fixed;       // every place in it is `at`
    struct place at;
    size_t depth; // 0 for body and front matter, 1 for their notes, …
    struct marker *markers;
    size_t marker_count, marker_capacity;
    size_t *lines; // where each line that cmark counts begins in text
    size_t line_count, line_capacity;
};

// ----- The reader -----

struct definition { // of a note, before its text is parsed
    struct note *note;
    struct str key; // its label, folded; empty for an inline note
    struct fragment *fragment;
};

// What tags of HTML do to the tree, filled by read/html: this room knows none.
struct builder;
struct reader;
struct open;
struct html_reader {
    // Tags and text of raw HTML: a block's, or one inline tag.
    void (*feed)(struct builder *builder, struct str html);
    // What feed left open is being closed without its end tag.
    void (*unclosed)(struct builder *builder, struct open *open);
    // A table of HTML at its end: as many cells in each row, its alignments.
    void (*finish_table)(struct reader *reader, struct node *table);
};

struct reader {
    const struct source *source;
    const struct context *context;
    struct brief *brief;
    struct arena *arena;
    struct diag *diag;
    struct str text; // of the source
    struct definition *definitions;
    size_t definition_count, definition_capacity;
    struct definition **by_key; // sorted, the first of each key only
    size_t key_count;
    size_t parsed;           // definitions whose text is parsed
    bool deep;               // LIMIT_DEPTH was reported
    bool title_wrong;        // an error was reported for it
    bool in_title;           // what is read now is a title or subtitle
    size_t unknown_capacity; // of the metadata's unknown keys
    struct pictures pictures;
    const struct html_reader *html;
    size_t empty_cells; // made for what spans several
};

// A fragment that stands byte for byte at `offset` of the source.
struct fragment *fragment_of_source(struct reader *reader, size_t offset,
                                    size_t count);
// Where the byte at offset of the fragment stands in the source.
size_t fragment_origin(const struct fragment *fragment, size_t offset);
// Gives fragment, from its byte `at` on, the segments of [offset, offset +
// count) of another one.
void fragment_copy_segments(struct reader *reader, struct fragment *fragment,
                            size_t at, const struct fragment *from,
                            size_t offset, size_t count);
// The fragment's range [offset, offset + count) in the decoded file.
struct place fragment_place(const struct reader *reader,
                            const struct fragment *fragment, size_t offset,
                            size_t count);
void fragment_add_segment(struct reader *reader, struct fragment *fragment,
                          size_t offset, size_t origin);
// The place of a range of the source in the decoded file.
struct place reader_place(const struct reader *reader, size_t offset,
                          size_t count);

// ----- markup.c: what GFM does not know -----

// Fills the fragment's markers and answers the text for cmark, in the arena.
struct str markup_mark(struct reader *reader, struct fragment *fragment);

#define MARKER_CHARACTER "\xEF\xBF\xBE" // U+FFFE
// A tilde that stands alone, which cmark would take for half of a strike.
#define TILDE_CHARACTER "\xEF\xBF\xBF" // U+FFFF
// The number of the marker that `url` is, SIZE_MAX where it is none.
size_t markup_marker(const struct fragment *fragment, struct str url);
// A marker in HTML at the start of text: its length and number, or 0.
size_t markup_marker_token(const struct fragment *fragment, struct str text,
                           size_t *number);
// text with every marker in it turned back to what the author wrote.
struct str markup_restore(struct reader *reader,
                          const struct fragment *fragment, struct str text);

struct attribute {
    struct str key, value; // key "." for .name, "#" for #id, "-", "=" for =html
};
struct attributes {
    struct attribute *items;
    size_t count, capacity;
};
// Parses {…} at the start of text; answers its length with the braces, 0
// where there are none. attributes may be NULL.
size_t attributes_parse(struct arena *arena, struct str text,
                        struct attributes *attributes);
// Sets what holds for every node: lang, dir, #id; of spans .name, .sc and what
// pandoc writes (.underline); and takes what says nothing on paper or the web
// (.unnumbered). False: the node does not know it, and nothing was reported.
bool attribute_set(struct reader *reader, struct node *node,
                   struct attribute attribute, struct place at);

// ----- notes.c -----

// Finds the definitions of notes in a fragment, blanks them there, and those in
// the notes' own text.
void notes_collect(struct reader *reader, struct fragment *fragment);
void notes_sort(struct reader *reader);
// NULL where no note has that label.
struct note *notes_find(struct reader *reader, struct str label);
struct note *notes_add_inline(struct reader *reader,
                              const struct fragment *fragment,
                              const struct marker *marker);
// Parses the text of every note, also of those that this brings.
void notes_parse(struct reader *reader);
// Fills the brief's table of notes and each note's references.
void notes_finish(struct reader *reader);

// ----- markdown.c -----

// To be called once, before any thread.
void markdown_set_up(void);
// Parses a fragment into the children of root: PASSAGE or PHRASE.
void markdown_parse(struct reader *reader, struct fragment *fragment,
                    struct node *root);

// ----- shape.c: the tree after parsing -----

// Figures, captions and page breaks, which are paragraphs to cmark.
void shape_blocks(struct reader *reader, struct node *root);

// ----- picture_names.c -----

// Reports pictures that are none for a space in their name.
void picture_names_check(struct reader *reader, const struct node *root);

// ----- captions.c -----

// Paragraphs beside figures and tables that say they are captions become so,
// and each caption gets the number that it gives itself.
void captions_find(struct reader *reader, struct node *root);
// The one picture of a paragraph whose other lines are its caption: takes these
// out as a paragraph of their own. NULL: it is none such.
struct node *captions_split(struct reader *reader, struct node *paragraph,
                            struct node **attributes, struct node **caption);
// Such a paragraph becomes the figure's caption.
void captions_take(struct reader *reader, struct node *figure,
                   struct node *caption);
// The title's heading, and the levels of the others.
void shape_title(struct reader *reader);

// ----- marked_lists.c -----

// Does the list bring its own marks? O(list).
void marked_lists_shape(const struct reader *reader, struct node *list);

// ----- bidi.c -----

// Closes what is left open in every block, drops overrides from titles.
void bidi_balance(struct reader *reader);
void bidi_balance_root(struct reader *reader, struct node *root);

#endif
