// SPDX-License-Identifier: MIT
// Repair filters run over a text, alone or one behind the other, and the words
// that none of them may lose.
#ifndef QALAM_TEST_REPAIRS_H
#define QALAM_TEST_REPAIRS_H

#include "unit.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "messages/diag.h"
#include "filters.h"
#include "normalise/normalise.h"
#include "source/guess.h"
#include "languages/language.h"
#include "text/vocabulary.h"

#include <unicode/uchar.h>

typedef bool (*repair_filter)(struct source *, const struct context *);

// Filters that run one behind the other.
struct chain {
    repair_filter filters[16];
    size_t count;
};

static inline struct chain chain_of(repair_filter filter)
{
    return (struct chain){{filter}, 1};
}

// The repair filters of filters.c up to the one of this name; NULL: all.
static inline struct chain chain_to(const char *last)
{
    struct chain chain = {0};
    for (size_t i = 0; i < filter_count; i++) {
        if (!filters[i].repair)
            continue;
        assert_true(chain.count < COUNT(chain.filters));
        chain.filters[chain.count++] = filters[i].repair;
        if (last && strcmp(filters[i].name, last) == 0)
            break;
    }
    return chain;
}

static inline struct chain all_repairs(void)
{
    return chain_to(NULL);
}

struct repaired {
    struct str text, messages;
    struct str dropped; // running heads and page numbers, as reported
};

// ----- Running a filter -----

// "t:3:1: note: … [joined]" to "3:1 joined".
static inline void add_message(struct buffer *out, struct str line)
{
    size_t name = line.count;
    if (!str_starts(line, STR("t:")) || !str_ends(line, STR("]")))
        return;
    while (name > 0 && line.bytes[name - 1] != '[')
        name--;
    size_t end = 2;
    while (end < line.count &&
           (line.bytes[end] == ':' ||
            (line.bytes[end] >= '0' && line.bytes[end] <= '9')))
        end++;
    if (end > 3)
        buffer_add(out, str_slice(line, 2, end - 1));
    else
        buffer_add_c(out, "-");
    buffer_add_byte(out, ' ');
    buffer_add(out, str_slice(line, name, line.count - 1));
    buffer_add_byte(out, '\n');
}

static inline bool is_dropped(struct str line)
{
    return str_starts(line, STR("t:")) &&
           (str_ends(line, STR("[page-mark-dropped]")) ||
            str_ends(line, STR("[contents-dropped]")) ||
            str_ends(line, STR("[notes-heading-dropped]")));
}

// What is between the quotes, however the message puts it.
static inline void add_dropped(struct buffer *out, struct str line)
{
    struct str mark = STR("’");
    size_t open = str_find(line, STR("‘")), close = line.count;
    if (!is_dropped(line) || open == STR_NONE)
        return;
    while (close > open && !str_ends(str_slice(line, 0, close), mark))
        close--;
    buffer_add(out, str_slice(line, open, close));
    buffer_add_byte(out, '\n');
}

