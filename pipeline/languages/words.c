// SPDX-License-Identifier: MIT
// The fixed words that qalam prints, of each language.
#include "languages/words.h"

#include "languages/rows.h"

static const struct str words[LANGUAGE_COUNT][WORD_COUNT] = {
#define LANGUAGE(id, tag) [LANGUAGE_##id] = {
#define WORD(name, text) [WORD_##name] = {"" text, sizeof(text) - 1},
#define END_OF_LANGUAGE                                                        \
    }                                                                          \
    ,
#include "languages/all.def"
};

static bool is_gap(struct str word)
{
    return str_equal(word, STR("-"));
}

bool language_has_words(struct str tag)
{
    return language_find(tag) < LANGUAGE_COUNT;
}

bool language_has_word(struct str tag, enum word word)
{
    enum language_id id = language_find(tag);
    return id < LANGUAGE_COUNT && !is_gap(words[id][word]);
}

struct str language_word(struct str tag, enum word word)
{
    enum language_id id = language_find(tag);
    return id < LANGUAGE_COUNT && !is_gap(words[id][word])
               ? words[id][word]
               : words[LANGUAGE_en][word];
}

const char *language_word_name(enum word word)
{
    static const char *const names[WORD_COUNT] = {
#define WORD(name, about) [WORD_##name] = #name,
#include "languages/words.def"
#undef WORD
    };
    return names[word];
}
