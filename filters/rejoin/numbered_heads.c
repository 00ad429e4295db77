// SPDX-License-Identifier: MIT
// Finds lines with the number of a page, by numbers that rise through the text.
#include "rejoin/marker.h"
#include "rejoin/page_lines.h"

#include "base/characters.h"

// A page without a line may lie between, and its back.
enum { PAGES_SKIPPED = 3, LINE_BYTES = 200 };

struct numbered {
    struct page_line line;
    size_t block;
    bool cut; // the halves of a paragraph are around it
    bool page;
};

struct numbering {
    struct page_marker *marker;
    struct numbered *items;
    size_t count, capacity;
};

// Is it on page `line` where that is on page `before`?
static bool follows(const struct numbered *line, const struct numbered *before)
{
    size_t number = line->line.numbers[0], last = before->line.numbers[0];
    return number > last && number <= last + PAGES_SKIPPED;
}

static bool totals_differ(const struct page_line *a, const struct page_line *b)
{
    return a->number_count == 2 && b->number_count == 2 &&
           a->numbers[1] != b->numbers[1];
}

// "Page 3 of 12" goes by itself between the halves of a paragraph, else where
// another follows; "3 of 12" only where another of 12 does.
static void take_numbers(struct numbering *now)
{
    struct numbered *last = NULL;
    for (size_t i = 0; i < now->count; i++) {
        struct numbered *item = &now->items[i];
        if (!page_line_is_number(&item->line))
            continue;
        if (last && !totals_differ(&item->line, &last->line) &&
            follows(item, last))
            item->page = last->page = true;
        item->page = item->page || (item->cut && item->line.page_words > 0);
        last = item;
    }
}

// "9 Rubin, 2020." is a note; "2 | Who mends the road?" has a bar.
static bool is_head(const struct numbered *item)
{
    struct str rest = item->line.rest;
    return item->line.edge && !page_line_is_number(&item->line) &&
           (item->line.barred || !char_is_stop(utf8_before(rest, rest.count)));
}

// Of heads whose numbers rise: the first at or behind `from`, and the end of
// its row.
static size_t row_end(const struct numbering *now, size_t from, size_t *cuts,
                      size_t *bars, size_t *heads)
{
    size_t last = from, end = from + 1;
    *cuts = now->items[from].cut;
    *bars = now->items[from].line.barred;
    *heads = 1;
    for (; end < now->count; end++) {
        const struct numbered *item = &now->items[end];
        if (!is_head(item))
            continue;
        if (!follows(item, &now->items[last]))
            break;
        *cuts += item->cut;
        *bars += item->line.barred;
        ++*heads;
        last = end;
    }
    return end;
}

// Half of them stand where pages end; or bars part the number from the words,
// and one of them does, or there are three.
static void take_heads(struct numbering *now)
{
    for (size_t from = 0, end; from < now->count; from = end) {
        size_t cuts, bars, heads;
        if (!is_head(&now->items[from])) {
            end = from + 1;
            continue;
        }
        end = row_end(now, from, &cuts, &bars, &heads);
        bool pages = heads > 1 && cuts > 0 && cuts * 2 >= heads;
        pages =
            pages || (bars == heads && heads > 1 && (cuts > 0 || heads > 2));
        for (size_t i = from; pages && i < end; i++)
            now->items[i].page = now->items[i].page || is_head(&now->items[i]);
    }
}

static void read_line(struct numbering *now, size_t index)
{
    struct page_marker *marker = now->marker;
    const struct block *block = marker_paragraph(marker, index);
    struct numbered item = {.block = index};
    enum page_mark mark = marker->marks[index];
    bool head = mark == MARK_HEAD || mark == MARK_REPEATED_HEAD;
    if (!block || (mark != MARK_NONE && !head))
        return;
    struct str line = block_text(marker->text, block);
    if (line.count > LINE_BYTES || str_find(line, STR("\n")) != STR_NONE ||
        marker_is_caption(marker, line) || !page_line_read(line, &item.line) ||
        (item.line.words == 0 && item.line.number_count == 1))
        return;
    item.cut = head || marker_at_cut(marker, index);
    ARENA_PUSH(marker->arena, now->items, now->count, now->capacity) = item;
}

void marker_page_lines(struct page_marker *marker)
{
    struct numbering now = {.marker = marker};
    for (size_t i = 0; i < marker->blocks.count; i++)
        read_line(&now, i);
    take_numbers(&now);
    take_heads(&now);
    for (size_t i = 0; i < now.count; i++)
        if (now.items[i].page && marker->marks[now.items[i].block] == MARK_NONE)
            marker->marks[now.items[i].block] = MARK_REPEATED_HEAD;
}
