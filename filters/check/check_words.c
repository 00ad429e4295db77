// SPDX-License-Identifier: MIT
// Words that stand twice, and one letter that Pashto has of its own.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- Which words may stand twice -----

// Many languages double a word to say something: Persian کم کم (little by
// little), Pashto and Urdu likewise, Russian with a hyphen (еле-еле). There
// only words that are never doubled so are looked at: prepositions,
// conjunctions, particles. In the others every word is, but those that grammar
// may put side by side: English “had had”, German “die die”, French “nous
// nous”. A language that gives neither row is left alone: nobody here knows it.

enum { LONGEST_WORD = 64 }; // bytes; folded it may have twice as many

// In lower case, into out. Empty where it is longer than any word.
static struct str fold_word(struct str word, char out[LONGEST_WORD * 2])
{
    size_t count = 0;
    if (word.count > LONGEST_WORD)
        return STR("");
    for (size_t at = 0; at < word.count && count + 4 <= LONGEST_WORD * 2;)
        count += utf8_encode(char_lower(utf8_next(word, &at)), out + count);
    return (struct str){out, count};
}

// A Persian verb with its prefix می and ZWNJ is never doubled.
static bool never_twice_start(struct str word, struct str lang)
{
    const char *const *start = language_row(lang, ROW_never_doubled_starts);
    for (; *start; start++)
        if (str_starts(word, str_of(*start)))
            return true;
    return false;
}

// May this word, in this language, not stand twice?
static bool never_twice(struct str word, struct str lang)
{
    char out[LONGEST_WORD * 2];
    struct str folded = fold_word(word, out);
    if (folded.count == 0)
        return false;
    if (language_has(lang, ROW_doubled_on_purpose))
        return utf8_count(folded) > 1 &&
               !language_lists(lang, ROW_doubled_on_purpose, folded);
    return language_lists(lang, ROW_never_doubled, folded) ||
           never_twice_start(folded, lang);
}

// ----- Doubled words -----

static bool is_hyphen(uint32_t c)
{
    return char_is_hyphen(c) || c == CHAR_EN_DASH;
}

// The same letters, and the second word begins in lower case: Baden Baden is
// a name, “The the” is none.
static bool same_word(struct str first, struct str second)
{
    size_t a = 0, b = 0;
    if (first.count == 0 || second.count == 0)
        return false;
    UChar32 x = (UChar32)utf8_next(first, &a);
    UChar32 y = (UChar32)utf8_next(second, &b);
    return !u_isupper(y) && u_tolower(x) == y && u_isalpha(y) &&
           str_equal(str_slice(first, a, first.count),
                     str_slice(second, b, second.count));
}

static bool doubled(const struct text_view *view, struct text_view_word first,
                    struct text_view_word second)
{
    return same_word(first.text, second.text) &&
           text_view_only_space(view, first.end, second.start) &&
           // By-the-by the: a part of a compound is no word of its own.
           !is_hyphen(text_view_before(view, first.start)) &&
           !is_hyphen(text_view_after(view, second.end)) &&
           never_twice(second.text, text_view_part(view, second.start)->lang);
}

// “and etc.”: the abbreviation has the conjunction in it.
static bool doubled_form(const struct text_view *view,
                         struct text_view_word first,
                         struct text_view_word second)
{
    if (!text_view_only_space(view, first.end, second.start))
        return false;
    struct str lang = text_view_part(view, second.start)->lang;
    for (const char *const *form = language_row(lang, ROW_doubled_forms); *form;
         form++) {
        struct str whole = str_of(*form);
        size_t space = str_find(whole, STR(" "));
        if (str_equal(first.text, str_slice(whole, 0, space)) &&
            str_equal(second.text, str_slice(whole, space + 1, whole.count)))
            return true;
    }
    return false;
}

static void check_view(struct checks *checks, const struct text_view *view)
{
    struct text_view_word first = {0}, second;
    for (size_t at = 0; text_view_next_word(view, &at, &second);
         first = second) {
        if (first.end == 0)
            continue;
        if (doubled(view, first, second))
            checks_report(checks, view, second.start, second.end,
                          MESSAGE_doubled_word, second.text);
        else if (doubled_form(view, first, second))
            checks_report(
                checks, view, first.start, second.end, MESSAGE_doubled_form,
                str_slice(view->text, first.start, second.end), first.text);
    }
}

void check_doubled(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++)
        check_view(checks, &checks->views.items[i]);
}

// ----- Gaf -----

// Afghan Pashto has ګ (U+06AB); گ (U+06AF) is the gaf of Farsi and Dari, and
// of some printers in Peshawar. Reported once a text.
static void check_letter(struct checks *checks, struct str letter)
{
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        size_t from = 0, at;
        while ((at = str_find(str_slice(view->text, from, view->text.count),
                              letter)) != STR_NONE) {
            at += from;
            from = at + letter.count;
            if (!language_lists(text_view_part(view, at)->lang,
                                ROW_wrong_letters, letter))
                continue;
            checks_report(checks, view, at, from, MESSAGE_pashto_gaf);
            return;
        }
    }
}

void check_pashto_gaf(struct checks *checks)
{
    struct language_walk walk = {.row = ROW_wrong_letters};
    struct str letter;
    while (languages_next(&walk, &letter))
        check_letter(checks, letter);
}
