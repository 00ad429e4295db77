// SPDX-License-Identifier: MIT
// What an output is made from: a list of named things, each with its hash.
//
// Two builds of one list give the same bytes, so the hash of the list is the
// key of the output; and where two lists differ, their names say why a brief
// was built again. A list is sorted, so that its text does not depend on the
// order in which things were met.
#ifndef QALAM_DEPENDENCIES_H
#define QALAM_DEPENDENCIES_H

#include "base/buffer.h"
#include "base/hash.h"

// In the order in which a reason is looked for: what is said of a brief is the
// first that differs.
enum dependency_kind {
    DEPENDENCY_SOURCE,   // the brief's own bytes
    DEPENDENCY_PICTURE,  // a file that it names, by its path as written
    DEPENDENCY_LINK,     // a brief that it links to, by its path as written
    DEPENDENCY_SETTING,  // a key of series.yaml that it does not set itself
    DEPENDENCY_KEYS,     // which keys series.yaml has
    DEPENDENCY_EDITIONS, // which editions it has, and where they stand
    DEPENDENCY_OPTION,   // of the command line
    DEPENDENCY_THEME,    // a file of the theme's folder
    DEPENDENCY_FACE,     // a font file
    DEPENDENCY_PROGRAM,  // qalam itself, its libraries, its patterns
    DEPENDENCY_KIND_COUNT
};

struct dependency {
    enum dependency_kind kind;
    struct str name;
    struct hash hash;
};
struct dependencies {
    struct arena *arena; // owns items and names
    struct dependency *items;
    size_t count, capacity;
};

// Copies name. One that is there already with another hash stays beside it:
// then the thing changed while it was used, and no later list will be equal.
void dependencies_add(struct dependencies *dependencies,
                      enum dependency_kind kind, struct str name,
                      struct hash hash);
void dependencies_add_bytes(struct dependencies *dependencies,
                            enum dependency_kind kind, struct str name,
                            struct str bytes);
void dependencies_add_all(struct dependencies *dependencies,
                          const struct dependencies *more);
void dependencies_sort(
    struct dependencies *dependencies); // and takes out what is twice

struct hash
dependencies_key(const struct dependencies *dependencies); // of a sorted list

// A line each: `picture 0123… a/b.png`. Names have no line ends: they are
// escaped. Reading takes only what writing gives; false: the text is damaged.
void dependencies_write(const struct dependencies *dependencies,
                        struct buffer *text);
bool dependencies_read(struct dependencies *dependencies, struct str text);

// Known only once the brief has been read.
bool dependency_is_found_out(const struct dependency *dependency);

// The first dependency of `now` that differs from `before`, by kind; or one
// that `before` had and `now` has not. NULL: they are equal. Both sorted.
// Borrowed.
const struct dependency *
dependencies_difference(const struct dependencies *now,
                        const struct dependencies *before);
// What is said of it: ‘its text changed’. In arena.
struct str dependency_reason(struct arena *arena,
                             const struct dependency *dependency);

#endif
