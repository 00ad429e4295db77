// SPDX-License-Identifier: MIT
// The words that are known to have ال or لا, and their letters.
#include "normalise/lam_alef_words.h"

#include "base/characters.h"
#include "base/hash.h"

// ----- Letters -----

bool lam_alef_is_alef(uint32_t c)
{
    return c == 0x627 || c == 0x623 || c == 0x625 || c == 0x622;
}

// As words are looked up: one yeh, kaf, heh and alef.
static uint32_t fold(uint32_t c)
{
    switch (c) {
    case 0x64A:
    case 0x649:
        return 0x6CC;
    case 0x643:
        return 0x6A9;
    case 0x629:
    case 0x6C0:
    case 0x6C1:
    case 0x6C2:
    case 0x6C3:
    case 0x6D5:
        return 0x647;
    case 0x624:
        return 0x648;
    }
    return c;
}

// Many write every alef bare.
static uint32_t bare(uint32_t c)
{
    return lam_alef_is_alef(c) || c == 0x671 ? 0x627 : fold(c);
}

bool lam_alef_letters(struct str word, struct letters *letters)
{
    letters->count = 0;
    for (size_t at = 0; at < word.count;) {
        size_t start = at;
        uint32_t c = utf8_next(word, &at);
        if (char_is_mark(c)) {
            if (letters->count > 0 && c == TANWIN)
                letters->tanwin[letters->count - 1] = true;
            continue;
        }
        if (letters->count == LETTERS_MOST)
            return false;
        letters->of[letters->count] = c;
        letters->tanwin[letters->count] = false;
        letters->at[letters->count++] = start;
    }
    return true;
}

// ----- Words that are known -----

static const struct stem {
    const char *text;
    bool alone;
} persian_stems[] =
    {
#define STEM(stem) {stem, false},
#define ALONE(word) {word, true},
#include "normalise/lam_alef_persian.def"
},
  arabic_stems[] = {
#include "normalise/lam_alef_arabic.def"
#undef STEM
#undef ALONE
};

// What may stand before a stem, and behind a short one; behind a longer one
// stands whatever may.
static const char *const persian_prefixes[] = {
    "",   "بی", "بې", "نا",  "با", "می",  "نمی", "هم",  "غیر", "بر", "در",
    "د",  "به", "بے", "ال",  "و",  "ب",   "پر",  "پیش", "باز", "تر", "پرې",
    "وا", "نه", "له", "وال", "کم", "بین", "ضد",  "فوق", "ابر", "پر", "هر",
};
static const char *const arabic_prefixes[] = {
    "",  "ال", "لل", "ب",  "ک",  "ل",  "بال", "کال", "ی",
    "ت", "ن",  "ا",  "سی", "ست", "سن", "سا",  "م",   "مال",
};
static const char *const persian_suffixes[] = {
    "",     "ی",   "ای",   "یی",  "ئی",   "ها",   "های",  "هایی", "ات",   "اتی",
    "اتو",  "ش",   "م",    "ت",   "اش",   "ام",   "ان",   "انی",  "مان",  "تان",
    "شان",  "ه",   "ې",    "ۍ",   "و",    "ونه",  "ونو",  "وال",  "والی", "یان",
    "یانو", "گان", "گی",   "تر",  "ترین", "را",   "اند",  "ند",   "یم",   "ید",
    "ست",   "است", "ین",   "یت",  "ی",    "وی",   "وم",   "ول",   "وله",  "ولو",
    "انه",  "انو", "اني",  "مند", "یه",   "یو",   "وو",   "ي",    "ے",    "وں",
    "یں",   "یوں", "یاں",  "ں",   "ؤں",   "ئے",   "نا",   "نے",   "نی",   "تا",
    "تے",   "تی",  "ئیں",  "کر",  "ړ",    "ړه",   "هاست", "هایش", "ته",   "اً",
    "یا",   "گر",  "گری",  "چی",  "دار",  "داری", "ستان", "هم",   "ا",    "یې",
    "یز",   "یزه", "یستي", "ین",  "ینو",  "نو",   "نه",   "یدل",  "ېدل",  "ۍو",
};
static const char *const arabic_suffixes[] = {
    "",    "ه",   "ها",   "هم",   "هما", "هن",  "نا",  "ی",   "ک",  "کم",
    "ات",  "اته", "اتها", "اتهم", "ان",  "ین",  "ون",  "وا",  "ا",  "یه",
    "یا",  "یات", "ت",    "تی",   "ته",  "تها", "تهم", "تنا", "تک", "تان",
    "تین", "نی",  "یین",  "یون",  "و",   "وه",  "وها", "تم",  "ن",  "تما",
};

