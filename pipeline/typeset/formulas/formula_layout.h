// SPDX-License-Identifier: MIT
// A formula becomes glyphs and rules, by its face's MATH table.
//
// The rules are those of The TeXbook, appendix G, with the constants of
// OpenType's MATH table in the place of TeX's font parameters; glyphs are
// enlarged by its variants and assemblies.
#ifndef QALAM_FORMULA_LAYOUT_H
#define QALAM_FORMULA_LAYOUT_H

#include "formulas/formula.h"
#include "typeset/paragraph/paragraph.h"

struct formula_setting {
    scaled size; // of the em
    struct ink ink;
    bool display;
    struct text_style words; // of \text
    struct str lang;
    size_t tag; // of every glyph; rules are artifacts
};

// Lays it out in one line. Everything is in arena; diag hears of characters
// that no face has.
struct formula_line formula_lay_out(struct typesetter *typesetter,
                                    struct arena *arena, struct diag *diag,
                                    const struct formula *formula,
                                    const struct formula_setting *setting);

#endif
