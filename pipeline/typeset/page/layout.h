// SPDX-License-Identifier: MIT
// What the parts of layout share while one brief becomes pages.
//
// A struct layout lives on the stack of typeset_brief; all that it points to
// is in its arenas, or borrowed (see typeset.h). Reading order is one counter
// for the whole book: tags and paragraphs are made in reading order, each
// takes the next number, and so keys rise as the text does.
#ifndef QALAM_LAYOUT_H
#define QALAM_LAYOUT_H

#include "model/brief_names.h"
#include "model/context.h"
#include "typeset/page/geometry.h"
#include "languages/language.h"
#include "typeset/page/pages.h"
#include "typeset/paragraph/divisions.h"
#include "typeset/paragraph/paragraph.h"
#include "typeset/page/vbox.h"
#include "typeset/paragraph/styles.h"

// Deeper blocks are set as if they stood at this depth: nothing is lost, and
// no input makes the program's stack deep.
#define LIMIT_BLOCK_DEPTH 32
// Insets grow no further than this many levels: half a column must remain.
#define LIMIT_INSET_DEPTH 4

struct note_state {
    bool called; // a line that is set for good refers to it
    bool built;
    size_t tag;             // TAG_NOTE
    size_t first_reference; // tag of its first reference
    struct vlist vlist;
};

struct reference_tag {
    size_t tag, note; // TAG_REFERENCE; index of the note
};

struct layout {
    struct arena *arena;
    struct arena *trials; // of what is only measured
    struct arena *drafts; // of paragraphs, lines, vboxes: gone with the layout
    struct diag *diag;
    struct diag *unheard; // takes what is said of text that is only measured
    const struct undrawn *undrawn; // or NULL
    const struct brief *brief;
    struct typesetter *typesetter;
    struct pages *pages;
    const struct print_lengths *print; // the theme's, of the direction
    struct look look;
    struct styles styles;
    struct geometry geometry;
    struct divisions divisions; // words that the brief lists
    struct str lang;
    enum direction direction;
    size_t document; // the tag of all
    uint64_t next_order;
    struct title_names names; // that no line of a title parts
    // Trying out how long a text is: no tags are made, no note is called.
    bool measuring;
    struct note_state *notes; // as brief->notes
    size_t *called;           // indices of notes called and not yet built
    size_t called_count, called_capacity;
    // What is called is only marked: its notes stand after the text.
    bool notes_wait;
    const struct node *section; // heading of the last one placed, or NULL
    const struct node *head_section; // that goes on at the page's top, or NULL
    const struct node *heading; // the last one that became a vbox, or NULL
    struct introductions *introductions; // of figures and tables
    struct reference_tag *references;    // in reading order
    size_t reference_count, reference_capacity;
    int heading_level;      // of the last heading, for tags
    size_t figures, tables; // captioned so far
    size_t grounds;         // boxes so far
    // The last paragraph of the text before the recommendations: ends in a
    // bullet. NULL where the text ends otherwise.
    const struct node *text_end;
};

// ----- Tags (tags.c) -----

// A tag that comes next in reading order under parent.
size_t tag_new(struct layout *layout, enum structure_role role, size_t parent);
// The same inside a paragraph being made.
size_t tag_in(struct layout *layout, enum structure_role role, size_t parent,
              const struct paragraph *paragraph);
struct structure_tag *tag_at(struct layout *layout, size_t tag);
// Notes lang and direction where they differ from what holds at the parent.
void tag_language(struct layout *layout, size_t tag, struct str lang,
                  enum direction direction);

// Where things go that pages do not point to.
struct arena *layout_drafts(const struct layout *layout);

// A paragraph that comes next in reading order; close it when its text is in.
struct paragraph *layout_paragraph_open(struct layout *layout, struct str lang,
                                        enum direction direction);
void layout_paragraph_close(struct layout *layout, struct paragraph *paragraph);

struct measuring {
    bool outer;
    uint64_t order;
    size_t figures, tables, grounds;
    struct arena *arena;
    struct diag *unheard;
};
// Between the two the layout's arena is one for trials: whatever is made in it
// is gone after layout_measuring_end, but for numbers. What shall stay is made
// in measuring.arena.
struct measuring layout_measuring_begin(struct layout *layout);
void layout_measuring_end(struct layout *layout, struct measuring measuring);

// STR_NONE where the brief does not list it.
size_t layout_note_index(const struct layout *layout, const struct note *note);

// tag: what stands there.
void layout_add_destination(struct layout *layout, struct str name, size_t page,
                            scaled x, scaled y, size_t tag);
// Areas and bookmarks that lead nowhere are taken away.
void layout_drop_broken_links(struct pages *pages);

#endif
