// SPDX-License-Identifier: MIT
// The words of ibid. and short forms in many languages, and reading them.
#include "text/citation_words.h"

#include "base/characters.h"
#include "languages/rows.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- The words of a citation -----

// The rows are folded: lower case, no vowel signs, no ZWNJ, one space.

static bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) || char_is_mark(c);
}

// Case, Arabic or Farsi yeh and kaf, and what is not seen, told apart by no
// reader. 0: left out.
static uint32_t fold(uint32_t c)
{
    if (c == 0x064A || c == 0x0649)
        return 0x06CC;
    if (c == 0x0643)
        return 0x06A9;
    if ((c >= 0x064B && c <= 0x0652) || c == CHAR_TATWEEL || c == 0x0654 ||
        char_is_format(c))
        return 0;
    return char_fold(c);
}

// The beginning of a text, folded, without white space before it and with one
// space for any in it. At most `room` bytes.
struct str citation_fold(struct str text, char *out, size_t room)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.count && count + 4 <= room;) {
        uint32_t c = utf8_next(text, &offset);
        if (char_is_space(c)) {
            if (count > 0 && out[count - 1] != ' ')
                out[count++] = ' ';
            continue;
        }
        c = fold(c);
        if (c != 0)
            count += utf8_encode(c, out + count);
    }
    while (count > 0 && out[count - 1] == ' ')
        count--;
    return (struct str){out, count};
}

// The next word of letters or number of digits, moving *offset past it.
// False at the end. Everything between words is passed over.
bool citation_next_word(struct str s, size_t *offset, struct str *word)
{
    size_t start = *offset, end = start;
    bool inside = false, digits = false;
    while (end < s.count) {
        size_t after = end;
        uint32_t c = utf8_next(s, &after);
        bool part = char_is_digit(c) || is_letter(c);
        if (inside && (!part || char_is_digit(c) != digits))
            break;
        if (!inside && part) {
            inside = true;
            digits = char_is_digit(c);
            start = end;
        }
        end = after;
    }
    *offset = end;
    *word = str_slice(s, start, end);
    return inside;
}

// A number of four digits in any script, from 1200 to 2199; 0 otherwise.
int citation_read_year(struct str word)
{
    int year = 0, digits = 0;
    for (size_t offset = 0; offset < word.count; digits++) {
        int value = char_digit_value(utf8_next(word, &offset));
        if (value < 0 || digits == 4)
            return 0;
        year = year * 10 + value;
    }
    return digits == 4 && year >= 1200 && year < 2200 ? year : 0;
}

// Is what follows an ibid. or a year only a page, a volume, punctuation? At
// the first full stop after that the author may go on in his own words.
static bool only_pages(struct str rest, struct str lang)
{
    struct str word;
    size_t offset = 0, start = 0;
    while (citation_next_word(rest, &offset, &word)) {
        size_t gap = (size_t)(word.bytes - rest.bytes);
        struct str between = str_slice(rest, start, gap);
        bool sentence = start > 0 && str_find(between, STR(". ")) != STR_NONE;
        size_t at = 0;
        bool number = char_is_digit(utf8_next(word, &at));
        bool letter = !number && word.count == 1; // 2020a, § b
        bool known =
            number || letter || languages_list(ROW_page_words, word, lang);
        if (!known)
            return sentence;
        start = offset;
    }
    return true;
}

static struct str without_see(struct str folded)
{
    struct language_walk walk = {.row = ROW_see};
    struct str see;
    while (languages_next(&walk, &see))
        if (str_starts(folded, see) && folded.count > see.count &&
            folded.bytes[see.count] == ' ')
            return str_slice(folded, see.count + 1, folded.count);
    return folded;
}

// همان begins many sentences: only a stop, a page or the end may follow.
static bool is_ibid(struct str folded, struct str lang)
{
    struct language_walk walk = {.row = ROW_ibid};
    struct str s = without_see(folded), word;
    while (languages_next(&walk, &word)) {
        struct str rest = str_slice(s, word.count, s.count);
        size_t at = 0;
        if (!str_starts(s, word) ||
            (rest.count && is_letter(utf8_next(rest, &at))))
            continue;
        if (rest.count == 0 || rest.bytes[0] == '.' || only_pages(rest, lang))
            return true;
    }
    return false;
}

// ----- Short forms -----

// Where “op. cit.” or its like stands in a folded text; STR_NONE.
static size_t find_work_cited(struct str folded, size_t *count)
{
    struct language_walk walk = {.row = ROW_op_cit};
    struct str word;
    while (languages_next(&walk, &word)) {
        size_t at = str_find(folded, word);
        if (at != STR_NONE) {
            *count = word.count;
            return at;
        }
    }
    return STR_NONE;
}

static bool add_name(struct short_form *form, struct str word)
{
    if (languages_list(ROW_name_links, word, form->lang))
        return true;
    if (form->name_count == NAME_WORDS)
        return false;
    form->names[form->name_count++] = word;
    return true;
}

