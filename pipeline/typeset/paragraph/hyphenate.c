// SPDX-License-Identifier: MIT
// Hyphens by lists of words, by the syllables of a language, or by its patterns
// (libhyphen).
//
// The limits are explained in docs/design.md#paragraphs; a name is a word with
// a capital that begins no sentence.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "base/load.h"
#include "typeset/paragraph/divisions.h"
#include "typeset/paragraph/patterns.h"
#include "typeset/paragraph/syllables.h"
#include "languages/rows.h"

#include <glob.h>
#include <iconv.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unistd.h>

#define PATTERN_FOLDER "/usr/share/hyphen/"

enum {
    // Languages remembered, with or without patterns. A text that names more
    // is not in need of hyphens but hostile.
    LANGUAGES_MOST = 64,
    LANGUAGE_LONGEST = 16, // bytes of a tag that can have patterns
    WORD_LONGEST = 64,
    TITLE_LONGEST = 3, // Mr. Dr. Gen: what follows is still a name
    // Patterns in 8 bits are for Latin and Cyrillic.
    REVERSE_COUNT = 0x500
};

// The shortest word and name that are divided, what stays on either side of a
// hyphen, and what one costs.
struct limits {
    uint32_t word, name;
    int letters_kept, name_letters_kept, penalty;
    bool last_word; // of a paragraph too
};
static const struct limits limits_of[HYPHENS_COUNT] = {
    [HYPHENS_HOUSE] = {6, 9, 3, 4, 50, false},
    [HYPHENS_STRAINED] = {5, 6, 2, 3, 200, true},
};
// Where words are divided by syllables: one letter never stands alone, says the
// orthography of Uzbek (1995, rule 76) and that of Tajik (2021).
static const struct limits syllable_limits_of[HYPHENS_COUNT] = {
    [HYPHENS_HOUSE] = {5, 9, 2, 4, 50, false},
    [HYPHENS_STRAINED] = {4, 6, 2, 2, 200, true},
};

struct patterns {
    HyphenDict *dictionary;
    struct arena *arena; // that it is in; NULL: it is libhyphen's own
    // From a letter to its byte, where the patterns are not in UTF-8; 0: none.
    uint8_t *bytes;
};
struct language {
    char tag[LANGUAGE_LONGEST];
    struct patterns patterns; // dictionary NULL: there are none
};
struct hyphenation {
    pthread_mutex_t loading;
    struct language languages[LANGUAGES_MOST];
    size_t count;
};

struct hyphenation *hyphenation_new(void)
{
    struct hyphenation *hyphenation = calloc(1, sizeof *hyphenation);
    if (!hyphenation)
        fail_system("out of memory");
    pthread_mutex_init(&hyphenation->loading, NULL);
    return hyphenation;
}

static void forget(struct patterns *patterns)
{
    if (patterns->arena)
        arena_free(patterns->arena);
    else if (patterns->dictionary)
        hnj_hyphen_free(patterns->dictionary);
    patterns->arena = NULL;
    patterns->dictionary = NULL;
}

void hyphenation_free(struct hyphenation *hyphenation)
{
    for (size_t i = 0; i < hyphenation->count; i++) {
        struct patterns *patterns = &hyphenation->languages[i].patterns;
        forget(patterns);
        free(patterns->bytes);
    }
    pthread_mutex_destroy(&hyphenation->loading);
    free(hyphenation);
}

// ----- Patterns by language -----

// Which patterns a language without a region takes where there are several.
static const char *usual_region(const char *tag)
{
    const char *usual = language_row(str_of(tag), ROW_hyphenation)[0];
    return usual ? usual : tag;
}

static bool pattern_file(char *path, size_t size, const char *name)
{
    snprintf(path, size, PATTERN_FOLDER "hyph_%s.dic", name);
    return access(path, R_OK) == 0;
}

