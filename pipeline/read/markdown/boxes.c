// SPDX-License-Identifier: MIT
// Lines of colons: our own boxes, those of other programs, and divisions.
#include "read/markdown/alerts.h"

#include "base/ascii.h"

static const struct {
    const char *name;
    enum box_kind kind;
} box_names[] = {{"box", BOX_PLAIN},
                 {"recommendations", BOX_RECOMMENDATIONS},
                 {"key-messages", BOX_KEY_MESSAGES},
                 {"definition", BOX_DEFINITION},
                 {"pull", BOX_PULL}};

bool markup_box_named(struct str name, enum box_kind *kind)
{
    for (size_t i = 0; i < sizeof box_names / sizeof box_names[0]; i++) {
        if (!str_equal(str_of(box_names[i].name), name))
            continue;
        *kind = box_names[i].kind;
        return true;
    }
    return false;
}

static void literal_paragraph(struct builder *builder, struct str text,
                              struct place at)
{
    if (!builder_want_blocks(builder)) {
        builder_text(builder, text, at);
        return;
    }
    size_t index = builder->open_count;
    builder_push(builder, (struct open){.by = OPENED_BY_MARKDOWN,
                                        .node = node_new(builder->reader->arena,
                                                         NODE_PARAGRAPH, at),
                                        .at = at});
    builder_text(builder, text, at);
    builder_close(builder, index);
}

// The word of ::: word {…}; the braces after it. Empty where more follows.
static struct str box_word(struct arena *arena, struct str inside,
                           struct str *braces)
{
    size_t end = 0;
    while (end < inside.count && inside.bytes[end] != ' ' &&
           inside.bytes[end] != '\t' && inside.bytes[end] != '{')
        end++;
    *braces = str_trim(str_slice(inside, end, inside.count));
    // Colons may stand at the end too, as pandoc allows.
    while (str_ends(*braces, STR(":")))
        *braces = str_trim(str_slice(*braces, 0, braces->count - 1));
    if (attributes_parse(arena, *braces, NULL) == braces->count)
        return str_slice(inside, 0, end);
    *braces = (struct str){"", 0};
    return inside;
}

// :::note Title, :::note[Title], :::{note} Title: the name, and the title
// behind it; false where no box of another program has that name.
static bool alert_word(struct str inside, struct str *name, struct str *title)
{
    bool braced = str_starts(inside, STR("{"));
    size_t from = braced, end = from;
    while (end < inside.count && (ascii_is_alphanumeric(inside.bytes[end]) ||
                                  inside.bytes[end] == '-'))
        end++;
    *name = str_slice(inside, from, end);
    if (braced && (end == inside.count || inside.bytes[end] != '}'))
        return false;
    *title = str_trim(str_slice(inside, end + braced, inside.count));
    while (str_ends(*title, STR(":")) && title->count > 0)
        title->count--;
    if (str_starts(*title, STR("[")) && str_ends(*title, STR("]")))
        *title = str_slice(*title, 1, title->count - 1);
    return (alert_named(*name) ||
            (title->count > 0 && str_equal(*name, STR("admonition")))) &&
           !str_starts(*title, STR("{"));
}

static void push_box(struct builder *builder, const struct marker *marker,
                     struct node *node, struct place at)
{
    builder_push(builder, (struct open){.by = OPENED_BY_BOX,
                                        .node = node,
                                        .name = marker->inside,
                                        .at = at});
}

static bool open_alert(struct builder *builder, const struct marker *marker,
                       struct place at)
{
    struct str name, title;
    if (!alert_word(marker->inside, &name, &title))
        return false;
    struct node *box = node_new(builder->reader->arena, NODE_BOX, at);
    push_box(builder, marker, box, at);
    alert_add_title(builder->reader, box, name, title, at);
    return true;
}

static bool is_one_word(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (word.bytes[i] == ' ' || word.bytes[i] == '\t')
            return false;
    return word.count > 0;
}

