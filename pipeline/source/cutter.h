// SPDX-License-Identifier: MIT
// What lang_spans.c and lang_spans_text.c share: the cuts and marked languages
// that are found in a text before they are put together.
#ifndef QALAM_CUTTER_H
#define QALAM_CUTTER_H

#include "source/html_tokens.h"
#include "source/lang_spans.h"

// Marked languages inside each other; deeper ones keep the outer language.
#define LANG_DEPTH 16

struct cut { // a span that is no text
    size_t offset, end;
    enum lang_span_kind kind;
};

struct event { // a language begins or ends
    size_t offset;
    bool begins;
    struct str lang;
};

struct open_tag {
    struct str name, lang;
    size_t offset, depth; // of tags with that name inside it
    bool within_block;    // opened in a paragraph: ends with it
};

struct cutter {
    struct arena *arena;
    struct str text;
    struct cut *cuts;
    size_t cut_count, cut_capacity;
    struct event *events;
    size_t event_count, event_capacity;
    struct open_tag tags[LANG_DEPTH];
    size_t tag_count;
    size_t *brackets; // offsets of [ that are open in this block
    size_t bracket_count, bracket_capacity;
    struct html_tokens html;   // of the text being looked at
    struct str tag, canonical; // the last language that was looked up
};

// Nothing where the range is empty.
void cutter_cut(struct cutter *cutter, size_t offset, size_t end,
                enum lang_span_kind kind);
void cutter_lang(struct cutter *cutter, size_t offset, size_t end,
                 struct str lang);

// Finds code spans, addresses, tags, labels and languages in [from, to).
// within_block: languages of tags that are open at `to` end there.
void cutter_prose(struct cutter *cutter, size_t from, size_t to,
                  bool within_block);
// Cuts the address of a link at offset; answers where it ends.
size_t cutter_destination(struct cutter *cutter, size_t offset, size_t to);

// The byte at offset, NUL past the end; the end of a name of ASCII letters,
// digits, hyphens and underlines.
char cutter_byte(struct str text, size_t offset);
size_t cutter_name_end(struct str text, size_t offset);

#endif
