// SPDX-License-Identifier: MIT
// Is ال in a word alef and lam, or a lam-alef whose letters were swapped?
#include "base/characters.h"
#include "normalise/lam_alef_words.h"

#include <string.h>

// ----- Sites -----

static bool is_site(const struct letters *l, size_t i)
{
    return i + 1 < l->count && lam_alef_is_alef(l->of[i]) &&
           l->of[i + 1] == LAM &&
           l->at[i + 1] == l->at[i] + 2; // no mark between
}

bool lam_alef_has_sites(struct str word)
{
    struct letters letters;
    if (!lam_alef_letters(word, &letters))
        return false;
    for (size_t i = 0; i < letters.count; i++)
        if (is_site(&letters, i))
            return true;
    return false;
}

// Swapped, a lam and the lam-alef after it are لال too.
bool lam_alef_in_order(struct str word)
{
    struct letters l;
    if (!lam_alef_letters(word, &l))
        return false;
    for (size_t i = 0; i + 1 < l.count; i++)
        if (l.of[i] == LAM && lam_alef_is_alef(l.of[i + 1]) &&
            (i + 2 == l.count || l.of[i + 2] != LAM))
            return true;
    return false;
}

// ----- What no word has -----

// The article within a name: عبدالله, عطاالله, نجیبالدین.
static bool is_in_name(const struct letters *l, size_t i)
{
    static const char *const behind[] = {"له",   "لهی",   "دین", "دینی", "رحمن",
                                         "رحیم", "رحمان", "حق",  "ملک",  "نهر"};
    size_t ignored;
    for (size_t k = 0; k < COUNT(behind) && i > 1; k++)
        if (lam_alef_begins(l->of, i + 2, l->count, behind[k], true, &ignored))
            return true;
    return false;
}

// ال where a word or a name within one begins with the article.
static bool is_article(const struct lam_alef_words *words,
                       const struct letters *l, size_t i)
{
    static const char *const before[] = {"عبد", "ابو", "دار", "ذو",  "بیت",
                                         "ام",  "فوق", "بین", "غیر", "ضد"};
    size_t ignored, start = l->of[0] == 0x648 || l->of[0] == 0x641;
    if (l->of[i] != 0x627 || i + 3 > l->count)
        return false;
    if (words->arabic && i >= start && i - start <= 1)
        return i == start || l->of[start] == 0x628 || l->of[start] == 0x643 ||
               l->of[start] == 0x6A9;
    for (size_t k = 0; k < COUNT(before); k++)
        if (lam_alef_begins(l->of, 0, i, before[k], true, &ignored))
            return true;
    return is_in_name(l, i);
}

// Two alefs in a row, of which the second is the article's or a lam-alef's;
// ال before hamza; tanwin on the lam, where only an alef bears it.
static bool is_forced(const struct lam_alef_words *words,
                      const struct letters *l, size_t i)
{
    uint32_t next = i + 2 < l->count ? l->of[i + 2] : 0;
    if ((i > 0 && lam_alef_is_alef(l->of[i - 1]) && !is_in_name(l, i)) ||
        next == HAMZA || next == YEH_HAMZA || l->tanwin[i + 1])
        return true;
    if (!words->arabic)
        return false;
    // لل and a lam-alef: للاستفادة.
    size_t start = l->of[0] == 0x648 || l->of[0] == 0x641;
    return i == start + 1 && l->of[start] == LAM && i + 2 < l->count;
}

// Endings of Pashto: کلیوال, خبریال, روغتیاپال. Not والی, which verbs in ولای
// look like.
static bool is_real_ending(const struct lam_alef_words *words,
                           const struct letters *l, size_t i)
{
    static const char *const behind[] = {"", "و", "ې", "ۍ", "ه", "یو"};
    size_t ignored;
    if (!words->arabic && i > 1 && l->of[i - 1] == 0x67E)
        return true;
    if (words->arabic || i < 2 ||
        (l->of[i - 1] != 0x648 && l->of[i - 1] != 0x6CC))
        return false;
    for (size_t k = 0; k < COUNT(behind); k++)
        if (lam_alef_begins(l->of, i + 2, l->count, behind[k], true, &ignored))
            return true;
    return false;
}

// Is the stem before a plural's ending a word of the text: محصل of محصلان?
static bool has_singular(const struct lam_alef_words *words,
                         const struct letters *l, struct str word, size_t i)
{
    size_t start =
        words->arabic && l->of[0] == 0x627 && l->of[1] == LAM ? l->at[2] : 0;
    return vocabulary_has(words->text, str_slice(word, start, l->at[i]),
                          STR("\u0644"));
}

