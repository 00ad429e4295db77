// SPDX-License-Identifier: MIT
// Cuts HTML into tokens.
#include "source/html_tokens.h"

#include "base/ascii.h"

bool html_is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.count && html_is_blank(text.bytes[at]))
        at++;
    return at;
}

// ----- Attributes -----

static size_t name_end(struct str text, size_t at, bool of_tag)
{
    size_t from = at;
    for (; at < text.count; at++) {
        char byte = text.bytes[at];
        // What begins an attribute's name belongs to it, "=" too.
        if (html_is_blank(byte) || byte == '/' || byte == '>' || byte == '<' ||
            (byte == '=' && !of_tag && at > from))
            break;
    }
    return at;
}

// The value at `at`, behind "=": where it ends; STR_NONE for want of a quote.
static size_t value_end(struct str text, size_t at,
                        struct html_attribute *attribute)
{
    char quote = at < text.count ? text.bytes[at] : 0;
    size_t from = at;
    if (quote == '"' || quote == '\'') {
        const char *end =
            memchr(text.bytes + at + 1, quote, text.count - at - 1);
        if (!end)
            return STR_NONE;
        size_t to = (size_t)(end - text.bytes);
        attribute->value = str_slice(text, at + 1, to);
        attribute->quote = quote;
        return to + 1;
    }
    while (at < text.count && !html_is_blank(text.bytes[at]) &&
           text.bytes[at] != '>')
        at++;
    attribute->value = str_slice(text, from, at);
    return at;
}

// The attribute at `at`, if any: its name is empty where the tag ends, or is
// none. Answers where to go on.
static size_t attribute_end(struct str text, size_t at,
                            struct html_attribute *attribute)
{
    *attribute = (struct html_attribute){0};
    while (at < text.count &&
           (html_is_blank(text.bytes[at]) || text.bytes[at] == '/'))
        at++;
    size_t end = name_end(text, at, false);
    if (end == at)
        return at;
    attribute->name = str_slice(text, at, end);
    at = skip_blanks(text, end);
    if (at == text.count || text.bytes[at] != '=')
        return end;
    return value_end(text, skip_blanks(text, at + 1), attribute);
}

bool html_attribute_next(const struct html_token *tag, size_t *at,
                         struct html_attribute *attribute)
{
    *at = attribute_end(tag->attributes, *at, attribute);
    return attribute->name.count > 0;
}

bool html_attribute_find(const struct html_token *tag, struct str name,
                         struct html_attribute *attribute)
{
    for (size_t at = 0; html_attribute_next(tag, &at, attribute);)
        if (str_equal_ascii_case(attribute->name, name))
            return true;
    return false;
}

struct str html_attribute_value(const struct html_token *tag, struct str name)
{
    struct html_attribute attribute;
    return html_attribute_find(tag, name, &attribute) ? attribute.value
                                                      : STR("");
}

// ----- Tokens -----

static void set_end(struct html_token *token, struct str text, size_t end)
{
    token->end = end;
    token->source = str_slice(text, token->offset, end);
}

static bool read_tag(struct str text, struct html_token *token)
{
    struct html_attribute attribute = {0};
    bool closing = text.bytes[token->offset + 1] == '/';
    size_t from = token->offset + 1 + closing;
    if (from >= text.count || !ascii_is_letter(text.bytes[from]))
        return false;
    size_t behind_name = name_end(text, from, true), at = behind_name;
    token->name = str_slice(text, from, behind_name);
    for (size_t i = 0; i <= HTML_ATTRIBUTES_MOST; i++) {
        size_t before = at;
        at = attribute_end(text, at, &attribute);
        if (at == STR_NONE || at == text.count)
            return false;
        if (attribute.name.count > 0)
            continue;
        if (text.bytes[at] != '>')
            return false;
        token->kind = closing ? HTML_END_TAG : HTML_START_TAG;
        token->attributes = str_slice(text, behind_name, at);
        token->self_closing = at > before && text.bytes[at - 1] == '/';
        set_end(token, text, at + 1);
        return true;
    }
    return false;
}

// "<!-->" and "<!--->" are whole comments: their end from behind "<!--", or
// STR_NONE.
static size_t empty_comment_end(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, text.count);
    if (str_starts(rest, STR(">")))
        return at + 1;
    return str_starts(rest, STR("->")) ? at + 2 : STR_NONE;
}