// A language whose patterns are those of one region, hyph_sv_SE: the first by
// name, so that the choice does not hang on the order of a folder.
static bool any_region(char *path, size_t size, const char *language)
{
    char pattern[sizeof PATTERN_FOLDER + LANGUAGE_LONGEST + 16];
    snprintf(pattern, sizeof pattern, PATTERN_FOLDER "hyph_%s_*.dic", language);
    glob_t found;
    bool any = glob(pattern, 0, NULL, &found) == 0;
    if (any)
        snprintf(path, size, "%s", found.gl_pathv[0]);
    globfree(&found);
    return any && access(path, R_OK) == 0;
}

// The region's own, else those of the language: fr-BE, then fr.
static bool find_patterns(char *path, size_t size, const char *tag)
{
    char name[LANGUAGE_LONGEST];
    snprintf(name, sizeof name, "%s", tag);
    for (char *c = name; *c; c++)
        if (*c == '-')
            *c = '_';
    if (strchr(name, '_') && pattern_file(path, size, name))
        return true;
    name[strcspn(name, "_")] = '\0';
    return pattern_file(path, size, usual_region(name)) ||
           any_region(path, size, name);
}

// Fills the way back from letters to bytes of an 8-bit set.
static uint8_t *bytes_of_set(const char *set)
{
    iconv_t converter = iconv_open("UTF-32LE", set);
    if (converter == (iconv_t)-1)
        return NULL;
    uint8_t *bytes = calloc(REVERSE_COUNT, 1);
    if (!bytes)
        fail_system("out of memory");
    for (int byte = 1; byte < 256; byte++) {
        char in = (char)byte;
        unsigned char out[4] = {0};
        char *from = &in, *to = (char *)out;
        size_t from_count = 1, to_count = sizeof out;
        if (iconv(converter, &from, &from_count, &to, &to_count) == (size_t)-1)
            continue;
        unsigned letter = out[0] | (unsigned)out[1] << 8;
        if (!out[2] && letter < REVERSE_COUNT)
            bytes[letter] = (uint8_t)byte;
    }
    iconv_close(converter);
    return bytes;
}

static void load_file_of(struct patterns *patterns, const char *path)
{
    struct str text;
    const char *why;
    patterns->arena = arena_new();
    if (load_file(patterns->arena, path, &text, &why))
        patterns->dictionary = patterns_read(patterns->arena, text);
    if (patterns->dictionary)
        return;
    forget(patterns);
    LEAKS_ALLOWED;
    patterns->dictionary = hnj_hyphen_load(path);
    LEAKS_REPORTED;
}

static void load_patterns(struct language *language)
{
    char path[sizeof PATTERN_FOLDER + LANGUAGE_LONGEST + 16];
    if (!find_patterns(path, sizeof path, language->tag))
        return;
    struct patterns *patterns = &language->patterns;
    load_file_of(patterns, path);
    if (!patterns->dictionary || patterns->dictionary->utf8)
        return;
    patterns->bytes = bytes_of_set(patterns->dictionary->cset);
    if (!patterns->bytes)
        forget(patterns);
}

static bool plain_tag(struct str tag)
{
    for (size_t i = 0; i < tag.count; i++)
        if (!u_isalnum((unsigned char)tag.bytes[i]) && tag.bytes[i] != '-')
            return false;
    return tag.count > 0 && tag.count < LANGUAGE_LONGEST;
}

static struct language *language_of(struct hyphenation *hyphenation,
                                    struct str tag)
{
    for (size_t i = 0; i < hyphenation->count; i++)
        if (str_equal(str_of(hyphenation->languages[i].tag), tag))
            return &hyphenation->languages[i];
    if (hyphenation->count == LANGUAGES_MOST)
        return NULL;
    struct language *language = &hyphenation->languages[hyphenation->count];
    memcpy(language->tag, tag.bytes, tag.count);
    load_patterns(language);
    hyphenation->count++;
    return language;
}