static inline struct str
messages_of(struct arena *arena, const struct diag *diag, struct str *dropped)
{
    struct buffer heads = {0};
    char *bytes = NULL;
    size_t count = 0;
    struct buffer out = {0};
    FILE *file = open_memstream(&bytes, &count);
    diag_print(diag, file, false, false);
    fclose(file);
    struct str printed = {bytes, count};
    for (size_t at = 0; at < printed.count;) {
        struct str rest = str_slice(printed, at, printed.count);
        size_t feed = str_find(rest, STR("\n"));
        feed = feed == STR_NONE ? rest.count : feed;
        add_message(&out, str_slice(rest, 0, feed));
        add_dropped(&heads, str_slice(rest, 0, feed));
        at += feed + 1;
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    *dropped = arena_str(arena, buffer_str(&heads));
    buffer_release(&out);
    buffer_release(&heads);
    free(bytes);
    return copy;
}

static inline struct repaired repair(struct arena *arena, struct str text,
                                     struct str lang, struct chain chain)
{
    struct diag *diag = diag_new(arena, STR("t"));
    struct source *source = source_new(arena, text);
    struct context context = {.arena = arena,
                              .diag = diag,
                              .path = STR("t"),
                              .lang_option = lang,
                              .infer = true};
    diag_set_text(diag, text);
    // What normalise would have found out before.
    if (chain.count == 1 && chain.filters[0] != normalise)
        source_set_lang(source, guess_language(arena, text, STR("")));
    for (size_t i = 0; i < chain.count; i++)
        assert_true(chain.filters[i](source, &context));
    struct repaired done = {source_text(source), STR(""), STR("")};
    done.messages = messages_of(arena, diag, &done.dropped);
    return done;
}

// ----- Words -----

struct words {
    struct str *items;
    size_t count, capacity;
};

static inline int by_bytes(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static inline bool is_figure(struct str text, size_t at)
{
    return u_isdigit((UChar32)utf8_next(text, &at));
}

// The first of these bytes outside quotes.
static inline size_t find_unquoted(struct str text, char wanted)
{
    char quote = 0;
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        if (!quote && c == wanted)
            return i;
        if ((c == '"' || c == '\'') &&
            (c == quote || (!quote && i > 0 && text.bytes[i - 1] == '=')))
            quote = quote ? 0 : c;
    }
    return STR_NONE;
}

// The bytes of a tag of HTML or of a character by number at `at`: no words.
static inline size_t markup_at(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, at + 400);
    char second = rest.count > 1 ? rest.bytes[1] : 0;
    bool entity = str_starts(rest, STR("&#"));
    bool tag = rest.count > 1 && rest.bytes[0] == '<' &&
               (second == '/' || second == '!' ||
                u_isalpha((UChar32)(unsigned char)second));
    size_t end = STR_NONE;
    if (tag || entity)
        end = find_unquoted(rest, tag ? '>' : ';');
    bool address = end != STR_NONE && tag &&
                   str_find(str_slice(rest, 0, end), STR("://")) != STR_NONE &&
                   str_find(str_slice(rest, 0, end), STR(" ")) == STR_NONE;
    return end == STR_NONE || address ? 0 : end + 1;
}

// Letters, marks and ZWNJ in a row, or digits in a row: a note's number may be
// glued to a word.
static inline void add_words(struct arena *arena, struct words *words,
                             struct str text)
{
    for (size_t at = 0; at < text.count;) {
        if (str_starts(str_slice(text, at, text.count), STR("\\n")))
            at += 2; // in YAML
        for (size_t skip; at < text.count && (skip = markup_at(text, at)) > 0;)
            at += skip;
        if (at >= text.count)
            break;
        size_t start = at, end = at;
        while (
            at < text.count &&
            (end == start || is_figure(text, start) == is_figure(text, at)) &&
            char_in_word(utf8_next(text, &at)))
            end = at;
        if (end > start)
            ARENA_PUSH(arena, words->items, words->count, words->capacity) =
                str_slice(text, start, end);
        at = end > start ? end : at;
    }
}

static inline struct words words_of(struct arena *arena, struct str text)
{
    struct words words = {0};
    add_words(arena, &words, text);
    if (words.count > 0)
        qsort(words.items, words.count, sizeof *words.items, by_bytes);
    return words;
}

// What a has more often than b; both sorted.
static inline struct words without(struct arena *arena, struct words a,
                                   struct words b)
{
    struct words rest = {0};
    for (size_t i = 0, j = 0; i < a.count; i++) {
        while (j < b.count && str_compare(b.items[j], a.items[i]) < 0)
            j++;
        if (j < b.count && str_equal(b.items[j], a.items[i]))
            j++;
        else
            ARENA_PUSH(arena, rest.items, rest.count, rest.capacity) =
                a.items[i];
    }
    return rest;
}