// .callout-note, title="…": what makes a box of Quarto's.
static bool alert_attribute(struct attribute attribute, struct str *name,
                            struct str *title)
{
    bool class = str_equal(attribute.key, STR("."));
    if (class && alert_named(attribute.value))
        *name = attribute.value;
    else if (str_equal(attribute.key, STR("title")))
        *title = attribute.value;
    else
        return str_equal(attribute.key, STR("icon")) ||
               str_equal(attribute.key, STR("collapse")) ||
               str_equal(attribute.key, STR("appearance")) ||
               (class && (str_equal(attribute.value, STR("callout")) ||
                          str_equal(attribute.value, STR("admonition"))));
    return true;
}

static bool open_box(struct builder *builder, const struct marker *marker,
                     struct place at)
{
    struct reader *reader = builder->reader;
    struct attributes attributes = {0};
    struct str braces, name = {0}, title = {0};
    struct str word = box_word(reader->arena, marker->inside, &braces);
    struct node *node = node_new(reader->arena, NODE_DIVISION, at);
    attributes_parse(reader->arena, braces, &attributes);
    if (word.count && markup_box_named(word, &node->as.box.kind))
        node->kind = NODE_BOX;
    else if (str_equal(word, STR("verse")))
        node->verse = VERSE_WHOLE;
    else if (open_alert(builder, marker, at))
        return true;
    else if (word.count && !is_one_word(word))
        return false;
    else if (word.count && alert_named(word))
        name = word;
    else if (word.count)
        diag_report(reader->diag, at, MESSAGE_division_unknown, word);
    for (size_t i = 0; i < attributes.count; i++) {
        struct attribute attribute = attributes.items[i];
        if (node->kind == NODE_DIVISION && str_equal(attribute.key, STR(".")) &&
            markup_box_named(attribute.value, &node->as.box.kind))
            node->kind = NODE_BOX;
        else if (node->kind == NODE_DIVISION &&
                 str_equal(attribute.key, STR(".")) &&
                 str_equal(attribute.value, STR("verse")))
            node->verse = VERSE_WHOLE;
        else if (!attribute_set(reader, node, attribute,
                                markup_attribute_place(builder, attribute)) &&
                 !alert_attribute(attribute, &name, &title))
            diag_report(reader->diag,
                        markup_attribute_place(builder, attribute),
                        MESSAGE_attribute_unknown,
                        markup_attribute_text(reader->arena, attribute));
    }
    if (name.count)
        node->kind = NODE_BOX;
    push_box(builder, marker, node, at);
    if (name.count || (title.count && node->kind == NODE_BOX))
        alert_add_title(reader, node, name, title, at);
    return true;
}

static void close_box(struct builder *builder, const struct marker *marker,
                      struct place at)
{
    size_t index = builder_find(builder, OPENED_BY_BOX, NULL);
    if (index == SIZE_MAX) {
        diag_report(builder->reader->diag, at, MESSAGE_box_unopened);
        return;
    }
    builder_close(builder, index + 1);
    bool unknown = builder->open[index].hidden;
    builder->open[index].by = OPENED_BY_MARKDOWN;
    builder_close(builder, index);
    if (unknown)
        literal_paragraph(builder, markup_source(builder, marker), at);
}

void markup_division(struct builder *builder, const struct marker *marker,
                     struct place at)
{
    if (!builder_want_blocks(builder)) {
        builder_text(builder, markup_source(builder, marker), at);
        return;
    }
    if (marker->inside.count == 0) {
        close_box(builder, marker, at);
        return;
    }
    if (open_box(builder, marker, at))
        return;
    diag_report(builder->reader->diag, at, MESSAGE_box_unknown, marker->inside);
    literal_paragraph(builder, markup_source(builder, marker), at);
    builder_push(builder, (struct open){.by = OPENED_BY_BOX,
                                        .name = marker->inside,
                                        .at = at,
                                        .hidden = true});
}