// Plurals in lam and ات, but the short words, and in ان where the text has the
// singular: مشکلات, محصلان.
static bool is_likely_ending(const struct lam_alef_words *words,
                             const struct letters *l, struct str word, size_t i)
{
    static const char *const plural[] = {"ت",   "تی",  "تو", "تها", "ته",
                                         "تهم", "تنا", "تش", "نه"};
    static const char *const persons[] = {"ن", "نو", "نی"};
    bool article = words->arabic && l->of[0] == 0x627 && l->of[1] == LAM;
    size_t ignored;
    for (size_t k = 0; k < COUNT(plural) && i >= (article ? 5 : 3); k++)
        if (lam_alef_begins(l->of, i + 2, l->count, plural[k], true, &ignored))
            return true;
    for (size_t k = 0; k < COUNT(persons) && i >= 2; k++)
        if (lam_alef_begins(l->of, i + 2, l->count, persons[k], true, &ignored))
            return has_singular(words, l, word, i);
    return false;
}

// li- and a word of the text that begins with hamza: لإدارة.
static bool is_preposition(const struct lam_alef_words *words,
                           const struct letters *l, struct str word, size_t i)
{
    size_t start = l->of[0] == 0x648 || l->of[0] == 0x641;
    if (!words->arabic || i != start || l->of[i] == 0x627 || i + 3 > l->count)
        return false;
    struct str alef = str_slice(word, l->at[i], l->at[i + 1]);
    struct str rest = str_slice(word, l->at[i + 2], word.count);
    // The article's form is swapped too: اإلدارة.
    struct str article =
        arena_printf(words->arena, "\u0627%.*s\u0644", STR_ARG(alef));
    return vocabulary_has(words->text, alef, rest) ||
           vocabulary_has(words->text, article, rest);
}

// Nouns as استعادة and اقتراض are without their first alef.
static bool is_like_a_noun(const struct letters *l, size_t i)
{
    static const char *const others[] = {"ستار", "ستین", "ستون", "ستائر",
                                         "فتیات"};
    size_t ignored;
    for (size_t k = 0; k < COUNT(others); k++)
        if (lam_alef_begins(l->of, i + 2, l->count, others[k], false, &ignored))
            return false;
    return i + 7 <= l->count && l->of[i + 3] == 0x62A &&
           (l->of[i + 2] == 0x633 || l->of[i + 5] == 0x627);
}

// li- and a noun that begins with a bare alef, in place of the article and
// another: لاقتراض, not القتراض. Only told.
static bool is_noun_with_preposition(const struct lam_alef_words *words,
                                     const struct letters *l, struct str word,
                                     size_t i)
{
    if (!words->arabic || i + 6 > l->count)
        return false;
    struct str rest = str_slice(word, l->at[i + 2], word.count);
    return is_like_a_noun(l, i) ||
           vocabulary_has(words->text, STR("ا"), rest) ||
           vocabulary_has(words->text, STR("اال"), rest);
}

// ----- Reading -----

enum { SITES_MOST = 4 };

struct word_sites {
    size_t open[SITES_MOST], count; // that no rule settles
    bool swap[LETTERS_MOST];
    bool forced;
};

static void swap_at(uint32_t *letters, size_t i)
{
    uint32_t alef = letters[i];
    letters[i] = letters[i + 1];
    letters[i + 1] = alef;
}

// The letters with all that is to be swapped, and of the open sites those
// whose bit is set.
static void swapped_letters(const struct letters *l,
                            const struct word_sites *sites, unsigned set,
                            uint32_t *out)
{
    memcpy(out, l->of, l->count * sizeof *out);
    for (size_t i = 0; i + 1 < l->count; i++)
        if (sites->swap[i])
            swap_at(out, i);
    for (size_t k = 0; k < sites->count; k++)
        if (set >> k & 1)
            swap_at(out, sites->open[k]);
}

static struct str mended(const struct lam_alef_words *words, struct str word,
                         const struct letters *l,
                         const struct word_sites *sites)
{
    struct str copy = arena_str(words->arena, word);
    char *bytes = arena_alloc(words->arena, word.count);
    memcpy(bytes, copy.bytes, word.count);
    for (size_t i = 0; i + 1 < l->count; i++)
        if (sites->swap[i]) // both letters are two bytes
            for (size_t k = 0; k < 2; k++) {
                bytes[l->at[i] + k] = word.bytes[l->at[i + 1] + k];
                bytes[l->at[i + 1] + k] = word.bytes[l->at[i] + k];
            }
    return (struct str){bytes, word.count};
}

// The other alefs stand before lam in Arabic alone, but for what is forced.
static bool may_be_swapped(const struct lam_alef_words *words,
                           const struct letters *l, size_t i)
{
    return l->of[i] == 0x627 || (words->arabic && l->count > 2);
}

static bool find_sites(const struct lam_alef_words *words,
                       const struct letters *l, struct word_sites *sites)
{
    *sites = (struct word_sites){0};
    for (size_t i = 0; i + 1 < l->count; i++) {
        if (!is_site(l, i))
            continue;
        if (is_forced(words, l, i))
            sites->swap[i] = sites->forced = true;
        else if (!may_be_swapped(words, l, i))
            continue;
        else if (sites->count == SITES_MOST)
            return false;
        else
            sites->open[sites->count++] = i;
    }
    return sites->forced || sites->count > 0;
}