enum { LONG_STEM = 5, STEM_LEAST = 2 };

static uint64_t key_of(const uint32_t *letters, size_t count)
{
    uint64_t key = HASH_START;
    for (size_t i = 0; i < count; i++)
        key = hash_more(key, fold(letters[i]));
    return key ? key : 1;
}

// The same with each alef bare, in a space of its own.
static uint64_t bare_key_of(const uint32_t *letters, size_t count)
{
    uint64_t key = hash_more(HASH_START, 1);
    for (size_t i = 0; i < count; i++)
        key = hash_more(key, bare(letters[i]));
    return key ? key : 1;
}

static bool is_bare(const uint32_t *letters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bare(letters[i]) != fold(letters[i]))
            return false;
    return true;
}

static void learn_letters(struct lam_alef_words *words, const struct letters *l,
                          int kind)
{
    *hash_table_put(&words->known, words->arena, key_of(l->of, l->count), 0,
                    NULL) |= (size_t)kind;
    *hash_table_put(&words->known, words->arena, bare_key_of(l->of, l->count),
                    0, NULL) |= (size_t)kind;
}

static void learn(struct lam_alef_words *words, struct str word, bool alone)
{
    struct letters l;
    int kind = 0;
    if (!lam_alef_letters(word, &l))
        return;
    for (size_t i = 0; i + 1 < l.count; i++) {
        if (l.of[i] == LAM && lam_alef_is_alef(l.of[i + 1]))
            kind |= alone ? LAM_ALEF_WORD : LAM_ALEF_STEM;
        if (lam_alef_is_alef(l.of[i]) && l.of[i + 1] == LAM)
            kind |= alone ? ALEF_LAM_WORD : ALEF_LAM_STEM;
    }
    learn_letters(words, &l, kind);
    // Before an ending teh marbuta is teh: علاقة, علاقتنا.
    if (words->arabic && !alone && l.of[l.count - 1] == 0x629) {
        l.of[l.count - 1] = 0x62A;
        learn_letters(words, &l, kind);
    }
}

struct lam_alef_words lam_alef_words(struct arena *arena,
                                     const struct vocabulary *text, bool arabic)
{
    struct lam_alef_words words = {
        .arena = arena, .text = text, .arabic = arabic};
    const struct stem *stems = arabic ? arabic_stems : persian_stems;
    size_t count = arabic ? COUNT(arabic_stems) : COUNT(persian_stems);
    for (size_t i = 0; i < count; i++)
        learn(&words, str_of(stems[i].text), stems[i].alone);
    return words;
}

void lam_alef_learn(struct lam_alef_words *words, struct str word)
{
    learn(words, word, true);
}

// ----- Stems in a word -----

// Do the letters at [from, ...) begin with (or, whole, equal) text? Where they
// do, *count are its letters.
bool lam_alef_begins(const uint32_t *letters, size_t from, size_t end,
                     const char *text, bool whole, size_t *count)
{
    struct str rest = str_of(text);
    size_t i = from;
    for (size_t at = 0; at < rest.count; i++)
        if (i == end || bare(letters[i]) != bare(utf8_next(rest, &at)))
            return false;
    *count = i - from;
    return !whole || i == end;
}

static bool is_suffix(const struct lam_alef_words *words,
                      const uint32_t *letters, size_t from, size_t end)
{
    const char *const *all = words->arabic ? arabic_suffixes : persian_suffixes;
    size_t ignored, count = words->arabic ? COUNT(arabic_suffixes)
                                          : COUNT(persian_suffixes);
    for (size_t i = 0; i < count; i++)
        if (lam_alef_begins(letters, from, end, all[i], true, &ignored))
            return true;
    return false;
}

