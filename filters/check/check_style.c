// SPDX-License-Identifier: MIT
// Small things that a copy editor sets right in English: a stop that an
// abbreviation lost, a month as a number, two spellings of the language; and
// in any language with such a comma, one before a bracket.
#include "check/checks.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "languages/language.h"
#include "text/hebrew_marks.h"

// Is a rule of English copy editing one of the language of a place?
static bool holds_at(const struct text_view *view, size_t at, struct str rule)
{
    return language_lists(text_view_part(view, at)->lang, ROW_copy_rules, rule);
}

// ----- U.S and -----

static bool one_capital(struct str word)
{
    return word.count == 1 && ascii_is_upper(word.bytes[0]);
}

static bool stop_between(const struct text_view *view,
                         struct text_view_word first,
                         struct text_view_word second)
{
    return second.start == first.end + 1 && view->text.bytes[first.end] == '.';
}

// U.S and, J.R Smith: single capitals with stops, the last of them without.
static void check_stops(struct checks *checks, const struct text_view *view)
{
    struct text_view_word first = {0}, word;
    for (size_t at = 0; text_view_next_word(view, &at, &word); first = word) {
        uint32_t next = text_view_after(view, word.end);
        // A letter of a list, U.S-led, or the end: all but another stop.
        bool ends = next == ' ' || next == CHAR_NO_BREAK_SPACE || next == '-' ||
                    next == ',' || next == ';' || next == ')';
        if (!one_capital(word.text) || !one_capital(first.text) || !ends ||
            !stop_between(view, first, word) ||
            !holds_at(view, word.start, STR("initials")))
            continue;
        struct str written = str_slice(view->text, first.start, word.end);
        checks_report(checks, view, first.start, word.end, MESSAGE_stop_missing,
                      written);
    }
}

// ----- Reuters, 05, 2015 -----

static bool two_digits(struct str word)
{
    return word.count == 2 && word.bytes[0] >= '0' && word.bytes[0] <= '1' &&
           ascii_is_digit(word.bytes[1]);
}

static bool is_year(struct str word)
{
    bool digits = word.count == 4;
    for (size_t i = 0; digits && i < word.count; i++)
        digits = ascii_is_digit(word.bytes[i]);
    return digits &&
           (str_starts(word, STR("19")) || str_starts(word, STR("20")));
}

// A month between two commas. A day would have its month beside it.
static void check_months(struct checks *checks, const struct text_view *view)
{
    struct text_view_word first = {0}, word;
    for (size_t at = 0; text_view_next_word(view, &at, &word); first = word) {
        size_t before = first.start;
        if (!is_year(word.text) || !two_digits(first.text) ||
            !str_equal(str_slice(view->text, first.end, word.start),
                       STR(", ")) ||
            before < 2 || view->text.bytes[before - 1] != ' ' ||
            view->text.bytes[before - 2] != ',' ||
            !holds_at(view, word.start, STR("month-numbers")))
            continue;
        checks_report(checks, view, first.start, word.end, MESSAGE_month_number,
                      str_slice(view->text, first.start, word.end));
        return; // once a note
    }
}

// ----- neighbor, neighbour -----

// Both regions write honorary and laborious: only some endings tell.

enum region { AMERICAN, BRITISH, REGION_COUNT };
struct spelling_use {
    const struct text_view *view; // NULL: none
    struct text_view_word word;
    size_t count;
};

static bool is_form(struct str word, struct str stem)
{
    return str_starts(word, stem) &&
           languages_list(ROW_spelling_endings,
                          str_slice(word, stem.count, word.count), STR(""));
}

