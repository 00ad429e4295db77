// SPDX-License-Identifier: MIT
// What the parts of the front filter share: what was found, block by block.
//
// Evidence decides, not position alone: a name is an author where a biography
// repeats it, a bold line an organisation where its letters are an
// abbreviation used in the text. Blocks that are understood are taken out of
// the body; any other block stays where it is.
#ifndef QALAM_FRONT_PARTS_H
#define QALAM_FRONT_PARTS_H

#include "model/context.h"
#include "source/source.h"
#include "source/lang_spans.h"

// A text and where it comes from, so that places survive; from SIZE_MAX: made.
struct value {
    struct str text;
    size_t from;
};

struct front_person {
    struct value name, role, bio;
};

#define ORGANISATION_NAMES 12
struct front_organisation {
    struct value abbreviation;
    struct str url;
    struct value names[ORGANISATION_NAMES];
    struct str langs[ORGANISATION_NAMES];
    size_t name_count;
};

#define NAMES_BYTES 1000 // of a paragraph that is looked at for names

struct front_people {
    struct front_person *items;
    size_t count, capacity;
};

// Paragraphs that make one text, in order.
struct front_passage {
    struct value *items;
    size_t count, capacity;
};

struct fronting {
    struct source *source;
    const struct context *context;
    struct arena *arena;
    struct str text, lang;
    struct blocks blocks;
    bool *taken;    // one a block: goes out of the body
    size_t title;   // index of the title's heading
    size_t opening; // of the first block after title and subtitle
    size_t section; // of the first heading after it, or blocks.count
    size_t closing; // of the first block of the closing matter
    size_t imprint; // of its heading or notice, or blocks.count
    struct value series, kind, title_text, subtitle, cover_credit, copyright;
    struct value date; // as it was written
    struct str yaml;   // of front matter below a title block, else empty
    struct str year;
    struct front_people names; // of the opening, whatever they are
    struct front_people authors, biographies, responsible;
    struct front_organisation *organisations;
    size_t organisation_count, organisation_capacity;
    size_t last_organisation; // its block, where there is one
    struct front_passage abstract, disclaimer;
};

struct value front_value_of(const struct fronting *now, struct str part);
bool front_value_given(struct value value);
// Says that something was inferred, at the block it comes from.
void front_report_inferred(const struct fronting *now,
                           const struct block *block, const char *key,
                           struct str text);

// Title, authors and date from a title block of pandoc's, which is the first
// block then: front_percent.c
bool front_percent(struct fronting *now);
// The same from lines of a range, above front matter.
bool front_percent_above(struct fronting *now, size_t from, size_t to);

// Front matter that stands elsewhere in the text joins that at its start, and
// so does a title block above it. False: nothing was to be done.
// front_gather.c
bool front_gather(struct fronting *now);
// Does the YAML give that key, in a line of its own?
bool front_gives(struct str yaml, struct str key);

// The blocks before the first section: front_opening.c. The last three in this
// order, after front_closing, whose biographies are evidence.
void front_find_names(struct fronting *now);
void front_cover(struct fronting *now);
// Gives authors that are known already the biographies that name them.
void front_join_biographies(struct fronting *now);
void front_abstract(struct fronting *now);

// Biographies, credits, imprint at the end: front_closing.c
void front_closing(struct fronting *now);
// Addresses of the imprint to their organisations, or behind its notice:
// front_links.c; after front_cover.
void front_links(struct fronting *now);
// Every line an address?
bool front_is_links(struct str text);
// Does the closing matter link to a host that a word of this name is part of?
bool front_is_linked(const struct fronting *now, struct str name);

// The labels that keys say, let go: see source_let_go. Of the opening, and of
// what closes the text.
void front_let_go_opening_labels(struct fronting *now);
void front_let_go_labels(struct fronting *now);

// The front matter as YAML, planned as insertions at the start of the text:
// front_write.c
void front_write(struct fronting *now);
// Title, authors and date alone, as lines at the offset.
void front_write_percent(struct fronting *now, size_t at);

// Headings that extraction made bold and one level too deep: front_headings.c
void front_headings(struct fronting *now);

// ----- Shapes of text: front_shapes.c -----

// "**text**" and nothing else: the text; empty where it is anything else.
struct str front_bold_whole(struct str text);
// The bold run that text begins with; *rest is what follows it.
struct str front_bold_start(struct str text, struct str *rest);
// One to five words that begin with capitals, or have no case; no digits.
bool front_is_name_like(struct str text);
// The line at *offset without its hard break; false at the end.
bool front_next_line(struct str text, size_t *offset, struct str *line);
// A label at the start, in any case, with or without a colon; *rest is what
// follows. Labels are qalam's own words in the language, and English.
bool front_has_label(struct str text, struct str label, struct str *rest);
// Do the first letters of the words spell this, skipping words like "of"?
bool front_initials_spell(struct str name, struct str abbreviation);
struct str front_initials_of(struct arena *arena, struct str name);
size_t front_words(struct str text);
// Does the text outside the block have this name, in any case?
bool front_is_named_elsewhere(const struct fronting *now, struct str name,
                              const struct block *block);
// http://www.water.example and "Office of Water".
bool front_host_has_word_of(struct str url, struct str name);

#endif
