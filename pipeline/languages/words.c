// SPDX-License-Identifier: MIT
// The fixed words that qalam prints, in each language of its table.
#include "languages/language.h"

#define WORD(name, text) [WORD_##name] = {"" text, sizeof(text) - 1},
static const struct str english[WORD_COUNT] = {
#include "languages/words.def"
};
static const struct str arabic[WORD_COUNT] = {
#include "languages/words-ar.def"
};
static const struct str german[WORD_COUNT] = {
#include "languages/words-de.def"
};
static const struct str persian[WORD_COUNT] = {
#include "languages/words-fa.def"
};
static const struct str dari[WORD_COUNT] = {
#include "languages/words-fa-AF.def"
};
static const struct str french[WORD_COUNT] = {
#include "languages/words-fr.def"
};
static const struct str pashto[WORD_COUNT] = {
#include "languages/words-ps.def"
};
static const struct str russian[WORD_COUNT] = {
#include "languages/words-ru.def"
};
static const struct str tajik[WORD_COUNT] = {
#include "languages/words-tg.def"
};
static const struct str urdu[WORD_COUNT] = {
#include "languages/words-ur.def"
};
static const struct str uzbek_cyrillic[WORD_COUNT] = {
#include "languages/words-uz-Cyrl.def"
};
static const struct str uzbek_latin[WORD_COUNT] = {
#include "languages/words-uz-Latn.def"
};
#undef WORD

// The first row that fits counts: fa-AF before fa.
static const struct {
    const char *tag; // language, or language and region
    enum script script;
    const struct str *words;
} tables[] = {
    {"en", SCRIPT_LATIN, english},     {"fa-AF", SCRIPT_ARABIC, dari},
    {"ps", SCRIPT_ARABIC, pashto},     {"fa", SCRIPT_ARABIC, persian},
    {"ar", SCRIPT_ARABIC, arabic},     {"ur", SCRIPT_ARABIC, urdu},
    {"ru", SCRIPT_CYRILLIC, russian},  {"tg", SCRIPT_CYRILLIC, tajik},
    {"uz", SCRIPT_LATIN, uzbek_latin}, {"uz", SCRIPT_CYRILLIC, uzbek_cyrillic},
    {"de", SCRIPT_LATIN, german},      {"fr", SCRIPT_LATIN, french},
};

static bool fits(struct str tag, struct str row)
{
    return str_starts(tag, row) &&
           (tag.count == row.count || tag.bytes[row.count] == '-');
}

static const struct str *words_of(struct str tag)
{
    enum script script = SCRIPT_OTHER;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (!fits(tag, str_of(tables[i].tag)))
            continue;
        if (script == SCRIPT_OTHER)
            script = language_script(tag);
        if (script == tables[i].script)
            return tables[i].words;
    }
    return NULL;
}

struct str language_word(struct str tag, enum word word)
{
    const struct str *words = words_of(tag);
    // A row that is missing in a language is English, never empty.
    return words && words[word].count ? words[word] : english[word];
}

const char *language_word_name(enum word word)
{
    static const char *const names[WORD_COUNT] = {
#define WORD(name, english) [WORD_##name] = #name,
#include "languages/words.def"
#undef WORD
    };
    return names[word];
}

struct str brief_word(const struct brief *brief, enum word word)
{
    const struct str *own = brief->meta.words;
    return own && own[word].count ? own[word]
                                  : language_word(brief->lang, word);
}

bool language_has_words(struct str tag)
{
    return words_of(tag) != NULL;
}
