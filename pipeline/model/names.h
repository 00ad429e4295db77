// SPDX-License-Identifier: MIT
// What a source file's name says: the name of its outputs, and its language.
#ifndef QALAM_NAMES_H
#define QALAM_NAMES_H

#include "base/arena.h"
#include "base/str.h"

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

// A path or name as text: what is not UTF-8, or a control character, as `_`.
struct str names_shown(struct arena *arena, struct str name);

// A path as a shell takes it, to be copied out of a message: in quotes where
// it must be, and never read as a flag.
struct str names_in_shell(struct arena *arena, struct str path);

// Whether a slug can name a file on any system, and only in its folder.
bool names_slug_good(struct str slug);

// A file name as a relative reference (RFC 3986 4.2): letters of any script
// stay, what would end or change the reference is escaped.
struct str names_url(struct arena *arena, struct str name);

#endif
