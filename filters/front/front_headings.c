// SPDX-License-Identifier: MIT
// Headings that came out of a page in bold, or one level too deep, among
// plain ones.
#include "front/front_parts.h"

#define LEVELS 7 // 1 to 6

struct headings {
    size_t plain, bold;
};

static bool is_bold(const struct fronting *now, const struct block *block)
{
    return front_bold_whole(block_text(now->text, block)).count > 0;
}

static void count_levels(const struct fronting *now, struct headings *levels)
{
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        if (is_bold(now, block))
            levels[block->level].bold++;
        else
            levels[block->level].plain++;
    }
}

// The only heading of its level within its section: a lone part is no part.
static bool is_alone(const struct fronting *now, size_t index)
{
    int level = now->blocks.items[index].level;
    for (size_t i = index; i-- > 0;) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind == BLOCK_HEADING && block->level < level)
            break;
        if (block->kind == BLOCK_HEADING && block->level == level)
            return false;
    }
    for (size_t i = index + 1; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind == BLOCK_HEADING)
            return block->level < level;
    }
    return true;
}

static void repair(struct fronting *now, const struct block *block, int level)
{
    struct str text = block_text(now->text, block),
               bold = front_bold_whole(text);
    size_t from = (size_t)(bold.bytes - now->text.bytes);
    static const char marks[] = "###### ";
    struct str mark = {marks + 6 - level, (size_t)level + 1};
    source_replace(now->source, block->offset, from - block->offset, mark,
                   "heading");
    source_replace(now->source, from + bold.count,
                   block->end - from - bold.count, STR(""), "heading");
    diag_report(
        now->context->diag,
        source_origin(now->source, block->offset, block->end - block->offset),
        MESSAGE_heading_repaired, bold, arena_printf(now->arena, "%d", level));
}

static bool is_sibling(const struct headings *own, const struct headings *above,
                       bool extracted)
{
    return (above->plain >= 2 && above->plain > own->bold) ||
           (extracted && above->plain == 1 && own->bold == 1);
}

// The only bold one among plain ones of its level loses the bold. Bold, one
// level deeper than plain ones, alone in its section and no plain one beside it
// on its own level: it is a sibling of those plain ones. In a text that nobody
// has edited yet one of each will do.
void front_headings(struct fronting *now)
{
    struct headings levels[LEVELS] = {{0, 0}};
    bool extracted =
        now->blocks.count > 0 && now->blocks.items[0].kind != BLOCK_FRONT;
    count_levels(now, levels);
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind != BLOCK_HEADING || block->level < 2 ||
            !is_bold(now, block))
            continue;
        const struct headings *own = &levels[block->level], *above = own - 1;
        if (own->bold == 1 && own->plain >= 2)
            repair(now, block, block->level);
        else if (block->level > 2 && own->plain == 0 &&
                 is_sibling(own, above, extracted) && is_alone(now, i))
            repair(now, block, block->level - 1);
    }
}
