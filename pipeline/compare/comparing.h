// SPDX-License-Identifier: MIT
// An edition and its original while they are compared. Private to the room.
#ifndef QALAM_COMPARING_H
#define QALAM_COMPARING_H

#include "compare/differences.h"

struct comparing {
    struct differences *differences;
    struct arena *arena; // scratch: theirs
    const struct edition_facts *original, *edition;
    struct edition_section *a,
        *b; // copies; sections without a partner may join others
    size_t a_count, b_count;
    size_t *partners; // of a
    size_t *answers;  // of b: the a whose partner it is, or SIZE_MAX
};

// Lengths as parts of the whole: Dari is longer than English. 0 to whole.
int comparing_length_cost(const struct comparing *comparing, size_t a, size_t b,
                          int whole);

// A thing of one side alone.
struct thing {
    enum message message;
    struct str what;
    struct place at, other; // where it is; where it is not, or near there
};
void comparing_report_only(const struct comparing *comparing, bool in_original,
                           struct thing thing);
void comparing_report_both(const struct comparing *comparing,
                           struct difference difference);

// Reports all in which two sections differ. differences.c.
void compare_section(const struct comparing *comparing,
                     const struct edition_section *a,
                     const struct edition_section *b);

#endif
