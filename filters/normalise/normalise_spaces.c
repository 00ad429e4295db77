// SPDX-License-Identifier: MIT
// Spaces, dashes, hyphens at line ends, and characters that are not seen.
#include "normalise/normalise_parts.h"

#include "base/characters.h"
#include "text/vocabulary.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

// ----- Zero width -----

// Does the next line continue the paragraph, so that lines may be joined? Not
// in a quote, whose mark stands between them.
static bool continues(const struct normalising *now, size_t line_feed)
{
    const struct blocks *blocks = &now->blocks;
    size_t line = blocks_line_at(blocks, line_feed);
    if (line + 1 >= blocks->line_count)
        return false;
    const struct block_line *next = &blocks->lines[line + 1];
    return next->block && next->block->kind == BLOCK_PARAGRAPH &&
           next->block == blocks->lines[line].block &&
           str_blank(str_slice(now->text, next->at.start, next->content));
}

// Scripts that have no spaces use U+200B between words (UAX #14, SA).
static bool parts_words(struct str text, size_t start, size_t end)
{
    uint32_t before = utf8_before(text, start);
    uint32_t after = utf8_after(text, end);
    return u_getIntPropertyValue((UChar32)before, UCHAR_LINE_BREAK) ==
               U_LB_COMPLEX_CONTEXT ||
           u_getIntPropertyValue((UChar32)after, UCHAR_LINE_BREAK) ==
               U_LB_COMPLEX_CONTEXT;
}

static void drop_zero_width(struct normalising *now, size_t start, size_t end,
                            uint32_t c)
{
    const char *rule = "zero-width";
    if (c == 0x200B && parts_words(now->text, start, end))
        return;
    if (c == CHAR_SOFT_HYPHEN) {
        rule = "soft-hyphen";
        if (utf8_after(now->text, end) == '\n' && continues(now, end))
            end += 1 + line_indent(now->text, end + 1);
    }
    source_replace(now->source, start, end - start, STR(""), rule);
}

void pass_zero_width(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;)
        if (c == 0x200B || c == 0x2060 || c == 0xFEFF || c == CHAR_SOFT_HYPHEN)
            drop_zero_width(now, at.start, at.offset, c);
}

// ----- ZWNJ -----

static bool is_mark_of_emphasis(uint32_t c)
{
    return c == '*' || c == '_' || c == '~';
}

// The neighbour of a ZWNJ, past emphasis marks and tags: *می*<U+200C>شود is one
// word.
static uint32_t neighbour_before(const struct normalising *now, size_t offset)
{
    while (offset > 0) {
        size_t at = offset;
        uint32_t c = utf8_previous(now->text, &at);
        const struct lang_span *span = span_at(now, at);
        if (span->kind == LANG_SPAN_TAG)
            offset = span->offset;
        else if (is_mark_of_emphasis(c))
            offset = at;
        else
            return c;
    }
    return 0;
}

static uint32_t neighbour_after(const struct normalising *now, size_t offset)
{
    while (offset < now->text.count) {
        const struct lang_span *span = span_at(now, offset);
        size_t next = offset;
        uint32_t c = utf8_next(now->text, &next);
        if (span->kind == LANG_SPAN_TAG)
            offset = span->end;
        else if (is_mark_of_emphasis(c))
            offset = next;
        else
            return c;
    }
    return 0;
}

// ZWNJ is spelling between two letters (می<U+200C>شود) and nothing anywhere
// else.
void pass_zwnj(struct normalising *now)
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

// ----- Dashes -----

// As a hyphen-minus, U+2010 could begin a list item, or make a line of
// dashes: then it stays.
#define MARKUP_LINE 400 // bytes to either side; keeps it linear

static bool would_be_markup(const struct normalising *now, size_t start,
                            size_t end)
{
    struct str text = now->text;
    size_t line = start, least = start > MARKUP_LINE ? start - MARKUP_LINE : 0;
    size_t stop = start + MARKUP_LINE;
    while (line > least && text.bytes[line - 1] != '\n')
        line--;
    stop = line_end(str_slice(text, 0, stop), start);
    bool first = line > least || line == 0;
    if (first && str_blank(str_slice(text, line, start)) &&
        !char_in_word(utf8_after(text, end)))
        return true;
    for (size_t offset = line; offset < stop;)
        if (char_in_word(utf8_next(text, &offset)))
            return false;
    return true;
}

void pass_dashes(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;)
        if (c == CHAR_HYPHEN && !would_be_markup(now, at.start, at.offset))
            source_replace(now->source, at.start, at.offset - at.start,
                           STR("-"), "dash");
        else if (c == 0x2012)
            source_replace(now->source, at.start, at.offset - at.start,
                           STR("\u2013"), "dash");
}

// ----- Hyphens at line ends -----

struct broken_word {
    size_t start, hyphen, next, end; // word, its hyphen, the rest
};

// A word that a line end cuts after the hyphen at `hyphen`?
static bool is_broken(const struct normalising *now, size_t hyphen,
                      struct broken_word *broken)
{
    struct str text = now->text;
    size_t feed = hyphen + 1;
    while (feed < text.count && text.bytes[feed] == ' ')
        feed++;
    if (feed - hyphen > 2 || utf8_after(text, feed) != '\n' ||
        !char_in_word(utf8_before(text, hyphen)) || !continues(now, feed))
        return false;
    *broken = (struct broken_word){.start = hyphen, .hyphen = hyphen};
    broken->next = feed + 1 + line_indent(text, feed + 1);
    for (size_t at = hyphen; at > 0 && char_in_word(utf8_previous(text, &at));)
        broken->start = at;
    broken->end = broken->next;
    for (size_t at = broken->next;
         at < text.count && char_in_word(utf8_next(text, &at));)
        broken->end = at;
    return broken->end > broken->next;
}

