// SPDX-License-Identifier: MIT
// Cuts a Markdown text into prose by language, code, addresses and tags.
#include "stretches.h"

#include "language.h"

#include <stdlib.h>

// An HTML tag or link destination that is longer is taken for text: this
// keeps the search for its end linear in the text.
#define TAG_LONGEST 2000
// Marked languages inside each other; deeper ones keep the outer language.
#define LANG_DEPTH 16

struct cut { // a stretch that is no text
    size_t offset, end;
    enum stretch_kind kind;
};

struct event { // a language begins or ends
    size_t offset;
    bool begins;
    struct str lang;
};

struct open_tag {
    struct str name, lang;
    size_t offset, depth; // of tags with that name inside it
    bool within_block;    // opened in a paragraph: ends with it
};

struct cutter {
    struct arena *arena;
    struct str text;
    struct cut *cuts;
    size_t cut_count, cut_capacity;
    struct event *events;
    size_t event_count, event_capacity;
    struct open_tag tags[LANG_DEPTH];
    size_t tag_count;
    size_t *brackets; // offsets of [ that are open in this block
    size_t bracket_count, bracket_capacity;
    size_t angle_free; // no > lies between the last < looked at and here
    struct str tag, canonical; // the last language that was looked up
};

static void add_cut(struct cutter *cutter, size_t offset, size_t end,
                    enum stretch_kind kind)
{
    if (end > offset)
        ARENA_PUSH(cutter->arena, cutter->cuts, cutter->cut_count,
                   cutter->cut_capacity) = (struct cut){offset, end, kind};
}

// Nothing where it would be empty: its end would sort before its start.
static void add_lang(struct cutter *cutter, size_t offset, size_t end,
                     struct str lang)
{
    if (end <= offset)
        return;
    ARENA_PUSH(cutter->arena, cutter->events, cutter->event_count,
               cutter->event_capacity) = (struct event){offset, true, lang};
    ARENA_PUSH(cutter->arena, cutter->events, cutter->event_count,
               cutter->event_capacity) = (struct event){end, false, lang};
}

static bool ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static char byte_at(struct str text, size_t offset)
{
    return offset < text.count ? text.bytes[offset] : 0;
}

static size_t name_end(struct str text, size_t offset)
{
    while (name_byte(byte_at(text, offset)))
        offset++;
    return offset;
}

// Remembers one: a text marks the same language again and again.
static struct str canonical(struct cutter *cutter, struct str tag)
{
    if (cutter->tag.count == 0 || !str_equal(cutter->tag, tag)) {
        cutter->tag = tag;
        cutter->canonical = language_valid(tag)
                                ? language_canonical(cutter->arena, tag)
                                : STR("");
    }
    return cutter->canonical;
}

// The value of lang= in the attributes of a tag or span; empty: none.
static struct str lang_attribute(struct cutter *cutter, struct str attributes)
{
    size_t at = 0;
    for (;;) {
        struct str rest = str_slice(attributes, at, attributes.count);
        size_t found = str_find(rest, STR("lang="));
        if (found == STR_NONE)
            return STR("");
        at += found;
        char before = at > 0 ? attributes.bytes[at - 1] : ' ';
        at += 5;
        if (ascii_space(before) || before == '{')
            break;
    }
    while (byte_at(attributes, at) == '"' || byte_at(attributes, at) == '\'')
        at++;
    struct str tag = str_slice(attributes, at, name_end(attributes, at));
    return canonical(cutter, tag);
}

// ----- Code spans -----

struct tick_run {
    size_t offset, length, partner; // partner: index of the closing run
};
struct tick_runs {
    struct tick_run *items;
    size_t count, capacity;
    size_t next; // the first that lies ahead
};
#define TICKS_LONGEST 32

// Finds each run's partner in one pass from the end.
static struct tick_runs find_ticks(struct cutter *cutter, size_t from,
                                   size_t to)
{
    struct tick_runs runs = {0};
    size_t latest[TICKS_LONGEST + 1] = {0}; // index + 1, by length
    for (size_t i = from; i < to; i++) {
        size_t start = i;
        while (i < to && cutter->text.bytes[i] == '`')
            i++;
        if (i > start)
            ARENA_PUSH(cutter->arena, runs.items, runs.count, runs.capacity) =
                (struct tick_run){start, i - start, 0};
    }
    for (size_t i = runs.count; i-- > 0;) {
        size_t length = runs.items[i].length;
        if (length > TICKS_LONGEST)
            continue;
        runs.items[i].partner = latest[length];
        latest[length] = i + 1;
    }
    return runs;
}

