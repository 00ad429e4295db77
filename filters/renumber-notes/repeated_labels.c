// SPDX-License-Identifier: MIT
// Finds the definitions that repeat a label of their own chapter.
#include "renumber-notes/repeated_labels.h"

#include "source/markdown_blocks.h"
#include "text/plain.h"

#include <stdlib.h>

// Stands another definition of this label in the same chapter, before it?
static bool is_repeat(struct str text, struct blocks blocks, size_t index)
{
    enum { LOOKED_AT_MOST = 1000 };
    const struct block *block = &blocks.items[index];
    struct str label = str_slice(text, block->label_offset, block->label_end);
    for (size_t i = index; i > 0 && index - i < LOOKED_AT_MOST; i--) {
        const struct block *before = &blocks.items[i - 1];
        if (before->kind == BLOCK_HEADING || before->kind == BLOCK_BREAK)
            return false;
        if (before->kind == BLOCK_NOTE &&
            plain_same_but_case(
                str_slice(text, before->label_offset, before->label_end),
                label))
            return true;
    }
    return false;
}

static int by_size(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

// Where the notes begin whose label an earlier one has, in order.
static size_t places_of_again(struct arena *arena, const struct brief *brief,
                              size_t **places)
{
    size_t count = 0;
    *places = ARENA_ARRAY(arena, size_t, brief->note_count + 1);
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->again)
            (*places)[count++] = brief->notes[i]->at.offset;
    if (count)
        qsort(*places, count, sizeof **places, by_size);
    return count;
}

struct repeated_labels repeated_labels_find(struct arena *arena,
                                            const struct brief *brief,
                                            struct str text)
{
    size_t *again, count = places_of_again(arena, brief, &again);
    struct blocks blocks = blocks_scan(arena, text);
    struct repeated_labels labels = {
        .blocks = ARENA_ARRAY(arena, bool, blocks.count + 1),
        .offsets = ARENA_ARRAY(arena, size_t, count + 1)};
    for (size_t i = 0; i < blocks.count && count > 0; i++) {
        size_t offset = blocks.items[i].label_offset - 2;
        if (blocks.items[i].kind != BLOCK_NOTE ||
            !bsearch(&offset, again, count, sizeof *again, by_size) ||
            !is_repeat(text, blocks, i))
            continue;
        labels.blocks[i] = true;
        labels.offsets[labels.count++] = offset;
    }
    return labels;
}

bool repeated_labels_have(const struct repeated_labels *labels,
                          const struct note *note)
{
    return note->again && labels->count > 0 &&
           bsearch(&note->at.offset, labels->offsets, labels->count,
                   sizeof *labels->offsets, by_size);
}
