// SPDX-License-Identifier: MIT
// Abbreviations that are used and never spelt out.
//
// Spelt out means: “Collective Security Treaty Organization (CSTO)” or “CSTO
// (Collective …)” anywhere in the brief, its notes and its organisations. Only
// the abstract and the text count as use; notes are full of the names of
// publishers.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"
#include "base/hash_table.h"

#include <unicode/uchar.h>

// Different ones of a brief: bounds the memory that a hostile text can ask for.
enum { LIMIT_ABBREVIATIONS = 10000 };
enum { SHORTEST = 2, LONGEST = 6 }; // letters; longer is a name in capitals

// What needs no spelling out: states and bodies that a newspaper does not spell
// out either, degrees, currencies, and words in capitals for stress.
static bool is_known(struct str abbreviation, struct str lang)
{
    return languages_list(ROW_known_abbreviations, abbreviation, lang);
}

// ----- What is an abbreviation -----

// The capitals of a word: CSTO of “CSTO’s”, NGO of “NGOs”; empty where it is
// another word.
static struct str capitals_of(struct str word)
{
    size_t at = 0, letters = 0;
    while (at < word.count) {
        size_t after = at;
        if (!u_isupper((UChar32)utf8_next(word, &after)))
            break;
        at = after;
        letters++;
    }
    struct str rest = str_slice(word, at, word.count);
    bool plural = str_equal(rest, STR("s"));
    bool possessive = str_starts(rest, STR("'")) || str_starts(rest, STR("’"));
    bool good = letters >= SHORTEST && letters <= LONGEST &&
                (rest.count == 0 || plural || possessive);
    return str_slice(word, 0, good ? at : 0);
}

static bool is_roman(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (str_find(STR("IVXLCDM"), str_slice(word, i, i + 1)) == STR_NONE)
            return false;
    return true;
}

static bool has_small_letters(struct str text)
{
    for (size_t at = 0; at < text.count;)
        if (u_islower((UChar32)utf8_next(text, &at)))
            return true;
    return false;
}

static bool all_capitals(struct str word)
{
    return word.count > 1 && !has_small_letters(word) &&
           u_isupper(
               (UChar32)text_view_after(&(struct text_view){.text = word}, 0));
}

// COVID-19, G.20, A/RES, user@: part of a number, an address or a name.
static bool stands_alone(const struct text_view *view,
                         struct text_view_word word)
{
    uint32_t before = text_view_before(view, word.start);
    uint32_t after = text_view_after(view, word.end);
    size_t next = word.end;
    if (next < view->text.count)
        utf8_next(view->text, &next);
    bool number = char_is_digit(text_view_after(view, next));
    return before != '@' && before != '#' && before != '.' && before != '/' &&
           after != '@' && after != '/' && !(after == '-' && number) &&
           !(after == '.' && u_isalpha((UChar32)text_view_after(view, next)));
}

// ----- Where it is spelt out -----

static bool several_words(struct str text)
{
    struct text_view view = {.text = text};
    struct text_view_word word;
    size_t at = 0, words = 0;
    while (words < 2 && text_view_next_word(&view, &at, &word))
        words += !char_is_digit(text_view_after(&view, word.start));
    return words >= 2;
}

// (CSTO) or (“CSTO”) or (hereafter CSTO), with words before the bracket.
static bool in_brackets(const struct text_view *view,
                        struct text_view_word word)
{
    enum { FARTHEST = 40 }; // bytes from the bracket
    size_t at = word.start, start;
    uint32_t after = text_view_after(view, word.end);
    bool ends = after == ')' || after == ']' || after == ';' ||
                after == 0x201D || after == '"' || after == 0x00BB;
    while (ends && at > 0 && word.start - at < FARTHEST) {
        uint32_t c = utf8_previous(view->text, &at);
        if (c == ')' || c == ']')
            return false;
        if (c != '(' && c != '[')
            continue;
        start = at > 300 ? at - 300 : 0;
        return several_words(str_slice(view->text, start, at));
    }
    return false;
}

static uint32_t first_letter(struct str word)
{
    size_t at = 0;
    return word.count ? (uint32_t)u_toupper((UChar32)utf8_next(word, &at)) : 0;
}

