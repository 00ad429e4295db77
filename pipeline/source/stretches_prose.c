// SPDX-License-Identifier: MIT
// Finds what is no prose within prose: code spans, addresses, tags, labels;
// and the languages that spans and tags mark.
#include "source/cutter.h"

#include "base/ascii.h"
#include "languages/language.h"

// An HTML tag or link destination that is longer is taken for text: this
// keeps the search for its end linear in the text.
#define TAG_LONGEST 2000

void cutter_cut(struct cutter *cutter, size_t offset, size_t end,
                enum stretch_kind kind)
{
    if (end > offset)
        ARENA_PUSH(cutter->arena, cutter->cuts, cutter->cut_count,
                   cutter->cut_capacity) = (struct cut){offset, end, kind};
}

// Nothing where it would be empty: its end would sort before its start.
void cutter_lang(struct cutter *cutter, size_t offset, size_t end,
                 struct str lang)
{
    if (end <= offset)
        return;
    ARENA_PUSH(cutter->arena, cutter->events, cutter->event_count,
               cutter->event_capacity) = (struct event){offset, true, lang};
    ARENA_PUSH(cutter->arena, cutter->events, cutter->event_count,
               cutter->event_capacity) = (struct event){end, false, lang};
}

static bool name_byte(char c)
{
    return ascii_is_alphanumeric(c) || c == '-' || c == '_';
}

char cutter_byte(struct str text, size_t offset)
{
    return offset < text.count ? text.bytes[offset] : 0;
}

size_t cutter_name_end(struct str text, size_t offset)
{
    while (name_byte(cutter_byte(text, offset)))
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
        if (ascii_is_space(before) || before == '{')
            break;
    }
    while (cutter_byte(attributes, at) == '"' ||
           cutter_byte(attributes, at) == '\'')
        at++;
    struct str tag = str_slice(attributes, at, cutter_name_end(attributes, at));
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
    cutter_cut(cutter, offset, closing->offset + closing->length, STRETCH_CODE);
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
        if (ascii_is_space(s.bytes[i]))
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
    cutter_lang(cutter, top->offset, offset, top->lang);
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
    bool closing = cutter_byte(tag, 1) == '/';
    size_t name_from = closing ? 2 : 1,
           name_to = cutter_name_end(tag, name_from);
    struct str name = str_slice(tag, name_from, name_to);
    char after = cutter_byte(tag, name_to);
    if (!has_space(tag) && (after == ':' || after == '@' || after == '.')) {
        cutter_cut(cutter, offset, close + 1, STRETCH_URL);
        return close + 1;
    }
    if (name.count == 0 && cutter_byte(tag, 1) != '!')
        return offset + 1;
    if (closing)
        close_tag(cutter, name, offset);
    else
        open_tag(cutter, name, tag, close + 1, within_block);
    cutter_cut(cutter, offset, close + 1, STRETCH_TAG);
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
           ascii_is_lower(text.bytes[start - 1]))
        start--;
    return starts_address(text, start) ? start : STR_NONE;
}

static size_t address_end(struct cutter *cutter, size_t offset, size_t to)
{
    size_t end = offset;
    while (end < to && !ascii_is_space(cutter->text.bytes[end]) &&
           cutter->text.bytes[end] != '<' && cutter->text.bytes[end] != ']' &&
           cutter->text.bytes[end] != '`' && cutter->text.bytes[end] != '"')
        end++;
    cutter_cut(cutter, offset, end, STRETCH_URL);
    return end;
}

// ----- Brackets -----

// From after "](": the address, to white space or the closing bracket.
size_t cutter_destination(struct cutter *cutter, size_t offset, size_t to)
{
    struct str text = cutter->text;
    size_t depth = 0, at = offset;
    if (cutter_byte(text, at) == '<') {
        size_t close = find_close(text, at, to, '>');
        at = close == STR_NONE ? at : close + 1;
    }
    for (; at < to && at - offset < TAG_LONGEST; at++) {
        char c = text.bytes[at];
        if (ascii_is_space(c) || (c == ')' && depth == 0))
            break;
        depth += c == '(';
        depth -= c == ')';
    }
    cutter_cut(cutter, offset, at, STRETCH_URL);
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
        return cutter_destination(cutter, offset + 2, to);
    if (text.bytes[offset + 1] == '{') {
        size_t close = find_close(text, offset + 2, to, '}');
        if (close == STR_NONE)
            return offset + 1;
        struct str lang =
            lang_attribute(cutter, str_slice(text, offset + 1, close));
        if (lang.count > 0)
            cutter_lang(cutter, open + 1, offset, lang);
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
    cutter_cut(cutter, offset, close + 1, STRETCH_LABEL);
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
        if (cutter_byte(text, at + 1) == '^')
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

void cutter_prose(struct cutter *cutter, size_t from, size_t to,
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
        cutter_lang(cutter, open->offset, to, open->lang);
    }
}
