// SPDX-License-Identifier: MIT
// Finds contents lists by their leaders and links, and drops them.
#include "rejoin/contents_list.h"

#include "base/characters.h"
#include "languages/words.h"
#include "model/ids.h"
#include "source/markdown_blocks.h"
#include "text/plain.h"

struct contents {
    struct source *source;
    const struct context *context;
    struct str text;
    struct blocks blocks;
    struct hash_table headings; // their words
};

// ----- Entries -----

// "[1 Introduction 5](#_Toc12)": what it shows; empty where it is none.
static struct str linked_words(struct str line)
{
    size_t close = str_find(line, STR("](#_Toc"));
    if (!str_starts(line, STR("[")) || close == STR_NONE ||
        !str_ends(line, STR(")")))
        return STR("");
    return str_slice(line, 1, close);
}

static size_t digits_at_end(struct str line)
{
    size_t at = line.count, reached = at;
    while (at > 0 && char_is_digit(utf8_previous(line, &at)))
        reached = at;
    return line.count - reached;
}

static struct str without_page(struct str words)
{
    words = str_trim(words);
    return str_trim(str_slice(words, 0, words.count - digits_at_end(words)));
}

// "Introduction ..... 5", "Introduction<tab>5": the words; empty: none.
static struct str led_words(struct str line)
{
    enum { LEAST = 3 }; // dots
    size_t digits = digits_at_end(line), dots = 0;
    struct str words = str_slice(line, 0, line.count - digits);
    if (digits == 0)
        return STR("");
    for (size_t at = words.count; at > 0;) {
        uint32_t c = utf8_previous(words, &at);
        if (c == '\t' || c == 0x2026 || c == '_')
            dots += LEAST;
        else if (c == '.' || c == 0x00B7)
            dots++;
        else if (c != ' ')
            break;
        words = str_slice(words, 0, at);
    }
    return dots >= LEAST ? words : STR("");
}

static struct str entry_words(struct str line)
{
    line = str_trim(line);
    struct str words = linked_words(line);
    return words.count > 0 ? without_page(words) : led_words(line);
}

// ----- Headings -----

// The words without the numbers before them: "1.2 Findings" is "Findings".
static uint64_t words_key(struct arena *arena, struct str text)
{
    struct str id = id_of_words(arena, text);
    size_t from = 0;
    for (size_t at = 0; at < id.count;) {
        uint32_t c = utf8_next(id, &at);
        if (!char_is_digit(c) && c != '-')
            break;
        from = at;
    }
    return hash_table_key(str_slice(id, from, id.count));
}

static void take_headings(struct contents *now)
{
    struct arena *arena = now->context->arena;
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind == BLOCK_HEADING)
            hash_table_put(&now->headings, arena,
                           words_key(arena, block_text(now->text, block)), 0,
                           NULL);
    }
}

// Is the block before the list its heading alone? Then the next is of its
// level, or above it; a line of text says "contents".
static bool heads_list(const struct contents *now, size_t first, size_t end)
{
    enum { LONGEST = 60 };
    if (first == 0)
        return false;
    const struct block *block = &now->blocks.items[first - 1];
    const struct block *next =
        end < now->blocks.count ? &now->blocks.items[end] : NULL;
    if (block->kind == BLOCK_HEADING)
        return !next ||
               (next->kind == BLOCK_HEADING && next->level <= block->level);
    struct str said = block_text(now->text, block);
    struct str word = language_word(source_lang(now->source), WORD_contents);
    return block->kind == BLOCK_PARAGRAPH && said.count <= LONGEST &&
           str_find(said, word) != STR_NONE;
}

// ----- Lists -----

struct entries {
    size_t count, known; // known: headings of the text
};

// The lines of a block are all entries; adds them.
static bool take_block(const struct contents *now, const struct block *block,
                       struct entries *entries)
{
    struct entries found = *entries;
    struct arena *arena = now->context->arena;
    if (block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_LIST)
        return false;
    for (size_t i = block->line; i < now->blocks.line_count; i++) {
        const struct block_line *line = &now->blocks.lines[i];
        if (line->at.start >= block->end)
            break;
        if (!line->block)
            continue;
        struct str words =
            entry_words(str_slice(now->text, line->content, line->at.end));
        if (words.count == 0)
            return false;
        found.count++;
        found.known +=
            hash_table_find(&now->headings, words_key(arena, words)) != NULL;
    }
    *entries = found;
    return true;
}

static void report_stale(const struct contents *now, size_t first, size_t end)
{
    size_t from = now->blocks.items[first].offset;
    size_t to = now->blocks.items[end - 1].end;
    diag_report(now->context->diag, source_origin(now->source, from, to - from),
                MESSAGE_contents_stale);
}

static void report_dropped(const struct contents *now, size_t from, size_t to)
{
    const struct blocks *blocks = &now->blocks;
    for (size_t i = blocks_line_at(blocks, from);
         i < blocks->line_count && blocks->lines[i].at.start < to; i++) {
        const struct block_line *line = &blocks->lines[i];
        size_t start = line->content;
        if (line->block)
            diag_report(now->context->diag,
                        source_origin(now->source, start, line->at.end - start),
                        MESSAGE_contents_dropped,
                        str_slice(now->text, start, line->at.end));
    }
}

// Takes blocks away with the blank lines behind them.
static void drop(const struct contents *now, size_t first, size_t end)
{
    size_t from = now->blocks.items[first].offset;
    size_t to = end < now->blocks.count ? now->blocks.items[end].offset
                                        : now->text.count;
    report_dropped(now, from, to);
    source_replace(now->source, from, to - from, STR(""), "contents-list");
}

// The list that begins at block `first`; answers the block behind it.
static size_t take_list(const struct contents *now, size_t first)
{
    struct entries entries = {0};
    size_t end = first;
    while (end < now->blocks.count &&
           take_block(now, &now->blocks.items[end], &entries))
        end++;
    if (entries.count < 2)
        return end > first ? end : first + 1;
    if (entries.known * 2 >= entries.count)
        drop(now, first - heads_list(now, first, end), end);
    else
        report_stale(now, first, end);
    return end;
}

void contents_list_drop(struct source *source, const struct context *context)
{
    struct contents now = {
        .source = source, .context = context, .text = source_text(source)};
    now.blocks = blocks_scan(context->arena, now.text);
    take_headings(&now);
    for (size_t i = 0; i < now.blocks.count;)
        i = take_list(&now, i);
    source_apply(source);
}
