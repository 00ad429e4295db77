// SPDX-License-Identifier: MIT
// Which lines begin and end blocks of HTML in Markdown.
#include "source/markdown_html.h"

static char byte_at(struct str line, size_t at)
{
    return at < line.count ? line.bytes[at] : 0;
}

static bool ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool name_byte(char c)
{
    return ascii_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_space(struct str line, size_t at)
{
    while (is_space(byte_at(line, at)))
        at++;
    return at;
}

static bool starts_case(struct str text, struct str start)
{
    return text.count >= start.count &&
           str_equal_ascii_case(str_slice(text, 0, start.count), start);
}

// ----- Starts -----

static struct str tag_name(struct str line)
{
    size_t from = byte_at(line, 1) == '/' ? 2 : 1, to = from;
    while (name_byte(byte_at(line, to)))
        to++;
    return str_slice(line, from, to);
}

// What stands behind the name of a tag that begins a block.
static bool name_ends(struct str line, size_t at, bool slash)
{
    return at == line.count || is_space(line.bytes[at]) ||
           line.bytes[at] == '>' ||
           (slash && line.bytes[at] == '/' && byte_at(line, at + 1) == '>');
}

static bool is_raw_element(struct str name)
{
    static const char *const names[] = {"script", "pre", "style"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_equal_ascii_case(name, str_of(names[i])))
            return true;
    return false;
}

static bool is_block_element(struct str name)
{
    static const char *const names[] = {
        "address",    "article",  "aside",   "base",     "basefont",
        "blockquote", "body",     "caption", "center",   "col",
        "colgroup",   "dd",       "details", "dialog",   "dir",
        "div",        "dl",       "dt",      "fieldset", "figcaption",
        "figure",     "footer",   "form",    "frame",    "frameset",
        "h1",         "h2",       "h3",      "h4",       "h5",
        "h6",         "head",     "header",  "hr",       "html",
        "iframe",     "legend",   "li",      "link",     "main",
        "menu",       "menuitem", "nav",     "noframes", "ol",
        "optgroup",   "option",   "p",       "param",    "section",
        "summary",    "table",    "tbody",   "td",       "tfoot",
        "th",         "thead",    "title",   "tr",       "track",
        "ul"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_equal_ascii_case(name, str_of(names[i])))
            return true;
    return false;
}

// ----- A whole tag (CommonMark 6.8), for kind 7 -----

// The end of a value at offset; STR_NONE where it is none.
static size_t value_end(struct str line, size_t at)
{
    char quote = byte_at(line, at);
    size_t from = at;
    if (quote == '"' || quote == '\'') {
        for (at++; at < line.count && line.bytes[at] != quote;)
            at++;
        return at < line.count ? at + 1 : STR_NONE;
    }
    while (at < line.count && !is_space(line.bytes[at]) &&
           !memchr("\"'=<>`", line.bytes[at], 6))
        at++;
    return at > from ? at : STR_NONE;
}

// Past the attribute at offset, with the space before it; offset where none.
static size_t attribute_end(struct str line, size_t offset)
{
    size_t at = skip_space(line, offset);
    char first = byte_at(line, at);
    if (at == offset || (!ascii_letter(first) && first != '_' && first != ':'))
        return offset;
    while (name_byte(byte_at(line, at)) || byte_at(line, at) == '_' ||
           byte_at(line, at) == '.' || byte_at(line, at) == ':')
        at++;
    size_t equals = skip_space(line, at);
    if (byte_at(line, equals) != '=')
        return at;
    size_t end = value_end(line, skip_space(line, equals + 1));
    return end == STR_NONE ? at : end;
}

static bool is_lone_tag(struct str line)
{
    bool closing = byte_at(line, 1) == '/';
    struct str name = tag_name(line);
    size_t at = name.count + (closing ? 2 : 1), next;
    if (name.count == 0 || !ascii_letter(name.bytes[0]))
        return false;
    while (!closing && (next = attribute_end(line, at)) != at)
        at = next;
    at = skip_space(line, at);
    at += !closing && byte_at(line, at) == '/';
    return byte_at(line, at) == '>' && skip_space(line, at + 1) == line.count;
}

int html_block_start(struct str line, bool in_paragraph)
{
    if (byte_at(line, 0) != '<')
        return 0;
    struct str name = tag_name(line);
    bool closing = byte_at(line, 1) == '/';
    if (!closing && is_raw_element(name) &&
        name_ends(line, name.count + 1, false))
        return 1;
    if (str_starts(line, STR("<!--")))
        return 2;
    if (str_starts(line, STR("<?")))
        return 3;
    if (str_starts(line, STR("<!")) && byte_at(line, 2) >= 'A' &&
        byte_at(line, 2) <= 'Z')
        return 4;
    if (str_starts(line, STR("<![CDATA[")))
        return 5;
    if (is_block_element(name) &&
        name_ends(line, name.count + (closing ? 2 : 1), true))
        return 6;
    return !in_paragraph && is_lone_tag(line) ? 7 : 0;
}

// ----- Ends -----

static size_t closing_tag_end(struct str line)
{
    static const char *const tags[] = {"</script>", "</pre>", "</style>"};
    for (size_t i = 0; i + 1 < line.count; i++) {
        if (line.bytes[i] != '<' || line.bytes[i + 1] != '/')
            continue;
        struct str rest = str_slice(line, i, line.count);
        for (size_t k = 0; k < COUNT(tags); k++)
            if (starts_case(rest, str_of(tags[k])))
                return i + strlen(tags[k]);
    }
    return 0;
}

size_t html_block_end(struct str line, int kind)
{
    static const char *const ends[] = {"-->", "?>", ">", "]]>"};
    if (kind == 1)
        return closing_tag_end(line);
    if (kind > 5)
        return 0;
    size_t found = str_find(line, str_of(ends[kind - 2]));
    return found == STR_NONE ? 0 : found + strlen(ends[kind - 2]);
}

// ----- What nothing ends -----

static const struct {
    struct str start, end;
} swallowing[HTML_SWALLOWING] = {
    {{"<!--", 4}, {"-->", 3}},          {{"<?", 2}, {"?>", 2}},
    {{"<![CDATA[", 9}, {"]]>", 3}},     {{"<!", 2}, {">", 1}},
    {{"<script", 7}, {"</script>", 9}}, {{"<style", 6}, {"</style>", 8}},
    {{"<pre", 4}, {"</pre>", 6}},
};

// Where `wanted` last begins in [from, to); STR_NONE where it does not.
static size_t find_last(struct str text, size_t from, size_t to,
                        struct str wanted)
{
    for (size_t i = to; i >= from + wanted.count; i--)
        if (str_equal_ascii_case(str_slice(text, i - wanted.count, i), wanted))
            return i - wanted.count;
    return STR_NONE;
}

static bool has_end(struct html_ends *ends, size_t k, struct str text,
                    size_t offset, size_t limit)
{
    if (ends->limit != limit)
        *ends = (struct html_ends){.limit = limit};
    if (!ends->known[k])
        ends->last[k] = find_last(text, offset, limit, swallowing[k].end);
    ends->known[k] = true;
    return ends->last[k] != STR_NONE && ends->last[k] > offset;
}

size_t html_unended(struct html_ends *ends, struct str text, size_t offset,
                    size_t limit)
{
    struct str rest = str_slice(text, offset, text.count);
    for (size_t k = 0; k < HTML_SWALLOWING; k++)
        if (starts_case(rest, swallowing[k].start))
            return has_end(ends, k, text, offset, limit)
                       ? 0
                       : swallowing[k].start.count;
    return 0;
}
