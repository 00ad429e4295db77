// SPDX-License-Identifier: MIT
// What a run says: its glyphs in clusters with their text, and the text of a
// cluster in units, one a code.
#ifndef QALAM_PDF_TEXT_H
#define QALAM_PDF_TEXT_H

#include "backends/pdf/pdf_writer.h"

// Glyphs that say one fragment of text, with where they stand.
struct text_cluster {
    const struct glyph *glyphs; // NULL: draws nothing
    size_t glyph_count;
    struct str text; // logical order
    scaled x, y;     // of its pen, from the run's origin
    scaled width;
};

// A run in one font; its clusters in logical order, valid until the next run's.
struct clusters {
    struct pdf_writer *writer;
    struct pdf_font *font;
    const struct run *run;
    scaled size_across; // of the em, with the horizontal scale
    struct text_cluster *items;
    size_t count;
};
void clusters_find(struct clusters *clusters);

// A character with the format characters that go with it, in the order in
// which a reader of the stream shall meet them.
struct unit {
    char bytes[64];
    size_t count;
    uint32_t character; // the first
    int length;         // in characters
};
enum { UNITS_MAX = 16 };
// One more character behind those of a unit.
void cluster_unit_add(struct unit *unit, uint32_t character);
struct str cluster_unit_text(const struct unit *unit);
// The units of a right-to-left cluster, in logical order; how many.
size_t cluster_units_of(struct str text, struct unit units[UNITS_MAX]);
// A left-to-right cluster's text as one unit.
struct unit cluster_unit_of(struct str text);

// How readers sort characters within a right-to-left word: letters and what
// follows them are reversed; numbers and their signs end a reversal.
enum cluster_reader_class { READER_LETTER, READER_NEUTRAL, READER_ALONE };
enum cluster_reader_class cluster_reader_class(uint32_t character);
enum cluster_reader_class cluster_class(const struct text_cluster *cluster);
bool cluster_is_white(const struct text_cluster *cluster);

#endif
