// SPDX-License-Identifier: MIT
// What the rules of filters may take away, and the counting.
#include "source/conservation.h"

#include "base/characters.h"
#include "base/hash.h"
#include "base/hash_table.h"
#include "source/html_tokens.h"
#include "text/html_references.h"
#include "text/vocabulary.h"
#include "languages/rows.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

// ----- Rules -----

enum may_lose {
    LOSES_NOTHING, // letters move, and change form
    LOSES_LABELS,  // each word is elsewhere in the text, or was let go
    LOSES_MARKUP,  // the same, beside tags, references and numbers
    LOSES_ALL,     // what it takes out is reported
};

// A rule that is not here loses nothing.
static const struct {
    const char *rule;
    enum may_lose may;
} rules[] = {
    {"running-head", LOSES_ALL},   // page-mark-dropped
    {"notes-heading", LOSES_ALL},  // notes-heading-dropped
    {"note-mark", LOSES_ALL},      // of a note: its number, in any form
    {"html-notes", LOSES_MARKUP},  // linked notes, which become Markdown
    {"contents-list", LOSES_ALL},  // contents-dropped
    {"list-break", LOSES_MARKUP},  // <br> before a point
    {"front", LOSES_LABELS},       // words become keys
    {"renumber-notes", LOSES_ALL}, // write_back.c reads what it made
};

static enum may_lose may_lose(const char *rule)
{
    for (size_t i = 0; i < COUNT(rules); i++)
        if (strcmp(rules[i].rule, rule) == 0)
            return rules[i].may;
    return LOSES_NOTHING;
}

// ----- Letters -----

enum { BUCKETS = 256 };
struct conserved {
    int64_t letters[BUCKETS];
    size_t references, notes; // notes: that differ
};

// Letters that languages write with different characters; normalise_letters.c
// puts the one for the other.
static uint32_t letter_class(uint32_t c)
{
    switch (c) {
    case 0x0649:
    case 0x06CC:
    case 0x06CD:
    case 0x06D0:
    case 0x06D2:
        return 0x064A;
    case 0x06A9:
    case 0x06AA:
        return 0x0643;
    case 0x06BE:
    case 0x06C1:
    case 0x06C3:
    case 0x06D5:
    case 0x0629:
        return 0x0647;
    default: // no enum of ours
        return char_lower(c);
    }
}

// A letter in its class, a digit as ASCII has it; 0 for all else. Modifier
// letters are none: tatweel goes, and ʻ comes for an apostrophe.
static uint32_t letter_of(uint32_t c)
{
    if (c < 0x80)
        return char_in_word(c) ? c | 0x20 : 0;
    int digit = char_digit_value(c);
    if (digit >= 0)
        return ('0' + (uint32_t)digit) | 0x20;
    int type = u_charType((UChar32)c);
    return u_isalpha((UChar32)c) && type != U_MODIFIER_LETTER &&
                   type != U_NON_SPACING_MARK &&
                   type != U_COMBINING_SPACING_MARK
               ? letter_class(c)
               : 0;
}

static size_t bucket_of(uint32_t letter)
{
    return (letter * 2654435761u) >> 24;
}

enum { PARTS = 20 }; // letters of one character: U+FDFA is eighteen

// The letters that c is made of, at most `most`: ﻻ is two.
static size_t letters_of(uint32_t c, uint32_t *letters, size_t most)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[32];
    size_t count = 0;
    int32_t length = -1, i = 0;
    if (c >= 0x80)
        length = unorm2_getDecomposition(unorm2_getNFKDInstance(&status),
                                         (UChar32)c, units, 32, &status);
    if (length < 0 || U_FAILURE(status)) {
        letters[0] = letter_of(c);
        return letters[0] ? 1 : 0;
    }
    while (i < length && count < most) {
        uint32_t part = units[i++];
        if (U16_IS_LEAD(part) && i < length)
            part = 0x10000 + ((part - 0xD800) << 10) + (units[i++] - 0xDC00u);
        letters[count] = letter_of(part);
        count += letters[count] != 0;
    }
    return count;
}

static void count_letters(struct conserved *conserved, struct str text,
                          int64_t sign)
{
    uint32_t letters[PARTS];
    for (size_t at = 0; at < text.count;) {
        size_t count = letters_of(utf8_next(text, &at), letters, PARTS);
        for (size_t i = 0; i < count; i++)
            conserved->letters[bucket_of(letters[i])] += sign;
    }
}

// ----- Words -----

struct reading { // of a text, word by word
    struct str text;
    size_t at, start; // behind the word, and where it begins
    bool escapes;     // a backslash and the letter after it are YAML's
    // The text again, where tags, words with references, and numbers are none.
    struct html_tokens *html;
};