// May this stand between the names and the year of a short form? A colon, a
// bracket or quotation marks belong to a title or a publisher.
static bool names_go_on(struct str between, bool year)
{
    for (size_t offset = 0; offset < between.count;) {
        uint32_t c = utf8_next(between, &offset);
        if (c != ' ' && c != ',' && c != CHAR_ARABIC_COMMA && c != '.' &&
            c != '&' && c != '-' && c != '\'' && c != CHAR_APOSTROPHE &&
            !(year && c == '('))
            return false;
    }
    return true;
}

// Reads names up to a year or to `end`, moving *offset past it.
static bool read_names(struct str s, size_t end, size_t *offset,
                       struct short_form *form)
{
    struct str word;
    while (!form->year && citation_next_word(s, offset, &word)) {
        size_t start = (size_t)(word.bytes - s.bytes), at = 0;
        if (start >= end)
            break;
        size_t before = start - (size_t)(form->rest.bytes - s.bytes);
        form->year = citation_read_year(word);
        if (!names_go_on(str_slice(form->rest, 0, before), form->year > 0))
            return false;
        form->rest = str_slice(s, *offset, s.count);
        if (!form->year &&
            (char_is_digit(utf8_next(word, &at)) || !add_name(form, word)))
            return false;
    }
    return form->name_count > 0;
}

// Splits a short text into the names before a year and what follows it.
// False where it is no short form.
bool citation_read_short(struct str plain, struct str lang,
                         struct short_form *form)
{
    form->lang = lang;
    form->name_count = 0;
    form->year = 0;
    if (plain.count > LONGEST_SHORT_FORM)
        return false;
    struct str s =
        without_see(citation_fold(plain, form->folded, sizeof form->folded));
    size_t work = 0, cited = find_work_cited(s, &work), offset = 0;
    form->rest = s;
    if (!read_names(s, cited, &offset, form))
        return false;
    if (!form->year && cited == STR_NONE)
        return false;
    return only_pages(
        form->year ? form->rest : str_slice(s, cited + work, s.count), lang);
}

enum citation citation_of(struct str plain, struct str lang)
{
    char folded[LONGEST_SHORT_FORM];
    struct short_form form;
    if (is_ibid(citation_fold(plain, folded, sizeof folded), lang))
        return CITATION_IBID;
    return citation_read_short(plain, lang, &form) ? CITATION_SHORT
                                                   : CITATION_FULL;
}

// ----- What names the source -----

// Where in a text its folded beginning of so many bytes ends.
static size_t unfolded(struct str text, size_t folded)
{
    size_t count = 0, offset = 0;
    bool space = true; // white space at the start is left out
    while (offset < text.count && count < folded) {
        uint32_t c = utf8_next(text, &offset);
        char bytes[4];
        if (char_is_space(c)) {
            count += !space;
            space = true;
            continue;
        }
        c = fold(c);
        if (c != 0)
            count += utf8_encode(c, bytes);
        space = space && c == 0;
    }
    return offset;
}

// The end of what names the source in a folded citation: Ibid., or the names
// and the year of a short form. 0 where it is none. `see` bytes come before.
static size_t naming_end(struct str folded, size_t see, struct str plain,
                         struct str lang)
{
    struct str s = str_slice(folded, see, folded.count);
    struct language_walk walk = {.row = ROW_ibid};
    struct str ibid;
    bool is_one = is_ibid(folded, lang);
    while (is_one && languages_next(&walk, &ibid))
        if (str_starts(s, ibid))
            return see + ibid.count;
    struct short_form form;
    if (!citation_read_short(plain, lang, &form))
        return 0;
    if (form.year)
        return (size_t)(form.rest.bytes - form.folded);
    size_t work = 0, cited = find_work_cited(s, &work);
    return cited == STR_NONE ? 0 : see + cited + work;
}

// The words of a note that name its source, within its first text: from what
// follows “See” to the last letter, with the stop of an abbreviation.
bool citation_words(struct str text, struct str plain, struct str lang,
                    size_t *start, size_t *end)
{
    char out[LONGEST_SHORT_FORM];
    struct str folded = citation_fold(plain, out, sizeof out);
    size_t see = folded.count - without_see(folded).count;
    size_t naming = naming_end(folded, see, plain, lang);
    if (naming == 0)
        return false;
    *start = unfolded(text, see);
    while (*start < text.count) {
        size_t after = *start;
        if (!char_is_space(utf8_next(text, &after)))
            break;
        *start = after;
    }
    *end = unfolded(text, naming);
    while (*end > *start) {
        size_t before = *end;
        uint32_t c = utf8_previous(text, &before);
        if (is_letter(c) || char_is_digit(c))
            break;
        *end = before;
    }
    // The stop of “Ibid.” and “op. cit.” is theirs, that of a year is not.
    if (*end > *start && *end < text.count && text.bytes[*end] == '.' &&
        (unsigned char)text.bytes[*end - 1] < 0x80 &&
        is_letter((uint32_t)text.bytes[*end - 1]))
        ++*end;
    return *end > *start;
}
