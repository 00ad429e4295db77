// SPDX-License-Identifier: MIT
// The tags and the links of a text that may lead to notes.
#include "collect-notes/linked_notes.h"

#include "base/ascii.h"
#include "base/search.h"
#include "languages/rows.h"
#include "source/note_forms.h"
#include "text/html_references.h"

#include <stdlib.h>

#define DEPTH_MOST 200 // of elements; what is deeper is no element
#define CLOSE_MOST 32  // elements that one closing tag ends

// ----- Tags -----

bool note_tag_is(const struct note_tag *tag, const char *const *names)
{
    for (; *names; names++)
        if (str_equal_ascii_case(tag->name, str_of(*names)))
            return true;
    return false;
}

bool note_tag_has_name(const struct note_tag *tag, const char *name)
{
    return str_equal_ascii_case(tag->name, str_of(name));
}

static struct str fragment_of(struct str address)
{
    return str_starts(address, STR("#")) ? str_slice(address, 1, address.count)
                                         : STR("");
}

// A span that is a comment or the like is a tag without a name.
static struct note_tag read_tag(struct str text, const struct lang_span *span)
{
    struct html_token token;
    struct note_tag tag = {.offset = span->offset,
                           .end = span->end,
                           .parent = SIZE_MAX,
                           .inner_end = span->end,
                           .outer_end = span->end};
    if (!html_token_read(str_slice(text, 0, span->end), span->offset, &token))
        return tag;
    tag.silent = token.kind == HTML_COMMENT || token.kind == HTML_DECLARATION;
    tag.closing = token.kind == HTML_END_TAG;
    tag.name = token.name;
    if (token.kind == HTML_START_TAG) {
        tag.id = html_attribute_value(&token, STR("id"));
        tag.alias = html_attribute_value(&token, STR("name"));
        tag.href = html_attribute_value(&token, STR("href"));
        tag.lang = html_attribute_value(&token, STR("lang"));
        tag.dir = html_attribute_value(&token, STR("dir"));
        tag.target = fragment_of(tag.href);
    }
    return tag;
}

struct nesting {
    struct linking *linking;
    size_t open[DEPTH_MOST];
    size_t depth;
};

static void close_top(struct nesting *nesting, size_t inner_end,
                      size_t outer_end)
{
    struct note_tag *tag =
        &nesting->linking->tags[nesting->open[--nesting->depth]];
    tag->inner_end = inner_end;
    tag->outer_end = outer_end;
}

static const struct note_tag *top(const struct nesting *nesting)
{
    return nesting->depth > 0
               ? &nesting->linking->tags[nesting->open[nesting->depth - 1]]
               : NULL;
}

static const char *const blocks_of_html[] = {
    "p",  "div",  "ul",     "ol", "li", "table", "section", "aside",
    "dl", "pre",  "hr",     "h1", "h2", "h3",    "h4",      "h5",
    "h6", "body", "footer", "dd", "dt", NULL};

static void open_element(struct nesting *nesting, size_t index)
{
    static const char *const voids[] = {"br",    "hr",  "img", "meta", "link",
                                        "input", "col", "wbr", NULL};
    struct note_tag *tag = &nesting->linking->tags[index];
    // </p> and </li> may be left out (HTML 13.1.2.4).
    if (top(nesting) && note_tag_has_name(top(nesting), "p") &&
        note_tag_is(tag, blocks_of_html))
        close_top(nesting, tag->offset, tag->offset);
    if (top(nesting) && note_tag_has_name(top(nesting), "li") &&
        note_tag_has_name(tag, "li"))
        close_top(nesting, tag->offset, tag->offset);
    if (nesting->depth > 0)
        tag->parent = nesting->open[nesting->depth - 1];
    if (tag->name.count > 0 && !note_tag_is(tag, voids) &&
        nesting->depth < DEPTH_MOST)
        nesting->open[nesting->depth++] = index;
}

static void close_element(struct nesting *nesting, const struct note_tag *tag)
{
    size_t depth = nesting->depth;
    while (
        depth > 0 && depth + CLOSE_MOST > nesting->depth &&
        !str_equal_ascii_case(
            nesting->linking->tags[nesting->open[depth - 1]].name, tag->name))
        depth--;
    if (depth == 0 || depth + CLOSE_MOST <= nesting->depth)
        return;
    while (nesting->depth > depth)
        close_top(nesting, tag->offset, tag->offset);
    close_top(nesting, tag->offset, tag->end);
}

