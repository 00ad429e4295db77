// SPDX-License-Identifier: MIT
// What writers call a language: by its tag, or by its name.
#ifndef QALAM_LANGUAGE_NAMED_H
#define QALAM_LANGUAGE_NAMED_H

#include "base/arena.h"
#include "base/str.h"

// Reads a language as a writer names it: a tag, in any case and with _ for -
// (fa-AF, fa_af, prs), or its name in English or in itself, and of languages
// that have a file in one another too: Dari, دری, farsi, Turkish, Türkçe. The
// canonical tag, in arena, or of as long a life as the program. False where
// the value is no well-formed tag of a language that is known, and no name.
bool language_named(struct arena *arena, struct str value, struct str *lang);

// The two halves of it that are cheap: a tag of a known language; the name of
// one that has a file.
bool language_named_tag(struct arena *arena, struct str value,
                        struct str *lang);
bool language_named_here(struct str name, struct str *lang);

// The languages that have a file, as messages list them: English, Dari, …; and
// their tags: en, fa-AF or ps.
struct str language_named_list(struct arena *arena);
struct str language_named_tags(struct arena *arena);

#endif
