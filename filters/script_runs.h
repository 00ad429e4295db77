// SPDX-License-Identifier: MIT
// Finding words in another script than the text around them, and giving them
// a node with their language and direction.
//
// A run goes from the first foreign letter to the last, with what stands
// between them (spaces, stops, digits, brackets, markup) and what is attached
// to them (C++, G20, 2020 in brackets after a title). Without such a node the
// neutral characters at its ends would join the wrong side (UAX #9 N1, N2):
// C++ in a Dari line would show as ++C.
#ifndef QALAM_SCRIPT_RUNS_H
#define QALAM_SCRIPT_RUNS_H

#include "brief.h"
#include "language.h"

// Which letters a text has, seen from a script: bits. MARKED is a node to
// which the author or a filter has given a language or direction of its own.
enum {
    LETTERS_NATIVE = 1,
    LETTERS_LATIN = 2,
    LETTERS_CYRILLIC = 4,
    LETTERS_ARABIC = 8,
    LETTERS_MARKED = 16,
};
unsigned letters_of(struct str text, enum script base);
unsigned letters_below(const struct node *root, enum script base);

// The one foreign script of a text without native letters. False where there
// are native letters, several scripts, or none.
bool letters_wholly_foreign(unsigned letters, enum script *script);

// The language of a text in a script that is not the document's: guessed, or
// what is usual here: English, Russian, Dari.
struct str foreign_language(struct arena *arena, struct str text,
                            enum script script, struct str document_lang);

// Wraps the foreign runs among the children of a node that holds inlines.
// lang is the language that holds in it. Running it twice changes nothing.
void script_runs_wrap(const struct brief *brief, struct node *holder,
                      struct str lang);

#endif
