// SPDX-License-Identifier: MIT
// Tags as HTML writes them, and entities.
#include "read/html/html_token.h"

#include "base/buffer.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

// ----- Tokens -----

bool html_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
           byte == '\f';
}

static size_t skip_blanks(struct str html, size_t i)
{
    while (i < html.count && html_is_blank(html.bytes[i]))
        i++;
    return i;
}

bool html_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static size_t name_end(struct str html, size_t i)
{
    while (i < html.count && !html_is_blank(html.bytes[i]) &&
           !strchr("=/><\"'", html.bytes[i]))
        i++;
    return i;
}

// The value after = at i; the offset after it.
static size_t value_end(struct str html, size_t i, struct str *value)
{
    char quote = i < html.count ? html.bytes[i] : 0;
    size_t from = i;
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(html.bytes + i + 1, quote, html.count - i - 1);
        size_t to = end ? (size_t)(end - html.bytes) : html.count;
        *value = str_slice(html, i + 1, to);
        return end ? to + 1 : html.count;
    }
    while (i < html.count && !html_is_blank(html.bytes[i]) &&
           html.bytes[i] != '>')
        i++;
    *value = str_slice(html, from, i);
    return i;
}

// A tag at the start of html; its length, 0 where there is none.
size_t html_token_parse(struct str html, struct html_token *token)
{
    *token = (struct html_token){0};
    size_t i = 1;
    if (i < html.count && html.bytes[i] == '/') {
        token->end = true;
        i++;
    }
    if (i >= html.count || !html_is_letter(html.bytes[i]))
        return 0;
    size_t end = name_end(html, i);
    token->name = str_slice(html, i, end);
    for (i = end; i < html.count;) {
        i = skip_blanks(html, i);
        if (i < html.count && html.bytes[i] == '/') {
            i++;
            continue;
        }
        if (i >= html.count || html.bytes[i] == '<')
            return 0;
        if (html.bytes[i] == '>') {
            token->source = str_slice(html, 0, i + 1);
            return i + 1;
        }
        struct html_attribute attribute = {0};
        end = name_end(html, i);
        if (end == i) {
            i++; // a stray quote or =
            continue;
        }
        attribute.name = str_slice(html, i, end);
        i = skip_blanks(html, end);
        if (i < html.count && html.bytes[i] == '=')
            i = value_end(html, skip_blanks(html, i + 1), &attribute.value);
        if (token->attribute_count < HTML_ATTRIBUTES)
            token->attributes[token->attribute_count++] = attribute;
    }
    return 0;
}

// ----- Entities -----

// &name; or &#1; at the start of text: its length and character, or 0.
static size_t entity_parse(struct str text, uint32_t *character)
{
    char name[34];
    size_t end = 1;
    while (end < text.count && end < sizeof name && text.bytes[end] != ';' &&
           (html_is_letter(text.bytes[end]) || text.bytes[end] == '#' ||
            (text.bytes[end] >= '0' && text.bytes[end] <= '9')))
        end++;
    if (end == 1 || end >= text.count || end >= sizeof name ||
        text.bytes[end] != ';')
        return 0;
    memcpy(name, text.bytes + 1, end - 1);
    name[end - 1] = 0;
    if (name[0] != '#') {
        const htmlEntityDesc *entity = htmlEntityLookup((xmlChar *)name);
        *character = entity ? entity->value : 0;
        return entity ? end + 1 : 0;
    }
    bool hex = name[1] == 'x' || name[1] == 'X';
    char *stop;
    unsigned long value = strtoul(name + (hex ? 2 : 1), &stop, hex ? 16 : 10);
    if (*stop || stop == name + (hex ? 2 : 1))
        return 0;
    bool scalar =
        value > 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
    *character = scalar ? (uint32_t)value : 0xFFFD;
    return end + 1;
}

struct str html_decoded(struct reader *reader, const struct piece *piece,
                        struct str text, bool collapse)
{
    struct buffer out = {0};
    for (size_t i = 0; i < text.count;) {
        uint32_t character;
        size_t count =
            text.bytes[i] == '&'
                ? entity_parse(str_slice(text, i, text.count), &character)
                : 0;
        if (count) {
            buffer_add_utf8(&out, character);
            i += count;
        } else if (collapse && html_is_blank(text.bytes[i])) {
            buffer_add_byte(&out, ' ');
            i = skip_blanks(text, i);
        } else
            buffer_add_byte(&out, text.bytes[i++]);
    }
    struct str restored = markup_restore(reader, piece, buffer_str(&out));
    restored =
        arena_str(reader->arena, clean_text(reader->arena, restored, NULL));
    buffer_release(&out);
    return restored;
}
