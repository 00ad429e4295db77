// SPDX-License-Identifier: MIT
// The test's own view of a Markdown text: paragraphs, prose, words.
#include "property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

// ----- Dice -----

size_t dice_below(struct dice *dice, size_t limit)
{
    // xorshift64* (Vigna 2016): the same on every machine.
    uint64_t x = dice->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    dice->state = x;
    return limit ? (size_t)((x * 0x2545F4914F6CDD1DULL) >> 16) % limit : 0;
}

bool dice_one_in(struct dice *dice, size_t sides)
{
    return dice_below(dice, sides) == 0;
}

// ----- Roles -----

static void mark(struct clean *clean, size_t start, size_t end, enum role role)
{
    if (end > start)
        memset(clean->roles + start, (int)role, end - start);
}

static size_t find_from(struct str text, size_t from, size_t end,
                        const char *wanted)
{
    size_t at = str_find(str_slice(text, from, end), str_of(wanted));
    return at == STR_NONE ? end : from + at;
}

// Takes out of prose what only looks like it.
static void unmark_line(struct clean *clean, size_t start, size_t end)
{
    static const struct {
        const char *open, *close;
    } cuts[] = {{"`", "`"}, {"<", ">"}, {"](", ")"}, {"[^", "]"}};
    struct str text = clean->text;
    for (size_t i = 0; i < COUNT(cuts); i++)
        for (size_t at = start;
             (at = find_from(text, at, end, cuts[i].open)) < end;) {
            size_t past = at + strlen(cuts[i].open);
            size_t stop = find_from(text, past, end, cuts[i].close);
            stop += stop < end ? strlen(cuts[i].close) : 0;
            mark(clean, at, stop, ROLE_NONE);
            at = stop;
        }
    for (size_t at = start; (at = find_from(text, at, end, "]{")) < end;) {
        size_t open = at, stop = find_from(text, at, end, "}");
        while (open > start && text.bytes[open] != '[')
            open--;
        mark(clean, open, stop, ROLE_NONE);
        mark(clean, open + 1, at, ROLE_MARKED);
        at = stop;
    }
}

static bool starts_prose(struct str line)
{
    size_t offset = 0;
    if (line.count == 0)
        return false;
    uint32_t c = utf8_next(line, &offset);
    return is_letter(c) || c == 0xAB || c == 0x201C;
}

static bool is_bare_address(struct str line)
{
    return str_find(line, STR("://")) != STR_NONE;
}

// Only what is surely prose: `title: "…"`, lines of a folded text.
static void read_front(struct clean *clean)
{
    struct str text = clean->text;
    if (!str_starts(text, STR("---\n")))
        return;
    clean->front_end = find_from(text, 4, text.count, "\n---\n") + 5;
    for (size_t at = 4; at < clean->front_end;) {
        size_t end = find_from(text, at, text.count, "\n");
        struct str line = str_slice(text, at, end);
        size_t quote = find_from(text, at, end, ": \"");
        if (str_starts(line, STR("lang: ")))
            snprintf(clean->lang, sizeof clean->lang, "%.2s",
                     text.bytes + at + 6);
        if (quote < end && text.bytes[end - 1] == '"')
            mark(clean, quote + 3, end - 1, ROLE_FRONT);
        else if (str_starts(line, STR("  ")) &&
                 str_find(line, STR(":")) == STR_NONE)
            mark(clean, at + 2, end, ROLE_FRONT);
        if (quote < end || str_starts(line, STR("  ")))
            unmark_line(clean, at, end);
        at = end + 1;
    }
}

static bool is_note(struct str block)
{
    return str_starts(block, STR("[^")) && str_find(block, STR("]: ")) < 12;
}

