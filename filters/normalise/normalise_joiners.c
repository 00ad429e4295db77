// SPDX-License-Identifier: MIT
// What is not seen between letters: zero width space and word joiner, and the
// half-space, ZWNJ, in all the ways in which it is typed.
#include "normalise/normalise_parts.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// ----- Zero width -----

enum { ZERO_WIDTH_SPACE = 0x200B, WORD_JOINER = 0x2060, BYTE_ORDER = 0xFEFF };

static bool is_zero_width(uint32_t c)
{
    return c == ZERO_WIDTH_SPACE || c == WORD_JOINER || c == BYTE_ORDER;
}

// Scripts that have no spaces use U+200B between words (UAX #14, SA).
static bool parts_words(uint32_t before, uint32_t after)
{
    return u_getIntPropertyValue((UChar32)before, UCHAR_LINE_BREAK) ==
               U_LB_COMPLEX_CONTEXT ||
           u_getIntPropertyValue((UChar32)after, UCHAR_LINE_BREAK) ==
               U_LB_COMPLEX_CONTEXT;
}

// The next character to either side that is seen, or a space; 0: none. Of many
// that are not seen, as no author writes them, the last.
enum { UNSEEN_MOST = 8 };

static uint32_t seen_before(struct str text, size_t offset)
{
    uint32_t c = 0;
    for (int i = 0; i < UNSEEN_MOST; i++)
        if (!is_zero_width(c = offset > 0 ? utf8_previous(text, &offset) : 0))
            break;
    return c;
}

static uint32_t seen_after(struct str text, size_t offset)
{
    uint32_t c = 0;
    for (int i = 0; i < UNSEEN_MOST; i++)
        if (!is_zero_width(c = offset < text.count ? utf8_next(text, &offset)
                                                   : 0))
            break;
    return c;
}

// Both say where a line may end, or may not: only something between two
// characters can mean that. A mark joins the letter before it in any case.
static bool says_something(struct str text, size_t start, size_t end,
                           uint32_t c)
{
    uint32_t before = seen_before(text, start), after = seen_after(text, end);
    if (c == BYTE_ORDER)
        return false;
    if (c == ZERO_WIDTH_SPACE && parts_words(before, after))
        return true;
    return before && after && !char_is_space(before) && !char_is_space(after) &&
           !char_is_mark(after);
}

void normalise_zero_width(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_zero_width(c))
            continue;
        size_t first = at.offset;
        skip_repeats(now->text, &at, c);
        if (!says_something(now->text, at.start, at.offset, c))
            first = at.start;
        if (at.offset > first)
            source_replace(now->source, first, at.offset - first, STR(""),
                           "zero-width");
    }
}

// ----- Half-spaces -----

enum { NOT_SIGN = 0xAC };

static bool is_direction_mark(uint32_t c)
{
    return c == CHAR_LEFT_TO_RIGHT_MARK || c == CHAR_RIGHT_TO_LEFT_MARK ||
           c == 0x061C;
}

// Keyboards and programs without ZWNJ have these in its place; between letters
// none of them means anything else.
static bool is_typed_for_it(uint32_t c)
{
    return c == NOT_SIGN || c == CHAR_SOFT_HYPHEN ||
           (is_direction_mark(c) && c != 0x061C);
}

// Arabic has no half-spaces.
bool normalise_has_half_spaces(struct str lang)
{
    return language_script(lang) != SCRIPT_ARABIC ||
           (language_has(lang, ROW_alphabet) &&
            !str_equal(language_value(lang, ROW_alphabet), STR("arabic")));
}

void normalise_report_half_space(struct normalising *now, size_t offset,
                                 uint32_t c)
{
    unsigned flag = c == NOT_SIGN                  ? 1
                    : c == CHAR_SOFT_HYPHEN        ? 2
                    : c == CHAR_LEFT_TO_RIGHT_MARK ? 4
                                                   : 8;
    bool reported = now->half_spaces & flag;
    now->half_spaces |= flag;
    if (now->diag && !reported)
        diag_report(now->diag, source_origin(now->source, offset, 2),
                    MESSAGE_half_space_typed,
                    arena_printf(now->arena, "U+%04X", (unsigned)c));
}

// ----- ZWNJ -----

static bool is_mark_of_emphasis(uint32_t c)
{
    return c == '*' || c == '_' || c == '~';
}

// The neighbour of a ZWNJ, past emphasis marks, tags and marks of direction:
// *می*<U+200C>شود is one word.
static uint32_t neighbour_before(const struct normalising *now, size_t offset)
{
    while (offset > 0) {
        size_t at = offset;
        uint32_t c = utf8_previous(now->text, &at);
        const struct lang_span *span = normalise_span_at(now, at);
        if (span->kind == LANG_SPAN_TAG)
            offset = span->offset;
        else if (is_mark_of_emphasis(c) || is_direction_mark(c))
            offset = at;
        else
            return c;
    }
    return 0;
}

static uint32_t neighbour_after(const struct normalising *now, size_t offset)
{
    while (offset < now->text.count) {
        const struct lang_span *span = normalise_span_at(now, offset);
        size_t next = offset;
        uint32_t c = utf8_next(now->text, &next);
        if (span->kind == LANG_SPAN_TAG)
            offset = span->end;
        else if (is_mark_of_emphasis(c) || is_direction_mark(c))
            offset = next;
        else
            return c;
    }
    return 0;
}

// ZWNJ is spelling between two letters (می<U+200C>شود) and nothing anywhere
// else.
void normalise_zwnj(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (c != CHAR_ZWNJ)
            continue;
        size_t first = at.offset;
        skip_repeats(now->text, &at, c);
        bool needed = char_in_word(neighbour_before(now, at.start)) &&
                      char_in_word(neighbour_after(now, at.offset));
        if (!needed)
            first = at.start;
        if (at.offset > first)
            source_replace(now->source, first, at.offset - first, STR(""),
                           "zwnj");
    }
}

// ----- Half-spaces typed as something else -----

static bool is_letter(uint32_t c)
{
    return (char_is_arabic_letter(c) || char_is_mark(c)) && c != CHAR_TATWEEL;
}

// Past all of them in a row.
static void skip_typed(struct str text, struct walk *at)
{
    for (size_t next = at->offset; next < at->span->end; at->offset = next)
        if (!is_typed_for_it(utf8_next(text, &next)))
            break;
}

void normalise_half_spaces(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_typed_for_it(c) || !normalise_has_half_spaces(at.span->lang))
            continue;
        skip_typed(now->text, &at);
        if (!is_letter(neighbour_before(now, at.start)) ||
            !is_letter(neighbour_after(now, at.offset)))
            continue;
        normalise_report_half_space(now, at.start, c);
        source_replace(now->source, at.start, at.offset - at.start,
                       STR("\u200C"), "half-space");
    }
}
