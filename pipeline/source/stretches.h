// SPDX-License-Identifier: MIT
// A Markdown text cut into stretches: prose with its language, and the code,
// addresses, tags and labels whose letters no repair may touch.
//
// The stretches lie in the order of the text, without gaps or overlaps.
#ifndef QALAM_STRETCHES_H
#define QALAM_STRETCHES_H

#include "source/markdown_blocks.h"

enum stretch_kind {
    STRETCH_TEXT,
    STRETCH_CODE,  // spans, fences, indented code
    STRETCH_URL,   // link destinations, autolinks, bare addresses, paths
    STRETCH_TAG,   // of HTML
    STRETCH_LABEL, // [^label], with the brackets
};

struct stretch {
    size_t offset, end;
    enum stretch_kind kind;
    struct str lang;           // canonical; may be empty: not known
    const struct block *block; // NULL between blocks
};

struct stretches {
    struct stretch *items;
    size_t count;
};

// Languages come from `[text]{lang=ps}`, `lang=` of HTML tags, and the keys of
// a text in several languages in the front matter; else it is `lang`.
struct stretches stretches_scan(struct arena *arena, struct str text,
                                struct blocks blocks, struct str lang);

#endif
