// SPDX-License-Identifier: MIT
// What the parts of the collect-notes filter share.
#ifndef QALAM_COLLECTING_H
#define QALAM_COLLECTING_H

#include "base/buffer.h"
#include "model/context.h"
#include "source/old_notes.h"
#include "source/source.h"
#include "source/lang_spans.h"

struct collecting {
    struct source *source;
    const struct context *context;
    struct str text;
    struct blocks blocks;
    struct lang_spans spans;
    const char *prefix; // of new labels; mostly empty
    struct str *labels; // of the notes that were made
    size_t label_count, label_capacity;
    size_t last_label;
    size_t searches; // for the other half of what has no match
};

// A hostile text has many marks and notes without the other half: a message
// each, but the search for it stops.
#define SEARCHES_MOST 500

// "line 12, ‘7 Baker, in his …’": where the other half may stand.
struct str collecting_place(const struct collecting *now, size_t offset,
                            size_t end);

// Remembers the label of a definition that was made in place, so that it is
// put behind the text.
void collecting_add(struct collecting *now, size_t label);

void collecting_report(const struct collecting *now, size_t offset,
                       size_t count);

// Tells of a block behind the last note that may belong to it, where nothing
// but text comes behind it.
void collecting_report_behind(const struct collecting *now, size_t block);

// "7 text" becomes "[^7]: text"; further lines are indented, so that no line
// of a note can be taken for the start of another block.
void collecting_define(struct collecting *now, const struct old_note *note);

// A number in the digits of the text that it stood in.
void collecting_add_number(struct buffer *out, size_t number, struct str like);

// The number of the next label that is free.
size_t collecting_next_label(const struct collecting *now);

// Notes that links lead to: <a href="#fn1">1</a> with <li id="fn1">:
// linked_notes.c.
void linked_notes_collect(struct collecting *now);

#endif
