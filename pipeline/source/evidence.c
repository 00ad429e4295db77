// SPDX-License-Identifier: MIT
// What the words of a text say of its language, seen from another language.
#include "source/evidence.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

static const struct evidence_family families[] = {
    {USCRIPT_ARABIC, "Arab"},
    {USCRIPT_LATIN, "Latn"},
    {USCRIPT_CYRILLIC, "Cyrl"},
};

const struct evidence_family *evidence_family_of(UScriptCode script)
{
    for (size_t i = 0; i < COUNT(families); i++)
        if (families[i].script == script)
            return &families[i];
    return NULL;
}

// ----- The words of a text -----

#define WORD_BYTES 96 // longer words are no evidence

struct word {
    struct str text; // in lower case
    bool ascii;      // and so without any letter that tells
    bool capital;    // begins with one
    bool capitals;   // two letters at least, and all of them capitals
    bool joined;     // one space after the word before it
};

struct words {
    struct word *items;
    size_t count, capacity;
    bool lower; // a letter of the text is small
};

static void read_letter(struct words *words, struct word *word, char *bytes,
                        size_t index, uint32_t c)
{
    uint32_t lower = char_lower(c);
    bool capital = lower != c;
    words->lower = words->lower || u_islower((UChar32)c);
    word->ascii = word->ascii && c < 0x80;
    word->capital = index == 0 ? capital : word->capital;
    word->capitals = index == 0 ? capital : word->capitals && capital;
    if (word->text.count + 4 <= WORD_BYTES)
        word->text.count += utf8_encode(lower, bytes + word->text.count);
}

// The letters from an offset to the end of the word.
static void read_word(struct words *words, struct word *word, struct str text,
                      size_t *offset, char *bytes)
{
    size_t index = 0;
    *word = (struct word){.ascii = true, .joined = word->joined};
    while (*offset < text.count) {
        size_t after = *offset;
        uint32_t c = utf8_next(text, &after);
        if (!char_is_word_letter(c))
            break;
        read_letter(words, word, bytes, index++, c);
        *offset = after;
    }
    word->text.bytes = bytes;
    word->capitals = word->capitals && index > 1;
}

// Moves past what is no word; *joined: it is one space.
static void pass_between(struct str text, size_t *offset, bool *joined)
{
    size_t between = 0;
    *joined = true;
    while (*offset < text.count) {
        size_t after = *offset;
        uint32_t c = utf8_next(text, &after);
        if (char_is_word_letter(c))
            return;
        *joined = *joined && between++ == 0 && c == ' ';
        *offset = after;
    }
}

static struct words words_of(struct arena *arena, struct str text)
{
    struct words words = {0};
    // A capital may be shorter than its small letter, but by no more than this.
    char *bytes = arena_alloc(arena, text.count * 2 + WORD_BYTES);
    struct word word;
    for (size_t offset = 0;;) {
        pass_between(text, &offset, &word.joined);
        if (offset >= text.count)
            return words;
        read_word(&words, &word, text, &offset, bytes);
        bytes += word.text.count;
        ARENA_PUSH(arena, words.items, words.count, words.capacity) = word;
    }
}

// ----- One row at one word -----

// A word with its neighbours.
struct seen {
    const struct words *words;
    size_t index;
    struct str word, before; // before: empty where it does not stand beside it
    bool ascii;
};

static struct seen seen_at(const struct words *words, size_t index)
{
    const struct word *word = &words->items[index];
    return (struct seen){words, index, word->text,
                         index > 0 && word->joined ? word[-1].text : STR(""),
                         word->ascii};
}

static bool has_letter(struct str letters, uint32_t wanted)
{
    for (size_t offset = 0; offset < letters.count;)
        if (utf8_next(letters, &offset) == wanted)
            return true;
    return false;
}

// Has a word one of these letters, but none of `except`? `inner`: before its
// last.
static bool has_one(struct str letters, struct str except,
                    const struct seen *seen, bool inner)
{
    for (size_t offset = 0; !seen->ascii && offset < seen->word.count;) {
        uint32_t c = utf8_next(seen->word, &offset);
        if (c >= 0x80 && (!inner || offset < seen->word.count) &&
            has_letter(letters, c) && !has_letter(except, c))
            return true;
    }
    return false;
}

static bool is_pair(struct str pair, struct str first, struct str second)
{
    return pair.count == first.count + 1 + second.count &&
           str_starts(pair, first) && pair.bytes[first.count] == ' ' &&
           str_ends(pair, second);
}

// An abbreviation or a name in capitals is no word of a language: UN, LA.
static bool is_abbreviation(const struct seen *seen)
{
    return seen->words->lower && seen->words->items[seen->index].capitals;
}

// Does a row speak for its language at a word?
static bool speaks(const struct language_evidence *row, const struct seen *seen,
                   struct str except)
{
    struct str word = seen->word, text = row->text;
    switch (row->kind) {
    case EVIDENCE_WORD:
        return str_equal(word, text) && !is_abbreviation(seen);
    case EVIDENCE_END:
        return word.count > text.count + 1 && str_ends(word, text) &&
               !is_abbreviation(seen);
    case EVIDENCE_START:
        return word.count > text.count * 2 && str_starts(word, text);
    case EVIDENCE_PAIR:
        return seen->before.count > 0 && is_pair(text, seen->before, word);
    // The Pashto genitive, د, stands alone before its noun. With a bracket or
    // a stop behind it, it is the fourth of a list in any language.
    case EVIDENCE_FIRST:
        return str_equal(seen->before, text) && word.count > text.count;
    case EVIDENCE_LETTERS:
        return has_one(text, except, seen, false);
    case EVIDENCE_INNER:
        return has_one(text, except, seen, true);
    case EVIDENCE_END_OF_LIST:
        break;
    }
    return false;
}