// CSTO (Collective Security …), CSTO: Collective …, CSTO, the Collective …
static bool explained_after(const struct text_view *view,
                            struct text_view_word word)
{
    struct str text = view->text;
    enum { FARTHEST = 200 }; // bytes within the brackets
    size_t at = word.end, end;
    while (at < text.count && text.bytes[at] == ' ')
        at++;
    uint32_t mark = text_view_after(view, at);
    if (mark == '(') {
        end = str_find(str_slice(text, at, at + FARTHEST), STR(")"));
        return end != STR_NONE &&
               several_words(str_slice(text, at + 1, at + end));
    }
    bool comma = mark == ',' || mark == ':' || mark == '=' ||
                 mark == CHAR_EN_DASH || mark == CHAR_EM_DASH;
    struct text_view_word next = {0};
    while (comma && text_view_next_word(view, &at, &next) &&
           next.end < text.count)
        if (!str_equal(next.text, STR("the")))
            break;
    return comma && first_letter(next.text) == first_letter(word.text) &&
           capitals_of(next.text).count == 0;
}

// A cell or term that holds it alone: a list of abbreviations.
static bool is_entry(const struct text_view *view, struct text_view_word word)
{
    return str_trim(view->text).count == word.text.count;
}

// ----- The abbreviations of a brief -----

struct abbreviation {
    struct str letters;
    bool spelt;
    const struct text_view *view; // its first use; NULL: none that counts
    size_t start, end;
    bool in_heading; // that use; one in a paragraph is better to point at
};
struct abbreviations {
    struct checks *checks;
    struct hash_table table;
    struct abbreviation *items;
    size_t count, capacity;
};

// NULL: there are too many.
static struct abbreviation *entry_of(struct abbreviations *all,
                                     struct str letters)
{
    bool added;
    uint64_t key = hash_table_key(letters);
    if (all->count == LIMIT_ABBREVIATIONS && !hash_table_find(&all->table, key))
        return NULL;
    size_t *index = hash_table_put(&all->table, all->checks->arena, key,
                                   all->count, &added);
    if (added)
        ARENA_PUSH(all->checks->arena, all->items, all->count, all->capacity) =
            (struct abbreviation){.letters = letters};
    return &all->items[*index];
}

static bool is_use(const struct abbreviations *all,
                   const struct text_view *view, struct text_view_word word)
{
    bool text = view->kind == TEXT_BODY || view->kind == TEXT_ABSTRACT;
    return text &&
           str_equal(language_primary(text_view_part(view, word.start)->lang),
                     language_primary(all->checks->brief->lang));
}

static void take_word(struct abbreviations *all, const struct text_view *view,
                      struct text_view_word word)
{
    struct str letters = capitals_of(word.text);
    if (letters.count == 0 || is_roman(letters) ||
        is_known(letters, all->checks->brief->lang) ||
        !stands_alone(view, word))
        return;
    struct abbreviation *entry = entry_of(all, letters);
    if (!entry)
        return;
    entry->spelt = entry->spelt || in_brackets(view, word) ||
                   explained_after(view, word) || is_entry(view, word);
    bool heading = view->block->kind == NODE_HEADING;
    if ((entry->view && (!entry->in_heading || heading)) ||
        !is_use(all, view, word))
        return;
    entry->view = view;
    entry->start = word.start;
    entry->end = word.start + letters.count;
    entry->in_heading = heading;
}

// Three words of capitals in a row are a heading or a name that shouts.
static void take_view(struct abbreviations *all, const struct text_view *view)
{
    struct text_view_word row[2] = {{0}}, word;
    size_t in_row = 0;
    for (size_t at = 0; text_view_next_word(view, &at, &word);) {
        if (all_capitals(word.text)) {
            if (in_row < 2)
                row[in_row] = word;
            in_row++;
            continue;
        }
        for (size_t i = 0; in_row <= 2 && i < in_row; i++)
            take_word(all, view, row[i]);
        in_row = 0;
        take_word(all, view, word); // NGOs, CSTO’s
    }
    for (size_t i = 0; in_row <= 2 && i < in_row; i++)
        take_word(all, view, row[i]);
}

static void take_organisations(struct abbreviations *all)
{
    const struct metadata *meta = &all->checks->brief->meta;
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct organisation *organisation = &meta->organisations[i];
        struct abbreviation *entry =
            organisation->names.count && organisation->abbreviation.count
                ? entry_of(all, organisation->abbreviation)
                : NULL;
        if (entry)
            entry->spelt = true;
    }
}

void check_abbreviations(struct checks *checks)
{
    struct abbreviations all = {.checks = checks};
    if (language_script(checks->brief->lang) != SCRIPT_LATIN &&
        language_script(checks->brief->lang) != SCRIPT_CYRILLIC)
        return;
    take_organisations(&all);
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        // A heading in capitals holds no abbreviations.
        if (has_small_letters(view->text) || !several_words(view->text))
            take_view(&all, view);
    }
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].spelt && all.items[i].view)
            checks_report(checks, all.items[i].view, all.items[i].start,
                          all.items[i].end, MESSAGE_abbreviation_unspelt,
                          all.items[i].letters);
}
