// SPDX-License-Identifier: MIT
// One name in two spellings: Rajab Taieb and Rajab Taiieb, Friedrich-Ebert and
// Friedrich Ebert.
//
// A name is two words with capitals, side by side. Two of them are taken for
// one where one word is the same and the other differs in one letter, which is
// not at its end: endings are grammar (Central Asia, Central Asian; Путин,
// Путина). Pairs are found by the words that are left when one letter is taken
// out of each, so the work is linear in the text and not in pairs of names.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"
#include "base/hash_table.h"
#include "base/hash_table.h"
#include "languages/rows.h"

#include <string.h>
#include <unicode/uchar.h>

enum {
    SHORTEST = 5, // letters of the word that differs
    LONGEST = 24,
    // Different names of one brief that are compared; real ones have hundreds.
    // Bounds the memory that a hostile text can ask for.
    LIMIT_NAMES = 10000,
    WORDS = 4, // of one name, for hyphens
};

// ----- Words of names -----

struct name_word {
    size_t start, end; // in its text
    struct str text;
};

// A capital and small letters after it: no abbreviation, no shouting.
static bool is_name_word(struct str word)
{
    size_t at = 0, small = 0;
    if (word.count == 0 || !u_isupper((UChar32)utf8_next(word, &at)))
        return false;
    while (at < word.count)
        small += u_islower((UChar32)utf8_next(word, &at)) != 0;
    return small > 0;
}

// Words that begin sentences and are part of no name.
static bool is_common(struct str word, struct str lang)
{
    return word.count < 3 || languages_list(ROW_sentence_openers, word, lang);
}

// Without ’s, which is no part of the name.
static struct str bare(struct str word)
{
    static const char *const endings[] = {"’s", "'s", "’", "'"};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_ends(word, str_of(endings[i])))
            return str_slice(word, 0, word.count - strlen(endings[i]));
    return word;
}

// ----- Names of two words -----

struct name {
    struct str words[2];
    const struct text_view *view; // its first use
    size_t start, end, uses;
    bool told;
};
struct names {
    struct checks *checks;
    struct hash_table by_words, by_fixed, by_rest, by_letters;
    struct name *items;
    size_t count, capacity;
};

static size_t letters_of(struct str word, uint32_t letters[LONGEST])
{
    size_t count = 0;
    for (size_t at = 0; at < word.count; count++) {
        uint32_t c = utf8_next(word, &at);
        if (count == LONGEST)
            return 0;
        letters[count] = char_fold(c);
    }
    return count;
}

// Where two words differ, if they do in one letter that is added, changed or
// swapped with its neighbour; the count of the shorter where they do not.
static size_t difference(const uint32_t *a, size_t a_count, const uint32_t *b,
                         size_t b_count)
{
    size_t shorter = a_count < b_count ? a_count : b_count, start = 0;
    while (start < shorter && a[start] == b[start])
        start++;
    size_t i = a_count, j = b_count;
    while (i > start && j > start && a[i - 1] == b[j - 1])
        i--, j--;
    bool swapped = i - start == 2 && j - start == 2 &&
                   a[start] == b[start + 1] && a[start + 1] == b[start];
    return (i - start <= 1 && j - start <= 1) || swapped ? start : shorter;
}

// How many letters at the end of a word are grammar.
static size_t ending_of(uint32_t letter)
{
    return letter >= 0x400 && letter < 0x530 ? 2 : 1;
}

static bool near(struct str a, struct str b)
{
    uint32_t x[LONGEST], y[LONGEST];
    size_t x_count = letters_of(a, x), y_count = letters_of(b, y);
    size_t shorter = x_count < y_count ? x_count : y_count;
    if (shorter < SHORTEST)
        return false;
    size_t at = difference(x, x_count, y, y_count);
    // The first letter makes another name: Zambia, Gambia.
    return at > 0 && at + ending_of(x[0]) < shorter;
}

// The two names are one, in two spellings?
static bool same_name(const struct name *a, const struct name *b)
{
    for (int i = 0; i < 2; i++)
        if (str_equal(a->words[i], b->words[i]) &&
            near(a->words[1 - i], b->words[1 - i]))
            return true;
    return false;
}

static struct str as_written(const struct name *name)
{
    return str_slice(name->view->text, name->start, name->end);
}

