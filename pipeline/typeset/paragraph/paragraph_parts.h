// SPDX-License-Identifier: MIT
// What the steps of the paragraph engine hand to each other; for them alone.
//
//     collect -> itemise -> shape -> break -> place
//
// The paragraph is kept as UTF-16 units, because ICU's bidi and breaks want
// them. Units that qalam adds (isolates, forced breaks) have no bytes in
// `text`, which is the author's text and nothing else.
#ifndef QALAM_PARAGRAPH_PARTS_H
#define QALAM_PARAGRAPH_PARTS_H

#include "typeset/paragraph/line_fit.h"
#include "typeset/paragraph/paragraph.h"

#include <hb.h>
#include <unicode/ubrk.h>

enum {
    // Offsets are 32 bits. The reader refuses files long before; text past
    // this would be left out.
    TEXT_MOST = 1 << 30,
    // Nodes that total fit keeps open at a time. A line of body text has
    // about 60 places to break; more are only found in hostile text (ten
    // thousand zero width spaces), and there the oldest are given up.
    ACTIVE_MOST = 400,
    // Marks in a row that are shaped at once: HarfBuzz looks back to the base
    // for each of them.
    MARKS_MOST = 128,
    // Different characters without a glyph that one paragraph reports: a text
    // in a script that qalam does not set has thousands, and one says it.
    MISSING_MOST = 40
};

enum piece_kind {
    PIECE_TEXT,
    PIECE_NOTE, // the number of a note
    PIECE_MARK, // a path drawn in line
    PIECE_PICTURE,
    PIECE_FORMULA,
    PIECE_BREAK,
    PIECE_ISOLATE // one isolate control
};
// What one call of the builder added.
struct text_fragment {
    enum piece_kind kind;
    uint32_t byte_start, byte_end; // of the paragraph's text
    UChar control;                 // the unit that we add instead, or 0
    uint32_t start, end;           // units, from collect on
    struct text_style style;
    struct str lang;
    hb_language_t language;
    size_t tag;
    struct place at;
    const struct paragraph_link *link; // or NULL
    struct note *note;
    scaled mark_width; // or a picture's, a formula's
    const struct path *mark;
    const struct line_picture *picture;
    const struct formula_line *formula;
};

enum unit_flag {
    UNIT_ARABIC = 1,    // set by the Arabic half of the style
    UNIT_IGNORABLE = 2, // shows nothing: ZWNJ, bidi controls
    UNIT_SPACE = 4,     // a word space that stretches, break or not
    UNIT_UNSAFE = 8,    // shaped differently if a line breaks before it
    UNIT_URL = 16,      // in a web address
    UNIT_LETTER = 32,
    UNIT_MARK = 64,     // combines with what is before it
    UNIT_EXTENDS = 128, // a kashida may stand before it
    UNIT_CODE = 256     // of an address, a telephone number, CO2 (codes.c)
};
struct unit_facts {
    hb_script_t script;
    uint8_t level, face, percent;
    uint16_t flags;
};

// A glyph as HarfBuzz gave it, in font units; cluster is a unit.
struct shaped {
    uint32_t id, cluster;
    int32_t advance, x, y;
    bool unsafe;
    bool extends; // a tatweel would join it and the letter before
    bool kashida; // drawn to kashida_lengthen its cluster, says nothing
};
struct glyphs {
    struct shaped *items;
    size_t count;
};
// Units of one fragment in one face, size, level and script; shaped at once.
struct glyph_segment {
    uint32_t start, end, piece;
    const struct face *face; // NULL: a mark or a picture
    scaled size;
    hb_script_t script;
    uint8_t level;
    bool arabic;          // set by the Arabic half of its style
    bool elastic;         // its letters may be drawn a little wider or narrower
    bool lining;          // its figures are, whatever the style says
    struct glyphs glyphs; // in visual order
};

// What a line should not part, at the unit behind the space.
enum bound {
    BOUND_NONE,
    BOUND_WEAK, // a line may end there, at a cost
    BOUND_FIRM  // never, unless the whole is wider than the measure
};

enum break_kind {
    BREAK_SOFT,
    BREAK_HYPHEN,    // a hyphen is added
    BREAK_EMERGENCY, // inside what has no place to break
    BREAK_FORCED     // and the paragraph's end
};
struct breakpoint {
    enum break_kind kind;
    uint32_t end;   // of what is seen before it
    uint32_t next;  // first unit of the next line
    uint32_t begin; // first that is seen there
    int penalty;
    uint8_t sense;     // enum title_gap_kind, where lines break by sense
    bool flagged;      // a hyphen stands at the line's end
    bool strained;     // past the usual limits of hyphenation
    scaled hyphen;     // width of the hyphen that is added
    scaled hang;       // how far the last glyph may stand out
    scaled hang_start; // and the first of the next line
};
struct breakpoints {
    struct breakpoint *items;
    size_t count, capacity;
};

