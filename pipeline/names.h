// SPDX-License-Identifier: MIT
// What a source file's name says: the name of its outputs, and its language.
#ifndef QALAM_NAMES_H
#define QALAM_NAMES_H

#include "arena.h"
#include "str.h"

struct names {
    struct str shown; // the path as text for messages
    struct str stem;  // of outputs: brief.fa of texts/brief.fa.md
    struct str set;   // what the editions of one text share: brief
    struct str lang;  // canonical language of its TAG: fa-AF; or empty
};

// Reads name.md and name.TAG.md, with any ending; `-` is called stdin. What is
// not UTF-8 in a name, or a control character, is shown and written as `_`.
// All in arena.
struct names names_of_path(struct arena *arena, const char *path);

// Whether a slug can name a file on any system, and only in its folder.
bool names_slug_good(struct str slug);

// A file name as a relative reference (RFC 3986 4.2): letters of any script
// stay, what would end or change the reference is escaped.
struct str names_url(struct arena *arena, struct str name);

#endif