// The end of the code span at offset; just past the ticks where none closes.
static size_t code_span_end(struct cutter *cutter, struct tick_runs *runs,
                            size_t offset)
{
    while (runs->next < runs->count &&
           runs->items[runs->next].offset + runs->items[runs->next].length <=
               offset)
        runs->next++;
    if (runs->next == runs->count)
        return offset + 1;
    const struct tick_run *run = &runs->items[runs->next];
    size_t after = run->offset + run->length;
    if (run->partner == 0 || run->offset != offset)
        return after;
    const struct tick_run *closing = &runs->items[run->partner - 1];
    add_cut(cutter, offset, closing->offset + closing->length, STRETCH_CODE);
    return closing->offset + closing->length;
}

// ----- Tags and addresses -----

static size_t find_close(struct str text, size_t offset, size_t to, char close)
{
    size_t stop = to - offset < TAG_LONGEST ? to : offset + TAG_LONGEST;
    for (size_t i = offset; i < stop; i++)
        if (text.bytes[i] == close)
            return i;
    return STR_NONE;
}

static bool has_space(struct str s)
{
    for (size_t i = 0; i < s.count; i++)
        if (ascii_space(s.bytes[i]))
            return true;
    return false;
}

static void close_tag(struct cutter *cutter, struct str name, size_t offset)
{
    if (cutter->tag_count == 0)
        return;
    struct open_tag *top = &cutter->tags[cutter->tag_count - 1];
    if (!str_equal_ascii_case(top->name, name) || top->depth-- > 0)
        return;
    add_lang(cutter, top->offset, offset, top->lang);
    cutter->tag_count--;
}

static void open_tag(struct cutter *cutter, struct str name, struct str tag,
                     size_t end, bool within_block)
{
    struct str lang = lang_attribute(cutter, tag);
    bool is_void = str_equal_ascii_case(name, STR("br")) ||
                   str_equal_ascii_case(name, STR("img")) ||
                   str_ends(tag, STR("/>"));
    if (is_void)
        return;
    if (lang.count > 0 && cutter->tag_count < LANG_DEPTH)
        cutter->tags[cutter->tag_count++] =
            (struct open_tag){name, lang, end, 0, within_block};
    else if (cutter->tag_count > 0 &&
             str_equal_ascii_case(cutter->tags[cutter->tag_count - 1].name,
                                  name))
        cutter->tags[cutter->tag_count - 1].depth++;
}

// An autolink or a tag at offset; answers where it ends.
static size_t angle_end(struct cutter *cutter, size_t offset, size_t to,
                        bool within_block)
{
    struct str text = cutter->text;
    size_t from = offset > cutter->angle_free ? offset : cutter->angle_free;
    size_t close = from < to ? find_close(text, from, to, '>') : STR_NONE;
    if (close == STR_NONE || close - offset > TAG_LONGEST) {
        // What was searched once is not searched for the next < again.
        cutter->angle_free = close != STR_NONE         ? close
                             : to - from < TAG_LONGEST ? to
                                                       : from + TAG_LONGEST;
        return offset + 1;
    }
    struct str tag = str_slice(text, offset, close + 1);
    bool closing = byte_at(tag, 1) == '/';
    size_t name_from = closing ? 2 : 1, name_to = name_end(tag, name_from);
    struct str name = str_slice(tag, name_from, name_to);
    char after = byte_at(tag, name_to);
    if (!has_space(tag) && (after == ':' || after == '@' || after == '.')) {
        add_cut(cutter, offset, close + 1, STRETCH_URL);
        return close + 1;
    }
    if (name.count == 0 && byte_at(tag, 1) != '!')
        return offset + 1;
    if (closing)
        close_tag(cutter, name, offset);
    else
        open_tag(cutter, name, tag, close + 1, within_block);
    add_cut(cutter, offset, close + 1, STRETCH_TAG);
    return close + 1;
}

static bool starts_address(struct str text, size_t offset)
{
    struct str rest = str_slice(text, offset, text.count);
    if (offset > 0 && name_byte(text.bytes[offset - 1]))
        return false;
    return str_starts(rest, STR("http://")) ||
           str_starts(rest, STR("https://")) ||
           str_starts(rest, STR("ftp://")) || str_starts(rest, STR("www."));
}

// Where the address begins whose "://" or "www." is at offset; STR_NONE where
// there is none. Most letters need no look at all this way.
static size_t address_start(struct str text, size_t offset, size_t from)
{
    size_t start = offset;
    while (text.bytes[offset] == ':' && start > from && offset - start < 5 &&
           text.bytes[start - 1] >= 'a' && text.bytes[start - 1] <= 'z')
        start--;
    return starts_address(text, start) ? start : STR_NONE;
}

static size_t address_end(struct cutter *cutter, size_t offset, size_t to)
{
    size_t end = offset;
    while (end < to && !ascii_space(cutter->text.bytes[end]) &&
           cutter->text.bytes[end] != '<' && cutter->text.bytes[end] != ']' &&
           cutter->text.bytes[end] != '`' && cutter->text.bytes[end] != '"')
        end++;
    add_cut(cutter, offset, end, STRETCH_URL);
    return end;
}

