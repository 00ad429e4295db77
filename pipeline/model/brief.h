// SPDX-License-Identifier: MIT
// The document model: one typed tree for a brief, its notes and its metadata.
//
// Invariants (brief_check tests them after every stage of a debug build):
//   - links between nodes hold both ways; kinds.def says which kind may hold
//     children, and whether blocks or inlines;
//   - every text is valid UTF-8, NFC, free of what XML forbids;
//   - every note reference names a note of the brief, and is listed by it;
//   - the brief has a language; a node without one has its parent's.
// Ownership: everything reachable from a brief lives in its arena and is freed
// by brief_free at once. Layout never writes into the tree.
#ifndef QALAM_BRIEF_H
#define QALAM_BRIEF_H

#include "base/arena.h"
#include "formulas/formula.h"
#include "base/hash.h"
#include "languages/date.h"
#include "languages/language.h"
#include "messages/diag.h"
#include "model/settings.h"
#include "base/str.h"
#include "model/theme.h"

enum holds { HOLDS_NOTHING, HOLDS_TEXT, HOLDS_INLINES, HOLDS_BLOCKS };

// Kinds and their facts stand in kinds.def, once.
enum kind {
#define KIND(name, word, block, holds) NODE_##name,
#include "model/kinds.def"
#undef KIND
    NODE_KIND_COUNT
};
struct kind_facts {
    const char *word; // in dumps
    bool block;       // else inline
    enum holds holds;
};
extern const struct kind_facts kind_facts[NODE_KIND_COUNT];

enum alignment { ALIGN_NONE, ALIGN_START, ALIGN_CENTER, ALIGN_END };
enum box_kind {
    BOX_PLAIN,
    BOX_RECOMMENDATIONS,
    BOX_KEY_MESSAGES,
    BOX_DEFINITION,
    BOX_PULL
};
enum chart_kind { CHART_BAR, CHART_LINE, CHART_STACKED };
enum figure_width { WIDTH_AUTO, WIDTH_COLUMN, WIDTH_FRAME };
enum heading_role { HEADING_SECTION, HEADING_RECOMMENDATIONS };

struct node;
struct note;

enum image_format { IMAGE_NONE, IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG };
// Cyan, magenta, yellow and black, with Adobe's word on how they are written.
enum image_inks { INKS_NONE, INKS_MARKED, INKS_UNMARKED };
// A picture file, read once and checked; shared by the nodes that show it.
struct image {
    struct str path;          // as the author wrote it
    struct str file;          // where it was found
    enum image_format format; // by its bytes, not its name
    struct str bytes;         // as published: upright, without metadata
    struct hash file_hash;    // of the file's own bytes
    enum image_inks inks;     // of the file
    uint32_t width, height;   // pixels (SVG: CSS px)
};

struct heading {
    int level;     // 1 to 6; 1 is the title's, so sections begin at 2
    struct str id; // unique in the brief; set by the filter sections
    enum heading_role role;
};
struct list {
    bool ordered, tight;
    bool marked; // its points begin with marks of their own: no bullets
    int start;   // of an ordered list
};
struct item {
    bool task, done; // GFM task list
};
struct code_block {
    struct str text, info;
};
struct table {
    size_t columns;
    enum alignment *alignments; // one a column
};
struct row {
    bool head, foot; // head rows are the first, foot rows the last
};
// A cell that spans several is followed by empty ones in its row and below, so
// that the cells of a row are the columns of the table.
struct cell {
    enum alignment alignment;
    bool head;               // names its row, which is none of the head
    int columns, rows;       // that it takes; 0 is 1
    struct node *covered_by; // the cell that takes this one's place, or NULL
};
struct figure { // children: one IMAGE or CHART, then maybe a NODE_CAPTION
    struct str credit; // printed as it is
    struct str source; // printed after the word for it
    enum figure_width width;
};
struct caption {     // what it is called by its author; number empty: by qalam
    struct str kind; // “figure”, “table”, “Map”
    struct str number; // digits of ASCII: 3, 2.1, 2a
    bool table;
};
struct chart { // one child: its NODE_TABLE, as chart.h reads it
    enum chart_kind kind;
    struct str unit; // of all its numbers, or empty
};
struct box { // children: any blocks; a heading first, where it has a title
    enum box_kind kind;
    bool on_cover; // of front matter: on paper it stands there, if it fits
};
struct inline_text { // NODE_TEXT and NODE_CODE
    struct str text;
};
struct formula_node {
    struct str source; // between its dollars
    const struct formula *tree;
    bool display; // on a line of its own: then its paragraph has nothing else
};
struct link {
    struct str url; // safe scheme, checked by the reader; #id within the brief
    struct str title;
    // Of a link to another brief: where what is printed of it is, and its book;
    // url is that of its page. Empty: of any other link; the book, if it has no
    // address.
    struct str printed, book;
    struct note *note; // the note that an ibid. means, and then no url; or NULL
    // Where the text names a note by its number, the number as the author has
    // it: what is printed follows the note's.
    struct str written;
};
struct picture {
    struct image *image; // NULL where it could not be had: then show alt
    struct str path, alt, title;
    uint32_t shown; // how wide its author wants it, in CSS px; 0: as it is
};
struct span {
    bool name;       // a proper name: not hyphenated
    bool small_caps; // .sc
    bool isolate;    // <bdi>: direction from its own letters
};
struct note_reference {
    struct note *note;
    size_t occurrence; // 0 for the first reference to this note, then 1, 2, …
};