static void report_pair(struct names *names, struct name *a, struct name *b)
{
    struct name *rarer = b->uses <= a->uses ? b : a;
    struct name *other = rarer == a ? b : a;
    if (rarer->told)
        return;
    rarer->told = true;
    checks_report(names->checks, rarer->view, rarer->start, rarer->end,
                  MESSAGE_name_variant, as_written(rarer), as_written(other),
                  arena_printf(names->checks->arena, "%zu", other->uses));
}

// ----- Finding the pairs -----

// Names that are left with the same letters when one is taken out are at most
// so many that are compared.
enum { TRIES = 4 };
struct bucket {
    size_t names[TRIES], count;
};

static void meet(struct names *names, struct bucket *bucket, size_t index)
{
    for (size_t i = 0; i < bucket->count; i++) {
        struct name *a = &names->items[bucket->names[i]];
        struct name *b = &names->items[index];
        if (a != b && same_name(a, b))
            report_pair(names, a, b);
    }
    if (bucket->count < TRIES &&
        (bucket->count == 0 || bucket->names[bucket->count - 1] != index))
        bucket->names[bucket->count++] = index;
}

struct buckets {
    struct bucket *items;
    size_t count, capacity;
};

static void meet_under(struct names *names, struct buckets *buckets,
                       uint64_t key, size_t index)
{
    bool added;
    size_t *at = hash_table_put(&names->by_rest, names->checks->arena, key,
                                buckets->count, &added);
    if (added)
        ARENA_PUSH(names->checks->arena, buckets->items, buckets->count,
                   buckets->capacity) = (struct bucket){0};
    meet(names, &buckets->items[*at], index);
}

// Under each rest of the word with one letter out, beside the other word.
static void meet_all(struct names *names, struct buckets *buckets, size_t index,
                     int varied)
{
    struct str word = names->items[index].words[varied];
    struct str fixed = names->items[index].words[1 - varied];
    uint32_t letters[LONGEST], rest[LONGEST];
    size_t count = letters_of(word, letters);
    uint64_t key = hash_table_key_more((uint64_t)varied + 1, fixed);
    if (count < SHORTEST)
        return;
    struct str whole = {(const char *)letters, count * sizeof *letters};
    meet_under(names, buckets, hash_table_key_more(key, whole), index);
    for (size_t out = 0; out < count; out++) {
        memcpy(rest, letters, out * sizeof *rest);
        memcpy(rest + out, letters + out + 1, (count - out - 1) * sizeof *rest);
        struct str left = {(const char *)rest, (count - 1) * sizeof *rest};
        meet_under(names, buckets, hash_table_key_more(key, left), index);
    }
}

// How many names have a word in that place: alone there it has no other to be
// compared with, and most have.
static size_t *sharing(struct names *names, size_t index, int varied)
{
    struct str fixed = names->items[index].words[1 - varied];
    return hash_table_put(&names->by_fixed, names->checks->arena,
                          hash_table_key_more((uint64_t)varied + 1, fixed), 0,
                          NULL);
}

static void compare_names(struct names *names)
{
    struct buckets buckets = {0};
    for (size_t i = 0; i < names->count; i++)
        for (int varied = 0; varied < 2; varied++)
            ++*sharing(names, i, varied);
    for (size_t i = 0; i < names->count; i++)
        for (int varied = 0; varied < 2; varied++)
            if (*sharing(names, i, varied) > 1)
                meet_all(names, &buckets, i, varied);
}

// ----- Hyphens -----

static bool same_but_spaces(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count) {
        uint32_t x = utf8_next(a, &i), y = utf8_next(b, &j);
        if (x != y && !(char_is_blank(x) && char_is_blank(y)))
            return false;
    }
    return i == a.count && j == b.count;
}

// What is known of a row of words: nothing, or that it was written otherwise
// before, reported or not.
enum joint { JOINT_NEW, JOINT_SAME, JOINT_OTHER };

// The letters of a row of words without what joins them; 0: too many.
static uint64_t letters_key(const struct name_word *words, size_t count)
{
    char letters[WORDS * LONGEST * 4];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (length + words[i].text.count > sizeof letters)
            return 0;
        memcpy(letters + length, words[i].text.bytes, words[i].text.count);
        length += words[i].text.count;
    }
    return hash_table_key((struct str){letters, length});
}

