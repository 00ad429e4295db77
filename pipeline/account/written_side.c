// SPDX-License-Identifier: MIT
// The words of written pages of the web and of books, and of plain text.
#include "account/sides.h"

#include "source/html_tokens.h"
#include "text/html_references.h"

// ----- Tags -----

// What begins or ends within a word.
static bool is_inline(struct str name)
{
    static const char *const names[] = {
        "a",    "abbr",   "b",   "bdi", "bdo",  "cite", "code", "del",  "dfn",
        "em",   "i",      "ins", "kbd", "mark", "q",    "s",    "samp", "small",
        "span", "strong", "sub", "sup", "u",    "var",  "wbr"};
    return STR_IS_ONE_OF(name, names);
}

static bool is_void(struct str name)
{
    static const char *const names[] = {"br",   "col",  "hr",  "img",
                                        "link", "meta", "wbr", "input"};
    return STR_IS_ONE_OF(name, names);
}

// What says words of ours, or again what the text says: contents, the marks
// of notes and the ways back; what is not shown at all; formulas, which have an
// alternative.
static bool is_ours(const struct html_token *tag)
{
    static const char *const names[] = {"head", "nav", "script", "style",
                                        "math"};
    static const char *const roles[] = {"doc-noteref", "doc-backlink",
                                        "doc-toc"};
    struct str class = html_attribute_value(tag, STR("class"));
    return STR_IS_ONE_OF(tag->name, names) ||
           STR_IS_ONE_OF(html_attribute_value(tag, STR("role")), roles) ||
           str_equal(class, STR("contents")) ||
           str_equal(class, STR("noteref"));
}

// ----- A page -----

struct page_reader {
    struct word_reader *reader;
    struct str skipped; // name of the tag whose inside is ours; empty: none
    size_t depth;       // of tags of its name inside it
};

static void read_text(struct word_reader *reader, struct str text)
{
    size_t start = 0;
    uint32_t c;
    for (size_t at = 0; at < text.count;) {
        size_t length =
            text.bytes[at] == '&' ? html_reference_at(text, at, &c) : 0;
        if (length == 0) {
            at++;
            continue;
        }
        word_reader_text(reader, str_slice(text, start, at), NULL, 0);
        word_reader_character(reader, c, str_slice(text, at, at + length), NULL,
                              0);
        start = at += length;
    }
    word_reader_text(reader, str_slice(text, start, text.count), NULL, 0);
}

static void skip_on(struct page_reader *page, const struct html_token *tag)
{
    if (!str_equal(tag->name, page->skipped))
        return;
    if (tag->kind == HTML_START_TAG)
        page->depth += !tag->self_closing;
    else if (page->depth-- == 0)
        page->skipped = STR("");
}

static void read_tag(struct page_reader *page, const struct html_token *tag)
{
    if (page->skipped.count) {
        skip_on(page, tag);
        return;
    }
    bool formula = str_equal(tag->name, STR("math"));
    struct str alternative =
        html_attribute_value(tag, formula ? STR("alttext") : STR("alt"));
    bool ours = tag->kind == HTML_START_TAG && is_ours(tag);
    if (!is_inline(tag->name) || ours)
        word_reader_break(page->reader);
    if (ours && !tag->self_closing && !is_void(tag->name)) {
        page->skipped = tag->name;
        page->depth = 0;
    }
    if (alternative.count) {
        read_text(page->reader, alternative);
        word_reader_break(page->reader);
    }
}

static void read_page(struct word_reader *reader, struct str text)
{
    struct page_reader page = {.reader = reader};
    struct html_tokens tokens = {.text = text};
    struct html_token token;
    while (html_tokens_next(&tokens, &token))
        if (html_token_is_tag(&token))
            read_tag(&page, &token);
        else if (token.kind == HTML_TEXT && page.skipped.count == 0)
            read_text(reader, token.source);
    word_reader_break(reader);
}

void html_side_walk(const void *of, struct word_reader *reader)
{
    for (const struct str *pages = of; pages->count; pages++)
        read_page(reader, *pages);
}

void text_side_walk(const void *of, struct word_reader *reader)
{
    const struct str *text = of;
    word_reader_text(reader, *text, NULL, 0);
    word_reader_break(reader);
}
