// SPDX-License-Identifier: MIT
// Guesses the language and direction of a text by its letters and words.
#include "source/guess.h"

#include "base/characters.h"
#include "languages/language.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

// The languages of a script, as rows.h has them, and those without a file.
static const struct family {
    UScriptCode script;
    const char *name;
    enum script common;
} families[] = {
    {USCRIPT_ARABIC, "Arab", SCRIPT_ARABIC},
    {USCRIPT_LATIN, "Latn", SCRIPT_LATIN},
    {USCRIPT_CYRILLIC, "Cyrl", SCRIPT_CYRILLIC},
};
enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

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
    int apart[LANGUAGE_COUNT]; // from its sister
    int others[FAMILY_COUNT];
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

static bool has_letter(struct str letters, uint32_t wanted)
{
    for (size_t offset = 0; offset < letters.count;)
        if (utf8_next(letters, &offset) == wanted)
            return true;
    return false;
}

// A word, and the one before it where they stand side by side.
struct seen {
    struct str word, before;
    bool ascii; // and so without any letter that tells
};

static bool is_ascii(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if ((unsigned char)word.bytes[i] >= 0x80)
            return false;
    return true;
}

// How often a word has one of these letters; `inner`: before its last.
static int count_of(struct str letters, const struct seen *seen, bool inner)
{
    int found = 0;
    for (size_t offset = 0; !seen->ascii && offset < seen->word.count;) {
        uint32_t c = utf8_next(seen->word, &offset);
        found += c >= 0x80 && (!inner || offset < seen->word.count) &&
                 has_letter(letters, c);
    }
    return found;
}

// How often a row speaks for its language at a word.
static int times(const struct language_evidence *row, const struct seen *seen)
{
    struct str word = seen->word, text = row->text;
    switch (row->kind) {
    case EVIDENCE_WORD:
        return str_equal(word, text);
    case EVIDENCE_END:
        return word.count > text.count + 1 && str_ends(word, text);
    case EVIDENCE_START:
        return word.count > text.count * 2 && str_starts(word, text);
    case EVIDENCE_PAIR:
        return seen->before.count > 0 && is_pair(text, seen->before, word);
    // The Pashto genitive, د, stands alone before its noun. With a bracket or
    // a stop behind it, it is the fourth of a list in any language.
    case EVIDENCE_FIRST:
        return str_equal(seen->before, text) && word.count > text.count;
    case EVIDENCE_LETTERS:
        return count_of(text, seen, false);
    case EVIDENCE_INNER:
        return count_of(text, seen, true);
    case EVIDENCE_END_OF_LIST:
        break;
    }
    return 0;
}

static int weight_of(const struct language_evidence *rows,
                     const struct seen *seen)
{
    int weight = 0;
    for (; rows->kind != EVIDENCE_END_OF_LIST; rows++)
        weight += rows->weight * times(rows, seen);
    return weight;
}

static void weigh_word(struct scores *scores, const struct seen *seen)
{
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        scores->of[id] += weight_of(language_known_by(id), seen);
        scores->apart[id] += weight_of(language_told_apart_by(id), seen);
    }
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        scores->others[i] += weight_of(
            languages_others_known_by(str_of(families[i].name)), seen);
}

static struct scores weigh(struct str text)
{
    struct scores scores = {{0}};
    struct word word = {.count = 0}, before;
    bool adjacent;
    for (size_t offset = 0;
         before = word, next_word(text, &offset, &word, &adjacent);) {
        struct seen seen = {word_str(&word),
                            adjacent ? word_str(&before) : STR(""),
                            is_ascii(word_str(&word))};
        weigh_word(&scores, &seen);
    }
    return scores;
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
    if (tag.count == 0)
        return USCRIPT_UNKNOWN;
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        if (has_subtag(tag, str_of(families[i].name)))
            return families[i].script;
    struct str script = language_value(tag, ROW_script);
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        if (str_equal(script, str_of(families[i].name)))
            return families[i].script;
    return script.count ? USCRIPT_UNKNOWN : USCRIPT_LATIN;
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

// Of languages that share their evidence, Dari and Farsi: which it is. The one
// that more speaks for, else the document's own.
static struct str of_sisters(enum language_id first,
                             const struct scores *scores,
                             struct str document_lang)
{
    enum language_id best = first, own = language_find(document_lang);
    for (enum language_id id = first + 1; id < LANGUAGE_COUNT; id++)
        if (language_sister(id) == first && scores->apart[id] > 0 &&
            scores->apart[id] >= scores->apart[best])
            best = id;
    bool told = best == first && scores->apart[first] > 0;
    return !told && own < LANGUAGE_COUNT && language_sister(own) == first
               ? document_lang
               : language_tag(best);
}

// Has the language another that shares its evidence?
static bool has_sister(enum language_id first)
{
    for (enum language_id id = first + 1; id < LANGUAGE_COUNT; id++)
        if (language_sister(id) == first)
            return true;
    return false;
}

// The languages of a family that have evidence of their own, one by one.
static bool next_of(const struct family *family, enum language_id *id)
{
    while (*id < LANGUAGE_COUNT && (language_script_of(*id) != family->common ||
                                    language_sister(*id) != *id))
        (*id)++;
    return *id < LANGUAGE_COUNT;
}

// What a text without any evidence is taken for in a document of another
// script: und-Latn, but what is Arabic script here is Dari.
static struct str unmarked(struct arena *arena, const struct family *family)
{
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
        if (language_script_of(id) == family->common &&
            language_row_of(id, ROW_unmarked)[0])
            return language_tag(id);
    return arena_printf(arena, "und-%s", family->name);
}

// What tells languages apart speaks for both; a document's own needs no proof.
static void add_what_else(struct scores *scores, enum language_id own)
{
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
        scores->of[language_sister(id)] += scores->apart[id];
    if (own < LANGUAGE_COUNT && scores->of[language_sister(own)] > 0)
        scores->of[language_sister(own)] += 1;
}

static struct str best_of(struct arena *arena, const struct family *family,
                          struct scores *scores, struct str document_lang)
{
    bool own_script = script_of_tag(document_lang) == family->script;
    enum language_id own =
        own_script ? language_find(document_lang) : LANGUAGE_COUNT;
    enum language_id best = LANGUAGE_COUNT, id;
    int most = 0, others = scores->others[family - families];
    if (own_script && others > 0 &&
        str_equal(language_primary(document_lang), STR("und")))
        others += 1;
    add_what_else(scores, own);
    for (id = 0; next_of(family, &id); id++)
        if (scores->of[id] > most) {
            most = scores->of[id];
            best = id;
        }
    if (most == 0 && others == 0)
        return own_script ? document_lang : unmarked(arena, family);
    // In doubt it is the document's, but Dari and Farsi share one score.
    if (own < LANGUAGE_COUNT && !has_sister(language_sister(own)) &&
        scores->of[own] == (most > others ? most : others))
        return document_lang;
    if (others >= most)
        return arena_printf(arena, "und-%s", family->name);
    return of_sisters(best, scores, document_lang);
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
    return arena_str(arena, best_of(arena, family, &scores, document_lang));
}

enum direction guess_direction(struct str text, struct str lang)
{
    struct letters letters = count_letters(sample(text));
    bool rtl_language =
        script_of_tag(lang) == USCRIPT_ARABIC ||
        str_equal(language_value(lang, ROW_script), STR("Hebr"));
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
