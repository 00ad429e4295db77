// SPDX-License-Identifier: MIT
// Finds the numbers of notes that a text names in words.
#include "text/note_words.h"

#include "base/characters.h"
#include "languages/rows.h"
#include "text/plain.h"

#include <unicode/uchar.h>

#define DIGITS_MOST 4

// ----- Numbers -----

static bool read_number(struct str text, size_t *at, size_t *number)
{
    size_t digits = 0;
    *number = 0;
    while (*at < text.count && digits <= DIGITS_MOST) {
        size_t next = *at;
        int value = char_digit_value(utf8_next(text, &next));
        if (value < 0)
            break;
        *number = *number * 10 + (size_t)value;
        *at = next;
        digits++;
    }
    return digits > 0 && digits <= DIGITS_MOST && *number > 0;
}

// Not of 3.2, 3%, 3rd, 3:15 or 3-fold.
static bool ends_number(struct str text, size_t at)
{
    uint32_t c = utf8_after(text, at);
    size_t behind = at;
    if (c == 0)
        return true;
    utf8_next(text, &behind);
    uint32_t next = utf8_after(text, behind);
    if (c == '%' || c == CHAR_ARABIC_PERCENT || u_isalnum((UChar32)c) ||
        char_is_mark(c))
        return false;
    bool joins = c == '.' || c == ',' || c == ':' || c == '/' ||
                 c == CHAR_ARABIC_DECIMAL || c == CHAR_ARABIC_THOUSANDS;
    return !(joins && char_is_digit(next)) &&
           !(c == '-' && u_isalpha((UChar32)next));
}

// ----- The word before -----

struct note_word {
    size_t start;
    bool several, doubtful;
};

static bool is_space(uint32_t c)
{
    return c == ' ' || c == CHAR_NO_BREAK_SPACE ||
           c == CHAR_NARROW_NO_BREAK_SPACE;
}

// White space before offset and any marks of direction.
static size_t before_spaces(struct str text, size_t offset)
{
    while (offset > 0) {
        size_t at = offset;
        uint32_t c = utf8_previous(text, &at);
        if (!is_space(c) && c != '\n' && c != CHAR_LEFT_TO_RIGHT_MARK &&
            c != CHAR_RIGHT_TO_LEFT_MARK)
            break;
        offset = at;
    }
    return offset;
}

// Does text end in this value, a word by itself? Where it begins; STR_NONE.
static size_t ends_in(struct str text, struct str value)
{
    size_t start = text.count, letters = utf8_count(value);
    while (letters > 0 && start > 0) {
        utf8_previous(text, &start);
        letters--;
    }
    uint32_t before = utf8_before(text, start);
    return letters == 0 && !u_isalnum((UChar32)before) && before != '-' &&
                   plain_same_but_case(str_slice(text, start, text.count),
                                       value)
               ? start
               : STR_NONE;
}

// The word of a note that text ends in; the longest: "supra note" is no note.
static bool read_word(struct str text, struct str lang, struct note_word *word)
{
    struct language_walk walk = {.row = ROW_note_words, .text_lang = lang};
    struct str value;
    bool found = false;
    while (languages_next(&walk, &value)) {
        long kind = language_numbered(&value);
        size_t start = ends_in(text, value);
        if (start == STR_NONE || (found && start >= word->start))
            continue;
        *word = (struct note_word){start, kind == 2 || kind == 4, kind >= 3};
        found = true;
    }
    return found;
}

// ----- What the word stands behind -----

static bool ends_in_any(struct str text, struct str lang, enum language_row row)
{
    struct language_walk walk = {.row = row, .text_lang = lang};
    struct str value;
    while (languages_next(&walk, &value))
        if (ends_in(text, value) != STR_NONE)
            return true;
    return false;
}

// Is the number that text ends in that of a note itself? "note 2, endnote 3"
static bool ends_in_note(struct str text, struct str lang)
{
    size_t start = text.count;
    while (start > 0 && char_is_digit(utf8_before(text, start)))
        utf8_previous(text, &start);
    struct note_word word;
    return read_word(str_slice(text, 0, before_spaces(text, start)), lang,
                     &word);
}

// "p. 12, n. 3" is a note on another's page.
static bool is_others(struct str before, struct str lang)
{
    size_t at = before.count;
    uint32_t c = at > 0 ? utf8_previous(before, &at) : 0;
    if (c == ',' || c == CHAR_ARABIC_COMMA || c == ')') {
        at = before_spaces(before, at);
        c = at > 0 ? utf8_previous(before, &at) : 0;
    }
    if (!char_is_digit(c))
        return false;
    utf8_next(before, &at);
    return !ends_in_note(str_slice(before, 0, at), lang);
}

