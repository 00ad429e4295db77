// SPDX-License-Identifier: MIT
// Are the blocks of source/markdown_blocks.h those of cmark-gfm?
//
// usage: blocks <TEXTS            texts on standard input, each ended by NUL
//        blocks random FROM TO    texts made from these seeds
// Each line is described by the blocks that it stands in, with the lines where
// these begin: "quote@3 list@3 item@3 paragraph@4". cmark-gfm tells the line
// where a block begins; where one ends it does not always tell right, so that
// is known from the block's own text or from where the next one begins.
#include "blocks.h"

#include "read/markdown/reader.h"
#include "source/markdown_blocks.h"
#include "source/text_tables.h"

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>

// ----- Lines as cmark-gfm has them -----

struct leaf {
    size_t first, last;
    bool loose; // the last line may be no more of it
    struct str says;
};

struct judge {
    struct arena *arena;
    struct leaf *leaves;
    size_t count, capacity;
    size_t table_head; // of the next table, where a paragraph is split off it
    size_t line_count;
};

static const char *name_of(cmark_node *node)
{
    const char *type = cmark_node_get_type_string(node);
    if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION)
        return "note"; // it has no name there
    return strcmp(type, "tasklist") == 0      ? "item"
           : strcmp(type, "block_quote") == 0 ? "quote"
                                              : type;
}

static size_t newlines(const char *text)
{
    size_t count = 0;
    for (; text && *text; text++)
        count += *text == '\n';
    return count;
}

static bool is_type(cmark_node *node, const char *type)
{
    return node && strcmp(cmark_node_get_type_string(node), type) == 0;
}

// The first line of a table. Where the paragraph before its head is of the
// same lines, cmark-gfm gives the table that paragraph's first line and the
// paragraph none: then the head is two before the first row, or the last but
// one where there is no row.
static size_t table_start(cmark_node *table)
{
    cmark_node *before = cmark_node_previous(table);
    cmark_node *head = cmark_node_first_child(table);
    cmark_node *row = head ? cmark_node_next(head) : NULL;
    if (!is_type(before, "paragraph") || cmark_node_get_start_line(before) != 0)
        return (size_t)cmark_node_get_start_line(table);
    return row ? (size_t)cmark_node_get_start_line(row) - 2
               : (size_t)cmark_node_get_end_line(table) - 1;
}

static size_t start_of(cmark_node *node)
{
    size_t start = (size_t)cmark_node_get_start_line(node);
    if (is_type(node, "table"))
        return table_start(node);
    if (start == 0 && is_type(cmark_node_next(node), "table"))
        return (size_t)cmark_node_get_start_line(cmark_node_next(node));
    return start;
}

static size_t end_of(cmark_node *node, size_t first, bool *loose)
{
    size_t last = (size_t)cmark_node_get_end_line(node);
    cmark_node *next = cmark_node_next(node);
    int length, offset;
    char character;
    // One with an underline is open until the next line is read.
    *loose = is_type(node, "heading");
    if (is_type(node, "thematic_break"))
        return first; // it is left open over blank lines
    if (is_type(node, "html_block"))
        return first + newlines(cmark_node_get_literal(node)) - 1;
    if (is_type(node, "code_block") &&
        !cmark_node_get_fenced(node, &length, &offset, &character))
        return first + newlines(cmark_node_get_literal(node)) - 1;
    if (is_type(node, "code_block")) {
        // Closed by a fence, or by the end of what it stands in.
        *loose = true;
        return first + newlines(cmark_node_get_literal(node)) + 1;
    }
    if (is_type(node, "paragraph") && cmark_node_get_start_line(node) == 0)
        return table_start(next) - 1;
    return last < first ? first : last;
}

static void add_leaf(struct judge *judge, cmark_node *node, struct str outer)
{
    struct leaf leaf = {.first = start_of(node)};
    leaf.last = end_of(node, leaf.first, &leaf.loose);
    const char *name = name_of(node);
    if (is_type(node, "code_block") && leaf.loose)
        name = "fence";
    else if (is_type(node, "code_block"))
        name = "code";
    leaf.says = arena_printf(judge->arena, "%.*s%s@%zu", STR_ARG(outer), name,
                             leaf.first);
    ARENA_PUSH(judge->arena, judge->leaves, judge->count, judge->capacity) =
        leaf;
}

