// SPDX-License-Identifier: MIT
// A text's characters in one row, and changes back into its nodes.
#include "typography/text_edit.h"

#include "base/buffer.h"
#include "base/characters.h"

// ----- Reading -----

static uint32_t add_part(struct text_edit *row, struct node *node,
                         struct str lang)
{
    ARENA_PUSH(row->arena, row->parts, row->part_count, row->part_capacity) =
        (struct text_edit_part){node, lang};
    return (uint32_t)(row->part_count - 1);
}

static void add_item(struct text_edit *row, uint32_t character, uint32_t part,
                     size_t offset)
{
    ARENA_PUSH(row->arena, row->items, row->count, row->capacity) =
        (struct text_edit_item){character, part, (uint32_t)offset, false};
}

static void add_text(struct text_edit *row, struct node *node, struct str lang)
{
    struct str text = node->as.text.text;
    uint32_t part = add_part(row, node, lang);
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(text, &offset);
        add_item(row, c, part, start);
    }
}

// 0 where a node is no character of its own.
static uint32_t character_of(const struct node *node)
{
    if (node->kind == NODE_SOFT_BREAK)
        return ' ';
    if (node->kind == NODE_LINE_BREAK)
        return 0x2028;
    return node->kind == NODE_CODE || node->kind == NODE_IMAGE
               ? TEXT_EDIT_OBJECT
               : 0;
}

static void add_block(struct text_edit *row, struct node *block,
                      struct str lang)
{
    for (struct node *node = block; node; node = node_next(block, node)) {
        if (node->kind == NODE_TEXT)
            add_text(row, node, node_lang(node, lang));
        else if (character_of(node))
            add_item(row, character_of(node),
                     add_part(row, node, node_lang(node, lang)), 0);
    }
}

struct node *text_edit_read(struct text_edit *row, struct node *block,
                            struct str lang)
{
    row->count = row->part_count = 0;
    row->block = block;
    row->lang = lang;
    add_block(row, block, lang);
    while (block->kind == NODE_PARAGRAPH && block->next &&
           block->next->kind == NODE_PARAGRAPH) {
        block = block->next;
        add_item(row, TEXT_EDIT_PARAGRAPH,
                 add_part(row, block, node_lang(block, lang)), 0);
        add_block(row, block, lang);
    }
    row->changes = NULL;
    text_edit_keep(row);
    return block;
}

// ----- Changing -----

void text_edit_change(struct text_edit *row, size_t item, struct str with)
{
    if (!row->changes)
        row->changes = ARENA_ARRAY(row->arena, struct str, row->count + 1);
    row->changes[item] = with;
}

void text_edit_drop(struct text_edit *row, size_t item)
{
    text_edit_change(row, item, STR(""));
}

static bool changed(const struct text_edit *row, size_t item)
{
    return row->changes[item].bytes != NULL;
}

// Writes the text of a part anew, from its first item to its last.
static void apply_part(struct text_edit *row, size_t from, size_t to)
{
    struct node *node = row->parts[row->items[from].part].node;
    if (node->kind == NODE_SOFT_BREAK) {
        node_unlink(node);
        return;
    }
    struct str text = node->as.text.text;
    struct buffer out = {0};
    for (size_t i = from; i < to; i++) {
        size_t end = i + 1 < to ? row->items[i + 1].offset : text.count;
        buffer_add(&out, changed(row, i)
                             ? row->changes[i]
                             : str_slice(text, row->items[i].offset, end));
    }
    node->as.text.text = buffer_to_arena(&out, row->arena);
}

void text_edit_apply(struct text_edit *row)
{
    for (size_t from = 0, to; row->changes && from < row->count; from = to) {
        bool any = false;
        for (to = from;
             to < row->count && row->items[to].part == row->items[from].part;
             to++)
            any = any || changed(row, to);
        if (any)
            apply_part(row, from, to);
    }
    row->changes = NULL;
}

// ----- Asking -----

static bool seen(uint32_t c)
{
    return !char_is_ignorable(c);
}

// Marks that are not seen stand alone or in pairs; more are no text.
enum { UNSEEN_MOST = 8 };

uint32_t text_edit_before(const struct text_edit *row, size_t item)
{
    for (int i = 0; item > 0 && i < UNSEEN_MOST; i++)
        if (seen(row->items[--item].character))
            return row->items[item].character;
    return 0;
}

uint32_t text_edit_after(const struct text_edit *row, size_t item)
{
    for (int i = 0; ++item < row->count && i < UNSEEN_MOST; i++)
        if (seen(row->items[item].character))
            return row->items[item].character;
    return 0;
}

struct str text_edit_lang(const struct text_edit *row, size_t item)
{
    return row->parts[row->items[item].part].lang;
}

bool text_edit_is_space(uint32_t character)
{
    return character == 0 || char_is_space(character);
}
