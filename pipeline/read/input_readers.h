// SPDX-License-Identifier: MIT
// The kinds of files that a brief is read from: one row a kind.
//
// A reader turns the bytes of a file into UTF-8 text, and knows the way back:
// editors are shown places of their file, not of our text.
#ifndef QALAM_INPUT_READERS_H
#define QALAM_INPUT_READERS_H

#include "model/context.h"
#include "read/interface/input_text.h"

// Where in the file a place of its text is: line and column, or for a kind that
// has no lines the number of the paragraph and a column in it. All from 1.
struct input_place {
    size_t number, column;
};

struct input_reader {
    const char *name; // as a person calls it: Markdown text
    // Whether a file of these bytes, called so, is of this kind.
    bool (*knows)(struct str bytes, const char *path);
    // False: an error was reported; the text is what there is of it, or empty.
    // All in context->arena.
    bool (*read)(struct str bytes, const struct context *context,
                 struct input_text *text);
};

// The first row that knows the file; the last knows all.
const struct input_reader *input_reader_of(struct str bytes, const char *path);

// The way back, by counting. offset may be the text's end.
struct input_place input_text_place(const struct input_text *text,
                                    size_t offset);

#endif
