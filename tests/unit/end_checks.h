// SPDX-License-Identifier: MIT
// What must hold of the end of any brief: boxes of recommendations have their
// rule in each part and cut no item; nothing stands in the imprint's panel.
#ifndef QALAM_TEST_END_CHECKS_H
#define QALAM_TEST_END_CHECKS_H

#include "page_text_checks.h"

#define BOX_RULE 3.0

static inline bool is_rectangle(const struct placed *placed, enum ink_name ink)
{
    return placed->kind == PLACED_RECTANGLE && placed->ink.name == ink &&
           placed->ink.paper_percent == 0;
}

static inline bool same_length(double a, double b)
{
    return a - b < NEAR && b - a < NEAR;
}

// An accent rule on the upper edge of a tint.
static inline bool has_rule(const struct page *page, const struct placed *tint)
{
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *rule = &page->placed[i];
        if (is_rectangle(rule, INK_ACCENT) && rule->x == tint->x &&
            rule->y == tint->y &&
            same_length(points(rule->as.rectangle.height), BOX_RULE) &&
            rule->as.rectangle.width == tint->as.rectangle.width)
            return true;
    }
    return false;
}

static inline void check_box_rules(const struct pages *pages,
                                   struct page_faults *faults)
{
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *tint = &pages->items[i].placed[j];
            if (is_rectangle(tint, INK_TINT) &&
                same_length(points(tint->as.rectangle.width), FRAME_WIDE) &&
                !has_rule(&pages->items[i], tint))
                page_fault(faults, "page %zu: a box without its rule", i + 1);
        }
}

// The imprint's panel begins here, or the page ends.
static inline double panel_top(const struct page *page)
{
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *panel = &page->placed[i];
        if (is_rectangle(panel, INK_ACCENT) && panel->y > 0 &&
            panel->as.rectangle.width == page->width)
            return points(panel->y);
    }
    return points(page->height);
}

static inline void check_panel(const struct pages *pages,
                               const struct shown_lines *lines,
                               struct page_faults *faults)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->y > panel_top(&pages->items[line->page]))
            page_fault(faults, "page %zu: %.2f stands in the imprint",
                       line->page + 1, line->y);
    }
}

static inline size_t list_item_of(const struct pages *pages, size_t tag)
{
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_LI)
        tag = pages->tags[tag].parent;
    return tag;
}

// An item that begins in a box ends in it.
static inline void check_box_items(const struct laid_out *out,
                                   const struct shown_lines *lines,
                                   struct page_faults *faults)
{
    const struct shown_line *last = NULL;
    size_t last_item = TAG_ARTIFACT;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        size_t item = list_item_of(out->pages, line->tag);
        if (item == TAG_ARTIFACT || line->kind == SHOWN_NOTE)
            continue;
        if (item == last_item &&
            in_wide_box(&out->pages->items[last->page], last->y) &&
            (last->page != line->page || line->y < last->y - 30))
            page_fault(faults, "page %zu: an item of a box is cut",
                       line->page + 1);
        last = line;
        last_item = item;
    }
}

static inline void check_end(const struct laid_out *out,
                             const struct shown_lines *lines,
                             struct page_faults *faults)
{
    check_box_rules(out->pages, faults);
    check_panel(out->pages, lines, faults);
    check_box_items(out, lines, faults);
}

#endif