// Behind the first "-->" or "--!>"; STR_NONE where none is.
static size_t comment_end(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, text.count);
    for (size_t found; (found = str_find(rest, STR("--"))) != STR_NONE;) {
        at += found + 2;
        rest = str_slice(text, at, text.count);
        if (str_starts(rest, STR(">")))
            return at + 1;
        if (str_starts(rest, STR("!>")))
            return at + 2;
        // The second of these hyphens may be the first of the two.
        rest = str_slice(text, --at, text.count);
    }
    return STR_NONE;
}

static size_t end_of_form(struct str text, size_t from, enum html_kind kind,
                          struct str closing)
{
    if (kind == HTML_COMMENT)
        return comment_end(text, from);
    size_t found = str_find(str_slice(text, from, text.count), closing);
    return found == STR_NONE ? found : from + found + closing.count;
}

const struct html_form *html_form_at(struct str text, size_t offset)
{
    // The longer starts first.
    static const struct html_form forms[] = {
        {HTML_COMMENT, {"<!--", 4}, {"-->", 3}},
        {HTML_CDATA, {"<![CDATA[", 9}, {"]]>", 3}},
        {HTML_DECLARATION, {"<!", 2}, {">", 1}},
        {HTML_INSTRUCTION, {"<?", 2}, {"?>", 2}}};
    struct str rest = str_slice(text, offset, text.count);
    for (size_t i = 0; i < COUNT(forms); i++)
        if (str_starts(rest, forms[i].start))
            return &forms[i];
    return NULL;
}

static bool read_other(struct html_tokens *tokens, struct html_token *token)
{
    struct str text = tokens->text;
    const struct html_form *form = html_form_at(text, token->offset);
    if (!form)
        return false;
    size_t from = token->offset + form->start.count, end = STR_NONE;
    enum html_kind kind = form->kind;
    if (kind == HTML_COMMENT)
        end = empty_comment_end(text, from);
    if (end == STR_NONE && !tokens->endless[kind])
        end = end_of_form(text, from, kind, form->end);
    token->kind = kind;
    token->open = end == STR_NONE;
    tokens->endless[kind] |= token->open;
    set_end(token, text, token->open ? text.count : end);
    return true;
}

bool html_tokens_at(struct html_tokens *tokens, size_t offset,
                    struct html_token *token)
{
    struct str text = tokens->text;
    *token = (struct html_token){.offset = offset};
    if (offset + 1 >= text.count || text.bytes[offset] != '<')
        return false;
    char next = text.bytes[offset + 1];
    return next == '!' || next == '?' ? read_other(tokens, token)
                                      : read_tag(text, token);
}

bool html_token_read(struct str text, size_t offset, struct html_token *token)
{
    struct html_tokens tokens = {.text = text};
    return html_tokens_at(&tokens, offset, token);
}

bool html_tokens_next(struct html_tokens *tokens, struct html_token *token)
{
    struct str text = tokens->text;
    size_t from = tokens->at, at = from;
    while (at < text.count) {
        const char *open = memchr(text.bytes + at, '<', text.count - at);
        at = open ? (size_t)(open - text.bytes) : text.count;
        if (!open || html_tokens_at(tokens, at, token))
            break;
        at++;
    }
    if (at > from) {
        *token = (struct html_token){.kind = HTML_TEXT, .offset = from};
        set_end(token, text, at);
    } else if (at == text.count)
        return false;
    tokens->at = token->end;
    return true;
}

bool html_end_tag_of(struct str text, size_t offset, struct str name,
                     struct html_token *token)
{
    while (offset < text.count) {
        size_t found = str_find(str_slice(text, offset, text.count), STR("</"));
        if (found == STR_NONE)
            return false;
        offset += found;
        struct str here = str_slice(text, offset + 2, offset + 2 + name.count);
        if (str_equal_ascii_case(here, name) &&
            html_token_read(text, offset, token) &&
            token->name.count == name.count)
            return true;
        offset += 2;
    }
    return false;
}

struct str html_start_name(struct str text, size_t offset)
{
    size_t from = offset + 1;
    bool begins = from < text.count && text.bytes[offset] == '<' &&
                  ascii_is_letter(text.bytes[from]);
    return begins ? str_slice(text, from, name_end(text, from, true)) : STR("");
}

bool html_token_is_tag(const struct html_token *token)
{
    return token->kind == HTML_START_TAG || token->kind == HTML_END_TAG;
}

bool html_token_is_named(const struct html_token *token, struct str name)
{
    return html_token_is_tag(token) && str_equal_ascii_case(token->name, name);
}