// Where words are divided: nowhere, within the usual limits, or past
// them (fewer letters kept, names, a paragraph's last word).
enum hyphens { HYPHENS_NONE, HYPHENS_HOUSE, HYPHENS_STRAINED, HYPHENS_COUNT };

// Where a word of Arabic script may be lengthened: before this unit.
struct kashida_place {
    uint32_t unit;
    uint32_t word;   // neighbours differ by one
    uint8_t rank;    // of the join: 1 is the best (kashida_places.c)
    uint8_t letters; // of the word
};

struct paragraph {
    struct typesetter *typesetter;
    struct arena *arena, *drafts; // see paragraph_new
    struct diag *diag;
    struct str lang;
    enum direction base;
    uint64_t order;
    const struct divisions *divisions; // of the brief, or NULL

    // Given.
    struct {
        char *bytes;
        size_t count, capacity;
    } text;
    struct text_fragment *pieces;
    size_t piece_count, piece_capacity;
    bool reported;        // bad lines, once
    bool deferred;        // its release, to the arena's end
    size_t missing_count; // different characters that no face has
    bool widths_known;
    scaled natural_width, minimum_width;

    // Prepared, in an arena of its own: given back once the lines are there.
    bool prepared;
    struct arena *work;
    UChar *units, *shown; // as written; as set (capitals, replacements)
    uint32_t *byte_of;    // of text, a unit; one more at the end
    size_t unit_count;
    struct unit_facts *facts; // a unit
    uint8_t *levels;          // a unit, by UAX #9 alone
    struct glyph_segment *segments;
    size_t segment_count, segment_capacity;
    scaled *position;  // before each unit: advances so far, and at the end
    scaled *space_own; // of those, by word spaces as the faces have them
    scaled *space_em;  // the sizes of those spaces
    scaled *elastic;   // what letters can be widened by, or narrowed
    scaled *kashida; // the most that kashida can kashida_lengthen the words by
    struct kashida_place *kashidas; // where, a word at most once, rising
    size_t kashida_count, kashida_capacity;
    struct text_word *words; // text_words.c
    size_t word_count;
    bool *of_note;       // is a unit of a note's number? NULL: none is
    bool *may_break;     // before this unit (ICU and our own rules)
    uint8_t *sense;      // the same in a title: enum title_gap_kind; or NULL
    uint8_t *bounds;     // enum bound: what stays together there
    scaled kashida_size; // of the first word with one
    struct {
        struct breakpoints breaks;
        bool found; // made when first needed
    } hyphens[HYPHENS_COUNT];
};

struct measure_style {
    const struct paragraph_style *style;
    scaled measure;
};

// collect.c: units from fragments.
void collect(struct paragraph *paragraph);

// itemise.c: levels, faces, segments.
void itemise(struct paragraph *paragraph);

// shape.c: glyphs of all segments, then the three sums.
void shape_segments(struct paragraph *paragraph);
// Units [start, end) of a segment alone, as they stand at a line's edges. With
// hyphen, that character is set after them (0: none).
struct glyphs shape_part(struct paragraph *paragraph,
                         const struct glyph_segment *segment, uint32_t start,
                         uint32_t end, uint32_t hyphen, struct arena *arena);
// The hyphen of a face: U+2010, or U+002D where it has none.
uint32_t shape_hyphen_of(const struct face *face);
scaled shape_glyph_length(const struct glyph_segment *segment,
                          int32_t font_units);
// A glyph of a ZWNJ or a mark of direction: it is not drawn.
bool shape_shows_nothing(const struct paragraph *paragraph,
                         const struct shaped *glyph);
// What is added after each letter.
scaled shape_tracking_of(const struct paragraph *paragraph,
                         const struct glyph_segment *segment);
const struct glyph_segment *shape_segment_at(const struct paragraph *paragraph,
                                             uint32_t unit);

// opportunities.c: where lines may break.
void opportunities_find(struct paragraph *paragraph);
struct breakpoints opportunities_for(struct paragraph *paragraph,
                                     const struct measure_style *m,
                                     enum hyphens hyphens, struct arena *arena);

