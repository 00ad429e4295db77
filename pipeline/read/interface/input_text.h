// SPDX-License-Identifier: MIT
// The interface of a reader: what it gives back for the bytes of a file.
//
// It has a room of its own, so that the folder of a reader may use it and be
// used by the table, ../input_readers.c.
#ifndef QALAM_INPUT_TEXT_H
#define QALAM_INPUT_TEXT_H

#include "base/str.h"

// The text that a reader made. Where paragraphs of the file begin in it, by
// offset, is in `paragraphs`; none of them: its lines are those of the file.
struct input_text {
    struct str text; // UTF-8, valid, line ends as they were
    const size_t *paragraphs;
    size_t paragraph_count;
};

#endif