void note_tags_read(struct linking *linking)
{
    const struct collecting *now = linking->now;
    struct nesting nesting = {.linking = linking};
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TAG)
            continue;
        ARENA_PUSH(now->context->arena, linking->tags, linking->tag_count,
                   linking->tag_capacity) = read_tag(now->text, span);
        size_t index = linking->tag_count - 1;
        if (linking->tags[index].closing)
            close_element(&nesting, &linking->tags[index]);
        else
            open_element(&nesting, index);
    }
    while (nesting.depth > 0)
        close_top(&nesting, now->text.count, now->text.count);
}

static bool tag_before(const void *tag, const void *offset)
{
    return ((const struct note_tag *)tag)->offset < *(const size_t *)offset;
}

size_t note_tag_from(const struct linking *linking, size_t offset)
{
    return search_first(linking->tags, linking->tag_count,
                        sizeof *linking->tags, tag_before, &offset);
}

static bool link_before(const void *link, const void *offset)
{
    return ((const struct note_link *)link)->offset < *(const size_t *)offset;
}

size_t note_link_from(const struct linking *linking, size_t offset)
{
    return search_first(linking->links, linking->link_count,
                        sizeof *linking->links, link_before, &offset);
}

// ----- Links -----

#define MARK_BYTES 300 // with the tags of a word processor in it

// The mark that a link's text is, between tags, brackets and backslashes.
static size_t mark_of(struct str text)
{
    char plain[16];
    size_t count = 0, number, at = 0;
    struct html_tokens tokens = {.text = text};
    if (text.count > MARK_BYTES)
        return 0;
    for (struct html_token token; html_tokens_next(&tokens, &token);) {
        for (size_t i = token.offset; token.kind == HTML_TEXT && i < token.end;
             i++) {
            char c = text.bytes[i];
            if (html_is_blank(c) || (c && strchr("[]()\\^", c)))
                continue;
            if (count == sizeof plain)
                return 0;
            plain[count++] = c;
        }
    }
    struct str mark = {plain, count};
    if (!note_form_read_mark(mark, &at, &number, true) ||
        (at < count && !(at + 1 == count && plain[at] == '.')))
        return 0;
    return number;
}

// ↩, ↑ or ←
static bool has_arrow(struct str text)
{
    for (size_t at = 0; at < text.count;) {
        uint32_t c;
        size_t reference = html_reference_at(text, at, &c);
        if (reference > 0)
            at += reference;
        else
            c = utf8_next(text, &at);
        if (c == 0x21A9 || c == 0x2190 || c == 0x2191)
            return true;
    }
    return false;
}

bool note_link_returns(const struct linking *linking,
                       const struct note_link *link)
{
    struct str text = link->text;
    if (link->note != SIZE_MAX || link->target.count == 0)
        return false;
    if (link->tag != SIZE_MAX) {
        const struct note_tag *tag = &linking->tags[link->tag];
        struct str whole = str_slice(linking->now->text, tag->offset, tag->end);
        if (str_find(whole, STR("back")) != STR_NONE)
            return true;
    }
    struct str said = str_trim(text);
    if (str_equal(said, STR("^")) ||
        languages_list(ROW_back_words, said, source_lang(linking->now->source)))
        return true;
    return link->number > 0 || has_arrow(text);
}

static bool surrounds(struct str text, struct str before,
                      struct note_link *link, struct str after)
{
    if (link->offset < before.count ||
        !str_equal(str_slice(text, link->offset - before.count, link->offset),
                   before) ||
        !str_equal(str_slice(text, link->end, link->end + after.count), after))
        return false;
    link->offset -= before.count;
    link->end += after.count;
    return true;
}

// Behind {…} at offset; offset where it does not end in this line.
static size_t attributes_end(struct str text, size_t offset)
{
    for (size_t at = offset; at < text.count && text.bytes[at] != '\n'; at++)
        if (text.bytes[at] == '}')
            return at + 1;
    return offset;
}