// A tag, a comment or a reference at `at`: where it ends, or `at`. What else
// HTML has (CDATA, instructions) is kept, so that its words are words.
static size_t markup_end(struct html_tokens *html, size_t at)
{
    uint32_t character;
    struct html_token token;
    char byte = html->text.bytes[at];
    if (byte == '&')
        return at + html_reference_at(html->text, at, &character);
    if (byte != '<' || !html_tokens_at(html, at, &token))
        return at;
    bool silent = html_token_is_tag(&token) || token.kind == HTML_COMMENT ||
                  token.kind == HTML_DECLARATION;
    return silent && !token.open ? token.end : at;
}

static uint64_t hash_letters(uint64_t hash, uint32_t c)
{
    uint32_t letters[PARTS];
    size_t count = letters_of(c, letters, PARTS);
    for (size_t i = 0; i < count; i++)
        hash = hash_more(hash ? hash : HASH_START, letters[i]);
    return hash;
}

// The next word, as a hash of its letters; 0 at the end.
static uint64_t next_word(struct reading *reading)
{
    struct str text = reading->text;
    uint64_t hash = 0;
    bool reference = false, number = true;
    while (reading->at < text.count) {
        size_t here = reading->at;
        uint32_t c = utf8_next(text, &reading->at);
        if (char_in_word(c)) {
            reading->start = hash ? reading->start : here;
            hash = hash_letters(hash, c);
            number = number && char_is_digit(c);
            continue;
        }
        size_t markup = reading->html ? markup_end(reading->html, here) : here;
        if (markup > here && c == '&') { // é of caf&eacute;
            reading->at = markup;
            reference = true;
            continue;
        }
        if (hash && !reference && !(reading->html && number)) {
            reading->at = here;
            return hash;
        }
        hash = 0;
        reference = false;
        number = true;
        if (markup > here)
            reading->at = markup;
        else if (reading->escapes && c == '\\' && reading->at < text.count)
            reading->at++;
    }
    return reference || (reading->html && number) ? 0 : hash;
}

static void add_words(struct hash_table *words, struct arena *arena,
                      struct str text, bool escapes)
{
    struct reading reading = {.text = text, .escapes = escapes};
    for (uint64_t hash; (hash = next_word(&reading)) != 0;)
        hash_table_put(words, arena, hash, 0, NULL);
}

static struct hash_table words_after(struct arena *arena,
                                     const struct source *source)
{
    struct str text = source_text(source), gone = source_let_gone(source);
    struct hash_table words = {0};
    add_words(&words, arena, text, false);
    add_words(&words, arena, text, true);
    add_words(&words, arena, gone, false);
    return words;
}

// A word of text that is none of words; empty where there is none.
static struct str missing_word(const struct hash_table *words, struct str text,
                               bool markup)
{
    struct html_tokens html = {.text = text};
    struct reading reading = {.text = text, .html = markup ? &html : NULL};
    for (uint64_t hash; (hash = next_word(&reading)) != 0;) {
        struct str word = str_slice(text, reading.start, reading.at);
        if (!hash_table_find(words, hash) &&
            !languages_list(ROW_conjunctions, word, STR("")))
            return word;
    }
    return STR("");
}

// ----- Filters of the source -----

static bool report(const char *filter, const struct context *context,
                   struct place at, struct str what)
{
    diag_report(context->diag, at, MESSAGE_filter_lost_words, str_of(filter),
                what);
    return false;
}

// "[^": what is a reference, or the label of a note.
static size_t count_marks(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i + 1 < text.count; i++)
        count += text.bytes[i] == '[' && text.bytes[i + 1] == '^';
    return count;
}

static void count_change(struct conserved *conserved,
                         const struct change *change)
{
    if (may_lose(change->rule) != LOSES_NOTHING)
        return;
    count_letters(conserved, change->before, -1);
    count_letters(conserved, change->after, 1);
}

// The first of changes that took a letter of a bucket that lacks some.
static const struct change *first_loss(const struct conserved *conserved,
                                       const struct change *changes,
                                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct conserved one = {0};
        count_change(&one, &changes[i]);
        for (size_t b = 0; b < BUCKETS; b++)
            if (conserved->letters[b] < 0 && one.letters[b] < 0)
                return &changes[i];
    }
    return NULL;
}

static struct str some_of(struct arena *arena, struct str text)
{
    enum { SHOWN = 60 };
    struct str shown = str_slice(text, 0, utf8_floor(text, SHOWN));
    return arena_printf(arena, "‘%.*s’", STR_ARG(str_trim(shown)));
}

static bool letters_are_kept(const char *filter, const struct context *context,
                             const struct change *changes, size_t count)
{
    struct conserved conserved = {0};
    size_t before = 0, after = 0;
    for (size_t i = 0; i < count; i++) {
        count_change(&conserved, &changes[i]);
        before += count_marks(changes[i].before);
        after += count_marks(changes[i].after);
    }
    const struct change *loss = first_loss(&conserved, changes, count);
    if (loss)
        return report(filter, context, loss->at,
                      some_of(context->arena, loss->before));
    return after >= before ||
           report(filter, context, PLACE_NONE, STR("the mark of a note"));
}