// How good a match is: the longer stem is the better one, and of two as long
// that with the same alefs. 0: none.
static int strength(const struct lam_alef_words *words, const uint32_t *letters,
                    size_t count, int kind, bool whole)
{
    const size_t *exact =
        hash_table_find(&words->known, key_of(letters, count));
    int wanted = whole ? kind : kind & IS_STEM;
    if (exact && (int)*exact & wanted)
        return 2 * (int)count + 1;
    if (!is_bare(letters, count))
        return 0;
    const size_t *found =
        hash_table_find(&words->known, bare_key_of(letters, count));
    return found && (int)*found & wanted ? 2 * (int)count : 0;
}

// Behind و, ب, ف or ک may stand the article: والتی, بالدیون. There a short stem
// has pronouns behind it at most.
static bool is_pronoun(const uint32_t *letters, size_t from, size_t end)
{
    static const char *const all[] = {"ه", "ها", "هم", "نا", "ی", "ک", "کم"};
    size_t ignored;
    for (size_t i = 0; i < COUNT(all); i++)
        if (lam_alef_begins(letters, from, end, all[i], true, &ignored))
            return true;
    return false;
}

static bool may_begin_article(uint32_t c)
{
    return c == 0x648 || c == 0x641 || c == 0x628 || fold(c) == 0x6A9;
}

static bool is_ending(const struct lam_alef_words *words,
                      const uint32_t *letters, size_t start, size_t from,
                      size_t end)
{
    // Swapped: its lam-alef is behind the first letter.
    bool first = start == 0 || (start == 1 && may_begin_article(letters[0]));
    if (words->arabic && first && may_begin_article(letters[start]) &&
        letters[start + 1] == LAM)
        return is_pronoun(letters, from, end);
    return is_suffix(words, letters, from, end);
}

// The longest stem of this kind from `start` on that reaches over the last
// site.
static int stem_from(const struct lam_alef_words *words,
                     const uint32_t *letters, size_t end, size_t start,
                     int kind, size_t last_site)
{
    for (size_t count = end - start; count >= STEM_LEAST; count--) {
        if (start + count < last_site + 2)
            return 0;
        bool whole = start + count == end;
        int found = strength(words, letters + start, count, kind, whole);
        if (found && (whole || count >= LONG_STEM ||
                      is_ending(words, letters, start, start + count, end)))
            return found;
    }
    return 0;
}

// What may be the article at the start of a word is none only where the whole
// word is listed, with this alef; in the other languages, a long stem.
static int initial_stem(const struct lam_alef_words *words,
                        const uint32_t *letters, size_t end, size_t start)
{
    size_t count = end - start;
    const size_t *found =
        hash_table_find(&words->known, key_of(letters + start, count));
    if (found && (int)*found & IS_LAM_ALEF)
        return 2 * (int)count + 1;
    while (!words->arabic && --count >= LONG_STEM)
        if (strength(words, letters + start, count, LAM_ALEF_STEM, false))
            return 2 * (int)count;
    return 0;
}

// The same behind any prefix; the first site must be in the stem.
int lam_alef_stem(const struct lam_alef_words *words, const uint32_t *letters,
                  size_t count, int kind, size_t first_site, size_t last_site)
{
    const char *const *all = words->arabic ? arabic_prefixes : persian_prefixes;
    size_t prefixes =
        words->arabic ? COUNT(arabic_prefixes) : COUNT(persian_prefixes);
    size_t conjunction =
        words->arabic && (letters[0] == 0x648 || letters[0] == 0x641);
    int best = 0;
    for (size_t skip = 0; skip <= conjunction; skip++)
        for (size_t i = 0; i < prefixes; i++) {
            size_t length;
            if (!lam_alef_begins(letters, skip, count, all[i], false,
                                 &length) ||
                skip + length > first_site)
                continue;
            int found = kind == IS_LAM_ALEF && length == 0 && first_site == skip
                            ? initial_stem(words, letters, count, skip)
                            : stem_from(words, letters, count, skip + length,
                                        length ? kind & IS_STEM : kind,
                                        last_site);
            best = found > best ? found : best;
        }
    return best;
}