// What a division is of: ::: verse has stanzas, these have paragraphs, a line
// each, and couplets, which have two.
enum verse_part { VERSE_NONE, VERSE_WHOLE, VERSE_STANZA, VERSE_COUPLET };

struct node {
    enum kind kind;
    enum verse_part verse;    // of a NODE_DIVISION
    enum direction direction; // DIRECTION_INHERIT: the parent's
    struct place at;          // first byte to last, in the decoded file
    struct node *parent, *previous, *next, *first, *last;
    struct str lang; // BCP 47, canonical; empty: the parent's
    // The author's name for it, which links in the brief lead to. Behind the
    // filter sections only blocks have one, unique as the ids of headings are;
    // a heading's is in as.heading.id.
    struct str anchor;
    union {
        struct heading heading;
        struct list list;
        struct item item;
        struct code_block code_block;
        struct table table;
        struct row row;
        struct cell cell;
        struct figure figure;
        struct caption caption;
        struct chart chart;
        struct box box;
        struct inline_text text; // NODE_TEXT, NODE_CODE
        struct formula_node formula;
        struct link link;
        struct picture image;
        struct span span;
        struct note_reference note_reference;
    } as;
};

// A note: what it says, and who refers to it. Never printed where number is 0.
struct note {
    struct str label; // as the author wrote it
    struct str id;    // for links: from the label or the text, not the number
    struct place at;  // of its definition
    struct node *content; // NODE_PASSAGE: blocks
    size_t number;        // from 1 in order of first reference; 0: unreferenced
    size_t shown; // the number that is printed where sections number their own
                  // notes; 0: number. See brief_note_number.
    struct node *section; // whose notes are numbered with it; NULL: the whole
                          // brief's, or those before the first section
    struct node **references; // NODE_NOTE_REFERENCE, in document order
    size_t reference_count;
    struct note *cites; // what an ibid. or a short form means, or NULL
    bool again; // an earlier note has its label: nothing can refer to it
};

// One text in one language. content is a NODE_PHRASE (inlines: titles, names)
// or a NODE_PASSAGE (blocks: abstract, biography, disclaimer); never NULL.
struct text {
    struct str lang; // canonical; never empty after the titles filter
    enum direction direction;
    struct node *content;
};
// The same text in several languages, in the author's order.
struct texts {
    struct text *items;
    size_t count; // 0: not given
};

struct person {
    struct str id; // of the series' authors, or empty
    struct texts name, role, biography, affiliation;
    struct str orcid, email;
    // The biography goes on from the name (“holds an MA …”): print the two as
    // one. Found by the titles filter.
    bool name_opens_biography;
    struct place at;
};
struct organisation {
    struct str abbreviation, url;
    struct texts names;
    struct image *logo; // or NULL
    struct place at;
};
struct edition { // a language's brief of the same set
    struct str lang, path;
    bool original; // what the others are translations of
};
struct unknown_key {
    struct str key, value; // as YAML text; kept, never shown
};

// A subject that the brief is about: by its id in series.yaml. The name is the
// id itself until series_fill, which leaves out what the series has not.
struct subject_of {
    struct str id;
    struct texts name;
    struct place at;
};

// A key that was given, by the brief or its series: for explain --config.
struct given_value {
    struct str lang, text; // on one line; lang empty: in no language
};
struct given_key {
    struct str key;
    struct str file; // as messages name it
    size_t line;     // 0: nowhere in it
    bool none;       // ~, null or []: given as nothing, and nothing fills it
    struct given_value *values;
    size_t value_count;
};

// A point of a picture, in hundredths of a per cent from its left and its top.
struct focus {
    bool given;
    uint16_t x, y;
};

struct metadata {
    struct texts title, subtitle, short_title, kind, series;
    struct str number, version, id, doi, isbn, issn, slug;
    // The second is the same day in another calendar: a Gregorian one, unless
    // `calendar` asks for that in the first place.
    struct date date, date_gregorian, updated;
    struct texts place, publisher;
    struct person *authors;
    size_t author_count;
    struct organisation *organisations;
    size_t organisation_count;
    struct texts abstract;
    struct texts *keywords;
    size_t keyword_count;
    struct str *divided; // words, with a hyphen where each may be divided
    size_t divided_count;
    struct subject_of *subjects;
    size_t subject_count;
    struct texts licence, copyright, imprint, cite_as, cover_credit, disclaimer;
    struct texts series_about; // `about` of series.yaml: for the last page
    struct person *responsible;
    size_t responsible_count;
    struct image *cover;      // or NULL
    struct place cover_at;    // of its name in this file
    struct focus cover_focus; // what no crop of it takes away
    struct edition *editions;
    size_t edition_count;
    // Fixed words that the brief has its own text for: WORD_COUNT of them
    // (language.h), empty where not; or NULL. See brief_word.
    const struct str *words;
    struct settings settings;
    struct theme theme;
    struct unknown_key *unknown;
    size_t unknown_count;
    struct given_key *given; // in the order of the file, then of the series
    size_t given_count;
};

