// SPDX-License-Identifier: MIT
// Languages by their tags: scripts, directions, digits, names.
//
// Tables only, no state. Tags are BCP 47; canonical means that prs, prs-AF and
// fa-AF are all fa-AF, that case is en, fa-AF, uz-Latn. What else is known of
// a language: rows.h, words.h, date.h, number.h.
#ifndef QALAM_LANGUAGE_H
#define QALAM_LANGUAGE_H

#include "base/arena.h"
#include "base/str.h"
#include "languages/rows.h"

enum script { SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_ARABIC, SCRIPT_OTHER };
enum direction { DIRECTION_INHERIT, DIRECTION_LTR, DIRECTION_RTL };

// What qalam speaks, and a text of which nothing tells is taken for.
struct str language_default(void);

// Well-formed by BCP 47 (RFC 5646)? Says nothing of registration.
bool language_valid(struct str tag);
// The canonical form, in arena; the tag itself where it is not valid.
struct str language_canonical(struct arena *arena, struct str tag);
// Is it a language that a registry names, as far as ICU and we know?
bool language_registered(struct str tag);
enum direction language_direction(struct str tag); // by its script; else LTR
enum script language_script(struct str tag);
enum script language_script_of(enum language_id id);
// The first language of a script, as a word of it is taken that nothing tells:
// English, Russian. The default where there is none.
struct str language_of_script(enum script script);
// The language without region and script: fa of fa-AF. A slice of tag.
struct str language_primary(struct str tag);
// Is its region, the AF of fa-AF, one of a list to NULL?
bool language_region_listed(struct str tag, const char *const *regions);
// The name of the language in itself: دری of fa-AF. Empty where unknown.
struct str language_own_name(struct str tag);

// Number in the language's digits (۰-۹ for fa, fa-AF, ps, ur in Arabic script).
struct str language_number(struct arena *arena, struct str tag,
                           unsigned long number);
// A text's ASCII digits turned into the language's; for what qalam writes.
struct str language_digits(struct arena *arena, struct str tag,
                           struct str text);

#endif
