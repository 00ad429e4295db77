// SPDX-License-Identifier: MIT
// What qalam knows of languages: tags, scripts, digits, fixed words, dates.
//
// Tables only, no state. Tags are BCP 47; canonical means that prs, prs-AF and
// fa-AF are all fa-AF, that case is en, fa-AF, uz-Latn.
#ifndef QALAM_LANGUAGE_H
#define QALAM_LANGUAGE_H

#include "base/arena.h"
#include "model/brief.h"
#include "base/str.h"

enum script { SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_ARABIC, SCRIPT_OTHER };

// Well-formed by BCP 47 (RFC 5646)? Says nothing of registration.
bool language_valid(struct str tag);
// The canonical form, in arena; the tag itself where it is not valid.
struct str language_canonical(struct arena *arena, struct str tag);
enum direction language_direction(struct str tag); // by its script; else LTR
enum script language_script(struct str tag);
// The language without region and script: fa of fa-AF. A slice of tag.
struct str language_primary(struct str tag);
// The name of the language in itself: دری of fa-AF. Empty where unknown.
struct str language_own_name(struct str tag);

// Number in the language's digits (۰-۹ for fa, fa-AF, ps, ur in Arabic script).
struct str language_number(struct arena *arena, struct str tag,
                           unsigned long number);
// A text's ASCII digits turned into the language's; for what qalam writes.
struct str language_digits(struct arena *arena, struct str tag,
                           struct str text);

// The fixed words that qalam prints, from words.def; English where the
// language has no row (language_has_words says so).
enum word {
#define WORD(name, english) WORD_##name,
#include "languages/words.def"
#undef WORD
    WORD_COUNT
};
struct str language_word(struct str tag, enum word word);
bool language_has_words(struct str tag);
// Its name in words.def: how_to_cite.
const char *language_word_name(enum word word);
// The word that this brief prints: its own, else its language's.
struct str brief_word(const struct brief *brief, enum word word);
// The number that a note is printed with, in the brief's digits.
struct str brief_note_number(struct arena *arena, const struct brief *brief,
                             const struct note *note);

// Dates. Parsing takes 2021, 2021-10, 2021-10-05, 15 October 2021, ۱۹ قوس
// ۱۳۲۷, ۱۴۰۳/۸/۲۸ and their like, in Gregorian or Solar Hijri (years 1200 to
// 1500 are Solar Hijri); false where it is none or does not exist.
bool date_parse(struct str written, struct date *date);
struct date date_to_gregorian(struct date date); // same precision
struct date date_to_solar_hijri(struct date date);
// In the words of the language, in the date's own calendar; months from our
// own table (CLDR 42 mixes Iranian months into fa-AF).
struct str date_long(struct arena *arena, struct str tag, struct date date);
// Seconds from 1970 to the date's first day, 00:00Z.
int64_t date_seconds(struct date date);
// Whether a day can be in both, whatever their calendars: in a month or a year
// where no more is given.
bool date_agrees(struct date a, struct date b);
// The Gregorian date of a day, counted from 1970-01-01.
struct date date_of_day(int64_t days);

#endif