// Takes in the <sup>, <span> or brackets that hold the link and no more.
static void widen(const struct linking *linking, struct note_link *link)
{
    struct str text = linking->now->text;
    size_t parent =
        link->tag == SIZE_MAX ? SIZE_MAX : linking->tags[link->tag].parent;
    static const char *const around[] = {"sup", "span", "small", "font", NULL};
    for (; parent != SIZE_MAX; parent = linking->tags[parent].parent) {
        const struct note_tag *tag = &linking->tags[parent];
        if (!note_tag_is(tag, around) ||
            !str_blank(str_slice(text, tag->end, link->offset)) ||
            !str_blank(str_slice(text, link->end, tag->inner_end)))
            break;
        link->offset = tag->offset;
        link->end = tag->outer_end;
    }
    if (str_find(link->text, STR("[")) == STR_NONE &&
        surrounds(text, STR("["), link, STR("]")))
        return;
    size_t tag = note_tag_from(linking, link->offset);
    // <sup><a id="footnote-ref-1"></a>[1](#footnote-1)</sup>
    if (link->tag == SIZE_MAX && tag >= 2 &&
        note_tag_has_name(&linking->tags[tag - 1], "a") &&
        linking->tags[tag - 1].end == link->offset &&
        linking->tags[tag - 2].outer_end == link->offset)
        link->offset = linking->tags[tag - 2].offset;
    if (link->tag != SIZE_MAX ||
        surrounds(text, STR("<sup>"), link, STR("</sup>")))
        return;
    // ^([\[1\]](#footnote-1))^ and ^[\[1\]](#footnote-1){#footnote-ref-1}^
    size_t end = link->end;
    if (end < text.count && text.bytes[end] == '{')
        link->end = attributes_end(text, end);
    if (!surrounds(text, STR("^"), link, STR("^")) &&
        !surrounds(text, STR("^("), link, STR(")^")) &&
        !surrounds(text, STR("^("), link, STR(")")))
        link->end = end;
}

static void add_link(struct linking *linking, struct note_link link)
{
    link.number = mark_of(link.text);
    link.note = SIZE_MAX;
    if (link.number > 0)
        widen(linking, &link);
    ARENA_PUSH(linking->now->context->arena, linking->links,
               linking->link_count, linking->link_capacity) = link;
}

// Without the backslashes that some converters put before all punctuation:
// (\#footnote\-1).
static struct str unescaped(struct arena *arena, struct str address)
{
    if (str_find(address, STR("\\")) == STR_NONE)
        return address;
    char *out = arena_alloc(arena, address.count);
    size_t count = 0;
    for (size_t i = 0; i < address.count; i++)
        if (address.bytes[i] != '\\')
            out[count++] = address.bytes[i];
    return (struct str){out, count};
}

// [text](#target), from the span of its address.
static void add_markdown_link(struct linking *linking,
                              const struct lang_span *span)
{
    struct str text = linking->now->text;
    size_t depth = 1, open = span->offset;
    struct str address = str_slice(text, span->offset, span->end);
    if (open < 3 ||
        !(str_starts(address, STR("#")) || str_starts(address, STR("\\#"))) ||
        !str_equal(str_slice(text, open - 2, open), STR("](")) ||
        span->end >= text.count || text.bytes[span->end] != ')')
        return;
    size_t close = open - 2;
    struct str target =
        fragment_of(unescaped(linking->now->context->arena, address));
    for (open = close; open > 0 && depth > 0 && close - open < MARK_BYTES;) {
        open--;
        bool escaped = open > 0 && text.bytes[open - 1] == '\\';
        if (text.bytes[open] == ']' && !escaped)
            depth++;
        else if (text.bytes[open] == '[' && !escaped)
            depth--;
    }
    if (depth == 0)
        add_link(linking,
                 (struct note_link){.offset = open,
                                    .end = span->end + 1,
                                    .text = str_slice(text, open + 1, close),
                                    .target = target,
                                    .tag = SIZE_MAX});
}

static int by_place(const void *left, const void *right)
{
    const struct note_link *a = left, *b = right;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

void note_links_read(struct linking *linking)
{
    const struct collecting *now = linking->now;
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct note_tag *tag = &linking->tags[i];
        if (!tag->closing && note_tag_has_name(tag, "a") &&
            tag->target.count > 0 && tag->outer_end > tag->inner_end)
            add_link(linking,
                     (struct note_link){
                         .offset = tag->offset,
                         .end = tag->outer_end,
                         .text = str_slice(now->text, tag->end, tag->inner_end),
                         .target = tag->target,
                         .tag = i});
    }
    for (size_t i = 0; i < now->spans.count; i++)
        if (now->spans.items[i].kind == LANG_SPAN_URL)
            add_markdown_link(linking, &now->spans.items[i]);
    if (linking->link_count > 0)
        qsort(linking->links, linking->link_count, sizeof *linking->links,
              by_place);
}
