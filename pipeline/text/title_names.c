// SPDX-License-Identifier: MIT
// Pairs of words that stand side by side in names, as a set of hashes.
#include "text/title_names.h"

#include "base/characters.h"
#include "base/hash.h"

#include <unicode/uchar.h>

// Without case, so that a name in capitals is the same.
static uint64_t key_of(struct str first, struct str second)
{
    uint64_t hash = HASH_START;
    struct str words[] = {first, second};
    for (size_t i = 0; i < COUNT(words); i++) {
        for (size_t at = 0; at < words[i].count;)
            hash = hash_more(hash, char_fold(utf8_next(words[i], &at)));
        hash = hash_more(hash, ' ');
    }
    return hash ? hash : 1; // 0 is no key
}

bool title_names_pair(const struct title_names *names, struct str first,
                      struct str second)
{
    return names->pairs.count > 0 &&
           hash_table_find(&names->pairs, key_of(first, second)) != NULL;
}

// ----- Words side by side -----

struct reading {
    struct str text;
    size_t at;        // behind the word
    bool space_alone; // nothing but one space stands before the word
};

static bool is_joining_mark(uint32_t c)
{
    return c == CHAR_APOSTROPHE || c == '\'' || char_is_hyphen(c);
}

// The next word: letters, digits, and marks that join them.
static struct str next_word(struct reading *reading)
{
    struct str text = reading->text;
    size_t start = reading->at;
    while (start < text.count) {
        size_t next = start;
        if (char_in_word(utf8_next(text, &next)))
            break;
        start = next;
    }
    struct str gap = str_slice(text, reading->at, start);
    reading->space_alone = reading->at > 0 && (str_equal(gap, STR(" ")) ||
                                               str_equal(gap, STR("\xC2\xA0")));
    size_t end = start;
    while (end < text.count) {
        size_t next = end;
        uint32_t c = utf8_next(text, &next);
        bool joins = is_joining_mark(c) && char_in_word(utf8_after(text, next));
        if (!char_in_word(c) && !joins)
            break;
        end = next;
    }
    reading->at = end;
    return str_slice(text, start, end);
}

static void add_pair(struct title_names *names, struct arena *arena,
                     struct str first, struct str second)
{
    hash_table_put(&names->pairs, arena, key_of(first, second), 1, NULL);
}

void title_names_add(struct title_names *names, struct arena *arena,
                     struct str name)
{
    struct reading reading = {.text = name};
    struct str before = next_word(&reading);
    for (struct str word; (word = next_word(&reading)).count > 0; before = word)
        if (reading.space_alone)
            add_pair(names, arena, before, word);
}

static bool in_capital(struct str word)
{
    return word.count > 0 && u_isupper((UChar32)utf8_after(word, 0));
}

void title_names_add_running(struct title_names *names, struct arena *arena,
                             struct str text)
{
    struct reading reading = {.text = text};
    struct str before = next_word(&reading);
    bool within = false; // before stands within its sentence
    for (struct str word; (word = next_word(&reading)).count > 0;
         before = word) {
        bool beside = reading.space_alone;
        if (beside && within && in_capital(before) && in_capital(word))
            add_pair(names, arena, before, word);
        within = beside;
    }
}