// ----- What is a proof -----

static bool listed(const struct language_evidence *rows, struct str text)
{
    for (; rows->kind != EVIDENCE_END_OF_LIST; rows++)
        if (str_equal(rows->text, text))
            return true;
    return false;
}

static bool has_words(enum language_id id, struct str text)
{
    enum language_id sister = language_sister(id);
    const char *const *shared = language_row_of(id, ROW_shared_words);
    for (; *shared; shared++)
        if (str_equal(str_of(*shared), text))
            return true;
    return listed(language_known_by(sister), text) ||
           listed(language_told_apart_by(id), text) ||
           listed(language_told_apart_by(sister), text);
}

static bool is_particle(struct str word)
{
    return languages_list(ROW_name_particles, word, STR(""));
}

// Is a word of the text a part of a name: "La Paz", "Pablo de la Torre"? Such
// a word stands before a capital; a small one behind a capital as well.
static bool in_name(const struct seen *seen)
{
    const struct word *items = seen->words->items;
    size_t first = seen->index, last = seen->index;
    if (!seen->words->lower)
        return false;
    while (first > 0 && !items[first].capital && is_particle(items[first].text))
        first--;
    do
        last++;
    while (last < seen->words->count && !items[last].capital &&
           is_particle(items[last].text));
    return items[first].capital && last < seen->words->count &&
           items[last].capital;
}

// Does a row prove at a word that the text is not in the reference?
static bool proves(const struct language_evidence *row, const struct seen *seen,
                   enum language_id reference)
{
    switch (row->kind) {
    case EVIDENCE_LETTERS:
    case EVIDENCE_INNER:
        return speaks(row, seen,
                      str_of(language_row_of(reference, ROW_letters)[0]));
    case EVIDENCE_WORD:
        if (in_name(seen))
            return false;
        break;
    case EVIDENCE_END:
    case EVIDENCE_START:
    case EVIDENCE_PAIR:
    case EVIDENCE_FIRST:
    case EVIDENCE_END_OF_LIST:
        break;
    }
    return !has_words(reference, row->text) && speaks(row, seen, STR(""));
}

// ----- All of a text -----

// Which rows have proved something already, by their place in a list.
typedef unsigned long long row_bits;

static bool of_letters(const struct language_evidence *row)
{
    return row->kind == EVIDENCE_LETTERS || row->kind == EVIDENCE_INNER;
}

static void add_proof(struct evidence *evidence, row_bits *met, size_t index,
                      const struct language_evidence *row)
{
    row_bits bit = 1ULL << (index & 63);
    evidence->proof += row->weight;
    if (row->weight > evidence->strongest)
        evidence->strongest = row->weight;
    evidence->kinds += !of_letters(row) && !(*met & bit);
    *met |= bit;
}

static void weigh_rows(struct evidence *evidence, row_bits *met,
                       const struct language_evidence *rows,
                       const struct seen *seen, enum language_id reference)
{
    size_t known = 0; // words: a pair is two
    for (size_t i = 0; rows[i].kind != EVIDENCE_END_OF_LIST; i++) {
        if (!speaks(&rows[i], seen, STR("")))
            continue;
        bool proof =
            reference == LANGUAGE_COUNT || proves(&rows[i], seen, reference);
        evidence->all += rows[i].weight;
        size_t words = rows[i].kind == EVIDENCE_PAIR ? 2 : 1;
        if ((proof || !of_letters(&rows[i])) && words > known)
            known = words;
        if (proof)
            add_proof(evidence, met, i, &rows[i]);
    }
    evidence->words += known;
}

static bool in_script(const struct seen *seen, UScriptCode script)
{
    size_t offset = 0;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)utf8_next(seen->word, &offset),
                             &status) == script;
}

static void weigh_apart(struct testimony *testimony, enum language_id id,
                        const struct seen *seen)
{
    const struct language_evidence *row = language_told_apart_by(id);
    for (; row->kind != EVIDENCE_END_OF_LIST; row++)
        if (speaks(row, seen, STR("")))
            testimony->apart[id] += row->weight;
}

struct testimony evidence_weigh(struct arena *arena, struct str text,
                                const struct evidence_family *family,
                                enum language_id reference)
{
    struct testimony testimony = {0};
    struct words words = words_of(arena, text);
    row_bits met[LANGUAGE_COUNT] = {0}, met_others = 0;
    const struct language_evidence *others =
        languages_others_known_by(str_of(family->name));
    for (size_t i = 0; i < words.count; i++) {
        struct seen seen = seen_at(&words, i);
        if (!in_script(&seen, family->script))
            continue;
        testimony.words++;
        weigh_rows(&testimony.others, &met_others, others, &seen, reference);
        for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
            if (!str_equal(str_of(language_row_of(id, ROW_script)[0]),
                           str_of(family->name)))
                continue;
            weigh_rows(&testimony.of[id], &met[id], language_known_by(id),
                       &seen, reference);
            weigh_apart(&testimony, id, &seen);
        }
    }
    return testimony;
}