// ----- Brackets -----

// From after "](": the address, to white space or the closing bracket.
static size_t destination_end(struct cutter *cutter, size_t offset, size_t to)
{
    struct str text = cutter->text;
    size_t depth = 0, at = offset;
    if (byte_at(text, at) == '<') {
        size_t close = find_close(text, at, to, '>');
        at = close == STR_NONE ? at : close + 1;
    }
    for (; at < to && at - offset < TAG_LONGEST; at++) {
        char c = text.bytes[at];
        if (ascii_space(c) || (c == ')' && depth == 0))
            break;
        depth += c == '(';
        depth -= c == ')';
    }
    add_cut(cutter, offset, at, STRETCH_URL);
    return at;
}

static size_t bracket_end(struct cutter *cutter, size_t offset, size_t to)
{
    struct str text = cutter->text;
    size_t open = STR_NONE;
    if (cutter->bracket_count > 0)
        open = cutter->brackets[--cutter->bracket_count];
    if (open == STR_NONE || offset + 1 >= to)
        return offset + 1;
    if (text.bytes[offset + 1] == '(')
        return destination_end(cutter, offset + 2, to);
    if (text.bytes[offset + 1] == '{') {
        size_t close = find_close(text, offset + 2, to, '}');
        if (close == STR_NONE)
            return offset + 1;
        struct str lang =
            lang_attribute(cutter, str_slice(text, offset + 1, close));
        if (lang.count > 0)
            add_lang(cutter, open + 1, offset, lang);
    }
    return offset + 1;
}

// [^label] without white space or brackets in it.
static size_t label_end(struct cutter *cutter, size_t offset, size_t to)
{
    struct str text = cutter->text;
    size_t close = find_close(text, offset, to, ']');
    struct str label = STR("");
    if (close != STR_NONE)
        label = str_slice(text, offset + 2, close);
    if (label.count == 0 || has_space(label) ||
        str_find(label, STR("[")) != STR_NONE) {
        ARENA_PUSH(cutter->arena, cutter->brackets, cutter->bracket_count,
                   cutter->bracket_capacity) = offset;
        return offset + 1;
    }
    add_cut(cutter, offset, close + 1, STRETCH_LABEL);
    return close + 1;
}

// ----- Prose -----

static size_t cut_at(struct cutter *cutter, struct tick_runs *ticks,
                     size_t from, size_t at, size_t to, bool within_block)
{
    struct str text = cutter->text;
    switch (text.bytes[at]) {
    case '\\':
        return at + 2;
    case '`':
        return code_span_end(cutter, ticks, at);
    case '<':
        return angle_end(cutter, at, to, within_block);
    case '[':
        if (byte_at(text, at + 1) == '^')
            return label_end(cutter, at, to);
        ARENA_PUSH(cutter->arena, cutter->brackets, cutter->bracket_count,
                   cutter->bracket_capacity) = at;
        return at + 1;
    case ']':
        return bracket_end(cutter, at, to);
    case ':':
    case 'w': {
        size_t start = address_start(text, at, from);
        return start == STR_NONE ? at + 1 : address_end(cutter, start, to);
    }
    }
    return at + 1;
}

// Can something else than prose begin with this byte?
static bool may_cut(char c)
{
    return c == '[' || c == ']' || c == '<' || c == '`' || c == '\\' ||
           c == ':' || c == 'w';
}

static void cut_prose(struct cutter *cutter, size_t from, size_t to,
                      bool within_block)
{
    struct tick_runs ticks = find_ticks(cutter, from, to);
    cutter->bracket_count = 0;
    for (size_t at = from; at < to;)
        at = may_cut(cutter->text.bytes[at])
                 ? cut_at(cutter, &ticks, from, at, to, within_block)
                 : at + 1;
    while (cutter->tag_count > 0 &&
           cutter->tags[cutter->tag_count - 1].within_block) {
        const struct open_tag *open = &cutter->tags[--cutter->tag_count];
        add_lang(cutter, open->offset, to, open->lang);
    }
}

static bool is_fence_line(struct str line)
{
    struct str trimmed = str_trim(line);
    return str_starts(trimmed, STR("```")) || str_starts(trimmed, STR("~~~"));
}

