// SPDX-License-Identifier: MIT
// Finds code spans, addresses, tags and labels within text, and the languages
// that spans and tags mark.
#include "source/cutter.h"

#include "base/ascii.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "source/code_spans.h"
#include "text/addresses.h"

// A link's destination, a label or attributes that are longer are taken for
// text: this keeps the search for their end linear in the text.
#define SEARCHED_MOST 2000

void cutter_cut(struct cutter *cutter, size_t offset, size_t end,
                enum lang_span_kind kind)
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
        if (!language_named(cutter->arena, tag, &cutter->canonical))
            cutter->canonical = STR("");
    }
    return cutter->canonical;
}

// Where the value of an attribute in braces ends that begins at `at`; quote:
// the mark before it, or 0.
static size_t value_end(struct str attributes, size_t at, char quote)
{
    while (at < attributes.count) {
        char byte = attributes.bytes[at];
        if (quote ? byte == quote
                  : ascii_is_space(byte) || byte == '}' || byte == '"' ||
                        byte == '\'')
            break;
        at++;
    }
    return at;
}

// The value of lang= in the attributes of a span; empty: none.
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
    char quote = cutter_byte(attributes, at);
    quote = quote == '"' || quote == '\'' ? quote : '\0';
    at += quote != '\0';
    return canonical(
        cutter, str_slice(attributes, at, value_end(attributes, at, quote)));
}

// ----- Code spans -----

// The end of the code span at offset; just past the ticks where none closes.
static size_t cut_code_span(struct cutter *cutter, struct code_spans *spans,
                            size_t offset)
{
    bool code;
    size_t end = code_span_end(spans, offset, &code);
    if (code)
        cutter_cut(cutter, offset, end, LANG_SPAN_CODE);
    return end;
}

// ----- Tags and addresses -----

static size_t find_close(struct str text, size_t offset, size_t to, char close)
{
    size_t stop = to - offset < SEARCHED_MOST ? to : offset + SEARCHED_MOST;
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

static void close_tag(struct cutter *cutter, const struct html_token *tag)
{
    if (cutter->tag_count == 0)
        return;
    struct open_tag *top = &cutter->tags[cutter->tag_count - 1];
    if (!str_equal_ascii_case(top->name, tag->name) || top->depth-- > 0)
        return;
    cutter_lang(cutter, top->offset, tag->offset, top->lang);
    cutter->tag_count--;
}

static void open_tag(struct cutter *cutter, const struct html_token *tag,
                     bool within_block)
{
    struct html_attribute said;
    struct str lang = STR("");
    if (tag->self_closing || html_token_is_named(tag, STR("br")) ||
        html_token_is_named(tag, STR("img")))
        return;
    if (html_attribute_find(tag, STR("lang"), &said) ||
        html_attribute_find(tag, STR("xml:lang"), &said))
        lang = canonical(cutter, said.value);
    if (lang.count > 0 && cutter->tag_count < LANG_DEPTH)
        cutter->tags[cutter->tag_count++] =
            (struct open_tag){tag->name, lang, tag->end, 0, within_block};
    else if (cutter->tag_count > 0 &&
             str_equal_ascii_case(cutter->tags[cutter->tag_count - 1].name,
                                  tag->name))
        cutter->tags[cutter->tag_count - 1].depth++;
}

// <http://x.y>, <a@b.c>, <www.x.y>: where it ends; 0 where it is none. One
// letter before a colon is no scheme (CommonMark 6.7): <o:p> is a tag.
static size_t address_in_angles(struct str text, size_t offset, size_t to)
{
    size_t at = cutter_name_end(text, offset + 1), name = at - offset - 1;
    char after = cutter_byte(text, at);
    if (at >= to || (after != '@' && after != '.' && after != ':') ||
        (after == ':' && name == 1))
        return 0;
    while (at < to && !ascii_is_space(text.bytes[at]) &&
           text.bytes[at] != '<') {
        if (text.bytes[at] == '>')
            return at + 1;
        at++;
    }
    return 0;
}

// An address or a tag at offset; answers where it ends.
static size_t angle_end(struct cutter *cutter, size_t offset, size_t to,
                        bool within_block)
{
    size_t address = address_in_angles(cutter->text, offset, to);
    if (address > 0) {
        cutter_cut(cutter, offset, address, LANG_SPAN_URL);
        return address;
    }
    struct html_token tag;
    if (!html_tokens_at(&cutter->html, offset, &tag) || tag.open)
        return offset + 1;
    if (tag.kind == HTML_END_TAG)
        close_tag(cutter, &tag);
    else if (tag.kind == HTML_START_TAG)
        open_tag(cutter, &tag, within_block);
    cutter_cut(cutter, offset, tag.end, LANG_SPAN_TAG);
    return tag.end;
}

static bool starts_address(struct str text, size_t offset)
{
    return (offset == 0 || !name_byte(text.bytes[offset - 1])) &&
           address_starts(text, offset);
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

static size_t cut_address(struct cutter *cutter, size_t offset, size_t to)
{
    size_t end = address_end(cutter->text, offset, to);
    cutter_cut(cutter, offset, end, LANG_SPAN_URL);
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
    for (; at < to && at - offset < SEARCHED_MOST; at++) {
        char c = text.bytes[at];
        if (ascii_is_space(c) || (c == ')' && depth == 0))
            break;
        depth += c == '(';
        depth -= c == ')';
    }
    cutter_cut(cutter, offset, at, LANG_SPAN_URL);
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
    cutter_cut(cutter, offset, close + 1, LANG_SPAN_LABEL);
    return close + 1;
}

// ----- Text -----

static size_t cut_at(struct cutter *cutter, struct code_spans *spans,
                     size_t from, size_t at, size_t to, bool within_block)
{
    struct str text = cutter->text;
    switch (text.bytes[at]) {
    case '\\':
        return at + 2;
    case '`':
        return cut_code_span(cutter, spans, at);
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
        return start == STR_NONE ? at + 1 : cut_address(cutter, start, to);
    }
    }
    return at + 1;
}

// Can something else than text begin with this byte?
static bool may_cut(char c)
{
    return c == '[' || c == ']' || c == '<' || c == '`' || c == '\\' ||
           c == ':' || c == 'w';
}

void cutter_prose(struct cutter *cutter, size_t from, size_t to,
                  bool within_block)
{
    struct code_spans spans =
        code_spans_find(cutter->arena, cutter->text, from, to);
    const char *bytes = cutter->text.bytes;
    cutter->bracket_count = 0;
    cutter->html = (struct html_tokens){.text = str_slice(cutter->text, 0, to)};
    for (size_t at = from; at < to;)
        at = may_cut(bytes[at])
                 ? cut_at(cutter, &spans, from, at, to, within_block)
                 : at + 1;
    while (cutter->tag_count > 0 &&
           cutter->tags[cutter->tag_count - 1].within_block) {
        const struct open_tag *open = &cutter->tags[--cutter->tag_count];
        cutter_lang(cutter, open->offset, to, open->lang);
    }
}
