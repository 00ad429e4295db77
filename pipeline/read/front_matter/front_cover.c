// SPDX-License-Identifier: MIT
// What is for the cover alone: its picture, the point of it that a crop keeps
// in view, and key messages.
//
//     cover: rivers.jpg
//     cover-focus: 30% 20%       from its left and its top; or: top left
//     key-messages: [One., Another.]
#include "read/front_matter/front_values.h"

#include "base/ascii.h"

enum { WHOLE = 10000 }; // hundredths of a per cent

struct axis_word {
    const char *word;
    bool vertical;
    uint16_t at;
};
static const struct axis_word axis_words[] = {
    {"left", false, 0},
    {"right", false, WHOLE},
    {"top", true, 0},
    {"bottom", true, WHOLE},
};

static bool is_middle(struct str word)
{
    return str_equal_ascii_case(word, STR("center")) ||
           str_equal_ascii_case(word, STR("centre")) ||
           str_equal_ascii_case(word, STR("middle"));
}

// 30%, 33.5 or 100: digits are bounded, so nothing overflows.
static bool read_percent(struct str word, uint16_t *hundredths)
{
    unsigned value = 0, decimals = 0;
    bool point = false;
    if (word.count > 0 && word.bytes[word.count - 1] == '%')
        word.count--;
    if (word.count == 0 || word.count > 6 || !ascii_is_digit(word.bytes[0]))
        return false;
    for (size_t i = 0; i < word.count; i++) {
        if (word.bytes[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!ascii_is_digit(word.bytes[i]) || decimals == 2)
            return false;
        value = value * 10 + (unsigned)(word.bytes[i] - '0');
        decimals += point;
    }
    for (; decimals < 2; decimals++)
        value *= 10;
    *hundredths = (uint16_t)(value <= WHOLE ? value : 0);
    return value <= WHOLE;
}

struct focus_reading {
    struct focus focus;
    bool x, y; // were said
    size_t words, middles;
};

static bool read_named(struct focus_reading *reading, struct str word)
{
    for (size_t i = 0; i < COUNT(axis_words); i++) {
        const struct axis_word *row = &axis_words[i];
        if (!str_equal_ascii_case(word, str_of(row->word)))
            continue;
        bool *said = row->vertical ? &reading->y : &reading->x;
        bool twice = *said;
        *said = true;
        *(row->vertical ? &reading->focus.y : &reading->focus.x) = row->at;
        return !twice;
    }
    return false;
}

// A number is of the left where it comes first, else of the top.
static bool read_number(struct focus_reading *reading, struct str word)
{
    bool second = reading->words > 0;
    bool *said = second ? &reading->y : &reading->x;
    bool twice = *said;
    *said = true;
    return !twice &&
           read_percent(word, second ? &reading->focus.y : &reading->focus.x);
}

static bool read_word(struct focus_reading *reading, struct str word)
{
    if (is_middle(word))
        reading->middles++;
    else if (!read_named(reading, word) && !read_number(reading, word))
        return false;
    reading->words++;
    return reading->words <= 2;
}

static bool read_focus(struct str text, struct focus *focus)
{
    struct focus_reading reading = {.focus = {true, WHOLE / 2, WHOLE / 2}};
    for (size_t at = 0; at < text.count;) {
        size_t start = at;
        while (at < text.count && !ascii_is_blank(text.bytes[at]) &&
               text.bytes[at] != ',')
            at++;
        if (at > start && !read_word(&reading, str_slice(text, start, at)))
            return false;
        at += at == start;
    }
    *focus = reading.focus;
    return reading.words > 0;
}

void front_cover_read(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    struct str cover = front_string(reader, tree, "cover");
    if (cover.count) {
        meta->cover_at = yaml_place(reader, front_given(tree, "cover"));
        meta->cover = image_named(&reader->pictures, cover, meta->cover_at);
    }
    struct str focus = front_string(reader, tree, "cover-focus");
    if (focus.count && !read_focus(focus, &meta->cover_focus))
        diag_report(reader->diag,
                    yaml_place(reader, front_given(tree, "cover-focus")),
                    MESSAGE_cover_focus_wrong, focus);
}

// ----- Key messages -----

static void add_message(struct reader *reader, struct node *list,
                        const struct text *text)
{
    struct place at = text->content->at;
    struct node *item = node_new(reader->arena, NODE_ITEM, at);
    struct node *paragraph = node_new(reader->arena, NODE_PARAGRAPH, at);
    node_append(list, item);
    node_append(item, paragraph);
    if (text->lang.count && !str_equal(text->lang, reader->brief->lang))
        paragraph->lang = text->lang;
    paragraph->direction = text->direction;
    while (text->content->first) {
        struct node *inline_node = text->content->first;
        node_unlink(inline_node);
        node_append(paragraph, inline_node);
    }
}

void front_messages_add(struct reader *reader, const struct yaml *tree)
{
    struct brief *brief = reader->brief;
    if (!tree || !front_given(tree, "key-messages"))
        return;
    struct texts_list texts = front_list(reader, tree, "key-messages");
    struct place at = yaml_place(reader, front_given(tree, "key-messages"));
    struct node *box = node_new(reader->arena, NODE_BOX, at);
    struct node *list = node_new(reader->arena, NODE_LIST, at);
    box->as.box = (struct box){BOX_KEY_MESSAGES, true};
    list->as.list.tight = true;
    for (size_t i = 0; i < texts.count; i++)
        add_message(reader, list, texts_in(&texts.items[i], brief->lang));
    if (!list->first)
        return;
    node_append(box, list);
    if (brief->body->first)
        node_insert_before(brief->body->first, box);
    else
        node_append(brief->body, box);
}