static void report_kept(const struct normalising *now,
                        const struct broken_word *broken)
{
    struct str first = str_slice(now->text, broken->start, broken->hyphen + 1);
    struct str rest = str_slice(now->text, broken->next, broken->end);
    struct place at = source_origin(now->source, broken->start, first.count);
    if (now->diag)
        diag_report(now->diag, at, MESSAGE_hyphen_kept,
                    arena_printf(now->arena, "%.*s%.*s", STR_ARG(first),
                                 STR_ARG(rest)));
}

// Without a dictionary: the hyphen goes only where the text itself has the
// joined word somewhere else.
static void join_word(struct normalising *now, struct vocabulary *words,
                      const struct broken_word *broken)
{
    struct str text = now->text;
    struct str rest = str_slice(text, broken->next, broken->end);
    if (words->counts.size == 0)
        *words = vocabulary_of(now->arena, text);
    bool known = vocabulary_has(
        words, str_slice(text, broken->start, broken->hyphen), rest);
    // "pre-\nand post-war"; but "exp-\nand" is one word.
    if (!known &&
        languages_list(ROW_conjunctions, rest, source_lang(now->source)))
        return;
    size_t from = broken->hyphen + !known;
    if (!known)
        report_kept(now, broken);
    source_replace(now->source, from, broken->next - from, STR(""),
                   "line-hyphen");
}

void pass_line_hyphens(struct normalising *now)
{
    struct vocabulary words = {0};
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TEXT)
            continue;
        for (size_t at = span->offset; at < span->end; at++) {
            struct broken_word broken;
            if (now->text.bytes[at] == '-' && is_broken(now, at, &broken))
                join_word(now, &words, &broken);
        }
    }
}

// ----- Spaces -----

static bool is_nbsp(struct str text, size_t offset)
{
    return offset + 1 < text.count && text.bytes[offset] == '\xC2' &&
           text.bytes[offset + 1] == '\xA0';
}

struct space_run {
    size_t start, end, spaces, nbsps;
};

static struct space_run space_run_at(struct str text, size_t start, size_t end)
{
    struct space_run run = {start, start, 0, 0};
    while (run.end < end) {
        if (text.bytes[run.end] == ' ')
            run.spaces++, run.end++;
        else if (is_nbsp(text, run.end))
            run.nbsps++, run.end += 2;
        else
            break;
    }
    return run;
}

// Spaces of a run that end the line: two or more are a hard break.
static size_t trailing_spaces(struct str text, const struct space_run *run)
{
    size_t count = 0;
    while (run->end - count > run->start &&
           text.bytes[run->end - 1 - count] == ' ')
        count++;
    return count;
}

static void mend_run(struct normalising *now, const struct space_run *run)
{
    struct str text = now->text, wanted = STR(" ");
    bool at_end = run->end == text.count || text.bytes[run->end] == '\n';
    if (run->spaces + run->nbsps < 2)
        return;
    if (run->spaces == 0)
        wanted = STR("\u00A0");
    else if (at_end && trailing_spaces(text, run) >= 2)
        wanted = STR("  ");
    if (!str_equal(str_slice(text, run->start, run->end), wanted))
        source_replace(now->source, run->start, run->end - run->start, wanted,
                       "spaces");
}

static bool has_loose_spaces(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
        return true;
    case BLOCK_FRONT: // YAML counts them
    case BLOCK_CODE:
    case BLOCK_FENCE:
    case BLOCK_TABLE: // cells are padded
    case BLOCK_BREAK:
    case BLOCK_HTML:
    case BLOCK_REFERENCE:
    case BLOCK_DIRECTIVE:
    case BLOCK_ITEM: // no outermost block
        break;
    }
    return false;
}

// CommonMark does not count a no-break space as indentation, so at the start
// of a line it hides list marks and says nothing. A pass of its own: without
// it the line may be another kind of block.
void pass_line_starts(struct normalising *now)
{
    struct str text = now->text;
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TEXT || !span->block ||
            !has_loose_spaces(span->block->kind))
            continue;
        struct str within = str_slice(text, 0, span->end);
        for (size_t at = span->offset; at < span->end;
             at = line_end(within, at) + 1) {
            if (at > 0 && text.bytes[at - 1] != '\n')
                continue;
            struct space_run run = space_run_at(text, at, span->end);
            if (run.nbsps > 0)
                source_replace(now->source, run.start, run.end - run.start,
                               STR(""), "spaces");
        }
    }
}

// Past what shapes the block. Other programs want the spaces behind the colon
// of a definition; behind a note's label there is one too.
static size_t content_start(const struct normalising *now, size_t offset)
{
    size_t at = blocks_content(&now->blocks, now->text, offset);
    if (at < now->text.count && now->text.bytes[at] == ':')
        at += 1 + line_indent(now->text, at + 1);
    return at;
}

void pass_spaces(struct normalising *now)
{
    struct str text = now->text;
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TEXT || !span->block ||
            !has_loose_spaces(span->block->kind))
            continue;
        // A hard break's spaces reach to the end of the span and no further.
        size_t at = span->offset;
        bool line_start = at == span->block->offset ||
                          (at > 0 && text.bytes[at - 1] == '\n') ||
                          text.bytes[at] == ':';
        while (at < span->end) {
            if (line_start) {
                at = content_start(now, at);
                line_start = false;
                continue;
            }
            struct space_run run = space_run_at(text, at, span->end);
            mend_run(now, &run);
            at = run.end > at ? run.end : at + 1;
            line_start = text.bytes[at - 1] == '\n';
        }
    }
}
