// SPDX-License-Identifier: MIT
// Which encoding of one byte a character a text is in, by what its letters are.
//
// Each candidate is scored together with each language written in it: the sum,
// over the bytes beyond ASCII, of the logarithm of how likely the character
// is in that language, less what words do not do (two scripts in one word, a
// capital after a small letter). The difference of two scores is then the
// logarithm of how much likelier one reading is than the other. Only counts of
// bytes and of pairs of bytes are needed: the text is gone over once.
#include "read/encodings/encodings.h"
#include "base/ascii.h"
#include "base/characters.h"
#include "base/fail.h"
#include "languages/language.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static const char *const candidates[] = {
#define ENCODING(name, for_iconv) name,
#include "read/encodings/encodings.def"
#undef ENCODING
};
enum { CANDIDATES = sizeof candidates / sizeof candidates[0] };

// A language that old files may be in: rows of its file.
struct language {
    struct str tag, encodings, letters, words;
};
enum { LANGUAGES = 64 }; // at most

// In nats: e to this power is how much likelier the first reading must be.
static const double LEAD = 10;
// Below this for a byte, on average, no language is like it.
static const double FIT = -5;
// Readings that are this much less likely are not worth a look.
static const double ASKED = 20;

// ----- What is counted -----

enum { WORD_BYTES = 12, WORDS_READ = 20000 };

struct counts {
    size_t bytes[256];
    uint32_t (*pairs)[256]; // pairs[a][b]: b directly after a
    struct language languages[LANGUAGES];
    size_t language_count;
    size_t high; // bytes from 0x80 on
    // Of each language, logarithms: by how much each of its letters, and all of
    // it, are less likely for what else is known of the text.
    double familiar[LANGUAGES], strange[LANGUAGES];
};

static void count_bytes(struct counts *counts, struct str bytes)
{
    unsigned char before = '\n';
    for (size_t i = 0; i < bytes.count; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        counts->bytes[byte]++;
        counts->pairs[before][byte]++;
        before = byte;
    }
    counts->pairs[before]['\n']++;
    for (int byte = 0x80; byte < 256; byte++)
        counts->high += counts->bytes[byte];
}

static void find_languages(struct counts *counts)
{
    struct language_walk walk = {.row = ROW_encodings};
    struct str encodings;
    while (languages_next(&walk, &encodings)) {
        if (counts->language_count == LANGUAGES)
            BUG("more languages with encodings than there is room for");
        counts->languages[counts->language_count++] = (struct language){
            walk.tag, encodings, language_value(walk.tag, ROW_encoding_letters),
            language_value(walk.tag, ROW_encoding_words)};
    }
}

// Is a word one of a list with spaces between?
static bool holds_word(struct str list, struct str word)
{
    for (size_t from = 0, at;
         (at = str_find(str_slice(list, from, list.count), word)) != STR_NONE;
         from += at + 1) {
        size_t start = from + at, end = start + word.count;
        if ((start == 0 || list.bytes[start - 1] == ' ') &&
            (end == list.count || list.bytes[end] == ' '))
            return true;
    }
    return false;
}

static void count_word(const struct counts *counts, size_t hits[LANGUAGES],
                       struct str word)
{
    char wanted[WORD_BYTES];
    for (size_t i = 0; i < word.count; i++)
        wanted[i] = (char)(word.bytes[i] | 0x20);
    for (size_t i = 0; i < counts->language_count; i++)
        hits[i] += holds_word(counts->languages[i].words,
                              (struct str){wanted, word.count});
}

// Words of ASCII letters between what is no letter.
static void count_words(const struct counts *counts, size_t hits[LANGUAGES],
                        struct str bytes)
{
    size_t words = 0, start = 0;
    bool whole = true; // no byte beyond ASCII touches it
    for (size_t i = 0; i <= bytes.count && words < WORDS_READ; i++) {
        if (i < bytes.count && ascii_is_letter(bytes.bytes[i]))
            continue;
        bool high = i < bytes.count && (unsigned char)bytes.bytes[i] >= 0x80;
        if (whole && !high && i > start && i - start <= WORD_BYTES) {
            count_word(counts, hits, str_slice(bytes, start, i));
            words++;
        }
        whole = !high;
        start = i + 1;
    }
}

// A language in Latin letters shows in its ASCII words too: French letters in
// a text of English words are unlikely. What the text says of itself counts as
// some words. Other scripts do not mix with ASCII words, but hardly begin
// where a text says, or its words say, that it is in another language.
static void weigh_languages(struct counts *counts, struct str bytes,
                            struct str lang)
{
    enum { SAID = 20, STRANGE = 12 };
    size_t hits[LANGUAGES] = {0}, most = 0;
    find_languages(counts);
    count_words(counts, hits, bytes);
    for (size_t i = 0; i < counts->language_count; i++) {
        bool said = str_equal(language_primary(lang),
                              language_primary(counts->languages[i].tag));
        hits[i] += said ? SAID : 0;
        most = hits[i] > most ? hits[i] : most;
        counts->strange[i] = said || lang.count == 0 ? 0 : -STRANGE;
    }
    for (size_t i = 0; i < counts->language_count; i++)
        if (counts->languages[i].words.count > 0) {
            counts->familiar[i] =
                log(((double)hits[i] + 0.1) / ((double)most + 0.1));
            counts->strange[i] = 0;
        } else if (lang.count == 0) {
            counts->strange[i] = -(double)(most < STRANGE ? most : STRANGE);
        }
}

