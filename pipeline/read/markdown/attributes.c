// SPDX-License-Identifier: MIT
// Attributes in braces: {lang=ps dir=rtl .name credit="…"}; those of pandoc
// ({#id .class -}, {=html}) and of kramdown ({: #id}).
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "model/brief_limits.h"
#include "model/ids.h"

static bool is_name_byte(char byte)
{
    return ascii_is_alphanumeric(byte) || byte == '-' || byte == '_' ||
           byte == ':' || byte == '.' || (unsigned char)byte >= 0x80;
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
    if (first == '-') {
        attribute->key = str_slice(text, from, from + 1);
        attribute->value = str_slice(text, from + 1, from + 1);
        return 1;
    }
    if (first == '.' || first == '#' || first == '=') {
        size_t count = name_count(text, from + 1);
        attribute->key = str_slice(text, from, from + 1);
        attribute->value = str_slice(text, from + 1, from + 1 + count);
        return count && text.bytes[from + count] != '.' ? count + 1 : 0;
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
    for (size_t i = text.count > 1 && text.bytes[1] == ':' ? 2 : 1;
         i < text.count;) {
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

static void set_anchor(struct reader *reader, struct node *node,
                       struct str value)
{
    struct str *anchor =
        node->kind == NODE_HEADING ? &node->as.heading.id : &node->anchor;
    if (anchor->count == 0)
        *anchor = id_of_name(reader->arena, value);
}

// ----- Classes -----

static bool is_any(struct str class, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(class, str_of(names[i])))
            return true;
    return false;
}

static bool in_link(const struct node *node)
{
    for (node = node->parent; node; node = node->parent)
        if (node->kind == NODE_LINK)
            return true;
    return false;
}

static bool set_class_of_span(struct node *span, struct str class)
{
    static const char *const marked[] = {"underline", "ul", "mark"};
    if (str_equal(class, STR("name")))
        span->as.span.name = true;
    else if (str_equal(class, STR("sc")) || str_equal(class, STR("smallcaps")))
        span->as.span.small_caps = true;
    else if (is_any(class, marked, COUNT(marked))) {
        if (!in_link(span)) // links are underlined by themselves
            span->kind = NODE_EMPHASIS;
    } else
        return str_equal(class, STR("anchor")); // beside an id, by pandoc
    return true;
}

// What other programs use and paper and web have no need of: sections are not
// numbered here, and what a link looks like is for the design.
static bool says_nothing(const struct node *node, struct attribute attribute)
{
    static const char *const of_headings[] = {"unnumbered", "unlisted",
                                              "no_toc", "anchor"};
    static const char *const of_links[] = {"uri", "email", "external",
                                           "underline"};
    static const char *const keys[] = {"target", "rel"};
    bool class = str_equal(attribute.key, STR("."));
    if (node->kind == NODE_HEADING)
        return str_equal(attribute.key, STR("-")) ||
               (class &&
                is_any(attribute.value, of_headings, COUNT(of_headings)));
    return node->kind == NODE_LINK &&
           (is_any(attribute.key, keys, COUNT(keys)) ||
            (class && is_any(attribute.value, of_links, COUNT(of_links))));
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
    else if (str_equal(attribute.key, STR("#")))
        set_anchor(reader, node, value);
    else if (class && node->kind == NODE_SPAN)
        return set_class_of_span(node, value);
    else
        return says_nothing(node, attribute);
    return true;
}
