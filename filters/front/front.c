// SPDX-License-Identifier: MIT
// Series, title, authors, organisations, abstract and imprint from the shape
// of the opening and closing paragraphs into front matter, where a text has
// none of its own; and headings that extraction has dressed up.
#include "front/front.h"

#include "front/front_parts.h"

#include <string.h>

#define COVER_BLOCKS 12 // the opening is no longer than this

static bool is_first_level(const struct fronting *now, size_t index)
{
    return index < now->blocks.count &&
           now->blocks.items[index].kind == BLOCK_HEADING &&
           now->blocks.items[index].level == 1;
}

// The only heading of level 1, with nothing but paragraphs before it; of two
// right behind each other the second is the subtitle.
static size_t find_title(const struct fronting *now)
{
    size_t title = SIZE_MAX;
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (is_first_level(now, i)) {
            if (title != SIZE_MAX && title + 1 != i)
                return SIZE_MAX;
            title = title == SIZE_MAX ? i : title;
        }
        if (block->kind != BLOCK_PARAGRAPH && title == SIZE_MAX)
            return SIZE_MAX;
    }
    return title != SIZE_MAX && title <= COVER_BLOCKS ? title : SIZE_MAX;
}

// The first heading after the title; no further than a cover reaches.
static size_t find_section(const struct fronting *now)
{
    size_t i = now->opening;
    while (i < now->blocks.count && i - now->title <= COVER_BLOCKS &&
           now->blocks.items[i].kind != BLOCK_HEADING)
        i++;
    return i;
}

static struct value plain_heading(const struct fronting *now, size_t index)
{
    struct str text = block_text(now->text, &now->blocks.items[index]);
    struct str bold = front_bold_whole(text);
    return front_value_of(now, bold.count > 0 ? bold : text);
}

static void take_title(struct fronting *now)
{
    now->title_text = plain_heading(now, now->title);
    now->taken[now->title] = true;
    front_report_inferred(now, &now->blocks.items[now->title], "title",
                          now->title_text.text);
    if (now->opening == now->title + 1)
        return;
    now->subtitle = plain_heading(now, now->title + 1);
    now->taken[now->title + 1] = true;
    front_report_inferred(now, &now->blocks.items[now->title + 1], "subtitle",
                          now->subtitle.text);
}

static bool found_anything(const struct fronting *now)
{
    return memchr(now->taken, (int)true, now->blocks.count) != NULL;
}

static void infer(struct fronting *now)
{
    now->taken = ARENA_ARRAY(now->arena, bool, now->blocks.count + 1);
    bool percent = front_percent(now);
    now->title = percent ? 0 : find_title(now);
    now->opening = now->title + 1;
    if (!percent && now->title != SIZE_MAX && is_first_level(now, now->opening))
        now->opening++;
    now->section = now->title == SIZE_MAX ? 0 : find_section(now);
    front_find_names(now);
    front_closing(now);
    if (now->section > now->closing)
        now->section = now->closing;
    if (now->title != SIZE_MAX) {
        front_join_biographies(now);
        front_cover(now);
        // Under a title block of pandoc's the text begins at once.
        if (!percent)
            front_abstract(now);
    } else {
        now->authors = now->biographies;
    }
    front_links(now);
    // A title alone stays where it is: the reader finds it there.
    if (!found_anything(now))
        return;
    if (now->title != SIZE_MAX && !percent)
        take_title(now);
    front_write(now);
    front_let_go_opening_labels(now);
    front_let_go_labels(now);
}

static void scan(struct fronting *now)
{
    now->text = source_text(now->source);
    now->blocks = blocks_scan(now->arena, now->text);
}

bool front(struct source *source, const struct context *context)
{
    struct fronting now = {.source = source,
                           .context = context,
                           .arena = context->arena,
                           .lang = source_lang(source)};
    scan(&now);
    if (front_gather(&now) && source_apply(source)) {
        now = (struct fronting){.source = source,
                                .context = context,
                                .arena = context->arena,
                                .lang = source_lang(source)};
        scan(&now);
    }
    front_headings(&now);
    if (source_apply(source))
        scan(&now);
    // What an editor has written wins over any guess.
    if (!context->infer || now.blocks.count == 0 ||
        now.blocks.items[0].kind == BLOCK_FRONT)
        return true;
    infer(&now);
    source_apply(source);
    return true;
}
