// SPDX-License-Identifier: MIT
// What a line does not part: 3 March, page 12, World War II, J. R. Smith,
// Dr Rahimi, 10 km, § 5, telephone numbers. The words are those of the
// languages' files.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "languages/months.h"
#include "languages/rows.h"
#include "typeset/paragraph/codes.h"
#include "typeset/paragraph/text_words.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    DAY_ENDING_MOST = 3,  // letters of 3rd, 3-го
    MONTH_SHORT_MOST = 5, // letters of a month that a year is bound to: weakly
    TITLE_MOST = 6,       // letters and stops of Prof., Mme
    ROMAN_MOST = 7        // XXXVIII
};

// The two words beside a space; letters are read when they are asked for.
struct sides {
    const struct paragraph *p;
    size_t i; // of the word before; the one after is next to it
    struct str lang;
    enum language_id language; // its file
    struct word_letters before, after;
    // More words of what was found: World of World War II, cent of 5 per cent.
    size_t more_before, more_after;
};

// ----- Lists -----

static const char *const *row_of(const struct sides *sides,
                                 enum language_row row)
{
    static const char *const nothing[] = {NULL};
    return sides->language < LANGUAGE_COUNT
               ? language_row_of(sides->language, row)
               : nothing;
}

// Most words are in the language of the one before.
static void set_language(struct sides *sides, struct str lang)
{
    if (sides->lang.bytes != lang.bytes || sides->lang.count != lang.count)
        sides->language = language_find(lang);
    sides->lang = lang;
}

static size_t last_word(struct str entry)
{
    size_t from = entry.count;
    while (from > 0 && entry.bytes[from - 1] != ' ')
        from--;
    return from;
}

// In small letters, is a word that of a row?
static bool is_small(const struct word_letters *word, struct str small)
{
    uint32_t unit = 0;
    for (size_t offset = 0; offset < small.count; unit++)
        if (unit == word->count ||
            char_lower(word->items[unit]) != utf8_next(small, &offset))
            return false;
    return unit == word->count;
}

// Is a text the word before the space, and, where it has spaces, the words
// before that?
static bool ends_words(struct sides *sides, struct str entry)
{
    size_t i = sides->i, from = last_word(entry);
    struct word_letters letters;
    const struct word_letters *word = &sides->before;
    while (is_small(word, str_slice(entry, from, entry.count))) {
        if (from == 0) {
            sides->more_before = sides->i - i;
            return true;
        }
        if (i-- == 0)
            return false;
        entry = str_slice(entry, 0, from - 1);
        from = last_word(entry);
        text_word_read(sides->p, &sides->p->words[i], EDGES_OPENING, &letters);
        word = &letters;
    }
    return false;
}

static bool before_is_in(struct sides *sides, enum language_row row)
{
    const char *const *value = row_of(sides, row);
    for (; *value; value++)
        if (ends_words(sides, str_of(*value)))
            return true;
    return false;
}

// Does a text of a row begin behind the space?
static bool begins_words(struct sides *sides, struct str entry)
{
    size_t i = sides->i + 1, end = str_find(entry, STR(" "));
    struct word_letters letters;
    struct str word = sides->after.text;
    while (str_equal(word, str_slice(entry, 0, end))) {
        if (end == STR_NONE) {
            sides->more_after = i - sides->i - 1;
            return true;
        }
        if (++i == sides->p->word_count)
            return false;
        entry = str_slice(entry, end + 1, entry.count);
        end = str_find(entry, STR(" "));
        text_word_read(sides->p, &sides->p->words[i], EDGES_BOTH, &letters);
        word = letters.text;
    }
    return false;
}

static bool after_is_in(struct sides *sides, enum language_row row)
{
    const char *const *value = row_of(sides, row);
    for (; *value; value++)
        if (begins_words(sides, str_of(*value)))
            return true;
    return false;
}

// ----- Numbers -----

// The number that a word is, of two digits at most; 0: it is none.
static int day_of(const struct word_letters *word)
{
    uint32_t i = word->count, letters = 0, digits = 0;
    int day = 0, ten = 1;
    while (i > 0 && !char_is_digit(word->items[i - 1])) {
        letters++;
        i--;
    }
    for (; i > 0 && char_is_digit(word->items[i - 1]); i--, ten *= 10) {
        if (++digits > 2)
            return 0;
        day += ten * char_digit_value(word->items[i - 1]);
    }
    // 3–5 March; not 1,3 nor 2021-3.
    bool alone = i == 0 || word->items[i - 1] == CHAR_EN_DASH ||
                 (word->items[i - 1] == '-' && i < 4);
    return letters <= DAY_ENDING_MOST && alone && day <= 31 ? day : 0;
}

static uint32_t digits_alone(const struct word_letters *word)
{
    for (uint32_t i = 0; i < word->count; i++)
        if (!char_is_digit(word->items[i]))
            return 0;
    return word->count;
}

