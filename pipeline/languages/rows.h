// SPDX-License-Identifier: MIT
// What is known of each language, by rows: rows.def says what they hold.
//
// Tables only, read only; all that is answered lives as long as the program.
// A tag finds its file by language, region and script: fa-IR is fa, uz is
// uz-Latn, ps-Latn has none. A language without a file has the few rows that
// others.def gives it.
#ifndef QALAM_LANGUAGE_ROWS_H
#define QALAM_LANGUAGE_ROWS_H

#include "base/str.h"

enum language_row {
#define ROW(name, about, without) ROW_##name,
#include "languages/rows.def"
#undef ROW
    LANGUAGE_ROWS
};

// The files, in the order of all.def.
enum language_id {
#define LANGUAGE(id, tag) LANGUAGE_##id,
#include "languages/all.def"
    LANGUAGE_COUNT // no file
};

// ----- One language -----

// Its file; LANGUAGE_COUNT where it has none.
enum language_id language_find(struct str tag);
struct str language_tag(enum language_id id);
// The values of a row, to NULL; none where it is a gap or the language has no
// such thing. Never NULL.
const char *const *language_row(struct str tag, enum language_row row);
// The same of a file, AS("fa") followed.
const char *const *language_row_of(enum language_id id, enum language_row row);
// The first value, or empty.
struct str language_value(struct str tag, enum language_row row);
bool language_lists(struct str tag, enum language_row row, struct str word);
// Has it any value?
bool language_has(struct str tag, enum language_row row);

// ----- All languages -----

// Is a word in this row of any language, of "mul", or, where the row is kept
// to texts of its own (ONLY_IN_IT), of the language of the text? Text_lang may
// be empty.
bool languages_list(enum language_row row, struct str word,
                    struct str text_lang);

// All such values one after another: struct language_walk walk = {.row = …}.
struct language_walk {
    enum language_row row;
    struct str text_lang;
    size_t table;
    const char *const *next; // of the table before
    struct str tag;          // whose value it is
};
bool languages_next(struct language_walk *walk, struct str *value);

// The number before a value: 9 of “9 Sept”; *value is what follows.
long language_numbered(struct str *value);

// ----- What a text is known by -----

enum language_evidence_kind {
    EVIDENCE_END_OF_LIST,
    EVIDENCE_WORD,
    EVIDENCE_END,
    EVIDENCE_START,
    EVIDENCE_PAIR,
    EVIDENCE_FIRST,   // a word alone before a longer one
    EVIDENCE_LETTERS, // any one of them
    EVIDENCE_INNER,   // the same, not at the end of a word
};
struct language_evidence {
    enum language_evidence_kind kind;
    int weight;
    struct str text;
};
// To EVIDENCE_END_OF_LIST.
const struct language_evidence *language_known_by(enum language_id id);
// What tells it from the language that shares its evidence.
const struct language_evidence *language_told_apart_by(enum language_id id);
// The language whose evidence it shares: fa-AF of fa; else itself.
enum language_id language_sister(enum language_id id);
// Of the languages of a script (Arab, Latn, Cyrl) that have no file.
const struct language_evidence *languages_others_known_by(struct str script);

// ----- Words that join no other -----

struct language_apart {
    const char *word; // NULL ends the list
    size_t before, after;
};
const struct language_apart *language_set_apart(struct str tag); // never NULL

// ----- What there is -----

enum language_state { LANGUAGE_GIVEN, LANGUAGE_HAS_NONE, LANGUAGE_GAP };
enum language_state language_state(enum language_id id, enum language_row row);
bool language_apart_is_gap(enum language_id id);
const char *language_row_name(enum language_row row);
const char *language_row_about(enum language_row row);
// What is so without it; empty for a row that every file gives.
const char *language_row_without(enum language_row row);

#endif
