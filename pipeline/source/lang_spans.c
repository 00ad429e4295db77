// SPDX-License-Identifier: MIT
// Cuts a Markdown text into spans: text by language, code, addresses, tags.
#include "source/cutter.h"

#include "base/ascii.h"
#include "languages/language.h"
#include "languages/language_named.h"

#include <stdlib.h>

static bool is_code(const struct block *block)
{
    return block && (block->kind == BLOCK_CODE || block->kind == BLOCK_FENCE);
}

// Line by line: what is between them is no code.
static void cut_lines(struct cutter *cutter, const struct blocks *blocks,
                      size_t from, size_t to)
{
    for (; from < to; from++)
        cutter_cut(cutter, blocks->lines[from].at.start,
                   blocks->lines[from].at.end, LANG_SPAN_CODE);
}

// Lists, quotes and notes may hold code of their own. The text of each block
// in them is text by itself, with the marks of its lines.
static void cut_container(struct cutter *cutter, const struct blocks *blocks,
                          const struct block *container)
{
    size_t last = blocks_line_at(blocks, container->end);
    for (size_t i = container->line, next; i <= last; i = next) {
        const struct block *block = blocks->lines[i].block;
        for (next = i + 1; next <= last && blocks->lines[next].block == block;)
            next++;
        size_t from = blocks->lines[i].at.start;
        size_t to = blocks->lines[next - 1].at.end;
        if (is_code(block))
            cut_lines(cutter, blocks, i, next);
        else if (block)
            cutter_prose(cutter, from, to, true);
    }
}

// ----- Front matter -----

