// SPDX-License-Identifier: MIT
// Which script the letters of a text are of, and which language that means.
#ifndef QALAM_LETTERS_H
#define QALAM_LETTERS_H

#include "model/brief.h"
#include "text/letter_script.h"

// Two words of letters at least?
bool letters_several_words(struct str text);

// A web or mail address, or no words at all: in no language.
bool letters_address(struct str text);

// Which letters a text has, seen from a script: bits. MARKED is a node to
// which the author or a filter has given a language or direction of its own.
enum {
    LETTERS_NATIVE = 1,
    LETTERS_LATIN = 2,
    LETTERS_CYRILLIC = 4,
    LETTERS_ARABIC = 8,
    LETTERS_MARKED = 16,
};
unsigned letters_bit(enum script script, enum script base);
unsigned letters_of(struct str text, enum script base);
unsigned letters_below(const struct node *root, enum script base);

// Has a node a language or direction of its own? Then it counts by that.
bool letters_marked(const struct node *node);
unsigned letters_of_marked(const struct node *node, enum script base);

// The foreign script of a text without native letters; Latin where Cyrillic
// words stand among Latin ones. False where there are native letters, scripts
// of both directions, or none.
bool letters_wholly_foreign(unsigned letters, enum script *script);

// The language of a text in a script that is not the document's: guessed, or
// what is usual here: English, Russian, Dari.
struct str letters_foreign_language(struct arena *arena, struct str text,
                                    enum script script,
                                    struct str document_lang);

#endif