struct brief {
    struct arena *arena;
    struct str path;          // of the source file, as named by the user
    struct str lang;          // canonical: fa-AF, never prs
    enum direction direction; // never DIRECTION_INHERIT
    struct metadata meta;
    struct node *body;   // NODE_PASSAGE
    struct note **notes; // after renumber-notes: by number, unreferenced last
    size_t note_count;
    struct image **images; // every readable picture, in order of first use
    size_t image_count;
};

struct brief *brief_new(struct str path); // with an arena of its own
void brief_free(struct brief *brief);

// Lists a picture among the brief's, unless that file is there.
void brief_add_image(struct brief *brief, struct image *image);
// What the brief does not say of its look is taken from its series' theme; a
// logo that comes so is among the brief's pictures then.
void brief_fill_theme(struct brief *brief, const struct theme *from);
// Does the cover show a picture, for all that the brief says?
bool brief_shows_cover(const struct brief *brief);
// What a logo is called: the publisher's name, else the series', else the
// first organisation's; may be empty.
struct str brief_logo_name(struct arena *arena, const struct brief *brief);

struct node *node_new(struct arena *arena, enum kind kind, struct place at);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *sibling, struct node *node);
void node_insert_after(struct node *sibling, struct node *node);
void node_unlink(struct node *node); // leaves it whole, without a parent

// How large a picture that could be had is shown where there is room, in CSS
// px.
void picture_shown_size(const struct picture *picture, uint32_t *width,
                        uint32_t *height);
// What “120” or “120px” says, as HTML and others have it; 0: nothing of the
// kind.
uint32_t picture_pixels(struct str width);

// Walks a tree in document order with no recursion: the node after `node`
// under root, or NULL. `node_next_skipping` does not enter node's children.
struct node *node_next(const struct node *root, const struct node *node);
struct node *node_next_skipping(const struct node *root,
                                const struct node *node);

// Cuts a text node in two, each with its place in the file as far as that can
// be told; answers the second, which begins at offset. In arena.
struct node *node_cut(struct arena *arena, struct node *text, size_t offset);

// The language and direction that hold at a node: its own or its ancestors',
// else the fallback's (of the brief, or of the struct text that holds it).
struct str node_lang(const struct node *node, struct str fallback);
enum direction node_direction(const struct node *node, enum direction fallback);

// What a node says by itself: text, code, a formula as it was typed, what is
// said for a picture; empty for what only holds others. Borrowed.
struct str node_own_text(const struct node *node);

// The text under a node without markup or note references; line breaks and
// block ends become one space. In arena.
struct str node_plain(struct arena *arena, const struct node *node);
struct str text_plain(struct arena *arena, struct text text);

// The text in lang, else in its language without region or script, else the
// first. NULL only where texts is empty.
const struct text *texts_in(const struct texts *texts, struct str lang);

// Is a keyword the same, in the brief's language?
bool brief_has_keyword(const struct brief *brief, const struct texts *name);
// What the brief is about, in its language, as the metadata of files has it:
// keywords, and subjects that are none of them. Fills *topics (in the brief's
// arena), answers how many.
size_t brief_topics(const struct brief *brief, const struct text ***topics);

// Every root that holds notes or text, in reading order: title, subtitle,
// abstract, body, then the rest of the metadata; the notes' contents last.
// Fills *roots (in the brief's arena), answers how many.
size_t brief_roots(const struct brief *brief, struct node ***roots);
// The same, with the language that holds in each where no node says another.
size_t brief_roots_in(const struct brief *brief, struct node ***roots,
                      struct str **langs);

const char *box_kind_word(enum box_kind kind);     // in dumps and in the XML
const char *verse_word(enum verse_part part);      // so too; empty: none
const char *chart_kind_word(enum chart_kind kind); // so too, and to authors

// Aborts with BUG where an invariant is broken.
void brief_check(const struct brief *brief);

// The tree as text, one node a line; the form of --dump-after and of goldens.
// Shows ZWNJ, bidi controls and no-break spaces as \u{200C}.
void brief_dump(const struct brief *brief, FILE *out);
// A text in quotes, as dumps write it.
void brief_dump_string(struct str text, FILE *out);
// Whether dumps write a character as \u{…}, since it could not be seen.
bool brief_dump_hides(uint32_t character);

#endif
