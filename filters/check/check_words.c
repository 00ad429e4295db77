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
// nous”. A language without a row is left alone: nobody here knows it.
enum doubling { ONLY_THESE, ALL_BUT_THESE };
static const struct {
    const char *lang;
    enum doubling doubling;
    const char *words; // folded, each between two spaces
} doublings[] = {
    {"en", ALL_BUT_THESE,
     " that had do her his so no very really long far many much more again "
     "now there well you who bye ha out "},
    {"de", ALL_BUT_THESE,
     " der die das den dem denen deren dessen sie ihr ihnen es sich uns euch "
     "was wer ja nein sehr so lange weit viel mehr wir "},
    {"fr", ALL_BUT_THESE, " nous vous en non oui si très bien elle que faire "},
    {"ru", ALL_BUT_THESE,
     " да нет очень что как так его их её ее всё все еле чуть едва давно "
     "далеко долго сам кто где "},
    {"tg", ONLY_THESE, " ва аз ба ки барои аст ё "},
    {"uz-Cyrl", ONLY_THESE, " ва билан учун ҳамда мумкин ёки "},
    {"uz", ONLY_THESE, " va bilan uchun hamda mumkin yoki "},
    {"fa", ONLY_THESE, " از که را و برای با است نیز اما ولی باید "},
    {"ps", ONLY_THESE, " د چې په او له کې باید چی کښې "},
    {"ur", ONLY_THESE, " کے نے کو ہے ہیں "},
    {"ar", ONLY_THESE, " في على إلى عن التي الذي هذا هذه مع "},
};

static bool listed(const char *words, struct str word)
{
    size_t at = str_find(str_of(words), word);
    return at != STR_NONE && at > 0 && words[at - 1] == ' ' &&
           words[at + word.count] == ' ';
}

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

// A verb with its prefix می and ZWNJ is never doubled.
static bool persian_verb(struct str word)
{
    return str_starts(word, STR("می\u200C")) ||
           str_starts(word, STR("نمی\u200C"));
}

// May this word, in this language, not stand twice?
static bool never_twice(struct str word, struct str lang)
{
    char out[LONGEST_WORD * 2];
    struct str folded = fold_word(word, out);
    if (folded.count == 0)
        return false;
    for (size_t i = 0; i < COUNT(doublings); i++) {
        struct str row = str_of(doublings[i].lang);
        if (!str_equal(lang, row) && !str_equal(language_primary(lang), row))
            continue;
        bool found = listed(doublings[i].words, folded);
        if (doublings[i].doubling == ALL_BUT_THESE)
            return !found && utf8_count(folded) > 1;
        return found || (str_equal(row, STR("fa")) && persian_verb(folded));
    }
    return false;
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
    static const struct {
        const char *lang, *first, *second;
    } forms[] = {
        {"en", "and", "etc"}, {"de", "und", "usw"}, {"de", "und", "etc"},
        {"fr", "et", "etc"},  {"fa", "و", "وغیره"}, {"ps", "او", "وغیره"},
    };
    if (!text_view_only_space(view, first.end, second.start))
        return false;
    struct str lang =
        language_primary(text_view_part(view, second.start)->lang);
    for (size_t i = 0; i < COUNT(forms); i++)
        if (str_equal(second.text, str_of(forms[i].second)) &&
            str_equal(first.text, str_of(forms[i].first)) &&
            str_equal(lang, str_of(forms[i].lang)))
            return true;
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
// of some printers in Peshawar. Told once a text.
void check_pashto_gaf(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        size_t from = 0, at;
        while ((at = str_find(str_slice(view->text, from, view->text.count),
                              STR("گ"))) != STR_NONE) {
            at += from;
            from = at + STR("گ").count;
            if (!str_equal(language_primary(text_view_part(view, at)->lang),
                           STR("ps")))
                continue;
            checks_report(checks, view, at, from, MESSAGE_pashto_gaf);
            return;
        }
    }
}
