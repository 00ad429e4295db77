// SPDX-License-Identifier: MIT
// The faces of an EPUB, cut down to the letters that it uses.
#ifndef QALAM_SUBSET_H
#define QALAM_SUBSET_H

#include "base/arena.h"
#include "typeset/paragraph/fonts.h"
#include "model/theme.h"

// A face that an EPUB may hold: its file's name without ending, and how the
// style sheet speaks of it.
struct subset_face {
    enum face_id face;
    enum theme_family family;
    const char *name, *style, *weight;
};
enum {
#define COUNT_BOOK +1
#define COUNT_NO
#define FACE(id, family, cut, style, file, package, book, ...) COUNT_##book
    SUBSET_FACES = 0
#include "fonts.def"
#undef COUNT_BOOK
#undef COUNT_NO
};
extern const struct subset_face subset_faces[SUBSET_FACES];

// A TrueType file with the glyphs of these characters, and those that shaping
// makes of them. In arena. Never fails: without a subset, the whole face.
struct str subset_face(struct arena *arena, struct fonts *fonts,
                       const struct subset_face *wanted,
                       const hb_set_t *characters);

#endif
