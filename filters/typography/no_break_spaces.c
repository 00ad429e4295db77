// SPDX-License-Identifier: MIT
// No-break spaces where a line must not end: before units, after initials,
// beside French punctuation. Only spaces that the author wrote are changed.
#include "typography/no_break_spaces.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// The words on both sides of a space, between white space; the one before
// without opening marks, so that (R. Rubin) begins with R.
struct sides {
    struct str before, after;
    struct str earlier; // the word before `before`
    struct str lang;
};

static struct str word_before(struct str text, size_t end)
{
    size_t start = end;
    while (start > 0 && text.bytes[start - 1] != ' ' &&
           text.bytes[start - 1] != '\n')
        start--;
    size_t offset = start;
    while (offset < end) {
        uint32_t c = utf8_next(text, &offset);
        if (c != '(' && c != '[' && c != 0x201C && c != 0x2018 && c != 0x00AB &&
            c != '"')
            break;
        if (offset == end)
            break; // nothing but marks: they are the word
        start = offset;
    }
    return str_slice(text, start, end);
}

static struct str word_after(struct str text, size_t start)
{
    size_t end = start;
    while (end < text.count && text.bytes[end] != ' ' &&
           text.bytes[end] != '\n')
        end++;
    return str_slice(text, start, end);
}

// The letters or the sign at the start of a word: km of “km,”.
static struct str bare(struct str word)
{
    size_t end = word.count;
    while (end > 0) {
        size_t offset = end;
        uint32_t c = utf8_previous(word, &offset);
        if (!u_ispunct((UChar32)c) || c == '%' || c == 0x2030 ||
            c == CHAR_ARABIC_PERCENT)
            break;
        end = offset;
    }
    return str_slice(word, 0, end);
}

static bool unit_follows(const struct sides *sides)
{
    return char_is_digit(utf8_before(sides->before, sides->before.count)) &&
           languages_list(ROW_units, bare(sides->after), sides->lang);
}

static bool number_follows(const struct sides *sides)
{
    return char_is_digit(utf8_after(sides->after, 0)) &&
           languages_list(ROW_before_numbers, sides->before, sides->lang);
}

// R. of “Barnett R. Rubin”: one capital and a stop, and no sentence that ends
// in a single letter: a name or another initial stands before it.
static bool is_initial(struct str word)
{
    size_t offset = 0;
    if (word.count < 2 || !u_isupper((UChar32)utf8_next(word, &offset)))
        return false;
    return word.count == offset + 1 && word.bytes[offset] == '.';
}

static bool initial_before_name(const struct sides *sides)
{
    uint32_t earlier = utf8_after(sides->earlier, 0);
    bool name = u_isupper((UChar32)utf8_after(sides->after, 0));
    bool named =
        sides->earlier.count == 0 || u_isupper((UChar32)earlier) ||
        u_ispunct((UChar32)utf8_before(sides->earlier, sides->earlier.count));
    return name && named && is_initial(sides->before);
}

static bool honorific(const struct sides *sides)
{
    uint32_t name = utf8_after(sides->after, 0);
    return u_isalpha((UChar32)name) && !u_islower((UChar32)name) &&
           languages_list(ROW_honorifics, sides->before, sides->lang);
}

// z. B. in German, т. е. in Russian, هـ. ش. in Dari; M. in French, whatever
// follows.
static bool abbreviation(const struct sides *sides)
{
    const char *const *own = language_row(sides->lang, ROW_abbreviations);
    for (; *own; own++) {
        struct str whole = str_of(*own);
        size_t space = str_find(whole, STR(" "));
        if (str_equal(sides->before, str_slice(whole, 0, space)) &&
            (space == STR_NONE ||
             str_starts(sides->after,
                        str_slice(whole, space + 1, whole.count))))
            return true;
    }
    return false;
}

// French sets ; ! ? after a narrow space and : » after a whole one (Lexique
// des règles typographiques); the author's space decides that there is one.
static uint32_t space_at_mark(const struct sides *sides)
{
    char bytes[2][4];
    struct str after = {bytes[0],
                        utf8_encode(utf8_after(sides->after, 0), bytes[0])},
               before = {bytes[1], utf8_encode(utf8_before(sides->before,
                                                           sides->before.count),
                                               bytes[1])};
    if (language_lists(sides->lang, ROW_narrow_space_before, after))
        return CHAR_NARROW_NO_BREAK_SPACE;
    return language_lists(sides->lang, ROW_space_before, after) ||
                   language_lists(sides->lang, ROW_space_after, before)
               ? CHAR_NO_BREAK_SPACE
               : 0;
}

// A Russian dash does not begin a line.
static bool dash_after(const struct sides *sides)
{
    return utf8_after(sides->after, 0) == CHAR_EM_DASH &&
           language_script(sides->lang) == SCRIPT_CYRILLIC;
}

// The character that a space becomes; ' ' where it stays.
static uint32_t space_between(const struct sides *sides)
{
    if (language_has(sides->lang, ROW_space_before)) {
        uint32_t space = space_at_mark(sides);
        if (space)
            return space;
    }
    bool keep = unit_follows(sides) || number_follows(sides) ||
                initial_before_name(sides) || honorific(sides) ||
                abbreviation(sides) || dash_after(sides);
    return keep ? CHAR_NO_BREAK_SPACE : ' ';
}

static uint32_t space_at(struct str text, size_t at, struct str lang)
{
    struct sides sides = {word_before(text, at), word_after(text, at + 1),
                          STR(""), lang};
    // A second space, or one at either end: not between two words.
    if (sides.before.count == 0 || sides.after.count == 0)
        return ' ';
    size_t start = (size_t)(sides.before.bytes - text.bytes);
    if (start > 0 && text.bytes[start - 1] == ' ')
        sides.earlier = word_before(text, start - 1);
    return space_between(&sides);
}

// Most spaces of a European text stand between two small letters: nothing
// above asks for more than that.
static bool plainly_between(struct str text, size_t at)
{
    return at > 0 && at + 1 < text.count &&
           ascii_is_lower(text.bytes[at - 1]) &&
           ascii_is_lower(text.bytes[at + 1]);
}

struct str no_break_spaces(struct arena *arena, struct str text,
                           struct str lang)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < text.count; i++) {
        if (text.bytes[i] != ' ' || plainly_between(text, i))
            continue;
        uint32_t space = space_at(text, i, lang);
        if (space == ' ')
            continue;
        buffer_add(&out, str_slice(text, done, i));
        buffer_add_utf8(&out, space);
        done = i + 1;
    }
    if (done == 0)
        return text;
    buffer_add(&out, str_slice(text, done, text.count));
    return buffer_to_arena(&out, arena);
}

uint32_t no_break_space_between(struct str before, struct str after,
                                struct str lang)
{
    struct sides sides = {word_before(before, before.count),
                          word_after(after, 0), STR(""), lang};
    if (sides.before.count == 0 || sides.after.count == 0)
        return ' ';
    size_t start = (size_t)(sides.before.bytes - before.bytes);
    if (start > 0 && before.bytes[start - 1] == ' ')
        sides.earlier = word_before(before, start - 1);
    return space_between(&sides);
}
