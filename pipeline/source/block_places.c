// SPDX-License-Identifier: MIT
// Places in a text whose blocks are known.
#include "source/markdown_blocks.h"

size_t blocks_line_at(const struct blocks *blocks, size_t offset)
{
    size_t low = 0, high = blocks->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (blocks->lines[middle].at.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t blocks_content(const struct blocks *blocks, struct str text,
                      size_t offset)
{
    const struct block_line *line =
        &blocks->lines[blocks_line_at(blocks, offset)];
    size_t at = line->content + line_indent(text, line->content);
    return at > offset ? at : offset;
}

const struct block *blocks_item_on(const struct blocks *blocks, size_t line,
                                   const struct block *list)
{
    const struct block *block = blocks->lines[line].block;
    while (block && (block->kind != BLOCK_ITEM || block->parent != list ||
                     block->line != line))
        block = block->parent;
    return block;
}

static struct line_cursor cursor_to(struct str text, struct line_cursor cursor,
                                    size_t offset)
{
    while (cursor.offset < offset) {
        if (text.bytes[cursor.offset] == '\t')
            cursor.column += 4 - cursor.column % 4 - 1;
        cursor = line_skip_bytes(cursor, 1);
    }
    return cursor;
}

// Past the mark or indent of one block; the cursor as it was where it has none
// on this line.
static struct line_cursor skip_mark(struct str text,
                                    const struct block_line *line,
                                    struct line_cursor cursor,
                                    const struct block *block)
{
    size_t end = line->at.end;
    struct line_cursor first = line_skip_space(text, cursor, end, SIZE_MAX);
    if (block->kind == BLOCK_QUOTE) {
        if (first.offset == end || text.bytes[first.offset] != '>' ||
            first.column - cursor.column > 3)
            return cursor;
        return line_skip_space(text, line_skip_bytes(first, 1), end, 1);
    }
    bool begins = block->offset >= line->at.start && block->offset <= end;
    if (begins && (block->kind == BLOCK_ITEM || block->kind == BLOCK_NOTE))
        return cursor_to(text, cursor, block->text_offset);
    return line_skip_space(text, cursor, end, block->indent);
}

static struct line_cursor inside(struct str text, const struct block_line *line,
                                 const struct block *block)
{
    if (!block)
        return (struct line_cursor){line->at.start, 0};
    return skip_mark(text, line, inside(text, line, block->parent), block);
}

size_t blocks_inside(struct str text, const struct block_line *line,
                     const struct block *block)
{
    return inside(text, line, block).offset;
}

size_t blocks_before(struct str text, const struct block_line *line,
                     const struct block *block)
{
    return inside(text, line, block->parent).offset;
}

size_t blocks_end(struct str text, struct blocks blocks)
{
    const struct block *last =
        blocks.count ? &blocks.items[blocks.count - 1] : NULL;
    return last && last->open ? last->offset : text.count;
}

struct str block_str(struct str text, const struct block *block)
{
    return str_slice(text, block->offset, block->end);
}

struct str block_text(struct str text, const struct block *block)
{
    return str_slice(text, block->text_offset, block->text_end);
}
