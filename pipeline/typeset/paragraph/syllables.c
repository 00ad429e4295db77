// SPDX-License-Identifier: MIT
// Words divided by the syllables of languages that are written as spoken.
#include "typeset/paragraph/syllables.h"

#include "base/characters.h"
#include "languages/rows.h"

// One letter of the alphabet: oʻ and sh are one, and ъ goes with the letter
// before it.
struct letter {
    uint32_t start; // unit
    bool vowel;
    bool closes; // a syllable ends with it, whatever follows
};
struct spelling {
    enum language_id language;
    uint32_t units[SYLLABLES_LONGEST]; // in small letters, marks as U+02BC
    uint32_t count;
    bool begins[SYLLABLES_LONGEST]; // a syllable, as the language's file says
    struct letter letters[SYLLABLES_LONGEST];
    uint32_t letter_count;
};

enum { MARK = 0x02BC };

bool syllables_known(enum language_id language)
{
    return language < LANGUAGE_COUNT &&
           language_row_of(language, ROW_vowels)[0] != NULL;
}

bool syllables_is_mark(UChar unit)
{
    return unit == '\'' || unit == '`' || unit == 0x2018 ||
           unit == CHAR_APOSTROPHE || unit == 0x02BB || unit == MARK;
}

static uint32_t spelt(uint32_t c)
{
    return syllables_is_mark((UChar)c) ? MARK : char_lower(c);
}

// ----- What the language's file says -----

// Is the text of a row, to its hyphen or end, in the word at unit? Moves *at
// and *offset past it. A point is an edge of the word.
static bool part_is_at(const struct spelling *word, struct str entry,
                       size_t *offset, uint32_t *at)
{
    while (*offset < entry.count) {
        size_t next = *offset;
        uint32_t c = utf8_next(entry, &next);
        if (c == '-')
            return true;
        if (c == '.') {
            if (*at != 0 && *at != word->count)
                return false;
        } else if (*at >= word->count || word->units[*at] != spelt(c)) {
            return false;
        } else {
            ++*at;
        }
        *offset = next;
    }
    return true;
}

// The letter that an entry begins with; it may stand behind its hyphen.
static uint32_t first_letter(struct str entry)
{
    size_t offset = str_starts(entry, STR("-")) ? 1 : 0;
    return spelt(utf8_next(entry, &offset));
}

// An entry has one hyphen: n-gan, -graf.
static void begin_at_entry(struct spelling *word, struct str entry)
{
    uint32_t first = first_letter(entry);
    for (uint32_t unit = 0; unit < word->count; unit++) {
        if (word->units[unit] != first)
            continue;
        size_t offset = 0;
        uint32_t at = unit;
        if (!part_is_at(word, entry, &offset, &at))
            continue;
        uint32_t begin = at;
        offset++;
        if (begin > 0 && begin < word->count &&
            part_is_at(word, entry, &offset, &at))
            word->begins[begin] = true;
    }
}

// Texts and letters of two scripts are told apart by ASCII alone: a row has
// those of both.
static bool same_script(const char *text, uint32_t letter)
{
    return ((unsigned char)*text < 0x80) == (letter < 0x80);
}

static void begin_at_entries(struct spelling *word)
{
    const char *const *entry =
        language_row_of(word->language, ROW_syllable_starts);
    for (; *entry; entry++)
        if (same_script(*entry + (**entry == '-'), word->units[0]))
            begin_at_entry(word, str_of(*entry));
}

static bool in_row(const struct spelling *word, enum language_row row,
                   uint32_t letter)
{
    const char *const *value = language_row_of(word->language, row);
    for (; *value; value++) {
        if (!same_script(*value, letter))
            continue;
        struct str letters = str_of(*value);
        for (size_t offset = 0; offset < letters.count;)
            if (utf8_next(letters, &offset) == letter)
                return true;
    }
    return false;
}

static bool is_pair(const struct spelling *word, uint32_t unit)
{
    if (unit + 1 >= word->count || word->begins[unit + 1])
        return false;
    const char *const *pair = language_row_of(word->language, ROW_letter_pairs);
    for (; *pair; pair++) {
        size_t offset = 0;
        struct str letters = str_of(*pair);
        if (utf8_next(letters, &offset) == word->units[unit] &&
            utf8_next(letters, &offset) == word->units[unit + 1])
            return true;
    }
    return false;
}

// ----- Letters -----

// What stands with the letter before it: a mark that makes oʻ of o is a part
// of it; elsewhere it ends the syllable, as ъ and ь do.
static bool joins_letter(struct spelling *word, uint32_t unit)
{
    uint32_t c = word->units[unit];
    if (!word->letter_count)
        return false;
    struct letter *letter = &word->letters[word->letter_count - 1];
    bool own = c == MARK && unit == letter->start + 1 &&
               in_row(word, ROW_letters_by_marks, word->units[letter->start]);
    if (own || char_is_mark(c))
        return true;
    if (c != MARK && c != 0x044A && c != 0x044C)
        return false;
    letter->closes = true;
    return true;
}

static void find_letters(struct spelling *word)
{
    for (uint32_t unit = 0; unit < word->count; unit++) {
        if (joins_letter(word, unit))
            continue;
        word->letters[word->letter_count++] = (struct letter){
            .start = unit,
            .vowel = in_row(word, ROW_vowels, word->units[unit])};
        if (is_pair(word, unit))
            unit++;
    }
}

// ----- Syllables -----

// The letter that the syllable of the vowel `to` begins with; `from` is the
// vowel before it.
static uint32_t syllable_start(const struct spelling *word, uint32_t from,
                               uint32_t to)
{
    for (uint32_t i = from + 1; i <= to; i++)
        if (word->begins[word->letters[i].start])
            return i;
    bool vowels_meet = to == from + 1;
    return vowels_meet || word->letters[to - 1].closes ? to : to - 1;
}

// Letters as they are read and written: that ъ or an apostrophe belongs to one
// makes two of it (аъ-ло), the mark of oʻ does not.
static uint32_t letters_in(const struct spelling *word, uint32_t from,
                           uint32_t to)
{
    uint32_t count = to - from;
    for (uint32_t i = from; i < to; i++)
        count += word->letters[i].closes;
    return count;
}

static void read_word(struct spelling *word, const UChar *units)
{
    for (uint32_t i = 0; i < word->count; i++)
        word->units[i] = spelt(units[i]);
    begin_at_entries(word);
    find_letters(word);
}

void syllables_divide(enum language_id language, const UChar *units,
                      uint32_t count, uint32_t letters_kept, bool *before)
{
    struct spelling word = {.language = language, .count = count};
    if (count > SYLLABLES_LONGEST || !syllables_known(language))
        return;
    read_word(&word, units);
    uint32_t vowel = word.letter_count; // none yet
    for (uint32_t i = 0; i < word.letter_count; i++) {
        if (!word.letters[i].vowel)
            continue;
        uint32_t start = vowel < i ? syllable_start(&word, vowel, i) : 0;
        if (start && letters_in(&word, 0, start) >= letters_kept &&
            letters_in(&word, start, word.letter_count) >= letters_kept)
            before[word.letters[start].start] = true;
        vowel = i;
    }
}
