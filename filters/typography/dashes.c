// SPDX-License-Identifier: MIT
// Dashes by the settings: between words as the language has them, in ranges of
// numbers, and minus signs.
#include "typography/typography_rules.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

struct dash {
    size_t start, end;    // the hyphens or the dash
    size_t before, after; // with the spaces on both sides: [before, after)
    uint32_t character;   // of the first
    size_t hyphens;       // how many, where it is made of hyphens
};

static uint32_t at(const struct text_edit *row, size_t item)
{
    return item < row->count ? row->items[item].character : 0;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-';
}

static bool blank(uint32_t c)
{
    return c != 0 && c != TEXT_EDIT_PARAGRAPH && c != CHAR_LINE_SEPARATOR &&
           text_edit_is_space(c);
}

static struct dash read_dash(const struct text_edit *row, size_t start)
{
    struct dash dash = {.start = start, .character = at(row, start)};
    dash.end = start + 1;
    while (is_hyphen(dash.character) && is_hyphen(at(row, dash.end)))
        dash.end++;
    dash.hyphens = is_hyphen(dash.character) ? dash.end - start : 0;
    dash.before = start;
    dash.after = dash.end;
    while (dash.before > 0 && blank(at(row, dash.before - 1)))
        dash.before--;
    while (dash.after < row->count && blank(at(row, dash.after)))
        dash.after++;
    return dash;
}

// Puts a text where the dash and the spaces around it are.
static void replace(struct text_edit *row, const struct dash *dash,
                    struct str with)
{
    size_t first = dash->start;
    for (size_t i = dash->before; i < dash->after; i++)
        if (i != first)
            text_edit_drop(row, i);
    text_edit_change(row, first, with);
}

// ----- Ranges -----

static size_t digits_before(const struct text_edit *row, size_t item)
{
    size_t count = 0;
    while (item > count && char_is_digit(at(row, item - 1 - count)))
        count++;
    return count;
}

static size_t digits_after(const struct text_edit *row, size_t item)
{
    size_t count = 0;
    while (item + count < row->count && char_is_digit(at(row, item + count)))
        count++;
    return count;
}

static uint32_t value(const struct text_edit *row, size_t from, size_t count)
{
    uint32_t value = 0;
    for (size_t i = from; i < from + count && i < from + 9; i++)
        value = value * 10 + (uint32_t)char_digit_value(at(row, i));
    return value;
}

static bool joins_numbers(uint32_t c)
{
    return is_hyphen(c) || char_is_dash(c) || c == '/' ||
           c == CHAR_NO_BREAK_HYPHEN || u_isalpha((UChar32)c);
}

// 1990-2001, 15--17; not 2021-10-05, nor a part of one, nor F16-18. With
// spaces only two years, as 5 - 3 may be a sum.
static bool is_range(const struct text_edit *row, const struct dash *dash)
{
    size_t left = digits_before(row, dash->before),
           right = digits_after(row, dash->after);
    uint32_t before =
                 dash->before > left ? at(row, dash->before - left - 1) : 0,
             after = at(row, dash->after + right);
    if (left == 0 || right == 0 || left > 9 || right > 9 ||
        joins_numbers(before) || joins_numbers(after) || dash->hyphens > 2)
        return false;
    bool spaced = dash->before < dash->start || dash->after > dash->end;
    if (!spaced)
        return dash->character != CHAR_EM_DASH && dash->character != CHAR_BAR;
    return left == 4 && right == 4 && dash->character != CHAR_EM_DASH &&
           dash->character != CHAR_BAR && dash->hyphens < 2 &&
           value(row, dash->before - 4, 4) < value(row, dash->after, 4);
}

// ----- Minus -----

// -5 after a space or a bracket, and no number before it.
static bool is_minus(const struct text_edit *row, const struct dash *dash)
{
    uint32_t before = dash->start ? at(row, dash->start - 1) : 0;
    bool free = dash->start == 0 || text_edit_is_space(before) ||
                before == '(' || before == '[';
    uint32_t earlier = dash->before ? at(row, dash->before - 1) : 0;
    return (dash->hyphens == 1 || dash->character == CHAR_EN_DASH) && free &&
           dash->after == dash->end && char_is_digit(at(row, dash->end)) &&
           !(dash->before < dash->start && char_is_digit(earlier));
}

