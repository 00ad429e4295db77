// SPDX-License-Identifier: MIT
// Digits of two alphabets in one language of a brief: ۴ beside ٤ or 4.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"
#include "text/letter_script.h"

#include <unicode/uchar.h>

enum { SETS = 4, LANGUAGES = 8 };

struct digit_set {
    uint32_t zero; // its digit 0
    size_t count;  // numbers written in it; 0: the set is not used
    const struct text_view *view; // the first of them
    size_t start, end;
};
struct usage {
    struct str lang;
    struct digit_set sets[SETS];
};

static uint32_t zero_of(uint32_t c)
{
    return c - (uint32_t)char_digit_value(c);
}

// ----- What is a number of the text -----

// A number with what belongs to it: 1,250.5 and 2021-08-15 and +93 20 210.
// joined says that there are hyphens, slashes or colons in it.
struct number {
    size_t start, end;
    uint32_t zero;
    bool joined, plain; // plain: digits alone
    long value;         // of a short plain one, else -1
};

static bool joins(uint32_t c)
{
    return char_is_hyphen(c) || c == '/' || c == ':';
}

static bool next_number(const struct text_view *view, size_t *offset,
                        struct number *number)
{
    struct str text = view->text;
    size_t start = *offset, at;
    for (; start < text.count; start = at) {
        at = start;
        if (char_is_digit(utf8_next(text, &at)))
            break;
    }
    if (start >= text.count)
        return false;
    *number = (struct number){.start = start, .plain = true};
    for (at = start; at < text.count;) {
        size_t after = at, beyond;
        uint32_t c = utf8_next(text, &after);
        bool digit = char_is_digit(c);
        if (digit && at == start)
            number->zero = zero_of(c);
        if (digit && zero_of(c) != number->zero)
            break; // a number in two sets counts for both
        if (digit && number->value < 100000000)
            number->value = number->value * 10 + char_digit_value(c);
        beyond = after;
        if (!digit && (u_isalpha((UChar32)c) || beyond >= text.count ||
                       char_is_space(c) || c == '(' || c == ')' ||
                       !char_is_digit(utf8_next(text, &beyond))))
            break;
        number->joined = number->joined || (!digit && joins(c));
        number->plain = number->plain && digit;
        at = after;
    }
    *offset = number->end = at;
    return true;
}

static bool latin(uint32_t c)
{
    enum script script;
    return letter_script(c, &script) && script == SCRIPT_LATIN;
}

// A Latin letter beside it, maybe with a hyphen or space between, makes it
// part of a Latin name: G20, COVID-19, A/RES/217.
static bool in_latin(const struct text_view *view, const struct number *number)
{
    uint32_t before = 0, after = 0;
    size_t at = number->start;
    for (int i = 0; i < 2 && at > 0 && !u_isalpha((UChar32)before); i++)
        before = utf8_previous(view->text, &at);
    at = number->end;
    for (int i = 0;
         i < 2 && at < view->text.count && !u_isalpha((UChar32)after); i++)
        after = utf8_next(view->text, &at);
    return latin(before) || latin(after);
}

// Back from the number over spaces, digits, brackets to the + of a telephone.
static bool in_telephone(const struct text_view *view,
                         const struct number *number)
{
    size_t at = number->start;
    for (int i = 0; i < 20 && at > 0; i++) {
        uint32_t c = utf8_previous(view->text, &at);
        if (c == '+')
            return true;
        if (c != ' ' && c != '(' && c != ')' && c != '-' &&
            c != CHAR_NO_BREAK_SPACE && c != CHAR_NO_BREAK_HYPHEN &&
            !(c < 0x80 && char_is_digit(c)))
            return false;
    }
    return false;
}

// ۹۵٪ (95%): the same number again in the other digits, on purpose.
static bool is_gloss(const struct text_view *view, const struct number *before,
                     const struct number *number)
{
    return text_view_before(view, number->start) == '(' && before->plain &&
           number->plain && before->end > 0 && before->zero != number->zero &&
           before->value == number->value && number->start - before->end < 12;
}

// Dates like 2021-08-15, numbers of documents, telephones and Latin names are
// written with European digits in every language.
static bool counts(const struct text_view *view, const struct number *before,
                   const struct number *number)
{
    if (is_gloss(view, before, number))
        return false;
    return number->zero != '0' || (!number->joined && !in_latin(view, number) &&
                                   !in_telephone(view, number));
}

// ----- Counting -----

static struct usage *usage_of(struct usage usages[LANGUAGES], struct str lang)
{
    lang = language_primary(lang);
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (usages[i].lang.count == 0)
            usages[i].lang = lang;
        if (str_equal(usages[i].lang, lang))
            return &usages[i];
    }
    return NULL;
}

static void count_number(struct usage usages[LANGUAGES],
                         const struct text_view *view,
                         const struct number *number)
{
    struct usage *usage =
        usage_of(usages, text_view_part(view, number->start)->lang);
    for (size_t i = 0; usage && i < SETS; i++) {
        struct digit_set *set = &usage->sets[i];
        if (set->count == 0)
            *set = (struct digit_set){number->zero, 0, view, number->start,
                                      number->end};
        if (set->zero != number->zero)
            continue;
        set->count++;
        return;
    }
}

static void count_view(struct usage usages[LANGUAGES],
                       const struct text_view *view)
{
    struct number number, before = {0};
    for (size_t at = 0; next_number(view, &at, &number); before = number)
        if (counts(view, &before, &number))
            count_number(usages, view, &number);
}

// ----- Reporting -----

static struct str sample(struct checks *checks, uint32_t zero)
{
    char first[4], last[4];
    int a = (int)utf8_encode(zero, first), b = (int)utf8_encode(zero + 9, last);
    return arena_printf(checks->arena, "%.*s–%.*s", a, first, b, last);
}

static void report_usage(struct checks *checks, const struct usage *usage)
{
    const struct digit_set *most = &usage->sets[0];
    // A text in Latin letters that has Arabic digits quotes them.
    if (language_script(usage->lang) != SCRIPT_ARABIC)
        return;
    for (size_t i = 1; i < SETS; i++)
        if (usage->sets[i].count > most->count)
            most = &usage->sets[i];
    for (size_t i = 0; i < SETS; i++) {
        const struct digit_set *set = &usage->sets[i];
        if (set->count == 0 || set == most)
            continue;
        checks_report(checks, set->view, set->start, set->end,
                      MESSAGE_digits_mixed,
                      str_slice(set->view->text, set->start, set->end),
                      sample(checks, most->zero),
                      arena_printf(checks->arena, "%zu", set->count));
    }
}

void check_digits(struct checks *checks)
{
    struct usage usages[LANGUAGES] = {0};
    for (size_t i = 0; i < checks->views.count; i++)
        count_view(usages, &checks->views.items[i]);
    for (size_t i = 0; i < LANGUAGES; i++)
        report_usage(checks, &usages[i]);
}