// One name with a hyphen here and a space or nothing there: the same letters
// in a row, other marks between them. `tell` is false for a part of a row that
// was reported.
static enum joint check_joints(struct names *names,
                               const struct text_view *view,
                               const struct name_word *words, size_t count,
                               bool tell)
{
    uint64_t key = letters_key(words, count);
    bool full = names->count == LIMIT_NAMES;
    struct name name = {
        .view = view, .start = words[0].start, .end = words[count - 1].end};
    if (key == 0 || (full && !hash_table_find(&names->by_letters, key)))
        return JOINT_NEW;
    bool added;
    size_t *index = hash_table_put(&names->by_letters, names->checks->arena,
                                   key, names->count, &added);
    if (added) {
        ARENA_PUSH(names->checks->arena, names->items, names->count,
                   names->capacity) = name;
        return JOINT_NEW;
    }
    struct name *first = &names->items[*index];
    if (same_but_spaces(as_written(first), as_written(&name)))
        return JOINT_SAME;
    if (tell && !first->told)
        checks_report(names->checks, view, name.start, name.end,
                      MESSAGE_name_joined, as_written(&name),
                      as_written(first));
    first->told = true;
    return JOINT_OTHER;
}

// ----- Walking -----

static void add_name(struct names *names, const struct text_view *view,
                     const struct name_word *a, const struct name_word *b)
{
    bool added;
    if (is_common(a->text, view->lang) || is_common(b->text, view->lang))
        return;
    uint64_t key = hash_table_key_more(hash_table_key(a->text), b->text);
    if (names->count == LIMIT_NAMES && !hash_table_find(&names->by_words, key))
        return;
    size_t *index = hash_table_put(&names->by_words, names->checks->arena, key,
                                   names->count, &added);
    if (added)
        ARENA_PUSH(names->checks->arena, names->items, names->count,
                   names->capacity) =
            (struct name){{a->text, b->text},       view, a->start,
                          b->start + b->text.count, 0,    false};
    names->items[*index].uses++;
}

// Side by side: a space or a hyphen between them, and nothing else.
static bool adjacent(const struct text_view *view, size_t start, size_t end)
{
    size_t at = start;
    if (text_view_only_space(view, start, end))
        return true;
    return start < end && char_is_hyphen(utf8_next(view->text, &at)) &&
           at == end;
}

typedef void row_function(struct names *names, const struct text_view *view,
                          const struct name_word *row, size_t count);

// Calls take for each row of name words, in pieces of WORDS that overlap by
// one.
static void walk_view(struct names *names, const struct text_view *view,
                      row_function *take)
{
    struct name_word row[WORDS];
    size_t count = 0;
    struct text_view_word word;
    for (size_t at = 0; text_view_next_word(view, &at, &word);) {
        bool name = is_name_word(word.text);
        bool goes_on =
            name && count > 0 && adjacent(view, row[count - 1].end, word.start);
        if (count > 1 && (!goes_on || count == WORDS))
            take(names, view, row, count);
        if (!goes_on)
            count = 0;
        if (count == WORDS) {
            row[0] = row[WORDS - 1];
            count = 1;
        }
        struct str text = bare(word.text);
        if (name)
            row[count++] =
                (struct name_word){word.start, word.start + text.count, text};
    }
    if (count > 1)
        take(names, view, row, count);
}

static void walk(struct names *names, row_function *take)
{
    for (size_t i = 0; i < names->checks->views.count; i++)
        walk_view(names, &names->checks->views.items[i], take);
}

static void take_pairs(struct names *names, const struct text_view *view,
                       const struct name_word *row, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        add_name(names, view, &row[i], &row[i + 1]);
}

// The longest rows first; their parts are the same fault again.
static void take_joints(struct names *names, const struct text_view *view,
                        const struct name_word *row, size_t count)
{
    size_t told_start = 0, told_end = 0; // words of the row
    for (size_t words = count; words >= 2; words--)
        for (size_t i = 0; i + words <= count; i++) {
            bool part = i >= told_start && i + words <= told_end;
            if (check_joints(names, view, row + i, words, !part) ==
                    JOINT_OTHER &&
                !part) {
                told_start = i;
                told_end = i + words;
            }
        }
}

void check_names(struct checks *checks)
{
    struct names names = {.checks = checks}, joined = {.checks = checks};
    walk(&names, take_pairs);
    compare_names(&names);
    walk(&joined, take_joints);
}
