// SPDX-License-Identifier: MIT
// What a theme says in numbers of the printed page: lengths and the type scale.
//
// Read from print.yaml (series/print_file.h): the defaults, and over it what a
// theme's own says. Read only once made. Each number is one for editions that
// are read from the left and one for those from the right.
#ifndef QALAM_PRINT_MEASURES_H
#define QALAM_PRINT_MEASURES_H

#include "model/scaled.h"
#include "model/settings.h"

// How a text is set: a row of the type scale.
enum role {
#define ROLE(NAME, name) ROLE_##NAME,
#include "model/print_measures.def"
    ROLE_COUNT
};

struct print_lengths {
#define LENGTH(name, least, most) scaled name;
#define CHOICE(name, one, other) bool name; // whether it is the other
#include "model/print_measures.def"
};
struct print_type {
    double size, leading; // points; 0: not said
    double tracking;      // em; Latin letters of left-to-right editions
};
struct print_scale { // of one direction
    struct print_lengths lengths;
    struct print_type type[ROLE_COUNT];
};
struct print_measures {
    struct print_scale ltr, rtl;
    // What holds where neither brief nor series says it: of settings.def.
    struct settings settings;
};

static inline const struct print_scale *
print_scale(const struct print_measures *measures, enum direction direction)
{
    return direction == DIRECTION_RTL ? &measures->rtl : &measures->ltr;
}

#endif