// In small letters only: a Center for Peace is a name.
static bool region_of(struct str word, enum region *region)
{
    struct language_walk walk = {.row = ROW_spellings};
    struct str pair;
    if (word.count < 5 || word.bytes[0] < 'a' || word.bytes[0] > 'z')
        return false;
    while (languages_next(&walk, &pair)) {
        if (word.bytes[0] != pair.bytes[0])
            continue;
        size_t space = str_find(pair, STR(" "));
        bool first = is_form(word, str_slice(pair, 0, space));
        *region = first ? AMERICAN : BRITISH;
        if (first || is_form(word, str_slice(pair, space + 1, pair.count)))
            return true;
    }
    return false;
}

// Titles and the words of others keep their spelling: italics, and what
// follows an opening quote up to the next quote.
static bool is_quoted(const struct text_view *view, size_t from, size_t to,
                      bool quoted)
{
    for (size_t at = from; at < to;) {
        size_t start = at;
        uint32_t c = utf8_next(view->text, &at);
        if (hebrew_mark(view->text, start))
            continue;
        if (c == 0x201C)
            quoted = true;
        else if (c == 0x201D)
            quoted = false;
        else if (c == '"')
            quoted = !quoted;
    }
    return quoted;
}

static bool in_italics(const struct text_view *view, size_t at)
{
    const struct node *node = text_view_part(view, at)->node;
    while (node != view->block && node->kind != NODE_EMPHASIS)
        node = node->parent;
    return node != view->block;
}

static void count_spellings(const struct text_view *view,
                            struct spelling_use uses[REGION_COUNT])
{
    struct text_view_word word;
    bool quoted = false;
    size_t before = 0;
    for (size_t at = 0; text_view_next_word(view, &at, &word);
         before = word.end) {
        enum region region;
        quoted = is_quoted(view, before, word.start, quoted);
        if (quoted || !region_of(word.text, &region) ||
            !language_has(text_view_part(view, word.start)->lang,
                          ROW_spellings) ||
            in_italics(view, word.start))
            continue;
        if (!uses[region].view)
            uses[region] = (struct spelling_use){view, word, 0};
        uses[region].count++;
    }
}

static struct str region_name(const struct spelling_use *use,
                              enum region region)
{
    struct str lang = text_view_part(use->view, use->word.start)->lang;
    struct str names = language_value(lang, ROW_spellings);
    size_t space = str_find(names, STR(" "));
    return region == AMERICAN ? str_slice(names, 0, space)
                              : str_slice(names, space + 1, names.count);
}

static void check_spellings(struct checks *checks)
{
    struct spelling_use uses[REGION_COUNT] = {{0}};
    for (size_t i = 0; i < checks->views.count; i++)
        count_spellings(&checks->views.items[i], uses);
    const struct spelling_use *american = &uses[AMERICAN],
                              *british = &uses[BRITISH];
    if (!american->view || !british->view)
        return;
    bool less = american->count <= british->count;
    const struct spelling_use *fewer = less ? american : british;
    const struct spelling_use *more = less ? british : american;
    checks_report(checks, fewer->view, fewer->word.start, fewer->word.end,
                  MESSAGE_spelling_mixed, fewer->word.text, more->word.text,
                  region_name(more, less ? BRITISH : AMERICAN));
}

// ----- Project, (Barcelona -----

// (b), (ii), (2): a bracket of a list, which a comma does precede.
static bool opens_label(const struct text_view *view, size_t at)
{
    struct text_view_word word;
    size_t start = at;
    return text_view_next_word(view, &at, &word) && word.start == start &&
           text_view_after(view, word.end) == ')' && word.text.count <= 4;
}

static void check_commas(struct checks *checks, const struct text_view *view)
{
    size_t from = 0, at;
    while ((at = str_find(str_slice(view->text, from, view->text.count),
                          STR(" ("))) != STR_NONE) {
        at += from;
        from = at + 2;
        if (text_view_before(view, at) == ',' && !opens_label(view, from))
            checks_report(checks, view, at - 1, from,
                          MESSAGE_comma_before_bracket);
    }
}

void check_style(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        check_stops(checks, view);
        check_months(checks, view);
        check_commas(checks, view);
    }
    check_spellings(checks);
}
