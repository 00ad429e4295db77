// SPDX-License-Identifier: MIT
// Blocks as paragraphs of plain text. Depth is bounded by the reader.
#include "backends/text/text_parts.h"

#include "model/directed.h"

enum { INDENT = 4 }; // of what belongs to an item, and of quotes

void text_children(struct text_writer *writer, const struct node *node,
                   enum direction around)
{
    for (const struct node *child = node->first; child; child = child->next)
        text_block(writer, child, around);
}

static void paragraph(struct text_writer *writer, const struct node *node,
                      enum direction direction)
{
    text_begin(writer, direction);
    text_inlines(writer, node, direction);
    text_end(writer);
}

static void heading(struct text_writer *writer, const struct node *node,
                    enum direction direction)
{
    text_gap(writer, 2);
    writer->on_one_line = true;
    paragraph(writer, node, direction);
    writer->on_one_line = false;
    text_gap(writer, 1);
}

// ----- Lists -----

// Recommendations are numbered, whatever marks they were written with.
static bool of_recommendations(const struct node *list)
{
    const struct node *parent = list->parent;
    if (!parent || parent->kind == NODE_ITEM)
        return false;
    if (parent->kind == NODE_BOX)
        return parent->as.box.kind == BOX_RECOMMENDATIONS;
    for (const struct node *node = list->previous; node; node = node->previous)
        if (node->kind == NODE_HEADING)
            return node->as.heading.role == HEADING_RECOMMENDATIONS;
    return false;
}

// Such lists are numbered through.
static long first_number(const struct node *list)
{
    long number = 1;
    if (list->as.list.ordered)
        return list->as.list.start;
    for (const struct node *node = list->previous; node; node = node->previous)
        if (node->kind == NODE_HEADING)
            break;
        else if (node->kind == NODE_LIST && !node->as.list.ordered)
            for (const struct node *item = node->first; item; item = item->next)
                number++;
    return number;
}

static struct str label_of(struct text_writer *writer, const struct node *item,
                           bool numbered, long number)
{
    if (item->as.item.task)
        return item->as.item.done ? STR("\u2611") : STR("\u2610");
    if (!numbered)
        return STR("\u2022");
    struct str digits = language_number(writer->arena, writer->brief->lang,
                                        number < 0 ? 0 : (unsigned long)number);
    return arena_printf(writer->arena, "%.*s.", STR_ARG(digits));
}

static void bare_label(struct text_writer *writer, enum direction direction)
{
    struct str label = writer->label;
    writer->label = STR("");
    text_begin(writer, direction);
    text_add(writer, label);
    text_end(writer);
    writer->gap = 0;
}

void text_labelled(struct text_writer *writer, const struct node *node,
                   struct str label, enum direction around)
{
    enum direction direction = text_turn(node, around);
    const struct node *child = node->first;
    writer->label = label;
    if (child && child->kind == NODE_PARAGRAPH) {
        text_block(writer, child, direction);
        child = child->next;
    }
    if (writer->label.count)
        bare_label(writer, direction);
    writer->indent += INDENT;
    for (; child; child = child->next)
        text_block(writer, child, direction);
    writer->indent -= INDENT;
}

static void list(struct text_writer *writer, const struct node *node,
                 enum direction direction)
{
    bool numbered = node->as.list.ordered || of_recommendations(node);
    long number = first_number(node);
    bool tight = writer->tight;
    writer->tight = node->as.list.tight;
    for (const struct node *child = node->first; child; child = child->next)
        text_labelled(writer, child,
                      label_of(writer, child, numbered, number++), direction);
    writer->tight = tight;
    if (!tight)
        text_gap(writer, 1);
}

// ----- Other blocks -----

static void code_block(struct text_writer *writer, struct str code)
{
    while (code.count > 0) {
        size_t end = str_find(code, STR("\n"));
        end = end == STR_NONE ? code.count : end;
        text_verbatim(writer, str_slice(code, 0, end));
        code = str_slice(code, end < code.count ? end + 1 : end, code.count);
    }
    text_gap(writer, 1);
}

static void quote(struct text_writer *writer, const struct node *node,
                  enum direction direction)
{
    bool tight = writer->tight;
    writer->tight = false;
    writer->indent += INDENT;
    text_children(writer, node, direction);
    writer->indent -= INDENT;
    writer->tight = tight;
}

static void box(struct text_writer *writer, const struct node *node,
                enum direction direction)
{
    static const enum word titles[] = {[BOX_RECOMMENDATIONS] =
                                           WORD_recommendations,
                                       [BOX_KEY_MESSAGES] = WORD_key_messages};
    enum box_kind kind = node->as.box.kind;
    bool named = kind == BOX_RECOMMENDATIONS || kind == BOX_KEY_MESSAGES;
    if (named && (!node->first || node->first->kind != NODE_HEADING))
        text_title(writer, titles[kind]);
    text_children(writer, node, direction);
    text_gap(writer, 1);
}

static void rule(struct text_writer *writer)
{
    text_begin(writer, writer->brief->direction);
    text_add(writer, STR("* * *"));
    text_end(writer);
}

void text_block(struct text_writer *writer, const struct node *node,
                enum direction around)
{
    enum direction direction = text_turn(node, around);
    switch (node->kind) {
    case NODE_HEADING:
        heading(writer, node, direction);
        break;
    case NODE_PARAGRAPH:
    case NODE_CAPTION:
    case NODE_PHRASE:
    case NODE_CELL:
        paragraph(writer, node, direction);
        break;
    case NODE_LIST:
        list(writer, node, direction);
        break;
    case NODE_QUOTE:
        quote(writer, node, direction);
        break;
    case NODE_CODE_BLOCK:
        code_block(writer, node->as.code_block.text);
        break;
    case NODE_RULE:
        rule(writer);
        break;
    case NODE_TABLE:
        text_table(writer, node, direction);
        break;
    case NODE_FIGURE:
        text_figure(writer, node, direction);
        break;
    case NODE_BOX:
        box(writer, node, direction);
        break;
    case NODE_PASSAGE:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CHART:
    case NODE_DIVISION:
        text_children(writer, node, direction);
        break;
    case NODE_PAGE_BREAK:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_IMAGE:
    case NODE_NOTE_REFERENCE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        break;
    }
}

void text_passage(struct text_writer *writer, const struct texts *texts)
{
    const struct text *text = texts_in(texts, writer->brief->lang);
    if (text)
        text_block(writer, text->content, text_direction(writer->brief, text));
}
