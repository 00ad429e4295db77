// SPDX-License-Identifier: MIT
// Finds the definition of a link at the start of a paragraph's text.
#include "source/link_definitions.h"

enum {
    LONGEST_LABEL = 1000,
    DEEPEST_BRACKETS = 32, // within an address, as cmark has it
};

static char byte_at(struct str text, size_t at)
{
    return at < text.count ? text.bytes[at] : 0;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_escapable(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
           (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// The bytes of the character at `at`, two where a backslash escapes it.
static size_t step(struct str text, size_t at)
{
    return text.bytes[at] == '\\' && is_escapable(byte_at(text, at + 1)) ? 2
                                                                         : 1;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (byte_at(text, at) == ' ' || byte_at(text, at) == '\t')
        at++;
    return at;
}

// Over white space with at most one line end in it.
static size_t skip_to_next(struct str text, size_t at)
{
    at = skip_blanks(text, at);
    return byte_at(text, at) == '\n' ? skip_blanks(text, at + 1) : at;
}

// Past the "]" of a label that begins behind "["; 0 where there is none.
static size_t label_end(struct str text)
{
    size_t at = 1;
    while (at < text.count && at <= LONGEST_LABEL && text.bytes[at] != ']') {
        if (text.bytes[at] == '[')
            return 0;
        at += step(text, at);
    }
    bool said = byte_at(text, at) == ']' && !str_blank(str_slice(text, 1, at));
    return said && at <= LONGEST_LABEL ? at + 1 : 0;
}

// Past the address at `from`; `from` where there is none.
static size_t address_end(struct str text, size_t from)
{
    size_t at = from, depth = 0;
    if (byte_at(text, at) == '<') {
        for (at++; at < text.count && text.bytes[at] != '>';
             at += step(text, at))
            if (text.bytes[at] == '\n' || text.bytes[at] == '<')
                return from;
        return at < text.count ? at + 1 : from;
    }
    while (at < text.count && !is_space(text.bytes[at])) {
        if (text.bytes[at] == '(' && ++depth > DEEPEST_BRACKETS)
            return from;
        if (text.bytes[at] == ')' && depth-- == 0)
            break;
        at += step(text, at);
    }
    return at < text.count ? at : from;
}

// Past the title at `from`; `from` where there is none.
static size_t title_end(struct str text, size_t from)
{
    char open = byte_at(text, from);
    char close = (char)(open == '(' ? ')' : open);
    if (open != '"' && open != '\'' && open != '(')
        return from;
    for (size_t at = from + 1; at < text.count; at += step(text, at)) {
        if (text.bytes[at] == close)
            return at + 1;
        if (open == '(' && text.bytes[at] == '(')
            return from;
    }
    return from;
}

// Past the line end at `at`, blanks before it aside; 0 where text stands there.
static size_t end_of_line(struct str text, size_t at)
{
    at = skip_blanks(text, at);
    if (at >= text.count)
        return text.count;
    return text.bytes[at] == '\n' ? at + 1 : 0;
}

bool link_definition_at(struct str text, struct link_definition *definition)
{
    size_t label = byte_at(text, 0) == '[' ? label_end(text) : 0;
    if (label == 0 || byte_at(text, label) != ':')
        return false;
    size_t address = skip_to_next(text, label + 1);
    size_t behind = address_end(text, address);
    if (behind == address)
        return false;
    size_t title = skip_to_next(text, behind), end = 0;
    size_t closed = title > behind ? title_end(text, title) : title;
    if (closed > title)
        end = end_of_line(text, closed);
    if (end == 0) // what stands on the next line may be no title
        end = end_of_line(text, behind);
    *definition = (struct link_definition){1, label - 1, address, end};
    return end > 0;
}
