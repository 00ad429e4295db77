// SPDX-License-Identifier: MIT
// What must hold of the cover of any brief: its words stand in their places,
// none over another, and white ones on the accent or a picture alone.
#ifndef QALAM_TEST_COVER_CHECKS_H
#define QALAM_TEST_COVER_CHECKS_H

#include "page_text_checks.h"

#define SHEET_WIDE (210 * MILLIMETRE)
#define COVER_INNER (22 * MILLIMETRE)
#define COVER_OUTER (18 * MILLIMETRE)
#define FOOT_BOTTOM (284 * MILLIMETRE)

// Where the ground of title and authors ends.
static inline double cover_block_bottom(const struct page *page)
{
    double bottom = 0;
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        double end = points(placed->y + placed->as.rectangle.height);
        if (placed->kind == PLACED_RECTANGLE &&
            placed->ink.name == INK_ACCENT && end > bottom &&
            points(placed->as.rectangle.width) > SHEET_WIDE - 1)
            bottom = end;
    }
    return bottom;
}

// A run's letters, without the highest and lowest.
struct cover_words {
    double left, right, top, bottom, size;
    bool white;
    size_t tag;
};

static inline struct cover_words cover_words_of(const struct placed *run)
{
    double size = points(run->as.run.size);
    return (struct cover_words){.left = points(run->x),
                                .right = points(run->x + run->as.run.width),
                                .top = points(run->y) - 0.65 * size,
                                .bottom = points(run->y) + 0.05 * size,
                                .size = size,
                                .white = run->ink.name == INK_PAPER,
                                .tag = run->tag};
}

static inline void check_cover_place(const struct pages *pages,
                                     const struct cover_words *words,
                                     double block, struct page_faults *faults)
{
    bool rtl = pages->direction == DIRECTION_RTL;
    double left = rtl ? COVER_OUTER : COVER_INNER;
    double right = SHEET_WIDE - (rtl ? COVER_INNER : COVER_OUTER);
    if (words->left < left - HANGING || words->right > right + HANGING ||
        words->top < 0 || words->bottom > FOOT_BOTTOM)
        page_fault(faults, "cover: words at %.2f, %.2f leave the frame",
                   words->left, words->bottom);
    if (words->white ? words->bottom > block : words->top < block)
        page_fault(faults,
                   "cover: words at %.2f, %.2f are over the edge of "
                   "the block at %.2f",
                   words->left, words->bottom, block);
}

static inline bool cover_overlap(const struct cover_words *a,
                                 const struct cover_words *b)
{
    double left = a->left > b->left ? a->left : b->left;
    double right = a->right < b->right ? a->right : b->right;
    double top = a->top > b->top ? a->top : b->top;
    double bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    return right - left > 1.5 && bottom - top > 0.1;
}

// Runs of one line may touch, and a note's number is raised beside its word.
static inline void check_cover(const struct laid_out *out,
                               struct page_faults *faults)
{
    const struct page *page = &out->pages->items[0];
    double block = cover_block_bottom(page);
    struct cover_words *words =
        malloc((page->placed_count + 1) * sizeof *words);
    size_t count = 0;
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind != PLACED_RUN || str_blank(placed->as.run.text))
            continue;
        words[count] = cover_words_of(placed);
        check_cover_place(out->pages, &words[count], block, faults);
        for (size_t j = 0; j < count; j++)
            if (cover_overlap(&words[j], &words[count]))
                page_fault(faults,
                           "cover: words at %.2f, %.2f and %.2f, %.2f overlap",
                           words[j].left, words[j].bottom, words[count].left,
                           words[count].bottom);
        count++;
    }
    free(words);
}

#endif
