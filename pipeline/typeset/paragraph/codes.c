// SPDX-License-Identifier: MIT
// What is read sign by sign: addresses, telephone and book numbers, codes such
// as ISO 9001, CO2, GDP-2019. Their figures are lining, and their parts stay
// together.
#include "typeset/paragraph/codes.h"

#include "base/characters.h"
#include "languages/rows.h"
#include "typeset/paragraph/text_words.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    GROUPS_MOST = 8,     // of figures in a telephone number
    TELEPHONE_LEAST = 7, // figures
    // Fewer figures behind a word in capitals count something: USA 12.
    STANDARD_LEAST = 3
};

// ----- Addresses -----

static bool has_at(const struct paragraph *p, uint32_t unit, uint32_t end,
                   const char *ascii)
{
    size_t count = strlen(ascii);
    if (unit + count > end)
        return false;
    for (size_t i = 0; i < count; i++)
        if (p->units[unit + i] != (UChar)ascii[i])
            return false;
    return true;
}

static bool is_web_at(const struct paragraph *p, uint32_t unit, uint32_t end)
{
    static const char *const signs[] = {"://", "www.", "doi.org/", "mailto:"};
    for (size_t i = 0; i < COUNT(signs); i++)
        if (has_at(p, unit, end, signs[i]))
            return true;
    return false;
}

static bool has_slash(const struct paragraph *p, uint32_t start, uint32_t end)
{
    for (uint32_t unit = start; unit < end; unit++)
        if (p->units[unit] == '/')
            return true;
    return false;
}

enum code_address codes_address(const struct paragraph *p, uint32_t start,
                                uint32_t end)
{
    bool at = false, mail = false;
    for (uint32_t unit = start; unit < end; unit++) {
        if (is_web_at(p, unit, end))
            return CODE_WEB;
        mail |= at && p->units[unit] == '.';
        at |= p->units[unit] == '@' && unit > start;
    }
    if (mail)
        return CODE_MAIL;
    // example.org/reports, where it is a link.
    const struct paragraph_link *link = paragraph_fragment_at(p, start)->link;
    return link && link->url.count && has_slash(p, start, end) ? CODE_WEB
                                                               : CODE_NONE;
}

// ----- Words -----

struct signs {
    uint32_t capitals, small, digits, others;
};

static struct signs signs_of(const struct word_letters *word)
{
    struct signs signs = {0};
    for (uint32_t i = 0; i < word->count; i++) {
        UChar unit = word->items[i];
        signs.capitals += u_isupper(unit) ? 1 : 0;
        signs.small += u_isalpha(unit) && !u_isupper(unit);
        signs.digits += char_is_digit(unit);
        signs.others += u_charType(unit) == U_CURRENCY_SYMBOL;
    }
    return signs;
}

// Figures with what groups them: 700-123, (0)20, 10.1093.
static bool is_number(const struct word_letters *word)
{
    bool digit = false;
    for (uint32_t i = 0; i < word->count; i++) {
        UChar unit = word->items[i];
        if (char_is_digit(unit))
            digit = true;
        else if (!char_is_hyphen(unit) && unit != CHAR_EN_DASH &&
                 (unit >= 0x80 || !strchr("+().:/X", unit)))
            return false;
    }
    return digit;
}

// CO2, B2, GDP-2019, Mi-17: capitals and figures, at most one small letter.
// Not US$500.
static bool is_code(const struct word_letters *word)
{
    struct signs signs = signs_of(word);
    bool doi = word->count > 4 && str_starts(word->text, STR("10.")) &&
               str_find(word->text, STR("/")) != STR_NONE;
    return doi ||
           (signs.capitals && signs.digits && signs.small < 2 && !signs.others);
}

static bool is_in_capitals(const struct word_letters *word)
{
    struct signs signs = signs_of(word);
    return signs.capitals > 1 && signs.capitals == word->count;
}

static bool may_be_year(const struct word_letters *word)
{
    int year = 0;
    for (uint32_t i = 0; i < word->count; i++)
        year = year * 10 + (i < 5 ? char_digit_value(word->items[i]) : 0);
    return word->count == 4 && year >= 1200 && year <= 2100;
}

// ----- Telephone and book numbers -----

