// SPDX-License-Identifier: MIT
// What the words of a text say of its language, seen from another language.
//
// The rows KNOWN_BY of each file (languages/rows.def) are weighed. A row is a
// proof against the reference, the language that the text is in unless
// something speaks against it, where the reference has neither the letter nor
// the word: ګ is a proof against Dari, پ is none; "la" is none against English
// within the name of a person or a place.
#ifndef QALAM_EVIDENCE_H
#define QALAM_EVIDENCE_H

#include "base/arena.h"
#include "languages/rows.h"

#include <unicode/uscript.h>

// The scripts whose languages are told apart by their words.
struct evidence_family {
    UScriptCode script;
    const char *name; // by ISO 15924
};
// NULL where qalam knows no language of a script by its words.
const struct evidence_family *evidence_family_of(UScriptCode script);

struct evidence {
    int all;       // the weights of all that speaks for a language
    int proof;     // of what the reference has not
    int strongest; // the greatest of them
    size_t kinds;  // how many rows of words they are
    size_t words; // how many words of the text it has: letters alone must prove
};

struct testimony {
    struct evidence of[LANGUAGE_COUNT]; // of the family's alone
    int apart[LANGUAGE_COUNT];          // from its sister
    struct evidence others;             // languages without a file
    size_t words;                       // of the family's script
};

// reference is LANGUAGE_COUNT where there is none: then all is proof.
struct testimony evidence_weigh(struct arena *arena, struct str text,
                                const struct evidence_family *family,
                                enum language_id reference);

#endif