// The set of open sites with which the word has the best stem with lam-alef;
// 0: none.
static unsigned known_set(const struct lam_alef_words *words,
                          const struct letters *l,
                          const struct word_sites *sites, int *best)
{
    unsigned found = 0;
    uint32_t letters[LETTERS_MOST];
    *best = 0;
    for (unsigned set = 1; set < 1u << sites->count; set++) {
        size_t k = 0;
        while (!(set >> k & 1))
            k++;
        swapped_letters(l, sites, set, letters);
        int strength =
            lam_alef_stem(words, letters, l->count, IS_LAM_ALEF, sites->open[k],
                          sites->open[sites->count - 1]);
        if (strength > *best) {
            *best = strength;
            found = set;
        }
    }
    return found;
}

// The best stem of the word as it stands, but for forced sites.
static int known_real(const struct lam_alef_words *words,
                      const struct letters *l, const struct word_sites *sites)
{
    uint32_t letters[LETTERS_MOST];
    size_t first = 0, last = sites->open[sites->count - 1];
    swapped_letters(l, sites, 0, letters);
    int listed = lam_alef_stem(words, letters, l->count, IS_ALEF_LAM,
                               sites->open[0], last);
    while (first < sites->count && is_article(words, l, sites->open[first]))
        first++;
    if (first == 0 || first == sites->count)
        return listed;
    int behind =
        lam_alef_stem(words, letters, l->count, IS_ALEF_LAM | IS_LAM_ALEF,
                      sites->open[first], last);
    return behind > listed ? behind : listed;
}

// Each site for itself, by the endings and beginnings of words.
static enum lam_alef read_by_parts(const struct lam_alef_words *words,
                                   const struct letters *l, struct str word,
                                   struct word_sites *sites)
{
    enum lam_alef answer = sites->forced ? LAM_ALEF_SWAPPED : LAM_ALEF_REAL;
    for (size_t k = 0; k < sites->count; k++) {
        size_t i = sites->open[k];
        if (is_article(words, l, i) &&
            is_noun_with_preposition(words, l, word, i)) {
            answer = LAM_ALEF_UNKNOWN;
            sites->swap[i] = true;
        }
        if (is_article(words, l, i) || is_real_ending(words, l, i))
            continue;
        bool likely = (words->arabic && l->count == 2) || // the word لا
                      is_likely_ending(words, l, word, i) ||
                      is_preposition(words, l, word, i);
        if (!likely && sites->forced)
            continue;          // that is certain, and is put right
        sites->swap[i] = true; // what is told where it is not known
        if (!likely)
            answer = LAM_ALEF_UNKNOWN;
        else if (answer == LAM_ALEF_REAL)
            answer = LAM_ALEF_LIKELY;
    }
    return answer;
}

struct turned_name {
    size_t at; // in the word
    const char *right;
};

static bool turned_name(struct str word, struct turned_name *name)
{
    static const struct {
        const char *wrong, *right;
        bool inner; // something is before it
    } forms[] = {
        {"هللا", "الله", false},
        {"هللای", "اللهی", true},
        {"اهلل", "الله", true},
    };
    for (size_t i = 0; i < COUNT(forms); i++) {
        struct str wrong = str_of(forms[i].wrong);
        if (!str_ends(word, wrong) ||
            (forms[i].inner && word.count == wrong.count))
            continue;
        *name = (struct turned_name){word.count - wrong.count, forms[i].right};
        return true;
    }
    return false;
}

// The name الله is one glyph too, and comes out from its last letter on: هللا,
// باهلل; لله as هلل.
bool lam_alef_is_name(struct str word)
{
    return turned_name(word, &(struct turned_name){0});
}

struct lam_alef_reading lam_alef_read(const struct lam_alef_words *words,
                                      struct str word)
{
    struct letters l;
    struct word_sites sites;
    struct lam_alef_reading reading = {LAM_ALEF_REAL, word, false};
    struct turned_name name;
    if (turned_name(word, &name))
        return (struct lam_alef_reading){LAM_ALEF_SWAPPED,
                                         arena_printf(words->arena, "%.*s%s",
                                                      (int)name.at, word.bytes,
                                                      name.right),
                                         true};
    if (!lam_alef_letters(word, &l) || !find_sites(words, &l, &sites))
        return reading;
    int swapped = 0;
    unsigned set = known_set(words, &l, &sites, &swapped);
    int real = sites.count > 0 ? known_real(words, &l, &sites) : 0;
    for (size_t k = 0; k < sites.count && swapped >= real; k++)
        if (set >> k & 1)
            sites.swap[sites.open[k]] = true;
    if (swapped > real || (swapped == 0 && sites.count == 0))
        reading.answer = LAM_ALEF_SWAPPED;
    else if (swapped && swapped == real)
        reading.answer = LAM_ALEF_BOTH;
    else if (real)
        reading.answer = sites.forced ? LAM_ALEF_SWAPPED : LAM_ALEF_REAL;
    else
        reading.answer = read_by_parts(words, &l, word, &sites);
    reading.forced = sites.forced;
    if (reading.answer != LAM_ALEF_REAL)
        reading.mended = mended(words, word, &l, &sites);
    return reading;
}