// ----- How one candidate reads the bytes -----

struct reading {
    const char *name;
    uint32_t characters[256]; // 0: undefined
    UScriptCode scripts[256]; // of letters, else USCRIPT_COMMON
    double score;
};

static void read_table(struct reading *reading, const char *name)
{
    reading->name = name;
    for (uint32_t i = 0; i < 128; i++)
        reading->characters[i] = i;
    encoding_characters(name, reading->characters + 128);
    for (int i = 0; i < 256; i++) {
        uint32_t *c = &reading->characters[i];
        UErrorCode error = U_ZERO_ERROR;
        // The controls of ISO 8859 are in no text.
        if (*c >= 0x80 && *c < 0xA0)
            *c = 0;
        reading->scripts[i] = u_isalpha((UChar32)*c)
                                  ? uscript_getScript((UChar32)*c, &error)
                                  : USCRIPT_COMMON;
    }
}

static bool reads_alike(const struct reading *a, const struct reading *b,
                        const struct counts *counts)
{
    for (int i = 0x80; i < 256; i++)
        if (counts->bytes[i] > 0 && a->characters[i] != b->characters[i])
            return false;
    return true;
}

// ----- Scoring -----

// The rank of a letter in its language, or how many there are.
static size_t letter_rank(struct str letters, uint32_t c, size_t *count)
{
    size_t rank = SIZE_MAX;
    *count = 0;
    for (size_t at = 0; at < letters.count; (*count)++)
        if (utf8_next(letters, &at) == c && rank == SIZE_MAX)
            rank = *count;
    return rank;
}

// Letter frequencies fall about geometrically with the rank: over an alphabet
// slowly, over the few accented letters of a Latin one fast.
static double letter_weight(size_t rank, size_t count)
{
    double ratio = count > 24 ? 0.91 : 0.75;
    return log(0.85 * (1 - ratio)) + (double)rank * log(ratio);
}

// Marks that texts of any language have beyond ASCII.
static bool is_common_mark(uint32_t c)
{
    static const uint32_t marks[] = {
        0xA0,   0xAB,   0xBB, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
        0x201E, 0x2026, 0xB0, 0xA7,   0x20AC, 0xA3,   0xB7,   0x2022};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i] == c)
            return true;
    return false;
}

static double character_weight(const struct language *language, double familiar,
                               uint32_t c)
{
    size_t count;
    struct str letters = language->letters;
    if (c == 0)
        return -15;
    if (c < 0x80) // MacArabic has ASCII's marks twice
        return -2.5;
    size_t rank = letter_rank(letters, c, &count);
    if (rank != SIZE_MAX)
        return letter_weight(rank, count) + familiar;
    rank = letter_rank(letters, char_lower(c), &count);
    if (rank != SIZE_MAX)
        return letter_weight(rank, count) + familiar - 2;
    if (is_common_mark(c))
        return -3.5;
    return u_isalpha((UChar32)c) ? -9 : -10;
}

// Those that encodings of one byte have: ‚ and ‹ of theirs are mostly another
// encoding's letters.
static bool opens(uint32_t c)
{
    return c == 0xAB || c == 0x2018 || c == 0x201C || c == 0x201E;
}

static bool closes(uint32_t c)
{
    return c == 0xBB || c == 0x2019 || c == 0x201D;
}

static bool is_space(uint32_t c)
{
    return c < 0x80 && char_is_space(c);
}

// Marks where marks stand, and where none does.
static double mark_weight(uint32_t before, uint32_t after, bool after_letter)
{
    if (opens(after))
        return is_space(before) || before == '(' ? 1 : 0;
    if (closes(after) && after_letter) // the ’ of don’t as well
        return 1;
    if (closes(before) && (is_space(after) || after == '.' || after == ','))
        return 1;
    bool lost = (after == 0xA0 && is_space(before)) ||
                (before == 0xA0 && is_space(after)) ||
                (closes(after) && after != 0xBB && is_space(before)) ||
                (opens(before) && before != 0xAB && is_space(after));
    return lost ? -5 : 0;
}

// What speaks for or against b directly after a.
static double pair_weight(const struct reading *reading, int a, int b)
{
    UScriptCode first = reading->scripts[a], second = reading->scripts[b];
    uint32_t before = reading->characters[a], after = reading->characters[b];
    bool letters = first != USCRIPT_COMMON && second != USCRIPT_COMMON;
    // MacArabic's ASCII from 0x80 on stands among Arabic letters only.
    if ((b >= 0x80 && after < 0x80 && after > 0 && first == USCRIPT_LATIN) ||
        (a >= 0x80 && before < 0x80 && before > 0 && second == USCRIPT_LATIN))
        return -4;
    if (letters && first != second && first != USCRIPT_INHERITED &&
        second != USCRIPT_INHERITED)
        return -5;
    if (letters && u_islower((UChar32)before) && u_isupper((UChar32)after))
        return -4;
    // Few words have two accented letters together.
    if (letters && first == USCRIPT_LATIN && a >= 0x80 && b >= 0x80)
        return -2;
    if (letters)
        return 0;
    // Where capitals mostly stand.
    if (is_space(before) && b >= 0x80 && u_isupper((UChar32)after))
        return 1;
    return mark_weight(before, after, first != USCRIPT_COMMON);
}

