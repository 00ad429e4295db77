// SPDX-License-Identifier: MIT
// Digits by the settings: those of the language of each run, with its marks of
// decimals, thousands and per cent.
#include "typography/typography_rules.h"

#include "base/characters.h"
#include "languages/language.h"
#include "text/letter_script.h"

// Digits of further scripts are in no setting: a quotation keeps them.
static int house_digit(uint32_t c)
{
    return c < 0x80 || char_is_arabic_digit(c) ? char_digit_value(c) : -1;
}

// The digit 0 of a language; 0 where the author's digits stay: Arabic is
// printed with either.
static uint32_t zero_of(struct arena *arena, struct str lang)
{
    struct str zero = language_number(arena, lang, 0);
    size_t offset = 0;
    uint32_t c = utf8_next(zero, &offset);
    bool und = str_equal(language_primary(lang), STR("und"));
    return und || (c == '0' && language_script(lang) == SCRIPT_ARABIC) ? 0 : c;
}

static uint32_t at(const struct text_edit *row, size_t item)
{
    return item < row->count ? row->items[item].character : 0;
}

static bool digit_at(const struct text_edit *row, size_t item)
{
    return item < row->count && !row->items[item].kept &&
           house_digit(row->items[item].character) >= 0;
}

static void set(struct text_edit *row, size_t item, uint32_t c)
{
    char bytes[4];
    struct str text = {bytes, utf8_encode(c, bytes)};
    if (c != at(row, item))
        text_edit_change(row, item, arena_str(row->arena, text));
}

// ----- The number as it is written -----

struct number {
    size_t start, end;
    size_t points, commas; // marks between digits
    size_t last_point;
    bool thousands; // its commas part groups of three
};

static bool is_point(uint32_t c)
{
    return c == '.' || c == CHAR_ARABIC_DECIMAL;
}

static bool is_comma(uint32_t c)
{
    return c == ',' || c == CHAR_ARABIC_THOUSANDS || c == CHAR_ARABIC_COMMA;
}

static size_t digits_from(const struct text_edit *row, size_t item)
{
    size_t count = 0;
    while (digit_at(row, item + count))
        count++;
    return count;
}

static struct number read_number(const struct text_edit *row, size_t start)
{
    struct number number = {.start = start, .thousands = true};
    size_t group = digits_from(row, start), end = start + group;
    bool first = true;
    while (end < row->count && digit_at(row, end + 1) &&
           (is_point(at(row, end)) || is_comma(at(row, end)))) {
        size_t next = digits_from(row, end + 1);
        if (is_comma(at(row, end))) {
            // 1,000 and 12,345,678; a comma after a point is another thing.
            number.thousands = number.thousands && next == 3 &&
                               (group == 3 || (first && group < 3)) &&
                               number.points == 0;
            number.commas++;
        } else {
            number.points++;
            number.last_point = end;
        }
        first = false;
        group = next;
        end += 1 + next;
    }
    number.thousands = number.thousands && number.commas > 0;
    number.end = end;
    return number;
}

// ----- Numbers of sections -----

// Article 3.2 is no decimal, nor is the number of a heading.
static bool after_section_word(const struct text_edit *row, size_t start)
{
    char bytes[64];
    size_t end = start, count = 0;
    while (end > 0 && text_edit_is_space(at(row, end - 1)) && start - end < 2)
        end--;
    size_t from = end;
    while (from > 0 && !text_edit_is_space(at(row, from - 1)) &&
           end - from < 15)
        from--;
    for (size_t i = from; i < end; i++)
        count += utf8_encode(at(row, i), bytes + count);
    struct str word = {bytes, count};
    return (start == 0 && row->block->kind == NODE_HEADING) ||
           languages_list(ROW_section_words, word, STR(""));
}

// ----- Setting -----

static bool latin_letter(uint32_t c)
{
    enum script script;
    return c && letter_script(c, &script) && script == SCRIPT_LATIN;
}

// G20, 4x4, Covid-19, where no span says so.
static bool attached_to_latin(const struct text_edit *row,
                              const struct number *number)
{
    uint32_t before = number->start ? at(row, number->start - 1) : 0;
    if ((before == '-' || before == CHAR_NO_BREAK_HYPHEN || before == '/') &&
        number->start > 1)
        before = at(row, number->start - 2);
    return latin_letter(before) || latin_letter(at(row, number->end));
}

// Is the nearest word before a number, or the one after it, in Arabic script?
static bool beside_arabic(const struct text_edit *row,
                          const struct number *number)
{
    enum { FAR = 3 }; // spaces and brackets between
    enum script script;
    for (size_t i = 0; i < FAR && i < number->start; i++)
        if (letter_script(at(row, number->start - 1 - i), &script))
            if (script == SCRIPT_ARABIC)
                return true;
    for (size_t i = 0; i < FAR; i++)
        if (letter_script(at(row, number->end + i), &script))
            return script == SCRIPT_ARABIC;
    return false;
}

static void set_marks(struct text_edit *row, const struct number *number,
                      bool arabic)
{
    bool decimal =
        number->points == 1 && (number->commas == 0 || number->thousands) &&
        (!arabic || at(row, number->last_point) == CHAR_ARABIC_DECIMAL ||
         !after_section_word(row, number->start));
    for (size_t i = number->start; i < number->end; i++) {
        uint32_t c = at(row, i);
        if (is_point(c) && decimal)
            set(row, i, arabic ? CHAR_ARABIC_DECIMAL : '.');
        else if (is_comma(c) && number->thousands)
            set(row, i, arabic ? CHAR_ARABIC_THOUSANDS : ',');
    }
}

// The sign after a number, maybe after a space, or right before it.
static void set_percent(struct text_edit *row, const struct number *number,
                        bool arabic)
{
    uint32_t wanted = arabic ? CHAR_ARABIC_PERCENT : '%',
             other = arabic ? '%' : CHAR_ARABIC_PERCENT;
    size_t after = number->end;
    if (after < row->count && text_edit_is_space(at(row, after)) &&
        at(row, after) != TEXT_EDIT_PARAGRAPH)
        after++;
    if (at(row, after) == other && !row->items[after].kept)
        set(row, after, wanted);
    else if (number->start > 0 && at(row, number->start - 1) == other)
        set(row, number->start - 1, wanted);
}

static void set_number(struct text_edit *row, const struct number *number)
{
    struct str lang = text_edit_lang(row, number->start);
    uint32_t zero = zero_of(row->arena, lang);
    bool arabic = zero != '0';
    if (zero == 0 ||
        (arabic ? attached_to_latin(row, number) : beside_arabic(row, number)))
        return;
    // English has these marks for sure; what Russian makes of ٫ it does not.
    bool ascii_marks =
        language_script(lang) != SCRIPT_ARABIC &&
        str_equal(language_value(lang, ROW_separators), STR("."));
    if (arabic || ascii_marks) {
        set_marks(row, number, arabic);
        set_percent(row, number, arabic);
    }
    for (size_t i = number->start; i < number->end; i++)
        if (house_digit(at(row, i)) >= 0)
            set(row, i, zero + (uint32_t)house_digit(at(row, i)));
}

void digits_set(struct text_edit *row)
{
    for (size_t i = 0; i < row->count;) {
        if (!digit_at(row, i)) {
            i++;
            continue;
        }
        struct number number = read_number(row, i);
        set_number(row, &number);
        i = number.end;
    }
    text_edit_apply(row);
}