static bool is_path_key(struct str key)
{
    static const char *const keys[] = {"cover", "logo", "url",      "slug",
                                       "id",    "doi",  "editions", "path"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (str_equal(key, str_of(keys[i])))
            return true;
    return false;
}

// Keys of three letters are often languages too: doi is Dogri.
static bool is_language_key(struct cutter *cutter, struct str key,
                            struct str *lang)
{
    static const char *const others[] = {"bio", "doi", "url", "id", "dir"};
    return !STR_IS_ONE_OF(key, others) &&
           (language_named_tag(cutter->arena, key, lang) ||
            language_named_here(key, lang));
}

struct yaml_key {
    size_t indent; // columns before it, and before "- " in front of it
    struct str name;
};

static bool is_key_byte(char c)
{
    return ascii_is_alphanumeric(c) || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

static struct yaml_key key_of(struct str line)
{
    size_t at = line_indent(line, 0);
    while (cutter_byte(line, at) == '-' && cutter_byte(line, at + 1) == ' ')
        at += 2;
    char quote = cutter_byte(line, at);
    size_t start = at + (quote == '"' || quote == '\''), end = start;
    while (is_key_byte(cutter_byte(line, end)))
        end++;
    size_t colon = end + (start > at && cutter_byte(line, end) == quote);
    if (end == start || cutter_byte(line, colon) != ':')
        return (struct yaml_key){line_indent(line, 0), STR("")};
    return (struct yaml_key){at, str_slice(line, start, end)};
}

// Where the value that begins on the line at offset ends: before the next
// line that is not indented more than its key.
static size_t value_end(struct str text, size_t offset, size_t to,
                        size_t indent)
{
    size_t end = line_end(text, offset);
    while (end + 1 < to) {
        size_t next = line_end(text, end + 1);
        struct str line = str_slice(text, end + 1, next);
        if (!str_blank(line) && line_indent(line, 0) <= indent)
            break;
        end = next;
    }
    return end < to ? end : to;
}

static void cut_front(struct cutter *cutter, const struct block *block)
{
    struct str text = cutter->text;
    size_t at = block->offset;
    while (at < block->end) {
        size_t end = line_end(text, at);
        struct yaml_key key = key_of(str_slice(text, at, end));
        struct str lang;
        if (is_path_key(key.name)) {
            end = value_end(text, at, block->end, key.indent);
            cutter_cut(cutter, at, end, LANG_SPAN_URL);
        } else {
            if (key.indent > 0 && key.name.count > 0 &&
                is_language_key(cutter, key.name, &lang))
                cutter_lang(cutter, at,
                            value_end(text, at, block->end, key.indent), lang);
            cutter_prose(cutter, at, end < block->end ? end : block->end, true);
        }
        at = end + 1;
    }
}

// ----- Blocks -----

// Comments, and what a browser shows as it stands or not at all.
static bool is_raw_html(struct str html)
{
    static const char *const names[] = {"pre", "script", "style", "textarea"};
    struct html_token tag;
    if (!html_token_read(html, line_indent(html, 0), &tag))
        return false;
    for (size_t i = 0; i < COUNT(names); i++)
        if (html_token_is_named(&tag, str_of(names[i])))
            return tag.kind == HTML_START_TAG;
    return tag.kind == HTML_COMMENT;
}

static void cut_block(struct cutter *cutter, const struct blocks *blocks,
                      const struct block *block)
{
    switch (block->kind) {
    case BLOCK_FRONT:
        cut_front(cutter, block);
        return;
    case BLOCK_CODE:
    case BLOCK_FENCE:
    case BLOCK_BREAK:
    case BLOCK_DIRECTIVE:
        cutter_cut(cutter, block->offset, block->end, LANG_SPAN_CODE);
        return;
    case BLOCK_REFERENCE:
        cutter_cut(cutter, block->offset, block->text_offset, LANG_SPAN_LABEL);
        cutter_prose(cutter,
                     cutter_destination(cutter, block->text_offset, block->end),
                     block->end, true);
        return;
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
    case BLOCK_ITEM:
        cut_container(cutter, blocks, block);
        return;
    case BLOCK_HTML:
        if (is_raw_html(block_str(cutter->text, block)))
            cutter_cut(cutter, block->offset, block->end, LANG_SPAN_CODE);
        else
            cutter_prose(cutter, block->offset, block->end, false);
        return;
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_TABLE:
        cutter_prose(cutter, block->offset, block->end, true);
        return;
    }
}

static int by_offset(const void *left, const void *right)
{
    const struct event *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return (int)a->begins - (int)b->begins; // one ends before another begins
}

// ----- Putting cuts, languages and blocks together -----

struct weaver {
    struct cutter *cutter;
    struct blocks blocks;
    size_t block, event;
    struct str stack[LANG_DEPTH + 1];
    size_t depth, too_deep;
    struct lang_span *items;
    size_t count, capacity;
};

// The next offset after `from` where language or block changes.
static size_t next_change(const struct weaver *weaver, size_t from, size_t to)
{
    size_t change = to;
    if (weaver->event < weaver->cutter->event_count &&
        weaver->cutter->events[weaver->event].offset < change)
        change = weaver->cutter->events[weaver->event].offset;
    if (weaver->block < weaver->blocks.count) {
        const struct block *block = &weaver->blocks.items[weaver->block];
        size_t edge = from < block->offset ? block->offset : block->end;
        if (edge > from && edge < change)
            change = edge;
    }
    return change;
}

static void take_events(struct weaver *weaver, size_t offset)
{
    const struct cutter *cutter = weaver->cutter;
    while (weaver->event < cutter->event_count &&
           cutter->events[weaver->event].offset <= offset) {
        const struct event *event = &cutter->events[weaver->event++];
        if (event->begins && weaver->depth < LANG_DEPTH)
            weaver->stack[++weaver->depth] = event->lang;
        else if (event->begins)
            weaver->too_deep++;
        else if (weaver->too_deep > 0)
            weaver->too_deep--;
        else if (weaver->depth > 0)
            weaver->depth--;
    }
    while (weaver->block < weaver->blocks.count &&
           weaver->blocks.items[weaver->block].end <= offset)
        weaver->block++;
}

static void weave(struct weaver *weaver, size_t from, size_t to,
                  enum lang_span_kind kind)
{
    while (from < to) {
        take_events(weaver, from);
        size_t end = next_change(weaver, from, to);
        const struct block *block = NULL;
        if (weaver->block < weaver->blocks.count &&
            weaver->blocks.items[weaver->block].offset <= from)
            block = &weaver->blocks.items[weaver->block];
        ARENA_PUSH(weaver->cutter->arena, weaver->items, weaver->count,
                   weaver->capacity) = (struct lang_span){
            from, end, kind, weaver->stack[weaver->depth], block};
        from = end;
    }
}

struct lang_spans lang_spans_scan(struct arena *arena, struct str text,
                                  struct blocks blocks, struct str lang)
{
    struct cutter cutter = {.arena = arena, .text = text};
    for (size_t i = 0; i < blocks.count; i++)
        cut_block(&cutter, &blocks, &blocks.items[i]);
    while (cutter.tag_count > 0) {
        const struct open_tag *open = &cutter.tags[--cutter.tag_count];
        cutter_lang(&cutter, open->offset, text.count, open->lang);
    }
    if (cutter.event_count > 0)
        qsort(cutter.events, cutter.event_count, sizeof *cutter.events,
              by_offset);
    struct weaver weaver = {.cutter = &cutter, .blocks = blocks};
    weaver.stack[0] = lang;
    size_t done = 0;
    for (size_t i = 0; i < cutter.cut_count; i++) {
        if (cutter.cuts[i].offset < done) // inside the one before
            continue;
        weave(&weaver, done, cutter.cuts[i].offset, LANG_SPAN_TEXT);
        weave(&weaver, cutter.cuts[i].offset, cutter.cuts[i].end,
              cutter.cuts[i].kind);
        done = cutter.cuts[i].end;
    }
    weave(&weaver, done, text.count, LANG_SPAN_TEXT);
    return (struct lang_spans){weaver.items, weaver.count};
}
