// SPDX-License-Identifier: MIT
// What the mark of a note is wrapped in: <sup>7</sup>, [7], ^7^, (7), with
// emphasis, tags and spaces that say nothing.
#ifndef QALAM_NOTE_WRAPS_H
#define QALAM_NOTE_WRAPS_H

#include "base/str.h"

enum note_wrap {
    NOTE_RAISED,
    NOTE_BRACKETED,
    NOTE_DEFINING,
    NOTE_PLAIN,
};

#define NOTE_TAGS_MOST 4

// A wrap that was opened, and so how it closes.
struct note_wrapping {
    enum note_wrap wrap;
    struct str tags[NOTE_TAGS_MOST]; // elements, outermost first
    size_t tag_count;
    const char *closing; // of brackets and carets
    struct str emphasis; // within the tags
};

// What opens at *offset, moving past it: always something, as PLAIN is nothing
// at all.
void note_wrap_open(struct str text, size_t *offset,
                    struct note_wrapping *wrapping);
// Closes it at *offset, moving past it; a raised mark may have a stop or a
// bracket behind it: <sup>7)</sup>.
bool note_wrap_close(struct str text, size_t *offset,
                     const struct note_wrapping *wrapping);
// ** or the like at offset, before what wraps a mark; else empty.
struct str note_wrap_emphasis(struct str text, size_t offset);

#endif