static bool is_container(cmark_node *node)
{
    return is_type(node, "document") || is_type(node, "block_quote") ||
           is_type(node, "list") || is_type(node, "item") ||
           is_type(node, "tasklist") ||
           cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

static void walk(struct judge *judge, cmark_node *node, struct str outer)
{
    if (!is_container(node)) {
        add_leaf(judge, node, outer);
        return;
    }
    if (!is_type(node, "document"))
        outer = arena_printf(judge->arena, "%.*s%s@%d ", STR_ARG(outer),
                             name_of(node), cmark_node_get_start_line(node));
    if (!cmark_node_first_child(node) && !is_type(node, "document"))
        ARENA_PUSH(judge->arena, judge->leaves, judge->count, judge->capacity) =
            (struct leaf){.first = (size_t)cmark_node_get_start_line(node),
                          .last = (size_t)cmark_node_get_start_line(node),
                          .says = str_trim(outer)};
    for (cmark_node *child = cmark_node_first_child(node); child;
         child = cmark_node_next(child))
        walk(judge, child, outer);
}

static cmark_node *parse(struct str text, bool notes)
{
    static const char *const extensions[] = {"table", "strikethrough",
                                             "autolink", "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(notes ? CMARK_OPT_FOOTNOTES : 0);
    for (size_t i = 0; i < COUNT(extensions); i++)
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text.bytes, text.count);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

// The leaf of each line, NULL where cmark-gfm has none: of two that reach it,
// the one that begins later.
static struct leaf **leaves_of(struct judge *judge, cmark_node *document,
                               size_t lines)
{
    walk(judge, document, STR(""));
    struct leaf **of = ARENA_ARRAY(judge->arena, struct leaf *, lines + 2);
    for (size_t i = 0; i < judge->count; i++) {
        struct leaf *leaf = &judge->leaves[i];
        for (size_t line = leaf->first; line <= leaf->last && line <= lines;
             line++)
            if (!of[line] || of[line]->first <= leaf->first)
                of[line] = leaf;
    }
    return of;
}

// ----- Lines as blocks_scan_by has them -----

struct own {
    struct arena *arena;
    struct blocks blocks;
    // Where each line that cmark-gfm counts begins in the text: a mark of the
    // reader may reach over line ends.
    const size_t *counted;
    size_t counted_count;
};

static const char *own_name(const struct block *block)
{
    // A comment stands in the place of a table that pandoc draws.
    if (block->kind == BLOCK_TABLE && block->level != TEXT_TABLE_NONE)
        return "html_block";
    static const char *const names[] = {
        "front",      "paragraph", "heading", "list",           "code",
        "fence",      "table",     "quote",   "thematic_break", "html_block",
        "note",       "reference",
        "html_block", // a comment in the place of a line of :::
        "item"};
    return names[block->kind];
}

// The number that cmark-gfm gives a line, from 1.
static size_t counted_line(const struct own *own, size_t line)
{
    size_t start = own->blocks.lines[line].at.start, count = line + 1;
    if (own->counted)
        for (count = 0;
             count < own->counted_count && own->counted[count] <= start;)
            count++;
    return count;
}

static const struct block *block_on(const struct own *own, size_t line)
{
    return line < own->blocks.line_count ? own->blocks.lines[line].block : NULL;
}

static bool is_reference_beside(const struct own *own, size_t line,
                                const struct block *block)
{
    const struct block *other = block_on(own, line);
    return other && other->kind == BLOCK_REFERENCE &&
           other->parent == block->parent;
}

// Can definitions of links stand before its first line, as part of what was
// one paragraph? An ATX heading's text begins behind its marks.
static bool was_paragraph(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_TABLE ||
           (block->kind == BLOCK_HEADING &&
            block->text_offset == block->offset);
}

// cmark-gfm leaves definitions of links in the place of the paragraph behind
// them, and has no block for them where nothing is behind them: NULL.
static const struct block *behind_reference(const struct own *own,
                                            const struct block *block)
{
    size_t line = block->line;
    while (is_reference_beside(own, line, block))
        line++;
    const struct block *behind = block_on(own, line);
    bool text = behind && behind->line == line &&
                behind->parent == block->parent && was_paragraph(behind);
    return text ? behind : NULL;
}

static size_t first_line(const struct own *own, const struct block *block)
{
    size_t line = block->line;
    if (was_paragraph(block))
        while (line > 0 && is_reference_beside(own, line - 1, block))
            line--;
    return counted_line(own, line);
}

static struct str describe(const struct own *own, const struct block *block)
{
    struct str says = STR("");
    if (block && block->kind == BLOCK_REFERENCE) {
        const struct block *behind = behind_reference(own, block);
        block = behind ? behind : block->parent;
    }
    // A note that is referred to is moved to the end: what it stood in is lost.
    for (bool note = false; block && !note; block = block->parent) {
        note = block->kind == BLOCK_NOTE;
        says = arena_printf(own->arena, "%s@%zu%s%.*s", own_name(block),
                            first_line(own, block), says.count ? " " : "",
                            STR_ARG(says));
    }
    return says;
}

// ----- Comparison -----

// Is nothing on the line but marks of containers, or a definition of a link?
static bool has_no_leaf(const struct own *own, const struct block *block)
{
    return !block || block->kind == BLOCK_QUOTE || block->kind == BLOCK_LIST ||
           block->kind == BLOCK_ITEM || block->kind == BLOCK_NOTE ||
           (block->kind == BLOCK_REFERENCE && !behind_reference(own, block));
}

static bool same(const struct own *own, size_t line, const struct leaf *leaf)
{
    const struct block *block = block_on(own, line);
    struct str says = describe(own, block);
    size_t count = counted_line(own, line);
    bool free_line = !leaf || (leaf->loose && leaf->last == count);
    if ((leaf && str_equal(says, leaf->says)) ||
        (free_line && has_no_leaf(own, block)))
        return true;
    printf("line %zu: ours %.*s, cmark-gfm's %.*s\n", line + 1, STR_ARG(says),
           STR_ARG(leaf ? leaf->says : STR("none")));
    return false;
}

static const unsigned rules[READINGS] = {
    [READ_PLAIN] = BLOCKS_PLAIN,
    [READ_NOTES] = BLOCKS_NOTES,
    [READ_MARKED] = BLOCKS_OF_MARKING,
};

// Does a mark stand in the definition of a link, or in what begins like one?
// To cmark-gfm that may be a paragraph then, or no longer be one: a mark is no
// address, and has no brackets.
static bool marks_reference(const struct own *own, struct str text,
                            const struct fragment *fragment)
{
    for (size_t i = 0; i < fragment->marker_count; i++) {
        size_t offset = fragment->markers[i].offset;
        const struct block *block =
            block_on(own, blocks_line_at(&own->blocks, offset));
        if (block && (block->kind == BLOCK_REFERENCE ||
                      (block->kind == BLOCK_PARAGRAPH &&
                       text.bytes[block->text_offset] == '[' &&
                       block->text_offset != offset)))
            return true;
    }
    return false;
}

// The text for cmark-gfm; none where the two have to differ.
static struct str marked(struct own *own, struct str text)
{
    struct reader reader = {.arena = own->arena,
                            .diag = diag_new(own->arena, STR("text")),
                            .source = source_new(own->arena, text),
                            .text = text};
    struct fragment *fragment = ARENA_NEW(own->arena, struct fragment);
    fragment->text = text;
    struct str result = markup_mark(&reader, fragment);
    own->counted = fragment->lines;
    own->counted_count = fragment->line_count;
    return marks_reference(own, text, fragment) ? STR("") : result;
}

static bool lines_agree(struct judge *judge, const struct own *own,
                        struct str text, cmark_node *document)
{
    // The reader parts a term from the definition before it by a line.
    size_t lines = own->counted_count > own->blocks.line_count
                       ? own->counted_count
                       : own->blocks.line_count;
    struct leaf **leaves = leaves_of(judge, document, lines);
    for (size_t i = 0; i < own->blocks.line_count; i++) {
        struct text_line at = own->blocks.lines[i].at;
        if (!str_blank(str_slice(text, at.start, at.end)) &&
            !same(own, i, leaves[counted_line(own, i)]))
            return false;
    }
    return true;
}

bool blocks_agree(struct str text, enum reading reading)
{
    struct judge judge = {.arena = arena_new()};
    struct own own = {.arena = judge.arena};
    own.blocks = blocks_scan_by(own.arena, text, rules[reading]);
    struct str given = reading == READ_MARKED ? marked(&own, text) : text;
    cmark_node *document = parse(given, reading == READ_NOTES);
    bool agree = given.count == 0 || lines_agree(&judge, &own, text, document);
    if (!agree)
        printf("-----\n%.*s-----\n%.*s-----\n", STR_ARG(text), STR_ARG(given));
    cmark_node_free(document);
    arena_free(judge.arena);
    return agree;
}

static bool random_agrees(uint64_t seed, enum reading reading)
{
    struct buffer text = {0};
    random_text(&text, seed, reading);
    bool agree = blocks_agree(buffer_str(&text), reading);
    if (!agree)
        printf("seed %llu, reading %d\n", (unsigned long long)seed,
               (int)reading);
    buffer_release(&text);
    return agree;
}

static int judge_random(uint64_t from, uint64_t to)
{
    size_t wrong = 0;
    for (uint64_t seed = from; seed < to && wrong < 3; seed++)
        for (int reading = 0; reading < READINGS; reading++)
            wrong += !random_agrees(seed, (enum reading)reading);
    printf("%llu made texts, %zu with other blocks\n",
           (unsigned long long)(to - from) * READINGS, wrong);
    return wrong > 0;
}

static int judge_input(void)
{
    char *text = NULL;
    size_t capacity = 0, count = 0, wrong = 0;
    ssize_t length;
    while ((length = getdelim(&text, &capacity, 0, stdin)) > 0) {
        size_t end = (size_t)length - (text[length - 1] == 0);
        wrong += !blocks_agree((struct str){text, end}, READ_PLAIN);
        wrong += !blocks_agree((struct str){text, end}, READ_MARKED);
        count++;
    }
    free(text);
    printf("%zu texts, %zu with other blocks\n", count, wrong);
    return wrong > 0 || count == 0;
}

int main(int count, char **words)
{
    if (count == 4)
        return judge_random(strtoull(words[2], NULL, 10),
                            strtoull(words[3], NULL, 10));
    return judge_input();
}