static bool begins_telephone(const struct word_letters *word)
{
    uint32_t i = 0;
    while (i < word->count && word->items[i] == '(')
        i++;
    return i < word->count &&
           (word->items[i] == '+' || char_digit_value(word->items[i]) == 0);
}

static bool is_label(const struct paragraph *p, const struct text_word *word)
{
    static const char *const labels[] = {"ISBN", "ISSN", "DOI", "doi"};
    struct word_letters letters;
    text_word_read(p, word, EDGES_BOTH, &letters);
    for (size_t i = 0; i < COUNT(labels); i++)
        if (str_equal(letters.text, str_of(labels[i])))
            return true;
    char small[TEXT_WORD_LONGEST * 3];
    size_t count = 0;
    for (uint32_t i = 0; i < letters.count; i++)
        count += utf8_encode(char_lower(letters.items[i]), small + count);
    return languages_list(ROW_telephone_words, (struct str){small, count},
                          text_word_lang(p, word));
}

// Groups of figures from word i on: 93 700 123 456.
struct groups {
    size_t end; // after the last word
    uint32_t digits;
};

static bool ends_in_stop(const struct paragraph *p,
                         const struct text_word *word)
{
    return char_is_stop(p->units[word->last]);
}

static struct groups groups_from(const struct paragraph *p, size_t i)
{
    struct groups groups = {i, 0};
    struct word_letters letters;
    while (groups.end < p->word_count && groups.end - i < GROUPS_MOST) {
        const struct text_word *word = &p->words[groups.end];
        text_word_read(p, word, EDGES_BOTH, &letters);
        // (0) is a group, and so is what a bracket has around it.
        if (!is_number(&letters))
            break;
        groups.digits += signs_of(&letters).digits;
        groups.end++;
        if (ends_in_stop(p, word))
            break;
    }
    return groups;
}

bool codes_leads(const struct paragraph *p, const struct text_word *word)
{
    struct word_letters letters;
    text_word_read(p, word, EDGES_OPENING, &letters);
    return is_in_capitals(&letters) || is_label(p, word);
}

// ----- Marking -----

static void mark(struct paragraph *p, size_t first, size_t end)
{
    for (uint32_t unit = p->words[first].start; unit < p->words[end - 1].end;
         unit++)
        p->facts[unit].flags |= UNIT_CODE;
}

// ISO 9001: figures behind a word in capitals, but no year.
static bool is_standard(const struct paragraph *p, size_t i,
                        const struct word_letters *number)
{
    struct word_letters before;
    if (i == 0 || may_be_year(number) ||
        signs_of(number).digits < STANDARD_LEAST ||
        ends_in_stop(p, &p->words[i - 1]))
        return false;
    text_word_read(p, &p->words[i - 1], EDGES_OPENING, &before);
    return is_in_capitals(&before);
}

static size_t mark_number(struct paragraph *p, size_t i,
                          const struct word_letters *word)
{
    struct groups groups = groups_from(p, i);
    bool labelled = i > 0 && is_label(p, &p->words[i - 1]);
    bool telephone = begins_telephone(word) && groups.digits >= TELEPHONE_LEAST;
    if (telephone || (labelled && groups.end > i))
        mark(p, i, groups.end);
    else if (is_standard(p, i, word))
        mark(p, i, i + 1);
    else
        return i + 1;
    return groups.end > i ? groups.end : i + 1;
}

static bool has_figures(const struct paragraph *p, const struct text_word *word)
{
    for (uint32_t unit = word->first; unit <= word->last; unit++)
        if (char_is_digit(p->units[unit]))
            return true;
    return false;
}

void codes_find(struct paragraph *p)
{
    for (size_t i = 0; i < p->word_count;) {
        const struct text_word *word = &p->words[i];
        struct word_letters letters;
        if (!has_figures(p, word)) {
            i++;
            continue;
        }
        text_word_read(p, word, EDGES_BOTH, &letters);
        bool number = is_number(&letters) || begins_telephone(&letters);
        if (codes_address(p, word->start, word->end) || is_code(&letters))
            mark(p, i, i + 1);
        i = number ? mark_number(p, i, &letters) : i + 1;
    }
}