// NULL where the language has none. Once loaded they are only read.
static const struct patterns *patterns_of(struct hyphenation *hyphenation,
                                          struct str tag)
{
    if (!plain_tag(tag))
        return NULL;
    fail_lock(&hyphenation->loading);
    const struct language *language = language_of(hyphenation, tag);
    fail_unlock(&hyphenation->loading);
    return language && language->patterns.dictionary ? &language->patterns
                                                     : NULL;
}

// ----- Words -----

struct word {
    const struct limits *limits;
    uint32_t start, end; // units
    int letters_kept, penalty;
    enum language_id language;
    bool strained, named, in_capitals;
};

static bool is_letter(const struct paragraph *p, uint32_t unit)
{
    return p->facts[unit].flags & UNIT_LETTER;
}

// What is part of a number, an address or a file name is no word.
static bool forbids_hyphens_beside(UChar unit)
{
    return char_is_digit(unit) || unit == '@' || unit == '_' || unit == '/' ||
           unit == '\\' || unit == CHAR_SOFT_HYPHEN;
}

static bool passes_over(UChar unit)
{
    return unit == ' ' || unit == 0xA0 || unit == '"' || unit == '\'' ||
           unit == '(' || unit == '[' || (unit >= 0x2018 && unit <= 0x201F) ||
           unit == 0xAB || unit == 0x2039 || (unit >= 0x2066 && unit <= 0x2069);
}

// A stop before it, other than that of Mr. and its kin; bounded, so that a
// run of quotation marks costs nothing.
static bool begins_sentence(const struct paragraph *p, uint32_t unit)
{
    int steps = 8;
    while (unit > 0 && passes_over(p->units[unit - 1]) && --steps)
        unit--;
    if (unit == 0)
        return true;
    UChar before = p->units[unit - 1];
    if (before == '!' || before == '?' || before == ':' || before == 0x2026)
        return true;
    if (before != '.')
        return false;
    uint32_t start = --unit;
    while (start > 0 && unit - start <= TITLE_LONGEST &&
           is_letter(p, start - 1))
        start--;
    return unit - start > TITLE_LONGEST;
}

static bool capitalises_nouns(struct str lang)
{
    return language_has(lang, ROW_capital_nouns);
}

// Whether it is a name, which has limits of its own.
static void judge_capitals(const struct paragraph *p,
                           const struct text_fragment *piece, struct word *word)
{
    uint32_t capitals = 0;
    for (uint32_t unit = word->start; unit < word->end; unit++)
        capitals += u_isupper(p->units[unit]) ? 1 : 0;
    word->in_capitals =
        capitals > 1 || (capitals && !u_isupper(p->units[word->start]));
    if (!capitals || word->in_capitals || capitalises_nouns(piece->lang) ||
        begins_sentence(p, word->start))
        return;
    word->named = true;
    word->letters_kept = word->limits->name_letters_kept;
    word->penalty *= 3;
}

// Is it a word in letters that can be divided, with nothing beside it that
// makes it part of something else?
static bool is_whole_word(const struct paragraph *p, const struct word *word)
{
    for (uint32_t unit = word->start; unit < word->end; unit++)
        if (p->facts[unit].script == HB_SCRIPT_ARABIC ||
            p->facts[unit].flags & UNIT_URL || U16_IS_SURROGATE(p->units[unit]))
            return false;
    UChar before = word->start ? p->units[word->start - 1] : ' ';
    UChar after = word->end < p->unit_count ? p->units[word->end] : ' ';
    return !forbids_hyphens_beside(before) && !forbids_hyphens_beside(after) &&
           !u_isalpha(before) && !u_isalpha(after);
}

static void judge_word(const struct paragraph *p,
                       const struct text_fragment *piece, struct word *word)
{
    UChar before = word->start ? p->units[word->start - 1] : ' ';
    UChar after = word->end < p->unit_count ? p->units[word->end] : ' ';
    word->letters_kept = word->limits->letters_kept;
    word->penalty = word->limits->penalty;
    // «offens-ive-era» is read twice.
    if (char_is_hyphen(before) || char_is_hyphen(after))
        word->penalty *= 4;
    judge_capitals(p, piece, word);
}

