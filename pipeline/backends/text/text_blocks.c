// SPDX-License-Identifier: MIT
// Blocks as paragraphs of plain text. Depth is bounded by the reader.
#include "backends/text/text_parts.h"

#include "model/directed.h"
#include "languages/words.h"

enum { INDENT = 4 }; // of what belongs to an item, and of quotes

void text_children(struct text_writer *writer, const struct node *node,
                   enum direction around)
{
    struct text_numbering outside = writer->numbering;
    writer->numbering =
        (struct text_numbering){.on = node->kind == NODE_BOX &&
                                      node->as.box.kind == BOX_RECOMMENDATIONS};
    for (const struct node *child = node->first; child; child = child->next)
        text_block(writer, child, around);
    writer->numbering = outside;
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
    // A heading of the text begins a section, and what is in that.
    if (node->parent == writer->brief->body)
        writer->numbering = (struct text_numbering){
            .on = node->as.heading.role == HEADING_RECOMMENDATIONS};
}

// ----- Lists -----

static struct str label_of(struct text_writer *writer, const struct node *item,
                           bool numbered, long number)
{
    if (item->as.item.task)
        return item->as.item.done ? STR("\u2611") : STR("\u2610");
    if (!numbered && item->parent->as.list.marked)
        return STR("");
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
    struct text_numbering outside = writer->numbering;
    writer->numbering = (struct text_numbering){.on = false};
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
    writer->numbering = outside;
}

// Recommendations are numbered through, whatever marks they were written with.
static void list(struct text_writer *writer, const struct node *node,
                 enum direction direction)
{
    bool ordered = node->as.list.ordered;
    bool numbered = ordered || writer->numbering.on;
    long number = ordered ? node->as.list.start : writer->numbering.items + 1;
    bool tight = writer->tight;
    writer->tight = node->as.list.tight;
    for (const struct node *child = node->first; child; child = child->next)
        text_labelled(writer, child,
                      label_of(writer, child, numbered, number++), direction);
    if (!ordered)
        writer->numbering.items = number - 1;
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

static void meaning(struct text_writer *writer, const struct node *node,
                    enum direction direction)
{
    writer->indent += INDENT;
    text_children(writer, node, direction);
    writer->indent -= INDENT;
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
    case NODE_TERM:
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
    case NODE_MEANING:
        meaning(writer, node, direction);
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
    case NODE_TERMS:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CHART:
    case NODE_DIVISION:
        text_children(writer, node, direction);
        break;
    case NODE_PAGE_BREAK:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_FORMULA:
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
