// SPDX-License-Identifier: MIT
// Notes that links lead to, as word processors and converters write them: what
// finding them (linked_notes.c) and writing them out (note_html.c) share.
#ifndef QALAM_LINKED_NOTES_H
#define QALAM_LINKED_NOTES_H

#include "base/buffer.h"
#include "collect-notes/collecting.h"
#include "source/html_tokens.h"

struct note_tag {
    size_t offset, end;
    struct str name; // empty: a comment, a declaration or the like
    bool closing;
    bool silent; // a comment, or a declaration such as <![if …]>
    struct str id, alias, href, lang, dir; // attributes; alias: name="…"
    struct str target;                     // of href="#…"
    size_t parent; // the element around it; SIZE_MAX: none
    // Of an opening tag: where the closing tag begins and ends. The same where
    // another element's end closes it.
    size_t inner_end, outer_end;
};

// <a href="#fn1">1</a> or [1](#fn1).
struct note_link {
    size_t offset, end; // with the <sup> or brackets around it
    struct str text, target;
    size_t tag;    // SIZE_MAX: Markdown
    size_t number; // of its text as a note's mark; 0: it is none
    size_t note;   // that it leads to; SIZE_MAX: none
};

struct linked_note {
    size_t offset, end; // all of it
    size_t element;     // its tag; SIZE_MAX: Markdown
    size_t text_offset, text_end;
    bool wanted;   // called, and apart from other things
    size_t label;  // 0: not collected
    size_t number; // of the mark that calls it
    size_t target_tag;
    struct str id;
};

struct linking {
    struct collecting *now;
    struct note_tag *tags;
    size_t tag_count, tag_capacity;
    struct note_link *links; // in the order of the text
    size_t link_count, link_capacity;
    struct linked_note *notes; // likewise
    size_t note_count, note_capacity;
};

// The first tag or link at or behind the offset.
size_t note_tag_from(const struct linking *linking, size_t offset);
size_t note_link_from(const struct linking *linking, size_t offset);

// The block that holds the byte before `end`; NULL: behind all.
const struct block *linked_note_block(const struct linking *linking,
                                      size_t end);

bool note_tag_is(const struct note_tag *tag, const char *const *names);
bool note_tag_has_name(const struct note_tag *tag, const char *name);

// Finds all tags and how they are nested, and all links to places of this text.
void note_tags_read(struct linking *linking);
void note_links_read(struct linking *linking);

// The note that holds this byte; SIZE_MAX: none.
size_t linked_note_at(const struct linking *linking, size_t offset);
// fn1, _ftn1, sdfootnote1sym, user-content-fn-1, cite_note-1
bool linked_note_id(struct str id);

// Is it a link from a note back to its call?
bool note_link_returns(const struct linking *linking,
                       const struct note_link *link);

// Finds notes in Markdown: linked_markdown.c.
void linked_markdown_find(struct linking *linking);
// In order, without those that are within another or the same.
void linked_notes_sort(struct linking *linking);

// Replaces links by references and takes the notes to where notes stand.
void linked_notes_write(struct linking *linking);

// What a note of HTML says, as Markdown: paragraphs four columns in, but for
// the first; lists and tables stay HTML.
void note_markdown(const struct linking *linking,
                   const struct linked_note *note, struct buffer *out);

#endif