// Within the limits for words that no list has.
static bool long_enough(const struct word *word)
{
    uint32_t least = word->named ? word->limits->name : word->limits->word;
    return !word->in_capitals && word->end - word->start >= least;
}

// The word in the encoding of the patterns, lower case. 0: it cannot be.
static size_t encode_word(const struct paragraph *p, const struct word *word,
                          const struct patterns *patterns, char *out)
{
    size_t count = 0;
    for (uint32_t unit = word->start; unit < word->end; unit++) {
        uint32_t letter = char_lower(p->units[unit]);
        if (!patterns->bytes) {
            count += utf8_encode(letter, out + count);
            continue;
        }
        if (letter >= REVERSE_COUNT || !patterns->bytes[letter])
            return 0;
        out[count++] = (char)patterns->bytes[letter];
    }
    out[count] = '\0';
    return count;
}

// ----- Hyphens of a word -----

static void add_hyphen(struct paragraph *p, const struct word *word,
                       uint32_t unit, struct breakpoints *all)
{
    const struct glyph_segment *segment = shape_segment_at(p, unit - 1);
    hb_codepoint_t glyph;
    uint32_t hyphen = shape_hyphen_of(segment->face);
    if (!hb_font_get_nominal_glyph(segment->face->font, hyphen, &glyph))
        return;
    scaled width = shape_glyph_length(
        segment, hb_font_get_glyph_h_advance(segment->face->font, glyph));
    struct breakpoint b = {.kind = BREAK_HYPHEN,
                           .end = unit,
                           .next = unit,
                           .begin = unit,
                           .penalty = word->penalty,
                           .flagged = true,
                           .strained = word->strained,
                           .hyphen = width + shape_tracking_of(p, segment),
                           .hang = opportunities_stand_at_end(p, segment)
                                       ? width * HANG_PERCENT / 100
                                       : 0};
    ARENA_PUSH(p->work, all->items, all->count, all->capacity) = b;
}

// Spellings that change at a hyphen (Dutch reëel, re-eel) are passed over: the
// text that a reader copies would not be the author's.
static bool changes_spelling(char **replacements, size_t letter)
{
    return replacements && replacements[letter];
}

static void free_replacements(char **replacements, int *positions, int *cuts,
                              size_t count)
{
    for (size_t i = 0; replacements && i < count; i++)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
}

static void hyphenate_word(struct paragraph *p, const struct patterns *patterns,
                           const struct word *word, struct breakpoints *all)
{
    char bytes[WORD_LONGEST * 4 + 1], hyphens[WORD_LONGEST * 4 + 8] = {0};
    size_t count = encode_word(p, word, patterns, bytes);
    if (!count)
        return;
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int kept = word->letters_kept;
    int failed = hnj_hyphen_hyphenate3(patterns->dictionary, bytes, (int)count,
                                       hyphens, NULL, &replacements, &positions,
                                       &cuts, kept, kept, kept, kept);
    uint32_t letters = word->end - word->start;
    for (uint32_t i = 0; !failed && i + 1 < letters; i++)
        if (hyphens[i] & 1 && i + 1 >= (uint32_t)kept &&
            letters - i - 1 >= (uint32_t)kept &&
            !changes_spelling(replacements, i))
            add_hyphen(p, word, word->start + i + 1, all);
    free_replacements(replacements, positions, cuts, count);
}

// ----- All words -----

static uint32_t last_word_end(const struct paragraph *p)
{
    uint32_t unit = (uint32_t)p->unit_count;
    while (unit > 0 && !is_letter(p, unit - 1))
        unit--;
    return unit;
}

static void add_places(struct paragraph *p, const struct word *word,
                       const bool *before, uint32_t kept,
                       struct breakpoints *all)
{
    uint32_t count = word->end - word->start;
    for (uint32_t i = kept; i + kept <= count; i++)
        if (before[i])
            add_hyphen(p, word, word->start + i, all);
}

