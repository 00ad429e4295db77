// SPDX-License-Identifier: MIT
// A Markdown text cut into spans: text with its language, and the code,
// addresses, tags and labels whose letters no repair may touch.
//
// The spans lie in the order of the text, without gaps or overlaps.
#ifndef QALAM_LANG_SPANS_H
#define QALAM_LANG_SPANS_H

#include "source/markdown_blocks.h"

enum lang_span_kind {
    LANG_SPAN_TEXT,
    LANG_SPAN_CODE,  // spans, fences, indented code
    LANG_SPAN_URL,   // link destinations, autolinks, bare addresses, paths
    LANG_SPAN_TAG,   // of HTML
    LANG_SPAN_LABEL, // [^label], with the brackets
};

struct lang_span {
    size_t offset, end;
    enum lang_span_kind kind;
    struct str lang;           // canonical; may be empty: not known
    const struct block *block; // NULL between blocks
};

struct lang_spans {
    struct lang_span *items;
    size_t count;
};

// Languages come from `[text]{lang=ps}`, `lang=` of HTML tags, and the keys of
// a text in several languages in the front matter; else it is `lang`.
struct lang_spans lang_spans_scan(struct arena *arena, struct str text,
                                  struct blocks blocks, struct str lang);

#endif
