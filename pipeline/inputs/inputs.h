// SPDX-License-Identifier: MIT
// The briefs that a command line names: files, and what lies below folders.
#ifndef QALAM_INPUTS_H
#define QALAM_INPUTS_H

#include "inputs/input.h"
#include "series/series_set.h"

// How much content of inputs is held from where it was found to where it is
// built: the texts of some thousand briefs. Past that, an input is let go when
// its keys are known, and opened again in its turn, so that the memory of a
// build does not grow with the series.
enum { INPUTS_HELD_BYTES = 16 * 1024 * 1024 };

struct inputs {
    struct arena *arena;          // owns all of it
    struct input_options options; // to be set before collecting
    struct series_set *series;    // where series are read; to be set too
    // Of the series, in its order, canonical; none: no order is said. The
    // original of a set without a file that has no tag is in the first.
    const struct str *languages;
    size_t language_count;
    struct input **items; // each at its place for good
    size_t count, capacity;
};

// Each operand in its order, what is below a folder bytewise by path; a file
// named twice counts once. output_folder, where outputs go, is passed over
// (NULL: there is none). What cannot be read is an input all the same, so
// that it gets a message in its place. Each is opened for its keys.
void inputs_collect(struct inputs *inputs, char **operands, size_t count,
                    const char *output_folder);

// Those that a glob names (NULL: all): by their path below the folder that they
// were found in, or by their name, each with or without its ending. Borrows.
struct inputs inputs_chosen(const struct inputs *inputs, const char *glob);

// Lets go of what is held of their contents.
void inputs_release(const struct inputs *inputs);

// An input that was collected, opened as it is now, where nothing of it changed
// but its text: a file that can be read, of the same name, language and
// editions. Else NULL. In arena; its content is to be released.
struct input *inputs_look_again(const struct inputs *inputs,
                                const struct input *input, struct arena *arena);

// Two inputs of the same outputs, as indices; false where there are none.
bool inputs_collision(const struct inputs *inputs, unsigned formats,
                      size_t pair[2]);

// Whether one of the outputs in these formats, written below output_folder,
// would take the place of an input: *index says of which, *path is that output.
bool inputs_overwritten(const struct inputs *inputs, unsigned formats,
                        const char *output_folder, size_t *index,
                        const char **path);

#endif