// A word that means other things too names a note at the start of a text, in
// brackets, or behind a word that leads on: "in note 3", no "policy note 3".
static bool is_led_to(struct str before, struct str lang)
{
    size_t at = before.count;
    uint32_t c = at > 0 ? utf8_previous(before, &at) : 0;
    if (c == ',')
        return at > 0 && u_islower((UChar32)utf8_previous(before, &at));
    if (c == 0 || u_ispunct((UChar32)c))
        return c != '.' || ends_in_any(before, lang, ROW_see);
    return ends_in_any(before, lang, ROW_see) ||
           ends_in_any(before, lang, ROW_leads_on) ||
           ends_in_any(before, lang, ROW_conjunctions) ||
           ends_in_any(before, lang, ROW_ibid) ||
           ends_in_any(before, lang, ROW_op_cit);
}

// "Policy Note 3" is a title; a sentence may begin with "Notes 2 and 3".
static bool is_title(struct str text, size_t start, struct str lang)
{
    size_t at = start;
    bool capital = u_isupper((UChar32)utf8_next(text, &at));
    return capital && !language_has(lang, ROW_capital_nouns) &&
           before_spaces(text, start) > 0;
}

static bool is_named(struct str text, struct str lang,
                     const struct note_word *word, struct note_mention *mention)
{
    struct str before = str_slice(text, 0, before_spaces(text, word->start));
    mention->start = word->start;
    mention->asked = ends_in_any(before, lang, ROW_see);
    if (is_others(before, lang))
        return false;
    return !word->doubtful ||
           (!is_title(text, word->start, lang) && is_led_to(before, lang));
}

// ----- Several numbers -----

// Past ", ", " and ", "–" between two numbers; at where there is none.
static size_t past_joint(struct str text, struct str lang, size_t at)
{
    struct language_walk walk = {.row = ROW_conjunctions, .text_lang = lang};
    struct str value;
    size_t next = at;
    uint32_t c = utf8_after(text, at);
    if (c == '-' || c == CHAR_EN_DASH) {
        utf8_next(text, &next);
        return next;
    }
    if (c == ',' || c == CHAR_ARABIC_COMMA || c == '&')
        utf8_next(text, &next);
    while (is_space(utf8_after(text, next)))
        utf8_next(text, &next);
    struct str rest = str_slice(text, next, text.count);
    if (str_starts(rest, STR("& ")))
        return next + 2;
    while (languages_next(&walk, &value)) {
        size_t behind = value.count;
        if (str_starts(rest, value) && is_space(utf8_after(rest, behind))) {
            utf8_next(rest, &behind);
            return next + behind;
        }
    }
    return c == ',' || c == CHAR_ARABIC_COMMA ? next : at;
}

static size_t read_others(struct str text, struct str lang, size_t *at,
                          struct note_mention *mentions)
{
    size_t count = 1;
    while (count < NOTE_MENTIONS_MOST) {
        size_t from = past_joint(text, lang, *at), end = from, number;
        if (from == *at || !read_number(text, &end, &number) ||
            !ends_number(text, end))
            break;
        mentions[count] = mentions[0];
        mentions[count].offset = from;
        mentions[count].end = end;
        mentions[count++].number = number;
        *at = end;
    }
    return count;
}

// ----- All -----

size_t note_words_next(struct str text, struct str lang, size_t *at,
                       struct note_mention *mentions)
{
    while (*at < text.count) {
        size_t start = *at, number;
        uint32_t c = utf8_next(text, at);
        if (!char_is_digit(c))
            continue;
        *at = start;
        bool read = read_number(text, at, &number);
        struct note_word word = {0};
        if (!read) {
            while (char_is_digit(utf8_after(text, *at)))
                utf8_next(text, at);
            continue;
        }
        size_t behind = before_spaces(text, start);
        bool apart = behind < start || utf8_before(text, start) == '.';
        if (!apart || !ends_number(text, *at) ||
            !read_word(str_slice(text, 0, behind), lang, &word) ||
            !is_named(text, lang, &word, &mentions[0]))
            continue;
        mentions[0].offset = start;
        mentions[0].end = *at;
        mentions[0].number = number;
        return word.several ? read_others(text, lang, at, mentions) : 1;
    }
    return 0;
}
