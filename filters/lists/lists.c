// SPDX-License-Identifier: MIT
// Gives the points of typed lists the marks of Markdown.
#include "lists/lists.h"

#include "lists/typed_rows.h"

struct writing {
    struct source *source;
    struct arena *arena;
    struct str text;
    struct blocks blocks;
    struct typed_rows rows;
    const struct typed_point **on_line; // the point that is written there
};

static struct str spaces(struct arena *arena, size_t count)
{
    return arena_printf(arena, "%*s", (int)count, "");
}

// What the mark becomes; as wide as it is, so that what stands below it in
// columns stays within it.
static struct str mark_in_markdown(struct arena *arena,
                                   const struct typed_mark *mark, char marker,
                                   struct str written)
{
    struct str bare = arena_printf(arena, "%c", marker);
    if (typed_mark_stays(mark))
        return arena_printf(arena, "%c %.*s%s", marker, STR_ARG(written),
                            mark->spaced ? "" : " ");
    if (mark->kind == TYPED_NUMBER)
        bare = arena_printf(arena, "%zu%c", mark->number, marker);
    size_t width = utf8_count(written), pad = 1;
    if (width > bare.count && width <= bare.count + 4)
        pad = width - bare.count;
    struct str space = spaces(arena, pad);
    return arena_printf(arena, "%.*s%.*s", STR_ARG(bare), STR_ARG(space));
}

// A break that the writer put at the end of a line is none before a point.
static void end_line_before(struct writing *now, size_t line)
{
    if (line == 0)
        return;
    const struct block_line *before = &now->blocks.lines[line - 1];
    struct str words = str_slice(now->text, before->content, before->at.end);
    static const struct str breaks[] = {
        {"\\", 1}, {"<br>", 4}, {"<br/>", 5}, {"<br />", 6}};
    if (before->block != now->blocks.lines[line].block)
        return;
    for (size_t i = 0; i < COUNT(breaks); i++)
        if (str_ends(words, breaks[i]))
            source_replace(now->source, before->at.end - breaks[i].count,
                           breaks[i].count, STR(""), "list-break");
}

// Where the indent of a line begins, behind the marks of quotes.
static size_t indent_start(const struct writing *now, size_t line)
{
    const struct block_line *at = &now->blocks.lines[line];
    size_t start = at->content;
    while (start > at->at.start && (now->text.bytes[start - 1] == ' ' ||
                                    now->text.bytes[start - 1] == '\t'))
        start--;
    return start;
}

static void write_point(struct writing *now, const struct typed_point *point,
                        size_t shift)
{
    size_t end = point->offset + point->mark.text;
    struct str mark = mark_in_markdown(
        now->arena, &point->mark, now->rows.rows[point->row].marker,
        str_slice(now->text, point->offset, end));
    struct str space = spaces(now->arena, shift);
    end_line_before(now, point->line);
    source_replace(
        now->source, point->offset, end - point->offset,
        arena_printf(now->arena, "%.*s%.*s", STR_ARG(space), STR_ARG(mark)),
        "list");
}

static void write_line(struct writing *now, size_t line)
{
    size_t shift = now->rows.shifts[line];
    const struct block_line *at = &now->blocks.lines[line];
    if (now->on_line[line])
        write_point(now, now->on_line[line], shift);
    else if (shift > 0 && at->block)
        source_replace(now->source, indent_start(now, line), 0,
                       spaces(now->arena, shift), "list");
}

// True: something was written.
static bool write_lists(struct source *source, const struct context *context)
{
    struct writing now = {
        .source = source, .arena = context->arena, .text = source_text(source)};
    now.blocks = blocks_scan(now.arena, now.text);
    now.rows = typed_rows_find(now.arena, now.text, &now.blocks);
    if (now.rows.point_count == 0)
        return false;
    now.on_line = ARENA_ARRAY(now.arena, const struct typed_point *,
                              now.blocks.line_count + 1);
    for (size_t i = 0; i < now.rows.point_count; i++) {
        const struct typed_point *point = &now.rows.points[i];
        if (now.rows.rows[point->row].list)
            now.on_line[point->line] = point;
    }
    for (size_t i = 0; i < now.blocks.line_count; i++)
        write_line(&now, i);
    return source_apply(source);
}

bool lists(struct source *source, const struct context *context)
{
    // What stands four columns in is code until the point above it is one.
    enum { DEEPEST = 8 };
    for (size_t i = 0; i < DEEPEST && write_lists(source, context); i++)
        continue;
    return true;
}
