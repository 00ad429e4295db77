// SPDX-License-Identifier: MIT
// What an output is made from: a list of named things, each with its hash.
//
// Two builds of one list give the same bytes, so the hash of the list is the
// key of the output; and where two lists differ, their names say why a brief
// was built again. A list is sorted, so that its text does not depend on the
// order in which things were met.
#ifndef QALAM_INPUTS_H
#define QALAM_INPUTS_H

#include "base/buffer.h"
#include "base/hash.h"

// In the order in which a reason is looked for: what is said of a brief is the
// first that differs.
enum input_kind {
    INPUT_SOURCE,   // the brief's own bytes
    INPUT_PICTURE,  // a file that it names, by its path as written
    INPUT_SETTING,  // a key of series.yaml that it does not set itself
    INPUT_KEYS,     // which keys series.yaml has
    INPUT_EDITIONS, // which editions it has, and where they stand
    INPUT_OPTION,   // of the command line
    INPUT_THEME,    // a file of the theme's folder
    INPUT_FACE,     // a font file
    INPUT_PROGRAM,  // qalam itself, its libraries, its patterns
    INPUT_KIND_COUNT
};

struct input {
    enum input_kind kind;
    struct str name;
    struct hash hash;
};
struct inputs {
    struct arena *arena; // owns items and names
    struct input *items;
    size_t count, capacity;
};

// Copies name. One that is there already with another hash stays beside it:
// then the thing changed while it was used, and no later list will be equal.
void inputs_add(struct inputs *inputs, enum input_kind kind, struct str name,
                struct hash hash);
void inputs_add_bytes(struct inputs *inputs, enum input_kind kind,
                      struct str name, struct str bytes);
void inputs_add_all(struct inputs *inputs, const struct inputs *more);
void inputs_sort(struct inputs *inputs); // and takes out what is twice

struct hash inputs_key(const struct inputs *inputs); // of a sorted list

// A line an input: `picture 0123… a/b.png`. Names have no line ends: they are
// escaped. Reading takes only what writing gives; false: the text is damaged.
void inputs_write(const struct inputs *inputs, struct buffer *text);
bool inputs_read(struct inputs *inputs, struct str text);

// Known only once the brief has been read.
bool input_is_found_out(const struct input *input);

// The first input of `now` that differs from `before`, by kind; or one that
// `before` had and `now` has not. NULL: they are equal. Both sorted. Borrowed.
const struct input *inputs_difference(const struct inputs *now,
                                      const struct inputs *before);
// What is said of it: ‘its text changed’. In arena.
struct str input_reason(struct arena *arena, const struct input *input);

#endif
