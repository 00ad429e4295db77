// SPDX-License-Identifier: MIT
// Drawing from inline start: what is placed here is mirrored in right-to-left
// editions, but not the words themselves.
#ifndef QALAM_CANVAS_H
#define QALAM_CANVAS_H

#include "typeset/charts/drawing.h"
#include "typeset/paragraph/styles.h"

struct canvas {
    struct typesetter *typesetter;
    struct arena *arena;
    struct diag *diag; // hears nothing that matters
    const struct brief *brief;
    struct look look;
    struct style style; // of its words
    scaled size;        // of their em, in the brief's direction
    struct drawing *drawing;
};

// The brief's words in ROLE_CAPTION, ink text.
struct canvas canvas_new(struct typesetter *typesetter, struct arena *arena,
                         const struct brief *brief, scaled width);

// One line of words and how wide it is.
struct label {
    struct str text, lang;
    enum direction direction;
    bool strong;
    scaled width;
};
struct label canvas_label(const struct canvas *canvas, struct str text,
                          bool strong);
// In the language and direction of the node.
struct label canvas_node_label(const struct canvas *canvas,
                               const struct node *node, bool strong);
// Breaks a label at spaces, so that its lines fit the measure where its words
// do. Answers how many; *lines in the arena.
size_t canvas_wrap(const struct canvas *canvas, const struct label *label,
                   scaled measure, struct label **lines);

enum inline_anchor { ANCHOR_START, ANCHOR_CENTER, ANCHOR_END };
// start: from the drawing's inline start.
void canvas_words(const struct canvas *canvas, const struct label *label,
                  enum inline_anchor anchor, scaled start, scaled baseline,
                  struct ink ink);
// The same, with the middle of its letters at y.
void canvas_words_about(const struct canvas *canvas, const struct label *label,
                        enum inline_anchor anchor, scaled start, scaled y,
                        struct ink ink);
void canvas_rectangle(const struct canvas *canvas, scaled start, scaled top,
                      scaled width, scaled height, struct ink ink);
void canvas_bullet(const struct canvas *canvas, scaled start, scaled y,
                   scaled side, struct ink ink);
// xs and ys: from inline start and the top; xs are mirrored in place.
void canvas_line(const struct canvas *canvas, scaled *xs, scaled *ys,
                 size_t count, scaled stroke, struct ink ink);

#endif
