// SPDX-License-Identifier: MIT
// Which faces a book embeds, and its style sheet, which names them.
#ifndef QALAM_BOOK_FACES_H
#define QALAM_BOOK_FACES_H

#include "backends/epub/subset.h"
#include "model/theme.h"

struct book_faces {
    const struct subset_face *items[SUBSET_FACES];
    size_t count;
};

// characters: of all text of the book. The faces of its text come first, then
// those that stand in for what these lack.
struct book_faces book_faces(const struct look *look, struct fonts *fonts,
                             const hb_set_t *characters);
// Their files' names without ending, with a space between them. In arena.
struct str book_faces_names(struct arena *arena, struct book_faces faces);
// @font-face rules, then sheet, then what the look changes in that. In arena.
struct str book_sheet(struct arena *arena, const struct look *look,
                      struct book_faces faces, struct str sheet);

#endif