static bool words_are_kept(const char *filter, const struct source *source,
                           const struct context *context,
                           const struct change *changes, size_t count)
{
    struct hash_table words = {0};
    for (size_t i = 0; i < count; i++) {
        enum may_lose may = may_lose(changes[i].rule);
        if ((may != LOSES_LABELS && may != LOSES_MARKUP) ||
            changes[i].before.count == 0)
            continue;
        if (words.size == 0)
            words = words_after(context->arena, source);
        struct str word =
            missing_word(&words, changes[i].before, may == LOSES_MARKUP);
        if (word.count)
            return report(filter, context, changes[i].at,
                          some_of(context->arena, word));
    }
    return true;
}

bool conservation_repair(const char *filter, repair_function *repair,
                         struct source *source, const struct context *context)
{
    const struct change *changes;
    size_t before = source_changes(source, &changes);
    if (!repair(source, context))
        return false;
    size_t count = source_changes(source, &changes) - before;
    changes += before;
    return letters_are_kept(filter, context, changes, count) &&
           words_are_kept(filter, source, context, changes, count);
}

// ----- Filters of the tree -----

// As the author has it: numbers of notes in words follow the notes'.
static struct str text_of(const struct node *node)
{
    if (node->kind == NODE_TEXT && node->parent &&
        node->parent->kind == NODE_LINK &&
        node->parent->as.link.written.count > 0)
        return node->parent->as.link.written;
    return node_own_text(node);
}

// Adds what a root says; answers a hash of its letters in their order, and of
// where it calls notes. A sum would not do: 156 and 237 have the same, and the
// sum of their squares as well.
static uint64_t count_root(struct conserved *conserved, const struct node *root)
{
    const uint32_t call = 1; // no letter
    uint64_t hash = HASH_START;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        struct str text = text_of(node);
        bool calls = node->kind == NODE_NOTE_REFERENCE;
        conserved->references += calls;
        if (calls)
            hash = hash_more(hash, call);
        for (size_t at = 0; at < text.count;) {
            uint32_t letter = letter_of(utf8_next(text, &at));
            conserved->letters[bucket_of(letter)] += letter != 0;
            if (letter)
                hash = hash_more(hash, letter);
        }
    }
    return hash;
}

struct said {
    uint64_t hash;
    const struct note *note;
};

static int by_hash(const void *left, const void *right)
{
    const struct said *a = left, *b = right;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

// Notes that say the same count once: they may become one.
static void count_notes(struct conserved *conserved, const struct brief *brief)
{
    struct arena *arena = arena_new();
    struct conserved again = {0};
    size_t count = brief->note_count;
    struct said *said = ARENA_ARRAY(arena, struct said, count + 1);
    for (size_t i = 0; i < count; i++)
        said[i] = (struct said){count_root(conserved, brief->notes[i]->content),
                                brief->notes[i]};
    qsort(said, count, sizeof *said, by_hash);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || said[i].hash != said[i - 1].hash)
            conserved->notes++;
        else
            count_root(&again, said[i].note->content);
    for (size_t i = 0; i < BUCKETS; i++)
        conserved->letters[i] -= again.letters[i];
    conserved->references -= again.references;
    arena_free(arena);
}

static struct conserved conserved_of(struct brief *brief)
{
    struct conserved conserved = {0};
    struct node **roots;
    // The notes' contents are the last roots.
    size_t count = brief_roots(brief, &roots) - brief->note_count;
    for (size_t i = 0; i < count; i++)
        count_root(&conserved, roots[i]);
    count_notes(&conserved, brief);
    return conserved;
}

static bool nothing_is_lost(const char *filter, const struct context *context,
                            const struct conserved *before,
                            const struct conserved *after)
{
    int64_t letters = 0;
    struct str what = {0};
    for (size_t i = 0; i < BUCKETS; i++)
        if (before->letters[i] > after->letters[i])
            letters += before->letters[i] - after->letters[i];
    if (letters > 0)
        what =
            arena_printf(context->arena, "letters: %lld", (long long)letters);
    else if (before->notes > after->notes)
        what = arena_printf(context->arena, "notes: %zu",
                            before->notes - after->notes);
    else if (before->references > after->references)
        what = arena_printf(context->arena, "references to notes: %zu",
                            before->references - after->references);
    return what.count == 0 || report(filter, context, PLACE_NONE, what);
}

bool conservation_change(const char *filter, change_function *change,
                         struct brief *brief, const struct context *context,
                         struct conserved **last)
{
    if (!*last) {
        *last = ARENA_NEW(brief->arena, struct conserved);
        **last = conserved_of(brief);
    }
    if (!change(brief, context))
        return false;
    struct conserved before = **last;
    **last = conserved_of(brief);
    return nothing_is_lost(filter, context, &before, *last);
}
