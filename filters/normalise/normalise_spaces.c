// SPDX-License-Identifier: MIT
// Spaces and dashes.
#include "normalise/normalise_parts.h"

#include "base/characters.h"

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

void normalise_dashes(struct normalising *now)
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
void normalise_line_starts(struct normalising *now)
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

// Lines between ::: verse and its end, as far as the text has been looked at.
struct verse_lines {
    size_t at, depth;
};

// Hemistichs of a line of verse are parted by a tab or four spaces.
static bool in_verse(struct verse_lines *verse, struct str text, size_t offset)
{
    for (; verse->at < offset; verse->at = line_end(text, verse->at) + 1) {
        size_t from = verse->at + line_indent(text, verse->at);
        struct str line =
            str_trim(str_slice(text, from, line_end(text, verse->at)));
        if (!str_starts(line, STR(":::")))
            continue;
        while (str_starts(line, STR(":")))
            line = str_slice(line, 1, line.count);
        bool opens = !str_blank(line);
        if (opens &&
            (verse->depth > 0 || str_find(line, STR("verse")) != STR_NONE))
            verse->depth++;
        else if (!opens && verse->depth > 0)
            verse->depth--;
    }
    return verse->depth > 0;
}

// The bar before a line of verse: what follows is the line's indentation.
static bool follows_bar(struct str text, size_t offset)
{
    if (offset == 0 || text.bytes[offset - 1] != '|')
        return false;
    size_t at = offset - 1;
    while (at > 0 && (text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '>'))
        at--;
    return at == 0 || text.bytes[at - 1] == '\n';
}

static bool parts_hemistichs(struct str text, const struct space_run *run)
{
    struct str spaces = str_slice(text, run->start, run->end);
    return str_find(spaces, STR("\n")) == STR_NONE &&
           (str_find(spaces, STR("\t")) != STR_NONE ||
            str_find(spaces, STR("    ")) != STR_NONE);
}

void normalise_spaces(struct normalising *now)
{
    struct str text = now->text;
    struct verse_lines verse = {0};
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
            bool kept =
                run.end > run.start && (follows_bar(text, run.start) ||
                                        (in_verse(&verse, text, run.start) &&
                                         parts_hemistichs(text, &run)));
            if (!kept)
                mend_run(now, &run);
            at = run.end > at ? run.end : at + 1;
            line_start = text.bytes[at - 1] == '\n';
        }
    }
}
