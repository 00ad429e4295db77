// SPDX-License-Identifier: MIT
// The faces that qalam sets with: found once, then read only.
//
// Which family sets which script and role stands in fonts/fonts.def; a face is
// found through fontconfig by exact family and style. Fallback faces come from
// that list alone. All of it may be read from several threads.
#ifndef QALAM_FONTS_H
#define QALAM_FONTS_H

#include "messages/diag.h"
#include "base/str.h"
#include "model/theme.h"

#include <hb.h>
#include <stdio.h>

// Rows of fonts/fonts.def.
enum face_id {
#define FACE(name, ...) FACE_##name,
#include "fonts.def"
    FACE_COUNT
};
// The cuts that a family may have.
enum face_cut {
    CUT_REGULAR,
    CUT_ITALIC,
    CUT_MEDIUM,
    CUT_SEMIBOLD,
    CUT_SEMIBOLD_ITALIC
};

struct face {
    enum face_id id;
    const char *family, *style, *package; // of the Debian package
    struct str file;                      // its path
    struct str version;                   // from its name table
    struct str postscript_name;
    hb_blob_t *blob; // the whole file, mapped
    hb_face_t *face; // immutable
    hb_font_t *font; // immutable; scale is units per em
    int units_per_em;
    int ascender, descender, cap_height, x_height, italic_angle; // font units
};

struct fonts;

// Finds and opens every face of the list, lazily opened faces included in the
// search. NULL where a family is missing: the message on err names its
// package. Free with fonts_free.
struct fonts *fonts_load(FILE *err);
void fonts_free(struct fonts *fonts);
// Borrowed; opens the face at first use (thread-safe). Never NULL.
const struct face *fonts_face(struct fonts *fonts, enum face_id id);
// `qalam fonts`: each face, its file, version, coverage of Dari and Pashto.
void fonts_print(struct fonts *fonts, FILE *out);

// What a face lacks comes from its companion, at so many per cent of its size.
enum face_id face_companion(enum face_id id);
int face_companion_percent(enum face_id id);
// The face that formulas are set in: of the first family for them.
enum face_id face_of_formulas(void);
// That of code: its letters are of one width.
enum face_id face_of_code(enum face_cut cut);
bool face_has(const struct face *face, uint32_t character);
const struct family_facts *face_family(enum face_id id); // and its traps
enum face_cut face_cut(enum face_id id);
// The family's face of that cut. What it has not is set upright for an italic,
// heavier for a medium.
enum face_id face_of(enum theme_family family, enum face_cut cut);
// Another cut of the face's family, as face_of.
enum face_id face_with_cut(enum face_id id, enum face_cut cut);
// The face that has a face's figures of one width, for tables.
enum face_id face_figures(enum face_id id);

#endif