// Asking costs: not of a word in small letters where months have capitals, as
// in English.
static bool is_month(const struct sides *sides, const struct word_letters *word)
{
    enum calendar calendar;
    struct str own = str_of(row_of(sides, ROW_months)[0]);
    size_t offset = 0;
    bool capital = own.count && u_isupper((UChar32)utf8_next(own, &offset));
    UChar last = word->count ? word->items[word->count - 1] : 0;
    return word->count > 2 && (u_isalpha(last) || last == '.') &&
           !(capital && u_islower(word->items[0])) &&
           month_named(word->text, &calendar) > 0;
}

static bool is_roman(const struct word_letters *word)
{
    if (word->count < 2 || word->count > ROMAN_MOST)
        return false;
    for (uint32_t i = 0; i < word->count; i++)
        if (!strchr("IVX", word->items[i] < 0x80 ? word->items[i] : '-'))
            return false;
    return true;
}

// $, §, №, # and their like, alone or behind letters: US$.
static bool is_sign(UChar unit)
{
    return u_charType(unit) == U_CURRENCY_SYMBOL || unit == 0xA7 ||
           unit == 0x2116 || unit == '#' || unit == 0xB6 || unit == 0xB1 ||
           unit == 0x2248;
}

static bool is_sign_behind(UChar unit)
{
    return u_charType(unit) == U_CURRENCY_SYMBOL || unit == '%' ||
           unit == 0x2030 || unit == CHAR_ARABIC_PERCENT || unit == 0xB0;
}

// 10 km, 3 March, 1 234 567, 5 %.
static enum bound behind_number(struct sides *sides)
{
    const struct word_letters *after = &sides->after;
    if (!after->count)
        return BOUND_NONE;
    if (languages_list(ROW_units, after->text, sides->lang) ||
        after_is_in(sides, ROW_more_units) || is_sign_behind(after->items[0]))
        return BOUND_FIRM;
    uint32_t before = digits_alone(&sides->before);
    if (before && before <= 3 && digits_alone(after) == 3)
        return BOUND_FIRM;
    bool day = u_isalpha(after->items[0]) && day_of(&sides->before);
    return day && is_month(sides, after) ? BOUND_FIRM : BOUND_NONE;
}

// March 3, March 2021.
static enum bound behind_month(const struct sides *sides)
{
    uint32_t digits = digits_alone(&sides->after);
    if (!digits || digits > 4 || digits == 3 ||
        !is_month(sides, &sides->before))
        return BOUND_NONE;
    if (digits <= 2)
        return day_of(&sides->after) ? BOUND_FIRM : BOUND_NONE;
    return sides->before.count <= MONTH_SHORT_MOST ? BOUND_WEAK : BOUND_NONE;
}

// Page 12, Article IV, Annex B, § 5.
static enum bound before_number(struct sides *sides)
{
    if (before_is_in(sides, ROW_more_before_numbers) ||
        languages_list(ROW_before_numbers, sides->before.text, sides->lang))
        return BOUND_FIRM;
    return is_sign(sides->before.items[sides->before.count - 1])
               ? BOUND_FIRM
               : behind_month(sides);
}

// World War II, Annex B; not “the note I wrote”.
static bool before_numeral(struct sides *sides)
{
    const struct word_letters *after = &sides->after;
    UChar first = after->items[0];
    bool numeral = is_roman(after);
    bool letter = after->count == 1 && first >= 'A' && first <= 'Z';
    if (!numeral && !letter)
        return false;
    bool listed = before_is_in(sides, ROW_more_before_numbers);
    bool capital = u_isupper(sides->before.items[0]);
    return (listed && (numeral || first != 'I' || capital)) ||
           (numeral && capital);
}

// ----- Names -----

static bool is_pair(const struct sides *sides, UChar first, UChar second)
{
    const char *const *pair = row_of(sides, ROW_letter_pairs);
    for (; *pair; pair++)
        if (char_lower(first) == (unsigned char)(*pair)[0] &&
            char_lower(second) == (unsigned char)(*pair)[1])
            return true;
    return false;
}

// J., J.R., J.-P., and Sh. where that is one letter.
static bool is_initials(const struct sides *sides)
{
    const struct word_letters *word = &sides->before;
    uint32_t i = 0;
    while (i < word->count) {
        if (!u_isupper(word->items[i++]))
            return false;
        if (i < word->count &&
            (is_pair(sides, word->items[i - 1], word->items[i]) ||
             char_is_mark(word->items[i]) || word->items[i] == 0x02BB))
            i++;
        if (i == word->count || word->items[i++] != '.')
            return false;
        if (i < word->count && char_is_hyphen(word->items[i]))
            i++;
    }
    return word->count > 1;
}

// Asked at every word of Arabic script: by the first byte before the rest.
static bool row_has(const struct sides *sides, enum language_row row)
{
    const struct word_letters *word = &sides->before;
    char first[4];
    utf8_encode(char_lower(word->items[0]), first);
    const char *const *value = row_of(sides, row);
    for (; *value; value++)
        if (**value == first[0] && is_small(word, str_of(*value)))
            return true;
    return false;
}

