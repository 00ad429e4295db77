// SPDX-License-Identifier: MIT
// Where a reader finds what a message about layout is about: page and words.
#include "messages/diag_parts.h"

#include "base/characters.h"
#include "base/search.h"

#include <stdlib.h>
#include <string.h>

static const bool paged[MESSAGE_COUNT] = {
#define PAGED(name) [MESSAGE_##name] = true,
#include "messages/importance.def"
#undef PAGED
};

// ----- Pages -----

void diag_on_page(struct diag *diag, struct place place, size_t page)
{
    if (!place_known(place) || place.count == 0)
        return;
    size_t count = diag->on_page_count;
    struct on_page *last = count > 0 ? &diag->on_pages[count - 1] : NULL;
    // The lines of a block come after each other.
    if (last && last->place.offset == place.offset &&
        last->place.count == place.count) {
        last->last = page;
        return;
    }
    ARENA_PUSH(diag->arena, diag->on_pages, diag->on_page_count,
               diag->on_page_capacity) = (struct on_page){place, page, page};
    diag->on_pages_sorted = false;
}

static int by_offset(const void *left, const void *right)
{
    const struct on_page *a = left, *b = right;
    if (a->place.offset != b->place.offset)
        return a->place.offset < b->place.offset ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool begins_by(const void *on_page, const void *offset)
{
    return ((const struct on_page *)on_page)->place.offset <=
           *(const size_t *)offset;
}

// The block that a place is in; NULL where layout has not said.
static const struct on_page *page_of(const struct diag *diag, size_t offset)
{
    struct diag *sorted = (struct diag *)diag;
    if (diag->on_page_count == 0)
        return NULL;
    if (!diag->on_pages_sorted)
        qsort(sorted->on_pages, diag->on_page_count, sizeof *diag->on_pages,
              by_offset);
    sorted->on_pages_sorted = true;
    if (diag->on_pages[0].place.offset > offset)
        return NULL;
    const struct on_page *found = &diag->on_pages[search_last(
        diag->on_pages, diag->on_page_count, sizeof *diag->on_pages, begins_by,
        &offset)];
    return offset - found->place.offset < found->place.count ? found : NULL;
}

// ----- Words -----

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Marks of Markdown before and between words, which no page shows.
static bool is_mark(uint32_t c)
{
    return c == '#' || c == '*' || c == '_' || c == '>' || c == '`' || c == '|';
}

// Where the word begins that offset is in.
static size_t word_start(struct str text, size_t offset)
{
    while (offset > 0) {
        size_t before = offset;
        if (is_space(utf8_previous(text, &before)))
            break;
        offset = before;
    }
    return offset;
}

// Past a tag or the number of a note, which begins at `at`; else at.
static size_t after_hidden(struct str text, size_t at)
{
    static const char *const hidden[][2] = {
        {"[^", "]"}, {"<sup>", "</sup>"}, {"<", ">"}};
    struct str rest = str_slice(text, at, text.count);
    for (size_t i = 0; i < COUNT(hidden); i++) {
        if (!str_starts(rest, str_of(hidden[i][0])))
            continue;
        size_t end = str_find(rest, str_of(hidden[i][1]));
        size_t line = str_find(rest, STR("\n"));
        return end == STR_NONE || line < end ? at
                                             : at + end + strlen(hidden[i][1]);
    }
    return at;
}

// A few words from there on, as a page has them.
static struct str words_at(struct arena *arena, struct str text, size_t offset)
{
    enum { WORDS = 5, CHARACTERS = 40 };
    struct buffer words = {0};
    size_t count = 0, characters = 0, at = word_start(text, offset);
    bool gap = false;
    while (at < text.count && count < WORDS && characters < CHARACTERS) {
        size_t after = after_hidden(text, at);
        if (after > at) {
            at = after;
            continue;
        }
        uint32_t c = utf8_next(text, &at);
        if (c == '\n' && words.count > 0)
            break;
        if (is_mark(c) || (words.count == 0 && (c == '-' || c == ':')))
            continue;
        if (is_space(c)) {
            count += !gap && words.count > 0;
            gap = true;
            continue;
        }
        if (gap && words.count > 0)
            buffer_add_byte(&words, ' ');
        gap = false;
        buffer_add_utf8(&words, c);
        characters++;
    }
    return buffer_to_arena(&words, arena);
}

void diag_add_whereabouts(struct buffer *out, const struct diag *diag,
                          const struct report *report)
{
    if (!paged[report->args.message] || !place_known(report->place) ||
        report->place.offset >= diag->text.count)
        return;
    const struct on_page *page = page_of(diag, report->place.offset);
    struct str words = words_at(diag->arena, diag->text, report->place.offset);
    if (page && page->first == page->last)
        buffer_printf(out, "page %zu", page->first);
    else if (page)
        buffer_printf(out, "pages %zu\u2013%zu", page->first, page->last);
    if (words.count > 0) {
        bool rtl = diag_has_rtl(words);
        buffer_add_c(out, page ? ", " : "");
        buffer_add_c(out, rtl ? "\u201C\u2068" : "\u201C");
        diag_add_shown(out, words);
        buffer_add_c(out, rtl ? "\u2069\u2026\u201D" : "\u2026\u201D");
    }
    buffer_add_c(out, page || words.count > 0 ? ": " : "");
}
