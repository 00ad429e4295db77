// SPDX-License-Identifier: MIT
// What an edition says that every language says alike: its facts.
//
// They are taken while the brief is there, into an arena of their own, and
// outlive it: a set of editions is compared when all of them are read, and
// memory then holds their facts only. Places are of the decoded file.
#ifndef QALAM_FACTS_H
#define QALAM_FACTS_H

#include "model/brief.h"
#include "languages/number.h"
#include "languages/date.h"

enum fact_kind { FACT_NUMBER, FACT_DATE, FACT_LINK };
enum { FACT_KINDS = FACT_LINK + 1 };

struct fact {
    enum fact_kind kind;
    bool weak; // may answer one of the other edition, and is never missed
    bool year; // a number that may be one
    struct place at;
    struct str written;
    struct number number; // without zeros at its end
    struct date date;     // month and maybe day
    struct str address;   // without what differs by language; or empty
    size_t section;       // of a link within the brief, or SIZE_MAX
};
struct facts {
    struct fact *items;
    size_t count, capacity;
};

// What a block, note, cell, … says; and where, and how much text it is.
struct saying {
    struct place at;
    struct place inside; // of a note: where it is written; else as at
    struct str words;    // its beginning
    size_t length;       // in bytes of text
    size_t block;        // of its section: how many stand before it
    unsigned kind;       // of a block: what it is told from others by
    struct facts facts;
};
struct sayings {
    struct saying *items;
    size_t count, capacity;
};

struct grid { // a table, or the table of a chart
    bool chart;
    struct saying caption;
    size_t rows, columns;
    struct sayings cells; // row by row; a row that is short has fewer
    size_t *cell_rows, *cell_columns;
    size_t cell_capacity;
};
struct grids {
    struct grid *items;
    size_t count, capacity;
};
struct exhibit { // a picture
    struct saying caption;
    struct str name; // of the file, without a language
};
struct exhibits {
    struct exhibit *items;
    size_t count, capacity;
};
struct points { // a list
    struct place at;
    size_t count;
    size_t block;
};
struct lists {
    struct points *items;
    size_t count, capacity;
};

// A heading, and all up to the next. The first has what stands before any.
struct edition_section {
    struct saying heading;
    int level; // 0: of the first
    struct sayings blocks, notes;
    struct grids grids;
    struct exhibits figures;
    struct lists lists;
    size_t length;
    uint64_t *evidence; // sorted
    size_t evidence_count;
};

// A text of the front matter, and the languages that it stands in.
struct heading_text {
    const char *key;
    struct str name; // where there are several of a key
    struct str *langs;
    size_t lang_count;
};

struct edition_facts {
    struct arena *arena;
    struct str lang;
    struct date changed; // its last change
    const char *changed_key;
    struct edition_section *sections;
    size_t section_count, section_capacity;
    struct heading_text *texts;
    size_t text_count, text_capacity;
    size_t length; // of all sections
    bool ignored[MESSAGE_COUNT];
};

// Takes what is comparable; diag has the decoded text. To be freed by
// facts_free.
struct edition_facts *facts_take(const struct brief *brief,
                                 const struct diag *diag);
void facts_free(struct edition_facts *facts); // NULL: nothing

// ----- numbers.c, addresses.c -----

struct text_view;

// Adds the dates, the numbers and what is a number in words of a text.
// home: the edition's language. cell: of a table, where small numbers count.
void facts_of_view(struct facts *facts, struct arena *arena,
                   const struct text_view *view, const struct diag *diag,
                   struct str home, bool cell);

// An address without its scheme and what tells languages apart; in arena.
struct str compare_address_of_any_language(struct arena *arena, struct str url);
// The name of a file likewise: map.svg of figures/map.fa.svg.
struct str compare_file_of_any_language(struct arena *arena, struct str path);

#endif
