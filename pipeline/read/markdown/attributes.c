// SPDX-License-Identifier: MIT
// Attributes in braces: {lang=ps dir=rtl .name credit="…"}.
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "model/brief_limits.h"

static bool is_name_byte(char byte)
{
    return ascii_is_alphanumeric(byte) || byte == '-' || byte == '_' ||
           byte == ':' || (unsigned char)byte >= 0x80;
}

static size_t name_count(struct str text, size_t from)
{
    size_t i = from;
    while (i < text.count && is_name_byte(text.bytes[i]))
        i++;
    return i - from;
}

// A value: "…", '…' or a word. Its length with quotes, 0 where there is none.
static size_t value_parse(struct str text, size_t from, struct str *value)
{
    if (from >= text.count)
        return 0;
    char quote = text.bytes[from];
    size_t i = from + 1;
    if (quote == '"' || quote == '\'') {
        while (i < text.count && text.bytes[i] != quote)
            i++;
        *value = str_slice(text, from + 1, i);
        return i < text.count ? i + 1 - from : 0;
    }
    for (i = from; i < text.count; i++) {
        char byte = text.bytes[i];
        if (byte == ' ' || byte == '\t' || byte == '}' || byte == '"' ||
            byte == '\'' || byte == '<' || byte == '>' || byte == '`')
            break;
    }
    *value = str_slice(text, from, i);
    return i - from;
}

// One attribute at `from`; its length, 0 where there is none.
static size_t attribute_parse(struct str text, size_t from,
                              struct attribute *attribute)
{
    char first = text.bytes[from];
    if (first == '.' || first == '#') {
        size_t count = name_count(text, from + 1);
        attribute->key = str_slice(text, from, from + 1);
        attribute->value = str_slice(text, from + 1, from + 1 + count);
        return count ? count + 1 : 0;
    }
    size_t key = name_count(text, from);
    if (key == 0 || from + key >= text.count || text.bytes[from + key] != '=')
        return 0;
    attribute->key = str_slice(text, from, from + key);
    size_t value = value_parse(text, from + key + 1, &attribute->value);
    return value ? key + 1 + value : 0;
}

// The braces stand on one line and within LIMIT_ATTRIBUTES, so that a text
// of nothing but braces costs no more than its length.
static struct str candidate(struct str text)
{
    size_t i = 0;
    while (i < text.count && i < LIMIT_ATTRIBUTES && text.bytes[i] != '\n' &&
           text.bytes[i] != '\r')
        i++;
    return str_slice(text, 0, i);
}

size_t attributes_parse(struct arena *arena, struct str text,
                        struct attributes *attributes)
{
    size_t found = 0;
    if (text.count == 0 || text.bytes[0] != '{')
        return 0;
    text = candidate(text);
    for (size_t i = 1; i < text.count;) {
        if (text.bytes[i] == ' ' || text.bytes[i] == '\t') {
            i++;
            continue;
        }
        if (text.bytes[i] == '}')
            return found ? i + 1 : 0;
        struct attribute attribute;
        size_t count = attribute_parse(text, i, &attribute);
        if (count == 0)
            return 0;
        if (attributes)
            ARENA_PUSH(arena, attributes->items, attributes->count,
                       attributes->capacity) = attribute;
        found++;
        i += count;
    }
    return 0;
}

static void set_lang(struct reader *reader, struct node *node, struct str tag,
                     struct place at)
{
    if (!language_named(reader->arena, tag, &node->lang)) {
        diag_report(reader->diag, at, MESSAGE_lang_wrong, tag,
                    language_named_list(reader->arena),
                    language_named_tags(reader->arena));
        return;
    }
    if (node->direction == DIRECTION_INHERIT)
        node->direction = language_direction(node->lang);
}

static void set_direction(struct reader *reader, struct node *node,
                          struct str value, struct place at)
{
    if (str_equal_ascii_case(value, STR("rtl")))
        node->direction = DIRECTION_RTL;
    else if (str_equal_ascii_case(value, STR("ltr")))
        node->direction = DIRECTION_LTR;
    else if (str_equal_ascii_case(value, STR("auto")) &&
             node->kind == NODE_SPAN)
        node->as.span.isolate = true;
    else
        diag_report(reader->diag, at, MESSAGE_direction_wrong, value);
}

bool attribute_set(struct reader *reader, struct node *node,
                   struct attribute attribute, struct place at)
{
    struct str value = clean_text(reader->arena, attribute.value, NULL);
    bool class = str_equal(attribute.key, STR("."));
    if (str_equal(attribute.key, STR("lang")))
        set_lang(reader, node, value, at);
    else if (str_equal(attribute.key, STR("dir")))
        set_direction(reader, node, value, at);
    else if (class && node->kind == NODE_SPAN && str_equal(value, STR("name")))
        node->as.span.name = true;
    else if (class && node->kind == NODE_SPAN && str_equal(value, STR("sc")))
        node->as.span.small_caps = true;
    else
        return false;
    return true;
}
