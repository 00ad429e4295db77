// SPDX-License-Identifier: MIT
// Boxes of other programs whose name is their title.
#include "read/markdown/alerts.h"

#include "base/ascii.h"
#include "model/brief_words.h"

static const struct {
    const char *name;
    enum word word;
} alerts[] = {
    {"note", WORD_alert_note},       {"info", WORD_alert_note},
    {"tip", WORD_alert_tip},         {"hint", WORD_alert_tip},
    {"success", WORD_alert_tip},     {"important", WORD_alert_important},
    {"warning", WORD_alert_warning}, {"attention", WORD_alert_warning},
    {"caution", WORD_alert_caution}, {"danger", WORD_alert_caution},
    {"error", WORD_alert_caution},
};

// callout-note, alert-note: the name behind the hyphen.
static struct str bare_name(struct str name)
{
    static const char *const before[] = {"callout-", "alert-", "admonition-"};
    for (size_t i = 0; i < COUNT(before); i++)
        if (str_starts(name, str_of(before[i])))
            return str_slice(name, strlen(before[i]), name.count);
    return name;
}

static bool find_word(struct str name, enum word *word)
{
    name = bare_name(name);
    for (size_t i = 0; i < COUNT(alerts); i++)
        if (str_equal_ascii_case(name, str_of(alerts[i].name))) {
            *word = alerts[i].word;
            return true;
        }
    return false;
}

bool alert_named(struct str name)
{
    enum word word;
    return find_word(name, &word);
}

// ----- Titles -----

static struct str title_of(const struct reader *reader, const struct node *box,
                           struct str name)
{
    enum word word;
    struct str lang = node_lang(box, reader->brief->lang);
    if (!find_word(name, &word))
        return name;
    return str_equal(lang, reader->brief->lang)
               ? brief_word(reader->brief, word)
               : language_word(lang, word);
}

// A title of the author's may be marked up.
static void add_words(struct reader *reader, struct node *strong,
                      struct str title, struct place at)
{
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    *fragment = (struct fragment){
        .text = title, .phrase = true, .fixed = true, .at = at};
    markdown_parse(reader, fragment, strong);
}

static struct node *new_title(struct reader *reader, struct node *box,
                              struct place at)
{
    struct node *title = node_new(reader->arena, NODE_PARAGRAPH, at);
    struct node *strong = node_new(reader->arena, NODE_STRONG, at);
    node_append(title, strong);
    if (box->first)
        node_insert_before(box->first, title);
    else
        node_append(box, title);
    return strong;
}

void alert_add_title(struct reader *reader, struct node *box, struct str name,
                     struct str title, struct place at)
{
    title = str_trim(title);
    if (title.count == 0)
        title = title_of(reader, box, name);
    add_words(reader, new_title(reader, box, at), title, at);
}

// ----- > [!NOTE] -----

// The name in "[!NOTE]" at the start of text, and the bytes of it all with the
// sign by which Obsidian folds it; 0 where there is none.
static size_t mark_at(struct str text, struct str *name)
{
    size_t end = 2;
    if (!str_starts(text, STR("[!")))
        return 0;
    while (end < text.count &&
           (ascii_is_alphanumeric(text.bytes[end]) || text.bytes[end] == '-'))
        end++;
    *name = str_slice(text, 2, end);
    if (name->count == 0 || end == text.count || text.bytes[end] != ']')
        return 0;
    end++;
    if (end < text.count && (text.bytes[end] == '+' || text.bytes[end] == '-'))
        end++;
    return end == text.count || text.bytes[end] == ' ' ? end : 0;
}

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

// What is left of the mark's line is the title.
static void take_line(struct node *paragraph, struct node *strong)
{
    while (paragraph->first && !is_break(paragraph->first)) {
        struct node *child = paragraph->first;
        node_unlink(child);
        node_append(strong, child);
    }
    if (paragraph->first)
        node_unlink(paragraph->first);
    if (!paragraph->first)
        node_unlink(paragraph);
}

void alerts_shape(struct reader *reader, struct node *quote)
{
    struct node *paragraph = quote->first;
    struct node *first = paragraph ? paragraph->first : NULL;
    struct str name;
    if (!first || paragraph->kind != NODE_PARAGRAPH || first->kind != NODE_TEXT)
        return;
    struct str *text = &first->as.text.text;
    size_t count = mark_at(*text, &name);
    if (count == 0)
        return;
    struct place at = first->at;
    quote->kind = NODE_BOX;
    quote->as.box.kind = BOX_PLAIN;
    *text = str_slice(*text, count + (count < text->count), text->count);
    if (text->count == 0)
        node_unlink(first);
    if (!paragraph->first || is_break(paragraph->first)) {
        alert_add_title(reader, quote, name, STR(""), at);
        take_line(paragraph, NULL);
    } else
        take_line(paragraph, new_title(reader, quote, at));
}