static double pairs_score(const struct reading *reading,
                          const struct counts *counts)
{
    double score = 0, starts = 0, inner = 0;
    for (int a = 0; a < 256; a++)
        for (int b = a < 0x80 ? 0x80 : 0; b < 256; b++) {
            uint32_t count = counts->pairs[a][b];
            if (count == 0)
                continue;
            score += count * pair_weight(reading, a, b);
            bool letter = reading->scripts[b] != USCRIPT_COMMON;
            bool joined = letter && reading->scripts[a] != USCRIPT_COMMON;
            inner += joined ? count : 0;
            starts += letter && !joined && b >= 0x80 ? count : 0;
        }
    // Few words are one letter, as stray bytes are.
    return starts > inner ? score - 4 * (starts - inner) : score;
}

static void score_reading(struct reading *reading, const struct counts *counts)
{
    double best = -INFINITY;
    for (size_t i = 0; i < counts->language_count; i++) {
        const struct language *language = &counts->languages[i];
        if (!holds_word(language->encodings, str_of(reading->name)))
            continue;
        double score = counts->strange[i];
        for (int byte = 0x80; byte < 256; byte++)
            if (counts->bytes[byte] > 0)
                score += (double)counts->bytes[byte] *
                         character_weight(language, counts->familiar[i],
                                          reading->characters[byte]);
        best = score > best ? score : best;
    }
    reading->score = best + pairs_score(reading, counts);
}

// ----- Choosing -----

// A byte that a reads as a letter and b, where there is one, as something else;
// else any that they read unlike.
static size_t telling_byte(struct str bytes, const struct reading *a,
                           const struct reading *b)
{
    size_t any = STR_NONE;
    for (size_t i = 0; i < bytes.count; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        if (byte < 0x80 || (b && a->characters[byte] == b->characters[byte]))
            continue;
        if (a->scripts[byte] != USCRIPT_COMMON)
            return i;
        any = any == STR_NONE ? i : any;
    }
    return any == STR_NONE ? 0 : any;
}

// The best of those that read the text unlike all that were taken before.
static const struct reading *next_best(const struct reading *readings,
                                       const struct reading *const *taken,
                                       size_t taken_count,
                                       const struct counts *counts)
{
    const struct reading *best = NULL;
    for (size_t i = 0; i < CANDIDATES; i++) {
        bool known = false;
        for (size_t t = 0; t < taken_count; t++)
            known = known || reads_alike(&readings[i], taken[t], counts);
        if (!known && (!best || readings[i].score > best->score))
            best = &readings[i];
    }
    return best;
}

static struct guess choose(const struct reading *readings, struct str bytes,
                           struct str lang, const struct counts *counts)
{
    struct guess guess = {0};
    const struct reading *taken[GUESSES];
    for (size_t i = 0; i < GUESSES; i++) {
        taken[i] = next_best(readings, taken, i, counts);
        if (!taken[i] || taken[i]->score < FIT * (double)counts->high ||
            taken[i]->score < taken[0]->score - ASKED)
            break;
        encoding_named(NULL, str_of(taken[i]->name), &guess.candidates[i]);
        guess.count++;
    }
    if (guess.count == 0)
        return guess;
    const struct reading *second = next_best(readings, taken, 1, counts);
    double lead = second ? taken[0]->score - second->score : LEAD;
    // Where the others are like no language, less will do: the é of one café.
    guess.sure = lead >= LEAD || (lead >= LEAD / 2 &&
                                  second->score < FIT * (double)counts->high);
    // A text that says its language is not taken for one in another script.
    struct str known = language_value(lang, ROW_encodings);
    if (known.count && !holds_word(known, str_of(taken[0]->name)))
        guess.sure = false;
    // MacArabic is asked for by name only: its marks are those of ASCII, and
    // hardly a text of today is in it.
    if (guess.candidates[0].table)
        guess.sure = false;
    guess.differs =
        telling_byte(bytes, taken[0], guess.count > 1 ? taken[1] : NULL);
    return guess;
}

struct guess encoding_guess(struct str bytes, struct str lang)
{
    struct arena *arena = arena_new();
    struct counts counts = {.pairs =
                                arena_array(arena, sizeof *counts.pairs, 256)};
    struct reading *readings = ARENA_ARRAY(arena, struct reading, CANDIDATES);
    count_bytes(&counts, bytes);
    weigh_languages(&counts, bytes, lang);
    for (size_t i = 0; i < CANDIDATES; i++) {
        read_table(&readings[i], candidates[i]);
        score_reading(&readings[i], &counts);
    }
    struct guess guess = choose(readings, bytes, lang, &counts);
    arena_free(arena);
    return guess;
}