// Lists, quotes and notes may hold code of their own: fences, and what stands
// eight columns in after a blank line.
static void cut_container(struct cutter *cutter, const struct block *block)
{
    struct str text = cutter->text;
    size_t prose = block->offset, at = block->offset;
    bool fenced = false, blank = false;
    while (at < block->end) {
        size_t end = line_end(text, at);
        if (end > block->end)
            end = block->end;
        struct str line = str_slice(text, at, end);
        bool fence = at > block->offset && is_fence_line(line);
        bool code = fenced || fence ||
                    (blank && line_indent(line, 0) >= 8 && !str_blank(line));
        if (code) {
            cut_prose(cutter, prose, at, true);
            add_cut(cutter, at, end, STRETCH_CODE);
            prose = end;
        }
        fenced = fence ? !fenced : fenced;
        blank = str_blank(line) || (blank && code);
        at = end + 1;
    }
    if (prose < block->end)
        cut_prose(cutter, prose, block->end, true);
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

static bool is_language_key(struct str key)
{
    size_t primary = 0;
    while (primary < key.count && key.bytes[primary] != '-')
        primary++;
    return (primary == 2 || primary == 3) && language_valid(key) &&
           !str_equal(key, STR("bio")) && !str_equal(key, STR("doi")) &&
           !str_equal(key, STR("url")) && !str_equal(key, STR("id")) &&
           !str_equal(key, STR("dir"));
}

struct yaml_key {
    size_t indent; // columns before it, and before "- " in front of it
    struct str name;
};

static struct yaml_key key_of(struct str line)
{
    size_t at = line_indent(line, 0);
    while (byte_at(line, at) == '-' && byte_at(line, at + 1) == ' ')
        at += 2;
    size_t end = name_end(line, at);
    if (end == at || byte_at(line, end) != ':')
        return (struct yaml_key){line_indent(line, 0), STR("")};
    return (struct yaml_key){at, str_slice(line, at, end)};
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
        if (is_path_key(key.name)) {
            end = value_end(text, at, block->end, key.indent);
            add_cut(cutter, at, end, STRETCH_URL);
        } else {
            if (key.indent > 0 && key.name.count > 0 &&
                is_language_key(key.name))
                add_lang(cutter, at,
                         value_end(text, at, block->end, key.indent),
                         language_canonical(cutter->arena, key.name));
            cut_prose(cutter, at, end < block->end ? end : block->end, true);
        }
        at = end + 1;
    }
}

// ----- Blocks -----

static bool is_raw_html(struct str html)
{
    return str_starts(html, STR("<pre")) || str_starts(html, STR("<script")) ||
           str_starts(html, STR("<style")) || str_starts(html, STR("<!--")) ||
           str_starts(html, STR("<textarea"));
}

static void cut_block(struct cutter *cutter, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_FRONT:
        cut_front(cutter, block);
        return;
    case BLOCK_CODE:
    case BLOCK_FENCE:
    case BLOCK_BREAK:
    case BLOCK_DIRECTIVE:
        add_cut(cutter, block->offset, block->end, STRETCH_CODE);
        return;
    case BLOCK_REFERENCE:
        add_cut(cutter, block->offset, block->text_offset, STRETCH_LABEL);
        cut_prose(cutter,
                  destination_end(cutter, block->text_offset, block->end),
                  block->end, true);
        return;
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
        cut_container(cutter, block);
        return;
    case BLOCK_HTML:
        if (is_raw_html(block_str(cutter->text, block)))
            add_cut(cutter, block->offset, block->end, STRETCH_CODE);
        else
            cut_prose(cutter, block->offset, block->end, false);
        return;
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_TABLE:
        cut_prose(cutter, block->offset, block->end, true);
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
    struct stretch *items;
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
                  enum stretch_kind kind)
{
    while (from < to) {
        take_events(weaver, from);
        size_t end = next_change(weaver, from, to);
        const struct block *block = NULL;
        if (weaver->block < weaver->blocks.count &&
            weaver->blocks.items[weaver->block].offset <= from)
            block = &weaver->blocks.items[weaver->block];
        ARENA_PUSH(weaver->cutter->arena, weaver->items, weaver->count,
                   weaver->capacity) = (struct stretch){
            from, end, kind, weaver->stack[weaver->depth], block};
        from = end;
    }
}

struct stretches stretches_scan(struct arena *arena, struct str text,
                                struct blocks blocks, struct str lang)
{
    struct cutter cutter = {.arena = arena, .text = text};
    for (size_t i = 0; i < blocks.count; i++)
        cut_block(&cutter, &blocks.items[i]);
    while (cutter.tag_count > 0) {
        const struct open_tag *open = &cutter.tags[--cutter.tag_count];
        add_lang(&cutter, open->offset, text.count, open->lang);
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
        weave(&weaver, done, cutter.cuts[i].offset, STRETCH_TEXT);
        weave(&weaver, cutter.cuts[i].offset, cutter.cuts[i].end,
              cutter.cuts[i].kind);
        done = cutter.cuts[i].end;
    }
    weave(&weaver, done, text.count, STRETCH_TEXT);
    return (struct stretches){weaver.items, weaver.count};
}
