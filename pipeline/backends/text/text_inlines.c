// SPDX-License-Identifier: MIT
// Inlines as plain text. Depth is bounded by the reader (brief_limits.h).
#include "backends/text/text_parts.h"

#include "base/characters.h"
#include "model/directed.h"
#include "model/brief_words.h"

// ----- Directions -----

enum direction text_turn(const struct node *node, enum direction around)
{
    if (node->direction != DIRECTION_INHERIT)
        return node->direction;
    return node->lang.count ? language_direction(node->lang) : around;
}

// What shows an address is read from left to right.
static bool is_address(struct text_writer *writer, const struct node *link)
{
    static const char *const schemes[] = {"", "mailto:", "http://", "https://"};
    struct str shown = node_plain(writer->arena, link), url = link->as.link.url;
    for (size_t i = 0; i < COUNT(schemes); i++) {
        struct str scheme = str_of(schemes[i]);
        if (str_starts(url, scheme) &&
            str_equal(shown, str_slice(url, scheme.count, url.count)))
            return true;
    }
    return false;
}

static bool is_isolate(const struct node *node)
{
    return node->kind == NODE_SPAN && node->as.span.isolate;
}

// Its letters alone say how a <bdi> runs.
static bool by_own_letters(const struct node *node)
{
    return is_isolate(node) && node->direction == DIRECTION_INHERIT;
}

// Letters that run against the direction, under a node.
static bool runs_against(struct text_writer *writer, const struct node *node,
                         enum direction direction)
{
    struct str text = node_plain(writer->arena, node);
    for (size_t offset = 0; offset < text.count;) {
        enum direction strong = directed_strong(utf8_next(text, &offset));
        if (strong != DIRECTION_INHERIT && strong != direction)
            return true;
    }
    return false;
}

// A sign that a direction was given: the percent sign of ۴۵٪.
static bool is_directed_sign(struct text_writer *writer,
                             const struct node *node)
{
    struct str text = node_plain(writer->arena, node);
    for (size_t offset = 0; offset < text.count;)
        if (directed_strong(utf8_next(text, &offset)) != DIRECTION_INHERIT)
            return false;
    return node->kind == NODE_SPAN && node->direction != DIRECTION_INHERIT;
}

// ----- Raised and lowered -----