// Where a list says so. The writer of a brief answers for every place; of a
// name as many letters are kept as of any word. True where the word is listed,
// divided or not.
static bool divide_as_listed(struct paragraph *p, const struct word *word,
                             struct breakpoints *all)
{
    bool before[WORD_LONGEST] = {false};
    enum division division =
        divisions_find(p->divisions, word->language, p->units + word->start,
                       word->end - word->start, before);
    if (division == DIVISION_UNLISTED)
        return false;
    uint32_t kept =
        division == DIVISION_NAME ? (uint32_t)word->limits->letters_kept : 1;
    if (!word->in_capitals || division == DIVISION_AS_WRITTEN)
        add_places(p, word, before, kept, all);
    return true;
}

static void divide_by_syllables(struct paragraph *p, const struct word *word,
                                struct breakpoints *all)
{
    bool before[WORD_LONGEST] = {false};
    syllables_divide(word->language, p->units + word->start,
                     word->end - word->start, (uint32_t)word->letters_kept,
                     before);
    add_places(p, word, before, 1, all);
}

// How the words of a fragment are divided.
struct dividing {
    const struct text_fragment *piece;
    const struct limits *limits;
    bool strained, by_syllables;
    uint32_t last;                   // end of the paragraph's last word
    const struct patterns *patterns; // not before a word needs them
    bool sought;
};

static const struct patterns *patterns_for(struct paragraph *p,
                                           struct dividing *dividing)
{
    if (!dividing->sought)
        dividing->patterns = patterns_of(typesetter_hyphenation(p->typesetter),
                                         dividing->piece->lang);
    dividing->sought = true;
    return dividing->patterns;
}

static void divide_word(struct paragraph *p, struct dividing *dividing,
                        struct word *word, struct breakpoints *all)
{
    bool last = word->end == dividing->last && !dividing->limits->last_word;
    uint32_t count = word->end - word->start;
    if (last || count < 2 || count > WORD_LONGEST || !is_whole_word(p, word))
        return;
    judge_word(p, dividing->piece, word);
    if (divide_as_listed(p, word, all) || !long_enough(word))
        return;
    if (dividing->by_syllables)
        divide_by_syllables(p, word, all);
    else if (patterns_for(p, dividing))
        hyphenate_word(p, dividing->patterns, word, all);
}

// An apostrophe between letters is a part of the word where one is a letter's
// (oʻ) or ends a syllable (sanʼat).
static bool goes_on(const struct paragraph *p, const struct dividing *dividing,
                    uint32_t start, uint32_t unit)
{
    uint32_t end = dividing->piece->end;
    return unit < end &&
           (is_letter(p, unit) ||
            (dividing->by_syllables && unit > start && unit + 1 < end &&
             syllables_is_mark(p->units[unit]) && is_letter(p, unit + 1)));
}

static void hyphenate_piece(struct paragraph *p,
                            const struct text_fragment *piece,
                            enum hyphens hyphens, uint32_t last)
{
    enum language_id language = language_find(piece->lang);
    bool by_syllables = syllables_known(language);
    struct dividing dividing = {
        .piece = piece,
        .limits =
            by_syllables ? &syllable_limits_of[hyphens] : &limits_of[hyphens],
        .strained = hyphens == HYPHENS_STRAINED,
        .by_syllables = by_syllables,
        .last = last,
    };
    for (uint32_t unit = piece->start; unit < piece->end;) {
        struct word word = {.limits = dividing.limits,
                            .language = language,
                            .strained = dividing.strained,
                            .start = unit};
        while (goes_on(p, &dividing, word.start, unit))
            unit++;
        word.end = unit;
        if (unit == word.start)
            unit++;
        else
            divide_word(p, &dividing, &word, &p->hyphens[hyphens].breaks);
    }
}

void hyphenate_find(struct paragraph *p, enum hyphens hyphens)
{
    uint32_t last = last_word_end(p);
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].kind == PIECE_TEXT && !p->pieces[i].style.no_hyphens)
            hyphenate_piece(p, &p->pieces[i], hyphens, last);
}
