// SPDX-License-Identifier: MIT
// Which tokens of HTML CommonMark takes for HTML within a line of text.
//
// The grammar of 0.29, which cmark-gfm 0.29.0 has; later ones let a comment
// hold "--" and a declaration begin in lower case.
#include "source/html_tokens.h"

#include "base/ascii.h"

static bool is_tag_name(struct str name)
{
    for (size_t i = 0; i < name.count; i++)
        if (!ascii_is_alphanumeric(name.bytes[i]) && name.bytes[i] != '-')
            return false;
    return true;
}

static bool is_attribute_name(struct str name)
{
    for (size_t i = 0; i < name.count; i++) {
        char c = name.bytes[i];
        bool further = ascii_is_digit(c) || c == '.' || c == '-';
        if (!ascii_is_letter(c) && c != '_' && c != ':' && !(i > 0 && further))
            return false;
    }
    return true;
}

static bool is_bare_value(struct str value)
{
    for (size_t i = 0; i < value.count; i++)
        if (strchr("\"'=<>`", value.bytes[i]))
            return false;
    return value.count > 0;
}

// White space before each attribute, and nothing between them but one slash
// before the end.
static bool are_attributes(const struct html_token *tag)
{
    struct str all = tag->attributes;
    struct html_attribute attribute;
    size_t at = 0, end = 0;
    while (html_attribute_next(tag, &at, &attribute)) {
        struct str between =
            str_slice(all, end, (size_t)(attribute.name.bytes - all.bytes));
        bool assigned = attribute.value.bytes != NULL;
        if (between.count == 0 || memchr(between.bytes, '/', between.count) ||
            !is_attribute_name(attribute.name) ||
            (assigned && !attribute.quote && !is_bare_value(attribute.value)))
            return false;
        end = at;
    }
    size_t slashes = 0;
    for (; end < all.count; end++)
        slashes += all.bytes[end] == '/';
    return slashes == tag->self_closing;
}

static bool is_blank(struct str text)
{
    size_t i = 0;
    while (i < text.count && html_is_blank(text.bytes[i]))
        i++;
    return i == text.count;
}

static bool is_comment(struct str source)
{
    struct str inside = str_slice(source, 4, source.count - 3);
    return str_ends(source, STR("-->")) && source.count >= 7 &&
           !str_starts(inside, STR(">")) && !str_starts(inside, STR("->")) &&
           !str_ends(inside, STR("-")) &&
           str_find(inside, STR("--")) == STR_NONE;
}

static bool is_declaration(struct str source)
{
    size_t i = 2;
    while (i < source.count && ascii_is_upper(source.bytes[i]))
        i++;
    return i > 2 && html_is_blank(source.bytes[i]);
}

bool html_token_is_commonmark(const struct html_token *token)
{
    if (token->open)
        return false;
    switch (token->kind) {
    case HTML_START_TAG:
        return is_tag_name(token->name) && are_attributes(token);
    case HTML_END_TAG:
        return is_tag_name(token->name) && is_blank(token->attributes);
    case HTML_COMMENT:
        return is_comment(token->source);
    case HTML_INSTRUCTION:
    case HTML_CDATA:
        return true;
    case HTML_DECLARATION:
        return is_declaration(token->source);
    case HTML_TEXT:
    case HTML_KINDS:
        break;
    }
    return false;
}