// CLDR 42 for fa: U+200E U+2212. The mark keeps the sign before the number,
// where a line from right to left would show 5−.
static struct str minus_of(struct str lang)
{
    return language_direction(lang) == DIRECTION_RTL ? STR("\u200E\u2212")
                                                     : STR("\u2212");
}

// ----- Between words -----

// A dash at either end of a line belongs to a list, a speech, a signature, or
// stands for nothing in a table.
static bool between_words(const struct text_edit *row, const struct dash *dash)
{
    uint32_t before = dash->before ? at(row, dash->before - 1) : 0,
             after = at(row, dash->after);
    return before && after && !text_edit_is_space(before) &&
           !text_edit_is_space(after) && !char_is_dash(before) &&
           !char_is_dash(after) && !is_hyphen(after) &&
           !(char_is_digit(before) && char_is_digit(after) &&
             dash->hyphens == 1);
}

// Which dashes part sentences: an em dash; a spaced en dash or hyphen; two or
// three hyphens between words. A closed en dash joins (Kabul–Kandahar), and
// hyphens at the start of a word are of a command (--help).
static bool parts_sentences(const struct dash *dash)
{
    bool space_before =
        dash->before<dash->start, space_after = dash->after> dash->end;
    if (dash->character == CHAR_EM_DASH || dash->character == CHAR_BAR)
        return true;
    if (dash->character == CHAR_EN_DASH)
        return space_before || space_after;
    return dash->hyphens == 1
               ? space_before && space_after
               : dash->hyphens <= 3 && space_before == space_after;
}

// What stands between words: English books close an em dash up, Dari and
// Pashto ones space an en dash (docs/design.md#language). NULL: the author's.
static const char *const *dash_of(const struct text_edit *row,
                                  const struct dash *dash)
{
    const char *const *own =
        language_row(text_edit_lang(row, dash->start), ROW_dash);
    return own[0] ? own : NULL;
}

static bool is_spaced(const char *const *own)
{
    return str_equal(str_of(own[1]), STR("spaced"));
}

static void set_between(struct text_edit *row, const struct dash *dash)
{
    const char *const *own = dash_of(row, dash);
    if (own)
        replace(
            row, dash,
            arena_printf(row->arena, is_spaced(own) ? " %s " : "%s", own[0]));
}

static bool same_already(const struct text_edit *row, const struct dash *dash)
{
    const char *const *own = dash_of(row, dash);
    size_t first = 0;
    if (!own)
        return true;
    size_t spaces = is_spaced(own) ? 1 : 0;
    return dash->character == utf8_next(str_of(own[0]), &first) &&
           dash->start - dash->before == spaces &&
           dash->after - dash->end == spaces;
}

static void set_dash(struct text_edit *row, const struct dash *dash)
{
    if (is_range(row, dash)) {
        if (dash->character != CHAR_EN_DASH || dash->before < dash->start ||
            dash->after > dash->end)
            replace(row, dash, STR("\u2013"));
    } else if (is_minus(row, dash)) {
        text_edit_change(row, dash->start,
                         minus_of(text_edit_lang(row, dash->start)));
    } else if (between_words(row, dash) && parts_sentences(dash) &&
               !same_already(row, dash)) {
        set_between(row, dash);
    }
}

void dashes_set(struct text_edit *row)
{
    for (size_t i = 0; i < row->count;) {
        uint32_t c = at(row, i);
        if (row->items[i].kept || !(is_hyphen(c) || char_is_dash(c))) {
            i++;
            continue;
        }
        struct dash dash = read_dash(row, i);
        set_dash(row, &dash);
        i = dash.after > i + 1 ? dash.after : i + 1;
    }
    text_edit_apply(row);
}
