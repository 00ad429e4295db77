// SPDX-License-Identifier: MIT
// In which language is a text that does not say so?
//
// For short texts: titles, names of organisations, notes; and for the first
// page of a document. Evidence is letters that only some languages have,
// function words, a few names of institutions and word endings. Where that
// cannot tell two languages apart the document's language decides; where
// nothing fits, the answer is und with the script, never a wild guess.
#ifndef QALAM_GUESS_H
#define QALAM_GUESS_H

#include "base/arena.h"
#include "model/brief.h"
#include "base/str.h"

// A canonical tag: fa-AF, ps, uz-Latn, und-Arab. document_lang may be empty.
// A text without letters has the document's language, else und. Looks at the
// first GUESS_SAMPLE bytes only, so the cost has a bound.
#define GUESS_SAMPLE 6000
struct str guess_language(struct arena *arena, struct str text,
                          struct str document_lang);

// The direction of most of the text, which need not be that of its first
// letter: "NATO، ISKP او …" is right to left. Words in quotes or brackets
// count half; lang (may be empty) decides where it is close. Without letters:
// the direction of lang, or DIRECTION_INHERIT where lang is empty too.
enum direction guess_direction(struct str text, struct str lang);

#endif
