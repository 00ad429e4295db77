// SPDX-License-Identifier: MIT
// Guesses the language and direction of a text by its letters and words.
#include "source/guess.h"

#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum language {
    FARSI,
    PASHTO,
    ARABIC,
    URDU,
    OTHER_ARABIC,
    ENGLISH,
    GERMAN,
    FRENCH,
    UZBEK_LATIN,
    OTHER_LATIN,
    RUSSIAN,
    TAJIK,
    UZBEK_CYRILLIC,
    OTHER_CYRILLIC,
    DARI, // these two only tell Dari and Farsi apart
    IRAN,
    LANGUAGE_COUNT
};

enum evidence_kind { WORD, END, PAIR, LETTERS };

static const struct evidence {
    enum language language;
    enum evidence_kind kind;
    struct str text;
    int weight;
} evidence[] = {
#define EVIDENCE(language, kind, text, weight)                                 \
    {language, kind, {text, sizeof(text) - 1}, weight},
#include "source/guess.def"
#undef EVIDENCE
};

// The languages of a script stand in a row; `unmarked` is what a text without
// any evidence is taken for in a document of another script.
static const struct family {
    UScriptCode script;
    enum language first, last, other;
    const char *unmarked;
} families[] = {
    {USCRIPT_ARABIC, FARSI, OTHER_ARABIC, OTHER_ARABIC, "fa-AF"},
    {USCRIPT_LATIN, ENGLISH, OTHER_LATIN, OTHER_LATIN, "und-Latn"},
    {USCRIPT_CYRILLIC, RUSSIAN, OTHER_CYRILLIC, OTHER_CYRILLIC, "ru"},
};

static const char *const tags[LANGUAGE_COUNT] = {
    [FARSI] = "fa-AF",
    [PASHTO] = "ps",
    [ARABIC] = "ar",
    [URDU] = "ur",
    [OTHER_ARABIC] = "und-Arab",
    [ENGLISH] = "en",
    [GERMAN] = "de",
    [FRENCH] = "fr",
    [UZBEK_LATIN] = "uz-Latn",
    [OTHER_LATIN] = "und-Latn",
    [RUSSIAN] = "ru",
    [TAJIK] = "tg",
    [UZBEK_CYRILLIC] = "uz-Cyrl",
    [OTHER_CYRILLIC] = "und-Cyrl",
    [DARI] = "fa-AF",
    [IRAN] = "fa",
};

// How many letters of each script a text has, and of each direction. A letter
// inside quotes or brackets counts 1, any other 2.
struct letters {
    size_t arabic, latin, cyrillic, other;
    UScriptCode first_other;
    size_t ltr, rtl;
};

static void count_letter(struct letters *letters, uint32_t c, size_t weight)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    if (char_is_rtl(c))
        letters->rtl += weight;
    else if (u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT)
        letters->ltr += weight;
    if (script == USCRIPT_ARABIC)
        letters->arabic += weight;
    else if (script == USCRIPT_LATIN)
        letters->latin += weight;
    else if (script == USCRIPT_CYRILLIC)
        letters->cyrillic += weight;
    else if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) {
        if (letters->other == 0)
            letters->first_other = script;
        letters->other += weight;
    }
}

static struct letters count_letters(struct str text)
{
    struct letters letters = {0};
    size_t depth = 0;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (char_opens_enclosure(c))
            depth++;
        else if (char_closes_enclosure(c) && depth > 0)
            depth--;
        else if (u_isalpha((UChar32)c))
            count_letter(&letters, c, depth > 0 ? 1 : 2);
    }
    return letters;
}

static struct str sample(struct str text)
{
    return str_slice(text, 0, utf8_floor(text, GUESS_SAMPLE));
}

struct scores {
    int of[LANGUAGE_COUNT];
};

#define WORD_BYTES 96 // longer words are no evidence

struct word {
    char bytes[WORD_BYTES];
    size_t count;
};

static struct str word_str(const struct word *word)
{
    return (struct str){word->bytes, word->count};
}

// The next word in lower case; false at the end of the text. Between two words
// that make a pair there is one space.
static bool next_word(struct str text, size_t *offset, struct word *word,
                      bool *adjacent)
{
    uint32_t c = 0;
    size_t between = 0;
    word->count = 0;
    *adjacent = true;
    while (*offset < text.count && !char_is_word_letter(c)) {
        c = utf8_next(text, offset);
        if (!char_is_word_letter(c) && (between++ > 0 || c != ' '))
            *adjacent = false;
    }
    if (!char_is_word_letter(c))
        return false;
    for (;;) {
        if (word->count + 4 <= WORD_BYTES)
            word->count +=
                utf8_encode(char_lower(c), word->bytes + word->count);
        size_t after = *offset;
        if (after >= text.count ||
            !char_is_word_letter(c = utf8_next(text, &after)))
            return true;
        *offset = after;
    }
}

