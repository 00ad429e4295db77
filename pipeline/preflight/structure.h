// SPDX-License-Identifier: MIT
// The structure tree (ISO 32000-1 14.7), read once for all who ask.
#ifndef QALAM_PREFLIGHT_STRUCTURE_H
#define QALAM_PREFLIGHT_STRUCTURE_H

#include "preflight/findings.h"

struct element {
    const struct cos *object;
    struct str type;              // as written
    struct str standard;          // what the role map makes of it, or empty
    struct str space;             // the namespace of the standard type
    const struct element *parent; // NULL: the root
    struct element **kids;
    size_t kid_count, kid_capacity;
    bool lang;                    // it or one above it has Lang
    bool content;                 // holds content itself
    int objects;                  // annotations that it holds
    const struct cos *annotation; // the last of them
};

void structure_read(struct check *check);
// NULL: there is none.
const struct element *structure_element(const struct check *check,
                                        const struct cos *object);
// What the parent tree has under a number: an element, or an array of them.
const struct cos *structure_of_key(struct check *check, double key);
bool structure_is(const struct element *element, const char *type);

// The kids and the parent that count: grouping elements are looked through.
struct elements {
    const struct element **items;
    size_t count, capacity;
};
struct elements structure_kids(struct arena *arena,
                               const struct element *element);
const struct element *structure_parent(const struct element *element);

void table_check(struct check *check, const struct element *table);
void element_check(struct check *check, const struct element *element);

// All in order.
struct elements structure_all(const struct check *check);
const struct cos *structure_root(const struct check *check);

#endif
