// SPDX-License-Identifier: MIT
// What must hold of the space about section headings on finished pages.
#ifndef QALAM_TEST_PAGE_HEAD_CHECKS_H
#define QALAM_TEST_PAGE_HEAD_CHECKS_H

#include "page_note_checks.h"

// Above to below, from baseline to baseline.
#define HEAD_LEAST 1.9
#define HEAD_MOST 2.1

// A line in the heading's column that is next to it, above or below; or NULL.
static inline const struct shown_line *
beside_head(const struct shown_lines *lines, const struct shown_line *head,
            bool above)
{
    const struct shown_line *best = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->page != head->page || line->column != head->column ||
            line->tag == head->tag || (line->y < head->y) != above)
            continue;
        if (best == NULL || (above ? line->y > best->y : line->y < best->y))
            best = line;
    }
    return best;
}

// The line that is read before it, notes aside.
static inline const struct shown_line *
read_before(const struct pages *pages, const struct shown_lines *lines,
            const struct shown_line *head)
{
    while (head > lines->items) {
        head--;
        if (!under(pages, head->tag, TAG_NOTE))
            return head;
    }
    return NULL;
}

// Whether nothing stands in columns but text.
static inline bool is_plain(const struct laid_out *out,
                            const struct shown_lines *lines, size_t page)
{
    const struct page *on = &out->pages->items[page];
    for (size_t i = 0; i < on->placed_count; i++)
        if (on->placed[i].kind == PLACED_IMAGE ||
            (on->placed[i].kind == PLACED_RECTANGLE &&
             on->placed[i].ink.name != INK_TEXT))
            return false;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].page == page &&
            (lines->items[i].kind == SHOWN_CELL ||
             lines->items[i].kind == SHOWN_CAPTION ||
             lines->items[i].kind == SHOWN_FIGURE))
            return false;
    return true;
}

// Two parts above, one below, where running text is on both sides; nothing
// above a heading at a column's top.
static inline void check_heads(const struct laid_out *out,
                               const struct shown_lines *lines,
                               struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *first = &lines->items[i], *last = first;
        if (first->kind != SHOWN_HEADING || first->size > LARGEST_TEXT ||
            first->size < 12 ||
            (i > 0 && lines->items[i - 1].tag == first->tag) ||
            !is_plain(out, lines, first->page))
            continue;
        while (last + 1 < lines->items + lines->count &&
               last[1].tag == first->tag)
            last++;
        const struct shown_line *over = beside_head(lines, first, true);
        const struct shown_line *under_it = beside_head(lines, last, false);
        if (over == NULL && first->y > FRAME_TOP_POINTS + first->size * 1.5)
            page_fault(faults, "page %zu: a heading %.2f from the top",
                       first->page + 1, first->y - FRAME_TOP_POINTS);
        if (over == NULL || under_it == NULL || !is_running_text(pages, over) ||
            !is_running_text(pages, under_it))
            continue;
        double above = first->y - over->y, below = under_it->y - last->y;
        // The half line after a list is above it.
        double list = under(pages, over->tag, TAG_L) ? grid_of(pages) / 2 : 0;
        if (above < HEAD_LEAST * below || above - list > HEAD_MOST * below)
            page_fault(faults,
                       "page %zu: a heading with %.2f above, %.2f below",
                       first->page + 1, above, below);
    }
}

#endif
