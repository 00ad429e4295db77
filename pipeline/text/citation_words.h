// SPDX-License-Identifier: MIT
// Reading the words of a citation: ibid., op. cit., “Rubin, 2020.”, in any
// language of the tables.
#ifndef QALAM_CITATION_WORDS_H
#define QALAM_CITATION_WORDS_H

#include "base/str.h"

enum citation { CITATION_FULL, CITATION_IBID, CITATION_SHORT };

// What kind of note has this plain text, in any language; in its own, words
// count that mean something else in others.
enum citation citation_of(struct str plain, struct str lang);

enum {
    LONGEST_SHORT_FORM = 120, // bytes: name, year, page
    NAME_WORDS = 6, // of a short form, links like “and” not counted
};

struct short_form {
    char folded[LONGEST_SHORT_FORM * 2];
    struct str names[NAME_WORDS]; // slices of folded
    size_t name_count;
    struct str lang;
    struct str rest; // of folded, after the last name or the year
    int year;        // 0: op. cit.
};

// The beginning of a text, folded (case, vowel signs, ye and kaf, ZWNJ),
// without white space before it and with one space for any in it. At most
// `room` bytes of out.
struct str citation_fold(struct str text, char *out, size_t room);
// The next word of letters or number of digits, moving *offset past it. False
// at the end. Everything between words is passed over.
bool citation_next_word(struct str s, size_t *offset, struct str *word);
// A number of four digits in any script, from 1200 to 2199; 0 otherwise.
int citation_read_year(struct str word);
// Splits a short text into the names before a year and what follows it. False
// where it is no short form.
bool citation_read_short(struct str plain, struct str lang,
                         struct short_form *form);
// Where in the first text of a note, whose words are plain, stands what names
// its source: from what follows “See” to the last letter, with the stop of an
// abbreviation. False where nothing does.
bool citation_words(struct str text, struct str plain, struct str lang,
                    size_t *start, size_t *end);

#endif
