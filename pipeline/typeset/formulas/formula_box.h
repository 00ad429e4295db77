// SPDX-License-Identifier: MIT
// What the files of formulas/ share: boxes of glyphs and rules, and how a
// formula's parts are made into them.
#ifndef QALAM_FORMULA_BOX_H
#define QALAM_FORMULA_BOX_H

#include "typeset/formulas/formula_layout.h"

#include <hb-ot.h>

// How large a part is set (The TeXbook, chapter 17).
enum math_style { MATH_DISPLAY, MATH_TEXT, MATH_SCRIPT, MATH_SCRIPT_SCRIPT };

struct math_setting {
    struct typesetter *typesetter;
    struct arena *arena;
    struct diag *diag;
    const struct formula_setting *given;
    const struct face *face;
    enum math_style style;
};

// Things placed from an origin at the left, on the baseline.
struct math_box {
    scaled width, above, below;
    scaled italic; // how far its last glyph leans out at the top
    scaled accent; // x of what stands over it; where it is one glyph
    bool glyph;    // it is one
    struct placed *items;
    size_t count, capacity;
};

// ----- formula_box.c -----

// The em of the style, and lengths of the face in it.
scaled math_size(const struct math_setting *setting);
scaled math_length(const struct math_setting *setting, int32_t font_units);
scaled math_constant(const struct math_setting *setting,
                     hb_ot_math_constant_t constant);
scaled math_axis(const struct math_setting *setting);
// The same setting in the style of scripts, or of a fraction's parts.
struct math_setting math_in_script(const struct math_setting *setting);
struct math_setting math_in_fraction(const struct math_setting *setting);

// Adds the things of part at x, y (down); bounds grow with it, but not width.
void math_add(const struct math_setting *setting, struct math_box *box,
              const struct math_box *part, scaled x, scaled y);
void math_add_rule(const struct math_setting *setting, struct math_box *box,
                   scaled x, scaled y, scaled width, scaled height);
// Puts part behind what is there.
void math_append(const struct math_setting *setting, struct math_box *box,
                 const struct math_box *part);

// ----- formula_glyphs.c -----

// A sign as the face draws it.
struct math_box math_glyph(const struct math_setting *setting,
                           uint32_t character, struct str text);
// A sign as tall as length at least, or as wide; centred on nothing.
struct math_box math_stretched(const struct math_setting *setting,
                               uint32_t character, struct str text,
                               hb_direction_t direction, scaled length);
// Moves a box so that its middle is on the axis.
struct math_box math_on_axis(const struct math_setting *setting,
                             const struct math_box *box);

// ----- formula_parts.c -----

struct math_box math_fraction(const struct math_setting *setting,
                              const struct formula *formula);
struct math_box math_root(const struct math_setting *setting,
                          const struct formula *formula);
struct math_box math_accent(const struct math_setting *setting,
                            const struct formula *formula);
struct math_box math_scripts(const struct math_setting *setting,
                             const struct formula *formula);
struct math_box math_fenced(const struct math_setting *setting,
                            const struct formula *formula);
struct math_box math_table(const struct math_setting *setting,
                           const struct formula *formula);

// ----- formula_layout.c -----

struct math_box math_set(const struct math_setting *setting,
                         const struct formula *formula);
// The same, as if something stood before it: y &= x.
struct math_box math_go_on(const struct math_setting *setting,
                           const struct formula *formula);

#endif