// sense.c: what they are worth in a title. names: borrowed, or NULL.
void sense_find(struct paragraph *paragraph, const struct title_names *names);

bool opportunities_stand_at_end(const struct paragraph *paragraph,
                                const struct glyph_segment *segment);

// hyphenate.c
struct hyphenation;
struct hyphenation *hyphenation_new(void);
void hyphenation_free(struct hyphenation *hyphenation);
// Every hyphen that the paragraph's words allow, in order; hyphens not NONE.
void hyphenate_find(struct paragraph *paragraph, enum hyphens hyphens);

// bounds.c: what stays together, and breaks that are no longer allowed.
void bounds_find(struct paragraph *paragraph);

// kashida_places.c: where words may be lengthened, and by how much in all.
void kashida_find(struct paragraph *paragraph);
// The ratio of a line at which its words are lengthened (line_fit.h).
int32_t kashida_from(enum kashida kashida);

// choose_breaks.c: the breaks chosen, without the start, with the end; indices
// into breaks.
struct chosen {
    size_t *items;
    size_t count;
    int strain;       // see struct lines
    int32_t *letters; // justified: what those of each line give (line_fit.h)
};
// What a line may ask of its word spaces, and of what is above and below it.
enum attempt {
    ATTEMPT_HOUSE,    // within the bounds of the design
    ATTEMPT_WIDE,     // word spaces to SPACE_HOPELESS
    ATTEMPT_STRAINED, // and a third hyphen in a row, a last line of a syllable
    ATTEMPT_ANY       // as wide as it takes: never fails
};
// Nothing where the attempt fails.
struct chosen choose_breaks(const struct paragraph *paragraph,
                            const struct measure_style *m,
                            const struct breakpoints *breaks,
                            enum attempt attempt, struct arena *arena);
// The same in so many lines, fewer than is best or more, by the least demerits
// that these can have within the bounds of the design; nothing where that
// cannot be.
struct chosen choose_breaks_in(const struct paragraph *paragraph,
                               const struct measure_style *m,
                               const struct breakpoints *breaks, size_t count,
                               bool fewer, struct arena *arena);
// The letters between two breaks; it counts to LETTERS_IN_LAST_LINE only.
int choose_breaks_letters(const struct paragraph *paragraph,
                          const struct breakpoint *from,
                          const struct breakpoint *to);
bool choose_breaks_by_sense(const struct paragraph_style *style);
struct chosen choose_breaks_ragged(const struct paragraph *paragraph,
                                   const struct measure_style *m,
                                   const struct breakpoints *breaks,
                                   struct arena *arena);

// reorder.c: the runs of a line, units [start, end), from left to right.
struct level_run {
    uint32_t start, end; // units
    uint8_t level;
};
void reorder_visual(const struct paragraph *paragraph, uint32_t start,
                    uint32_t end, const struct level_run *runs, size_t count,
                    size_t *order, struct arena *scratch);

// place.c
struct lines place_lines(struct paragraph *paragraph,
                         const struct measure_style *m,
                         const struct breakpoints *breaks,
                         struct chosen chosen);

enum {
    // A paragraph's last line has so many at least.
    LETTERS_IN_LAST_LINE = 4,
    // How much of a stop, hyphen or quotation mark may stand out.
    HANG_PERCENT = 60,
    // A kashida in 1/1000 of the size: less than a tatweel would be drawn over
    // the letter after it, more is no longer read as part of its word.
    KASHIDA_LEAST = 210,
    KASHIDA_USUAL = 400,
    KASHIDA_MOST = 600,
    // What of all that kashida could add breaks are chosen by: of two places
    // above each other only one is used.
    KASHIDA_COUNTED = 50,
    // Sparing: at most two words of a line, by as much, and at joins of no
    // worse rank.
    KASHIDA_SPARING_MOST = 2 * KASHIDA_USUAL,
    KASHIDA_RANK_SPARING = 6
};

// How narrow a word space may be, in 1/100 of the size: letters of Arabic
// script give nothing, and their face has wider ones.
static inline int paragraph_tightest(const struct paragraph *paragraph)
{
    return paragraph->base == DIRECTION_RTL ? SPACE_MIN : SPACE_TIGHTEST;
}

UBreakIterator *typesetter_line_iterator(struct typesetter *typesetter);
struct hyphenation *typesetter_hyphenation(struct typesetter *typesetter);
struct place paragraph_place(const struct paragraph *paragraph, uint32_t unit);
const struct text_fragment *
paragraph_fragment_at(const struct paragraph *paragraph, uint32_t unit);

#endif
