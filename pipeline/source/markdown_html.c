// SPDX-License-Identifier: MIT
// Which lines begin and end blocks of HTML in Markdown.
#include "source/markdown_html.h"

#include "base/ascii.h"

static char byte_at(struct str line, size_t at)
{
    return at < line.count ? line.bytes[at] : 0;
}

static bool name_byte(char c)
{
    return ascii_is_alphanumeric(c) || c == '-';
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
    return at == line.count || html_is_blank(line.bytes[at]) ||
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

// A whole tag alone on its line, for kind 7.
static bool is_lone_tag(struct str line)
{
    struct html_token token;
    return html_token_read(line, 0, &token) && html_token_is_tag(&token) &&
           html_token_is_commonmark(&token) &&
           str_blank(str_slice(line, token.end, line.count));
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
    if (str_starts(line, STR("<!")) && ascii_is_upper(byte_at(line, 2)))
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

struct swallowing {
    size_t form; // number among all of them
    struct str start, end;
};

static bool swallowing_at(struct str text, size_t offset,
                          struct swallowing *found)
{
    static const struct {
        const char *name, *end;
    } elements[] = {
        {"script", "</script>"}, {"style", "</style>"}, {"pre", "</pre>"}};
    const struct html_form *form = html_form_at(text, offset);
    if (form) {
        *found = (struct swallowing){form->kind, form->start, form->end};
        return true;
    }
    struct str name = html_start_name(text, offset);
    for (size_t k = 0; k < COUNT(elements); k++)
        if (str_equal_ascii_case(name, str_of(elements[k].name))) {
            *found = (struct swallowing){
                HTML_KINDS + k,
                str_slice(text, offset, offset + 1 + name.count),
                str_of(elements[k].end)};
            return true;
        }
    return false;
}

// Where `wanted` last begins in [from, to); STR_NONE where it does not.
static size_t find_last(struct str text, size_t from, size_t to,
                        struct str wanted)
{
    for (size_t i = to; i >= from + wanted.count; i--)
        if (str_equal_ascii_case(str_slice(text, i - wanted.count, i), wanted))
            return i - wanted.count;
    return STR_NONE;
}

static bool has_end(struct html_ends *ends, const struct swallowing *found,
                    struct str text, size_t offset, size_t limit)
{
    size_t k = found->form;
    if (ends->limit != limit)
        *ends = (struct html_ends){.limit = limit};
    if (!ends->known[k])
        ends->last[k] = find_last(text, offset, limit, found->end);
    ends->known[k] = true;
    return ends->last[k] != STR_NONE && ends->last[k] > offset;
}

size_t html_unended(struct html_ends *ends, struct str text, size_t offset,
                    size_t limit)
{
    struct swallowing found;
    return swallowing_at(text, offset, &found) &&
                   !has_end(ends, &found, text, offset, limit)
               ? found.start.count
               : 0;
}