// 0: it has no form of its own there.
static uint32_t raised_character(uint32_t c, bool up)
{
    static const uint32_t digits[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (c >= '0' && c <= '9')
        return up ? digits[c - '0'] : 0x2080 + c - '0';
    uint32_t sign = c == '+'                      ? 0x207A
                    : c == '-' || c == CHAR_MINUS ? 0x207B
                    : c == '('                    ? 0x207D
                    : c == ')'                    ? 0x207E
                                                  : 0;
    return sign && !up ? sign + 0x10 : sign;
}

static bool add_raised(struct text_writer *writer, struct str text, bool up)
{
    struct buffer raised = {0};
    bool whole = text.count > 0;
    for (size_t offset = 0; offset < text.count && whole;) {
        uint32_t c = raised_character(utf8_next(text, &offset), up);
        whole = c != 0;
        buffer_add_utf8(&raised, c ? c : ' ');
    }
    if (whole)
        text_add(writer, buffer_str(&raised));
    buffer_release(&raised);
    return whole;
}

static bool has_digit(struct str text)
{
    for (size_t offset = 0; offset < text.count;)
        if (char_is_digit(utf8_next(text, &offset)))
            return true;
    return false;
}

// 10³ is another number than 103; the letters of 1st may stand as they are.
static void add_script(struct text_writer *writer, const struct node *node,
                       enum direction direction)
{
    bool up = node->kind == NODE_SUPERSCRIPT;
    const struct node *only = node->first == node->last ? node->first : NULL;
    struct str text = node_plain(writer->arena, node);
    if (only && only->kind == NODE_TEXT && add_raised(writer, text, up))
        return;
    if (has_digit(text))
        text_add(writer, up ? STR("^") : STR("_"));
    text_inlines(writer, node, direction);
}

// ----- The walk -----

static void add_reference(struct text_writer *writer, const struct node *node)
{
    const struct note *note = node->as.note_reference.note;
    if (!writer->references || note->number == 0)
        return;
    struct str number = brief_note_number(writer->arena, writer->brief, note);
    text_add(writer, STR("["));
    text_add(writer, number);
    text_add(writer, STR("]"));
}

static void add_holder(struct text_writer *writer, const struct node *node,
                       enum direction around)
{
    enum direction direction = text_turn(node, around);
    bool isolated = direction != around || is_directed_sign(writer, node);
    if (node->kind == NODE_LINK && node->direction == DIRECTION_INHERIT &&
        is_address(writer, node)) {
        direction = DIRECTION_LTR;
        isolated = around == DIRECTION_RTL;
    } else if (is_isolate(node) && !isolated) {
        isolated = runs_against(writer, node, around);
    }
    if (isolated)
        text_isolate(writer,
                     by_own_letters(node) ? DIRECTION_INHERIT : direction);
    // Words that are struck out would say the opposite without a mark.
    if (node->kind == NODE_STRIKE)
        text_add(writer, STR("~~"));
    if (node->kind == NODE_SUPERSCRIPT || node->kind == NODE_SUBSCRIPT)
        add_script(writer, node, direction);
    else
        text_inlines(writer, node, direction);
    if (node->kind == NODE_STRIKE)
        text_add(writer, STR("~~"));
    if (isolated)
        text_isolate_end(writer);
}

static void add_code(struct text_writer *writer, struct str code,
                     enum direction around)
{
    if (around == DIRECTION_RTL)
        text_isolate(writer, DIRECTION_LTR);
    text_add(writer, code);
    if (around == DIRECTION_RTL)
        text_isolate_end(writer);
}

static struct str words_of(const struct picture *picture)
{
    return picture->alt.count ? picture->alt : picture->title;
}

static void add_inline(struct text_writer *writer, const struct node *node,
                       enum direction direction)
{
    switch (node->kind) {
    case NODE_TEXT:
        text_add(writer, node->as.text.text);
        break;
    case NODE_CODE:
        add_code(writer, node->as.text.text, direction);
        break;
    case NODE_FORMULA:
        add_code(writer, node->as.formula.source, direction);
        break;
    case NODE_SOFT_BREAK:
        text_add(writer, STR(" "));
        break;
    case NODE_LINE_BREAK:
        text_break(writer);
        break;
    case NODE_IMAGE:
        text_add(writer, words_of(&node->as.image));
        break;
    case NODE_NOTE_REFERENCE:
        add_reference(writer, node);
        break;
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_LINK:
    case NODE_SPAN:
        add_holder(writer, node, direction);
        break;
    case NODE_PASSAGE:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TERMS:
    case NODE_TERM:
    case NODE_MEANING:
    case NODE_QUOTE:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_PAGE_BREAK:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CAPTION:
    case NODE_FIGURE:
    case NODE_CHART:
    case NODE_BOX:
    case NODE_DIVISION:
    case NODE_PHRASE:
    case NODE_KIND_COUNT:
        break; // stand in no line
    }
}

void text_inlines(struct text_writer *writer, const struct node *holder,
                  enum direction direction)
{
    for (const struct node *node = holder->first; node; node = node->next)
        add_inline(writer, node, direction);
}

// ----- Texts of the metadata -----

// Where paragraphs stand in a line, a space is between them.
static void add_content(struct text_writer *writer, const struct node *node,
                        enum direction direction)
{
    if (kind_facts[node->kind].holds == HOLDS_INLINES) {
        text_inlines(writer, node, direction);
        return;
    }
    for (const struct node *child = node->first; child; child = child->next) {
        if (child != node->first)
            text_add(writer, STR(" "));
        add_content(writer, child, direction);
    }
}

void text_line(struct text_writer *writer, const struct text *text,
               enum direction direction)
{
    text_begin(writer, direction);
    if (text_direction(writer->brief, text) == direction)
        add_content(writer, text->content, direction);
    else
        text_add_text(writer, text);
    text_end(writer);
}

void text_add_text(struct text_writer *writer, const struct text *text)
{
    enum direction direction = text_direction(writer->brief, text);
    bool isolated = direction != writer->direction ||
                    runs_against(writer, text->content, direction);
    if (isolated)
        text_isolate(writer, direction);
    add_content(writer, text->content, direction);
    if (isolated)
        text_isolate_end(writer);
}

bool text_add_chosen(struct text_writer *writer, const struct texts *texts)
{
    const struct text *text = texts_in(texts, writer->brief->lang);
    if (text)
        text_add_text(writer, text);
    return text != NULL;
}