// Labels that go, keys that come, and the tags of HTML notes.
static inline bool is_label(struct str word)
{
    static const char *const labels[] = {
        "Titelfoto", "نویسندگان", "درباره", "Über", "Autorinnen", "Autoren",
        "پوښ", "انځور", "د", "Impressum", "Verantwortlich", "die", "und",
        "About", "Abstract", "By", "and", "the", "cover", "Cover", "photo",
        "Photo", "Imprint", "Responsible", "Disclaimer", "authors", "Authors",
        "عکس", "روی", "جلد", "و", "او", "for", "content",
        // of links and HTML notes
        "http", "https", "mailto", "nbsp", "back", "id", "fn", "r", "ref",
        "href", "ftn", "ftnref", "ftnt", "a", "p", "b", "sup", "li", "ul", "ol",
        "em", "strong", "class", "div", "hr", "footnote", "footnotes", "br",
        "endnote", "edn", "ednref", "span", "style", "vertical", "align",
        "super", "font", "size",
        // marks of notes
        "i", "ii", "الف", "ب", "ـ", "\uFE0E"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (str_equal(word, str_of(labels[i])))
            return true;
    return false;
}

static inline bool is_key(struct str word)
{
    static const char *const keys[] = {"title",
                                       "subtitle",
                                       "series",
                                       "kind",
                                       "lang",
                                       "date",
                                       "authors",
                                       "name",
                                       "role",
                                       "bio",
                                       "organisations",
                                       "abbreviation",
                                       "url",
                                       "abstract",
                                       "cover",
                                       "credit",
                                       "copyright",
                                       "responsible",
                                       "disclaimer",
                                       "http",
                                       "https",
                                       "example", // of addresses in tags
                                       "org",
                                       "n",
                                       "en",
                                       "de",
                                       "ru",
                                       "fa",
                                       "AF",
                                       "ps",
                                       "tg",
                                       "uz",
                                       "Latn",
                                       "Cyrl",
                                       "und",
                                       "Arab",
                                       "ur",
                                       "fr",
                                       "ar"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (str_equal(word, str_of(keys[i])))
            return true;
    return false;
}

// Numbers become labels: ¹, 1, ۱; fn1 and r1 are ids of HTML notes.
static inline bool is_number(struct str word)
{
    size_t letters = 0;
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = utf8_next(word, &offset);
        letters += c >= 'a' && c <= 'z';
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            !(c >= 0x6F0 && c <= 0x6F9) && !(c >= 0x660 && c <= 0x669))
            return false;
    }
    return letters < utf8_count(word) && letters <= 3;
}

// In a line "url: …" or "name: …" of the front matter: a link's text may be its
// address, and authors stand under the title and before their biographies.
static inline bool is_in_key(struct str after, struct str word)
{
    for (size_t at = 0; at < after.count;) {
        struct str rest = str_slice(after, at, after.count);
        size_t feed = str_find(rest, STR("\n"));
        struct str line =
            str_slice(rest, 0, feed == STR_NONE ? rest.count : feed);
        if ((str_starts(line, STR("    url: ")) ||
             str_starts(line, STR("  - name: "))) &&
            str_find(line, word) != STR_NONE)
            return true;
        at += line.count + 1;
    }
    return false;
}

static inline bool is_abbreviation(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (word.bytes[i] < 'A' || word.bytes[i] > 'Z')
            return false;
    return true;
}

// Two lost words are the halves of this one: both are struck out.
static inline bool is_joined(struct words *lost, struct str word)
{
    for (size_t i = 0; i < lost->count; i++) {
        struct str first = lost->items[i];
        if (first.count == 0 || first.count >= word.count ||
            !str_starts(word, first))
            continue;
        struct str second = str_slice(word, first.count, word.count);
        for (size_t k = 0; k < lost->count; k++)
            if (k != i && str_equal(lost->items[k], second)) {
                lost->items[i] = lost->items[k] = STR("");
                return true;
            }
    }
    return false;
}

// The words that go in are those that come out, each as often: but for
// labels, numbers of notes, running heads that are reported, halves of a word.
static inline bool same_words(const char *name, struct str before,
                              struct repaired got)
{
    struct arena *arena = arena_new();
    struct words in = words_of(arena, before), out = {0};
    add_words(arena, &out, got.text);
    add_words(arena, &out, got.dropped);
    qsort(out.items, out.count, sizeof *out.items, by_bytes);
    struct words lost = without(arena, in, out);
    struct words gained = without(arena, out, in);
    bool same = true;
    for (size_t i = 0; i < gained.count; i++) {
        struct str word = gained.items[i];
        if (!is_key(word) && !is_number(word) && !is_abbreviation(word) &&
            !is_joined(&lost, word)) {
            print_error("%s: the word ‘%.*s’ is new\n", name, STR_ARG(word));
            same = false;
        }
    }
    for (size_t i = 0; i < lost.count; i++) {
        struct str word = lost.items[i];
        if (word.count > 0 && !is_label(word) && !is_number(word) &&
            !is_in_key(got.text, word)) {
            print_error("%s: the word ‘%.*s’ is lost\n", name, STR_ARG(word));
            same = false;
        }
    }
    arena_free(arena);
    return same;
}

#endif