static bool is_pair(struct str pair, struct str first, struct str second)
{
    return pair.count == first.count + 1 + second.count &&
           str_starts(pair, first) && pair.bytes[first.count] == ' ' &&
           str_ends(pair, second);
}

static bool supports(const struct evidence *row, struct str word,
                     struct str before)
{
    switch (row->kind) {
    case WORD:
        return str_equal(word, row->text);
    case END:
        return word.count > row->text.count + 1 && str_ends(word, row->text);
    case PAIR:
        return before.count > 0 && is_pair(row->text, before, word);
    case LETTERS:
        break; // see weigh_letter
    }
    return false;
}

static void weigh_word(struct scores *scores, struct str word,
                       struct str before)
{
    static const struct str article = {"ال", 4};
    for (size_t i = 0; i < sizeof evidence / sizeof evidence[0]; i++)
        if (supports(&evidence[i], word, before))
            scores->of[evidence[i].language] += evidence[i].weight;
    if (str_starts(word, article) && word.count > 4 * article.count / 2)
        scores->of[ARABIC] += 1;
}

static bool has_letter(struct str letters, uint32_t wanted)
{
    for (size_t offset = 0; offset < letters.count;)
        if (utf8_next(letters, &offset) == wanted)
            return true;
    return false;
}

// U+064A without U+06CC is Arabic, or Pashto; U+0649 within a word is neither
// Arabic nor Persian but Uighur.
static void weigh_yeh(struct scores *scores, struct str word)
{
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = utf8_next(word, &offset);
        if (c == 0x064A) {
            scores->of[ARABIC] += 1;
            scores->of[PASHTO] += 1;
        } else if (c == 0x0649 && offset < word.count)
            scores->of[OTHER_ARABIC] += 3;
        else if (c == 0x06CC)
            scores->of[FARSI] += 1;
    }
}

static void weigh_letters(struct scores *scores, struct str word)
{
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = utf8_next(word, &offset);
        if (c < 0x80)
            continue;
        for (size_t i = 0; i < sizeof evidence / sizeof evidence[0]; i++)
            if (evidence[i].kind == LETTERS && has_letter(evidence[i].text, c))
                scores->of[evidence[i].language] += evidence[i].weight;
    }
    weigh_yeh(scores, word);
}

// The Pashto genitive, د, stands alone before its noun. With a bracket or a
// stop behind it, it is the fourth of a list in any language.
static bool is_genitive(struct str before, struct str word)
{
    static const struct str dal = {"د", 2};
    return str_equal(before, dal) && word.count > dal.count;
}

static struct scores weigh(struct str text)
{
    struct scores scores = {{0}};
    struct word word = {.count = 0}, before;
    bool adjacent;
    for (size_t offset = 0;
         before = word, next_word(text, &offset, &word, &adjacent);) {
        weigh_letters(&scores, word_str(&word));
        if (adjacent && is_genitive(word_str(&before), word_str(&word)))
            scores.of[PASHTO] += 2;
        weigh_word(&scores, word_str(&word),
                   adjacent ? word_str(&before) : STR(""));
    }
    return scores;
}

static struct str primary(struct str tag)
{
    size_t end = 0;
    while (end < tag.count && tag.bytes[end] != '-')
        end++;
    return str_slice(tag, 0, end);
}

static const struct family *family_of(UScriptCode script)
{
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (families[i].script == script)
            return &families[i];
    return NULL;
}

static bool has_subtag(struct str tag, struct str subtag)
{
    size_t at = str_find(tag, subtag);
    return at != STR_NONE && at > 0 && tag.bytes[at - 1] == '-';
}

// The script that a language is written in, as far as it matters here.
static UScriptCode script_of_tag(struct str tag)
{
    static const char *const arabic[] = {"fa", "prs", "ps", "ar",  "ur",
                                         "ug", "sd",  "ks", "ckb", "pnb"};
    static const char *const cyrillic[] = {"ru", "tg", "uk", "be", "bg",
                                           "mk", "kk", "ky", "mn", "sr"};
    struct str language = primary(tag);
    if (language.count == 0)
        return USCRIPT_UNKNOWN;
    if (has_subtag(tag, STR("Arab")))
        return USCRIPT_ARABIC;
    if (has_subtag(tag, STR("Cyrl")))
        return USCRIPT_CYRILLIC;
    if (has_subtag(tag, STR("Latn")))
        return USCRIPT_LATIN;
    for (size_t i = 0; i < sizeof arabic / sizeof arabic[0]; i++)
        if (str_equal(language, str_of(arabic[i])))
            return USCRIPT_ARABIC;
    for (size_t i = 0; i < sizeof cyrillic / sizeof cyrillic[0]; i++)
        if (str_equal(language, str_of(cyrillic[i])))
            return USCRIPT_CYRILLIC;
    return USCRIPT_LATIN;
}