// Titles of another language are known by a capital or a stop.
static bool is_title(const struct sides *sides)
{
    const struct word_letters *word = &sides->before;
    bool marked =
        u_isupper(word->items[0]) || char_is_stop(word->items[word->count - 1]);
    return row_has(sides, ROW_more_honorifics) ||
           (marked && word->count <= TITLE_MOST &&
            languages_list(ROW_honorifics, word->text, sides->lang));
}

static bool begins_name(UChar unit)
{
    return u_isupper(unit) || (u_isalpha(unit) && !u_islower(unit));
}

// ----- A space -----

// Within a telephone number; or between it and what it is called by, where a
// line may end if it must.
static enum bound in_code(const struct sides *sides)
{
    const struct paragraph *p = sides->p;
    const struct text_word *word = &p->words[sides->i];
    if (p->facts[word->end].flags & UNIT_CODE)
        return BOUND_FIRM;
    UChar first = p->units[word[1].first];
    bool number = char_is_digit(first) || first == '+' || first == '(';
    return number && p->facts[word[1].first].flags & UNIT_CODE &&
                   codes_leads(p, word)
               ? BOUND_WEAK
               : BOUND_NONE;
}

static enum bound bound_between(struct sides *sides)
{
    const struct text_word *words = &sides->p->words[sides->i];
    const UChar *units = sides->p->units;
    UChar last = units[words[0].last];
    enum bound bound = in_code(sides);
    if (bound != BOUND_NONE)
        return bound;
    text_word_read(sides->p, &words[0], EDGES_OPENING, &sides->before);
    text_word_read(sides->p, &words[1], EDGES_BOTH, &sides->after);
    const struct word_letters *before = &sides->before, *after = &sides->after;
    if (!before->count || !after->count)
        return BOUND_NONE;
    bool number = char_is_digit(after->items[0]);
    bool counted = char_is_digit(last) ||
                   (char_is_digit(before->items[0]) && u_isalpha(last));
    bound = counted ? behind_number(sides) : BOUND_NONE;
    if (bound == BOUND_NONE && number)
        bound = before_number(sides);
    if (bound != BOUND_NONE || number || !begins_name(after->items[0]))
        return bound;
    return before_numeral(sides) || is_initials(sides) || is_title(sides)
               ? BOUND_FIRM
               : BOUND_NONE;
}

// Most spaces of a European text stand between two small letters: nothing asks
// for more than that.
static bool plainly_between(const struct paragraph *p, size_t i)
{
    UChar before = p->units[p->words[i].last];
    UChar after = p->units[p->words[i + 1].first];
    return before >= 'a' && before <= 'z' && after >= 'a' && after <= 'z' &&
           !char_is_digit(p->units[p->words[i].first]);
}

static bool spaces_only(const struct paragraph *p, uint32_t start, uint32_t end)
{
    for (uint32_t unit = start; unit < end; unit++)
        if (p->units[unit] == CHAR_LINE_SEPARATOR)
            return false;
    return true;
}

// Where the break is: behind the spaces, or behind what shows nothing.
static void bind(struct paragraph *p, size_t i, enum bound bound)
{
    for (uint32_t unit = p->words[i].last + 1; unit <= p->words[i + 1].first;
         unit++)
        if (p->may_break[unit]) {
            p->bounds[unit] = (uint8_t)bound;
            p->may_break[unit] = bound != BOUND_FIRM;
        }
}

// A no-break space is parted before a word is.
static void bind_typed(struct paragraph *p)
{
    for (uint32_t unit = 1; unit + 1 < p->unit_count; unit++)
        if (p->units[unit] == CHAR_NO_BREAK_SPACE && !p->may_break[unit + 1])
            p->bounds[unit + 1] = BOUND_FIRM;
}

// 3-й, 90-х, and in languages that write 5-modda.
static void keep_endings(struct paragraph *p)
{
    for (uint32_t unit = 2; unit < p->unit_count; unit++) {
        if (!p->may_break[unit] || !char_is_hyphen(p->units[unit - 1]) ||
            !char_is_digit(p->units[unit - 2]) || !u_islower(p->units[unit]))
            continue;
        uint32_t end = unit;
        while (end < p->unit_count && p->facts[end].flags & UNIT_LETTER)
            end++;
        if (end - unit <= DAY_ENDING_MOST ||
            language_has(paragraph_fragment_at(p, unit)->lang, ROW_vowels))
            p->may_break[unit] = false;
    }
}

void bounds_find(struct paragraph *p)
{
    struct sides sides = {.p = p, .language = LANGUAGE_COUNT};
    p->bounds = ARENA_ARRAY(p->work, uint8_t, p->unit_count + 1);
    keep_endings(p);
    bind_typed(p);
    for (size_t i = 0; i + 1 < p->word_count; i++) {
        const struct text_word *word = &p->words[i];
        if (plainly_between(p, i) || !spaces_only(p, word->end, word[1].start))
            continue;
        sides.i = i;
        set_language(&sides, text_word_lang(p, word));
        sides.more_before = sides.more_after = 0;
        enum bound bound = bound_between(&sides);
        if (bound == BOUND_NONE)
            continue;
        for (size_t at = i - sides.more_before; at <= i + sides.more_after;
             at++)
            bind(p, at, bound);
    }
}
