// SPDX-License-Identifier: MIT
// What the parts of the collect-notes filter share.
#ifndef QALAM_COLLECT_NOTES_H
#define QALAM_COLLECT_NOTES_H

#include "context.h"
#include "source.h"
#include "stretches.h"

struct collecting {
    struct source *source;
    const struct context *context;
    struct str text;
    struct blocks blocks;
    struct stretches stretches;
    const char *prefix; // of new labels; mostly empty
    struct str *labels; // of the notes that were made
    size_t label_count, label_capacity;
    size_t searches; // for the other half of what has no match
};

// Remembers the label of a definition that was made in place, so that it is
// put behind the text.
void add_collected(struct collecting *now, size_t label);

void report_collected(const struct collecting *now, size_t offset,
                      size_t count);

// Notes made by hand: <a href="#fn1">1</a> with <li id="fn1">: html_notes.c.
void collect_html_notes(struct collecting *now);

// Joins the halves of paragraphs that notes stand between, before the notes are
// taken away: rejoin.c. Where rejoin has run there are none. True: the text is
// another now.
bool rejoin_at_notes(struct source *source, const struct context *context);

#endif
