// SPDX-License-Identifier: MIT
// What a stage is given besides the brief: where to report, what was asked.
#ifndef QALAM_CONTEXT_H
#define QALAM_CONTEXT_H

#include "messages/diag.h"
#include "base/dependencies.h"

struct draw;
struct image;

// Pictures that a PDF could not show: where they would be, their alternative
// texts stand.
struct undrawn {
    const struct image **items;
    size_t count, capacity;
};

struct context {
    struct arena *arena; // the brief's
    struct diag *diag;
    struct str path;          // of the source file, as named by the user
    struct str lang_option;   // --lang, canonical, or empty
    struct str lang_filename; // from name.TAG.md, canonical, or empty
    struct str from;          // --from, an encoding that is known, or empty
    bool keep_going;          // what does not decode becomes U+FFFD
    bool infer;               // front may infer metadata from the text's shape
    // What the text names besides itself is noted here as it is read, so that
    // a later build knows whether it changed. NULL: nobody asks.
    struct dependencies *reads;
    // Who draws pictures that are no pixels (draw/draw.h), for all briefs of a
    // run. NULL: nobody, and they are not shown.
    struct draw *draw;
    // Where the PDF notes what it could not show, and the layout asks. NULL:
    // nobody asks.
    struct undrawn *undrawn;
};

#endif
