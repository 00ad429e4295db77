// SPDX-License-Identifier: MIT
// Words that are divided where a list says so.
#include "typeset/paragraph/divisions.h"

#include "base/characters.h"
#include "languages/rows.h"
#include "typeset/paragraph/syllables.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    // Letters of an ending (Afghan-s, Kabul-is), and of one after a longer
    // word, where what is listed can hardly be the start of another.
    ENDING = 3,
    ENDING_OF_LONG = 5,
    LONG = 6
};

static bool same_letter(uint32_t a, uint32_t b)
{
    return char_fold(a) == char_fold(b) ||
           (syllables_is_mark((UChar)a) && syllables_is_mark((UChar)b));
}

// How many units of the word an entry has; 0: it is another word.
static uint32_t units_matched(struct str entry, const UChar *word,
                              uint32_t count, bool *as_written)
{
    uint32_t unit = 0;
    *as_written = true;
    for (size_t offset = 0; offset < entry.count;) {
        uint32_t c = utf8_next(entry, &offset);
        if (char_is_hyphen(c))
            continue;
        if (unit == count || !same_letter(c, word[unit]))
            return 0;
        *as_written &= c == word[unit++];
    }
    uint32_t rest = count - unit;
    return rest <= ENDING || (unit >= LONG && rest <= ENDING_OF_LONG) ? unit
                                                                      : 0;
}

static void mark_places(struct str entry, bool *before)
{
    uint32_t unit = 0;
    for (size_t offset = 0; offset < entry.count;) {
        if (char_is_hyphen(utf8_next(entry, &offset)))
            before[unit] = true;
        else
            unit++;
    }
}

struct match {
    struct str entry;
    uint32_t units;
    bool as_written;
};

// The longest listed word is the one meant; of two alike, the first.
static void compare(struct match *best, struct str entry, const UChar *word,
                    uint32_t count)
{
    bool as_written;
    uint32_t units = units_matched(entry, word, count, &as_written);
    if (units > best->units)
        *best = (struct match){entry, units, as_written};
}

// Names begin in one letter of ASCII, or in none.
static void compare_names(struct match *best, enum language_id language,
                          const UChar *word, uint32_t count)
{
    const char *const *name = language_row_of(language, ROW_divided_names);
    for (; *name; name++)
        if ((UChar) * *name == word[0] || (unsigned char)**name >= 0x80)
            compare(best, str_of(*name), word, count);
}

enum division divisions_find(const struct divisions *own,
                             enum language_id language, const UChar *word,
                             uint32_t count, bool *before)
{
    struct match best = {0};
    for (size_t i = 0; own && i < own->count; i++)
        compare(&best, own->words[i], word, count);
    bool is_own = best.units > 0;
    // The brief's list goes first; that of the language has names only.
    if (!is_own && language < LANGUAGE_COUNT && u_isupper(word[0]))
        compare_names(&best, language, word, count);
    if (!best.units)
        return DIVISION_UNLISTED;
    mark_places(best.entry, before);
    if (!is_own)
        return DIVISION_NAME;
    return best.as_written ? DIVISION_AS_WRITTEN : DIVISION_OWN;
}
