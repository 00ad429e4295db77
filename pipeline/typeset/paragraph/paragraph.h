// SPDX-License-Identifier: MIT
// A paragraph becomes lines: bidi, scripts and faces, shaping, total fit.
//
// Fill a paragraph with text in logical order, then ask for its lines at a
// measure. Lines are relative to their own origin (baseline, LEFT end of the
// measure); whoever places them adds the page's coordinates.
// Faces are chosen per character: the style names a face a script, and
// fallbacks come from fonts/. Everything lives in the arena given.
#ifndef QALAM_PARAGRAPH_H
#define QALAM_PARAGRAPH_H

#include "model/print_measures.h"
#include "typeset/paragraph/placed.h"

// How a fragment of text looks. Arabic-script letters, and punctuation and
// digits that go with them, use the arabic_* half; all else the latin_* half
// (Latin and Cyrillic). What a face lacks comes from the other half, scaled
// as fonts/ says (docs/design.md#fonts, trap 2).
struct text_style {
    enum face_id latin_face, arabic_face;
    scaled latin_size, arabic_size;
    struct ink ink;
    scaled raise;    // of the baseline: note references
    scaled tracking; // after each Latin letter; never applied to Arabic script
    bool lining, tabular, small_caps, capitals; // figures and letters (Latin)
    bool all_small; // with small_caps: capitals become small ones, too
    bool no_hyphens; // names marked as such, URLs, headings
    bool struck;     // a line through it: an artifact in the text's ink
};

enum paragraph_alignment {
    PARAGRAPH_JUSTIFIED,
    PARAGRAPH_START,    // ragged
    PARAGRAPH_BALANCED, // ragged, lines of about equal length: headings
    PARAGRAPH_CENTER,
    PARAGRAPH_END
};
struct paragraph_style {
    enum paragraph_alignment alignment;
    scaled first_indent; // at inline start
    bool hyphenate;
    bool keep_last_line;  // at least four letters in the last line
    enum kashida kashida; // whether words of Arabic script may be lengthened
    bool trial;           // lines are only looked at: nothing is reported
    // Of titles: lines break by sense (text/title_gaps.h); balanced text does
    // so always. On display a line more costs little.
    bool by_sense, display;
    const struct title_names *names; // that no line parts; or NULL
};

struct title_names; // text/title_names.h

// Shared, read only: fonts, hyphenation patterns, the theme's measures.
struct typesetter;
// print: borrowed; it may change between runs, never while one is on.
struct typesetter *typesetter_new(struct fonts *fonts,
                                  const struct print_measures *print);
const struct print_measures *
typesetter_print(const struct typesetter *typesetter);
void typesetter_free(struct typesetter *typesetter);
struct fonts *typesetter_fonts(struct typesetter *typesetter);

struct paragraph;
// base: the paragraph's direction by the document or its own mark, never
// INHERIT. order: the reading order of its first character; characters (bytes)
// count up from it, so leave room: next free is paragraph_order_end. arena: of
// glyphs and their text, which pages show; drafts: of all else, lines too. It
// may be the same.
struct paragraph *paragraph_new(struct typesetter *typesetter,
                                struct arena *arena, struct arena *drafts,
                                struct diag *diag, struct str lang,
                                enum direction base, uint64_t order);
// How some words are divided, in any language; borrowed.
struct divisions;
void paragraph_divide(struct paragraph *paragraph,
                      const struct divisions *divisions);
// Text in one style, language and tag. at: where it stands in the source, for
// messages. link: its area goes to url or destination (may both be empty).
struct paragraph_link {
    struct str url, destination, contents;
};
void paragraph_text(struct paragraph *paragraph, struct str text,
                    const struct text_style *style, struct str lang, size_t tag,
                    struct place at, const struct paragraph_link *link);
// A note's number: set as text, never at a line's start; the line that holds
// it lists the note.
void paragraph_note_reference(struct paragraph *paragraph, struct str number,
                              const struct text_style *style, size_t tag,
                              const struct paragraph_link *link,
                              struct note *note, size_t occurrence);
void paragraph_line_break(struct paragraph *paragraph); // forced
// Bidi isolation (UAX #9 X5a-c) of what stands between open and close.
// DIRECTION_INHERIT: from its own first strong letter (FSI).
void paragraph_isolate_open(struct paragraph *paragraph,
                            enum direction direction);
void paragraph_isolate_close(struct paragraph *paragraph);
// Something drawn in line: a bullet at the text's end. Advances by width.
void paragraph_mark(struct paragraph *paragraph, scaled width,
                    const struct path *path, struct ink ink);
// A picture that stands in the line as a letter does; it is copied.
struct line_picture {
    struct placed_image image;
    scaled below;    // of its foot, under the baseline
    size_t link_tag; // that its area belongs to
    bool raises;     // its line is as high as it; else it fits any line
};
void paragraph_picture(struct paragraph *paragraph,
                       const struct line_picture *picture, size_t tag,
                       struct place at, const struct paragraph_link *link);
// A formula that stands in the line as a letter does: glyphs and rules from its
// left end on the baseline, borrowed. source: what it was typed as. Its line is
// as high as it takes.
struct formula_line {
    struct placed *placed;
    size_t placed_count;
    scaled width, above, below;
};
void paragraph_formula(struct paragraph *paragraph,
                       const struct formula_line *formula, struct str source,
                       size_t tag, struct place at,
                       const struct paragraph_link *link);
uint64_t paragraph_order_end(const struct paragraph *paragraph);

struct line {
    struct placed *placed; // x, y from the line's origin
    size_t placed_count;
    struct area *areas; // y, height from the line's baseline
    size_t area_count;
    struct note **notes; // first referred to or again, in order
    size_t note_count;
    struct place
        at;       // of its first character in the source, where that is known
    scaled width; // natural width of what is set, after justification
    scaled above; // of pictures and formulas that raise it, over the baseline
    scaled below; // of formulas, under it; or 0, both
    bool hyphenated; // ends in a hyphen that the text has not
    bool justified;
    double space_ratio; // word space over normal, for checks
};
struct lines {
    struct line *items;
    size_t count;
    // By sense: how far they are from where an editor would break, in 1/100 of
    // what a line more costs in a heading.
    int strain;
};
// Breaks at one measure. May be called again with another measure.
struct lines paragraph_lines(struct paragraph *paragraph,
                             const struct paragraph_style *style,
                             scaled measure);
// Whether justified text that has so many lines could have one less, or one
// more, by its next-best breaks, within the bounds of the design, and with a
// last line that is worth it.
struct line_choice {
    bool fewer, more;
};
struct line_choice paragraph_line_choice(struct paragraph *paragraph,
                                         const struct paragraph_style *style,
                                         scaled measure, size_t count);
// The lines of that choice: so many, fewer than paragraph_lines has or more;
// none where it cannot be done.
struct lines paragraph_lines_in(struct paragraph *paragraph,
                                const struct paragraph_style *style,
                                scaled measure, size_t count, bool fewer);
// The width of the whole on one line, and of its widest unbreakable piece:
// for tables.
scaled paragraph_natural_width(struct paragraph *paragraph);
scaled paragraph_minimum_width(struct paragraph *paragraph);
// Its unbreakable pieces from the text's start on, as if all stood in one line:
// piece a to piece b take end of b less begin of a. In arena.
struct paragraph_piece {
    scaled begin, end; // spaces at its end not counted
    bool ends_line;    // a forced break follows
};
struct paragraph_pieces {
    struct paragraph_piece *items;
    size_t count, capacity;
};
struct paragraph_pieces paragraph_pieces(struct paragraph *paragraph,
                                         struct arena *arena);

#endif
