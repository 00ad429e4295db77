// SPDX-License-Identifier: MIT
// The fixed words that qalam prints: words.def names them, a language's are in
// its file.
#ifndef QALAM_LANGUAGE_WORDS_H
#define QALAM_LANGUAGE_WORDS_H

#include "base/str.h"

enum word {
#define WORD(name, about) WORD_##name,
#include "languages/words.def"
#undef WORD
    WORD_COUNT
};

// English where the language has no file, or a gap there.
struct str language_word(struct str tag, enum word word);
bool language_has_words(struct str tag);
// Does its file have this word, or English for it?
bool language_has_word(struct str tag, enum word word);
// Its name in words.def: how_to_cite.
const char *language_word_name(enum word word);

#endif