static void read_block(struct clean *clean, struct arena *arena, size_t start,
                       size_t end)
{
    struct str text = clean->text, block = str_slice(text, start, end);
    bool code = str_starts(block, STR("```")) ||
                str_starts(block, STR("    ")) ||
                str_starts(block, STR(":::")) || str_starts(block, STR("<")) ||
                str_starts(block, STR("!["));
    bool table =
        str_starts(block, STR("|")) || str_find(block, STR("\n|")) != STR_NONE;
    bool plain = starts_prose(block) && !is_bare_address(block) &&
                 str_find(block, STR("![")) == STR_NONE &&
                 str_find(block, STR("  \n")) == STR_NONE && !table &&
                 str_find(block, STR("\n:")) == STR_NONE;
    for (size_t at = start; at < end && !code;) {
        size_t stop = find_from(text, at, end, "\n");
        size_t first = at;
        while (first < stop &&
               memchr("#-*>|0123456789. ", text.bytes[first], 17))
            first++;
        if (str_find(str_slice(text, at, stop), STR("| ---")) == STR_NONE &&
            !is_bare_address(str_slice(text, at, stop))) {
            mark(clean, first, stop, plain ? ROLE_BODY : ROLE_LINE);
            unmark_line(clean, at, stop);
        }
        at = stop + 1;
    }
    ARENA_PUSH(arena, clean->paragraphs, clean->paragraph_count,
               clean->paragraph_capacity) =
        (struct paragraph){start, end, plain, is_note(block)};
}

// Are the labels 1, 2, 3 … and is every note behind the text?
static void count_notes(struct clean *clean)
{
    for (size_t i = 0; i < clean->paragraph_count; i++) {
        const struct paragraph *one = &clean->paragraphs[i];
        char label[20];
        snprintf(label, sizeof label, "[^%zu]: ", clean->notes + 1);
        if (one->note &&
            str_starts(str_slice(clean->text, one->start, one->end),
                       str_of(label)))
            clean->notes++;
        else if (one->note || clean->notes > 0) {
            clean->notes = 0;
            return;
        }
    }
}

struct clean *clean_read(struct arena *arena, struct str name, struct str text)
{
    struct clean *clean = ARENA_NEW(arena, struct clean);
    clean->name = arena_str(arena, name);
    clean->text = text;
    clean->roles = arena_alloc(arena, text.count + 1);
    memset(clean->roles, ROLE_NONE, text.count + 1);
    read_front(clean);
    for (size_t at = clean->front_end; at < text.count;) {
        bool fence = str_starts(str_slice(text, at, text.count), STR("```"));
        size_t inner = fence ? find_from(text, at, text.count, "\n```") : at;
        size_t end = find_from(text, inner, text.count, "\n\n");
        size_t stop =
            end == text.count && text.bytes[end - 1] == '\n' ? end - 1 : end;
        if (stop > at && text.bytes[at] != '\n')
            read_block(clean, arena, at, stop);
        at = text.bytes[at] == '\n' ? at + 1 : end + 2;
    }
    count_notes(clean);
    return clean;
}

bool clean_is(const struct clean *clean, const char *langs)
{
    return clean->lang[0] && strstr(langs, clean->lang) != NULL;
}

// ----- Words -----

bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) || c == 0x200C ||
           (U_MASK(u_charType((UChar32)c)) & U_GC_M_MASK) != 0;
}

static bool in_a_word(uint32_t c)
{
    return is_letter(c) || u_isdigit((UChar32)c);
}

size_t words_between(struct str text, size_t start, size_t end)
{
    size_t words = 0;
    bool inside = false;
    while (start < end) {
        bool word = in_a_word(utf8_next(text, &start));
        words += word && !inside;
        inside = word;
    }
    return words;
}

static int by_bytes(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static bool is_all_digits(struct str word)
{
    for (size_t offset = 0; offset < word.count;)
        if (!u_isdigit((UChar32)utf8_next(word, &offset)))
            return false;
    return true;
}

struct words words_of(struct arena *arena, struct str text, bool numbers)
{
    struct words words = {0};
    for (size_t at = 0; at < text.count;) {
        struct str rest = str_slice(text, at, text.count);
        if (str_starts(rest, STR("[^"))) {
            size_t close = str_find(rest, STR("]"));
            at += close == STR_NONE ? 2 : close + 1;
            continue;
        }
        size_t start = at, end = at;
        while (at < text.count && in_a_word(utf8_next(text, &at)))
            end = at;
        struct str word = str_slice(text, start, end);
        if (end > start && (numbers || !is_all_digits(word)))
            ARENA_PUSH(arena, words.items, words.count, words.capacity) = word;
    }
    if (words.count > 0)
        qsort(words.items, words.count, sizeof *words.items, by_bytes);
    return words;
}

struct words words_without(struct arena *arena, struct words a, struct words b)
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