// The document's script wins where it has two letters in five: a title that
// opens with a long foreign quotation is still the document's.
static UScriptCode main_script(const struct letters *letters,
                               struct str document_lang)
{
    size_t all =
        letters->arabic + letters->latin + letters->cyrillic + letters->other;
    UScriptCode own = script_of_tag(document_lang);
    size_t in_own = own == USCRIPT_ARABIC     ? letters->arabic
                    : own == USCRIPT_LATIN    ? letters->latin
                    : own == USCRIPT_CYRILLIC ? letters->cyrillic
                                              : 0;
    if (in_own > 0 && in_own * 5 >= all * 2)
        return own;
    if (letters->arabic >= letters->latin &&
        letters->arabic >= letters->cyrillic &&
        letters->arabic >= letters->other)
        return USCRIPT_ARABIC;
    if (letters->cyrillic >= letters->latin &&
        letters->cyrillic >= letters->other)
        return USCRIPT_CYRILLIC;
    return letters->latin >= letters->other ? USCRIPT_LATIN
                                            : letters->first_other;
}

static struct str dari_or_farsi(const struct scores *scores,
                                struct str document_lang)
{
    bool document_knows = str_equal(primary(document_lang), STR("fa")) ||
                          str_equal(primary(document_lang), STR("prs"));
    if (scores->of[DARI] > scores->of[IRAN])
        return STR("fa-AF");
    if (document_knows)
        return document_lang;
    return scores->of[IRAN] > 0 ? STR("fa") : STR("fa-AF");
}

// Does a tag name this language (fa-AF and fa are one here)?
static bool names(struct str tag, enum language language)
{
    struct str own = primary(tag);
    if (str_equal(own, STR("prs")))
        own = STR("fa");
    return str_equal(own, primary(str_of(tags[language])));
}

static struct str best_of(const struct family *family, struct scores *scores,
                          struct str document_lang)
{
    enum language best = family->first;
    bool own_script = script_of_tag(document_lang) == family->script;
    scores->of[FARSI] += scores->of[DARI] + scores->of[IRAN];
    for (enum language l = family->first; l <= family->last; l++) {
        // A document's own language needs no proof.
        if (own_script && names(document_lang, l) && scores->of[l] > 0)
            scores->of[l] += 1;
        if (scores->of[l] > scores->of[best] ||
            (scores->of[l] == scores->of[best] && l == family->other))
            best = l;
    }
    if (scores->of[best] == 0)
        return own_script ? document_lang : str_of(family->unmarked);
    // In doubt it is the document's, but Dari and Farsi share one score.
    for (enum language l = family->first; own_script && l < family->last; l++)
        if (l != FARSI && scores->of[l] == scores->of[best] &&
            names(document_lang, l))
            return document_lang;
    return best == FARSI ? dari_or_farsi(scores, document_lang)
                         : str_of(tags[best]);
}

struct str guess_language(struct arena *arena, struct str text,
                          struct str document_lang)
{
    struct str start = sample(text);
    struct letters letters = count_letters(start);
    size_t all =
        letters.arabic + letters.latin + letters.cyrillic + letters.other;
    if (all == 0)
        return document_lang.count > 0 ? arena_str(arena, document_lang)
                                       : STR("und");
    UScriptCode script = main_script(&letters, document_lang);
    const struct family *family = family_of(script);
    if (!family)
        return arena_printf(arena, "und-%s", uscript_getShortName(script));
    struct scores scores = weigh(start);
    return arena_str(arena, best_of(family, &scores, document_lang));
}

enum direction guess_direction(struct str text, struct str lang)
{
    struct letters letters = count_letters(sample(text));
    bool rtl_language = script_of_tag(lang) == USCRIPT_ARABIC ||
                        str_equal(primary(lang), STR("he"));
    size_t all = letters.ltr + letters.rtl;
    if (all == 0 && lang.count == 0)
        return DIRECTION_INHERIT;
    if (all == 0)
        return rtl_language ? DIRECTION_RTL : DIRECTION_LTR;
    size_t in_own = rtl_language ? letters.rtl : letters.ltr;
    if (lang.count > 0 && in_own * 5 >= all * 2)
        return rtl_language ? DIRECTION_RTL : DIRECTION_LTR;
    return letters.rtl > letters.ltr ? DIRECTION_RTL : DIRECTION_LTR;
}
