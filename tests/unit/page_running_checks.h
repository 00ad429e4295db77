// SPDX-License-Identifier: MIT
// What must hold of running heads by section and of the mark that ends the
// text on finished pages.
#ifndef QALAM_TEST_PAGE_RUNNING_CHECKS_H
#define QALAM_TEST_PAGE_RUNNING_CHECKS_H

#include "page_text_checks.h"

#include "base/buffer.h"

// ----- Running heads -----

static inline size_t head_tag_of(const struct pages *pages, size_t tag)
{
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_H2)
        tag = pages->tags[tag].parent;
    return tag;
}

// Spaces aside, which lines drop; up to where a long head is cut.
static inline void add_unspaced(struct buffer *words, struct str text)
{
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        char bytes[4];
        if (c == 0x2026)
            return;
        if (c != ' ' && c != 0xA0 && c != '\n')
            buffer_add(words, (struct str){bytes, utf8_encode(c, bytes)});
    }
}

static inline struct buffer words_of_head(const struct pages *pages, size_t tag)
{
    struct buffer words = {0};
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind == PLACED_RUN && placed->tag != TAG_ARTIFACT &&
                head_tag_of(pages, placed->tag) == tag &&
                !under(pages, placed->tag, TAG_REFERENCE))
                add_unspaced(&words, placed->as.run.text);
        }
    return words;
}

// What is printed above the frame.
static inline struct buffer running_words(const struct page *page)
{
    struct buffer words = {0};
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind == PLACED_RUN && placed->tag == TAG_ARTIFACT &&
            points(placed->y) < FRAME_TOP_POINTS - 10)
            add_unspaced(&words, placed->as.run.text);
    }
    return words;
}

// Notes at the foot and floats at the top are read elsewhere.
static inline size_t first_read(const struct pages *pages, size_t page)
{
    size_t first = 0;
    for (size_t i = 0; i < pages->items[page].placed_count; i++) {
        size_t tag = pages->items[page].placed[i].tag;
        if (tag != TAG_ARTIFACT && !under(pages, tag, TAG_NOTE) &&
            !under(pages, tag, TAG_FIGURE) && (!first || tag < first))
            first = tag;
    }
    return first;
}

// A head that is the heading of some section is that of the section at the
// page's top.
static inline void check_running_heads(const struct laid_out *out,
                                       struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    if (!settings_asked(&out->brief->meta.settings, SETTING_RUNNING_HEAD))
        return;
    for (size_t page = 2; page < pages->count; page += 2) {
        struct buffer head = running_words(&pages->items[page]);
        size_t first = first_read(pages, page), right = 0, wrong = 0;
        size_t begins = first ? head_tag_of(pages, first) : 0;
        for (size_t tag = 1; head.count && tag < pages->tag_count; tag++) {
            if (pages->tags[tag].role != TAG_H2)
                continue;
            struct buffer words = words_of_head(pages, tag);
            bool same = words.count >= head.count &&
                        memcmp(words.bytes, head.bytes, head.count) == 0;
            buffer_release(&words);
            bool holds = begins ? tag == begins : tag < first;
            if (holds)
                right = same ? tag : 0; // the last one before
            else if (same)
                wrong = tag;
        }
        if (first && wrong && !right)
            page_fault(faults, "page %zu: the head is of another section",
                       page + 1);
        buffer_release(&head);
    }
}

// ----- The mark that ends the text -----

// It is drawn above its own origin, which stands on the baseline.
static inline bool ends_text(const struct placed *placed)
{
    if (placed->kind != PLACED_PATH || placed->ink.name != INK_ACCENT ||
        placed->tag != TAG_ARTIFACT)
        return false;
    for (size_t i = 0; i < placed->as.path.step_count; i++)
        if (placed->as.path.steps[i].verb != PATH_CLOSE &&
            placed->as.path.steps[i].y[0] >= 0)
            return false;
    return placed->as.path.step_count == 5;
}

static inline void path_sides(const struct placed *placed, double *left,
                              double *right)
{
    *left = 1e9, *right = -1e9;
    for (size_t i = 0; i < placed->as.path.step_count; i++) {
        const struct path_step *step = &placed->as.path.steps[i];
        double x = points(placed->x + step->x[0]);
        if (step->verb == PATH_CLOSE)
            continue;
        *left = x < *left ? x : *left;
        *right = x > *right ? x : *right;
    }
}

// 0.42 em, and 0.5 em from the word that it stands beside.
static inline bool stands_by_word(const struct page *page,
                                  const struct placed *mark)
{
    double left, right;
    path_sides(mark, &left, &right);
    // A square of that side on its corner, which is wider by half its tips.
    double side = (right - left) / 1.41421;
    double gap = side * 50 / 42 - (right - left - side) / 2;
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind != PLACED_RUN || placed->tag == TAG_ARTIFACT ||
            placed->y > mark->y + PT(0.1) || placed->y < mark->y - PT(6))
            continue;
        double before = left - points(placed->x + placed->as.run.width);
        double behind = points(placed->x) - right;
        if ((before > gap - 0.2 && before < gap + 0.2) ||
            (behind > gap - 0.2 && behind < gap + 0.2))
            return true;
    }
    return false;
}

static inline size_t end_marks(const struct laid_out *out,
                               struct page_faults *faults)
{
    size_t marks = 0;
    for (size_t i = 1; i < out->pages->count; i++)
        for (size_t j = 0; j < out->pages->items[i].placed_count; j++) {
            const struct placed *mark = &out->pages->items[i].placed[j];
            if (!ends_text(mark))
                continue;
            if (++marks > 1)
                page_fault(faults, "page %zu: the text ends again", i + 1);
            if (!stands_by_word(&out->pages->items[i], mark))
                page_fault(faults,
                           "page %zu: the mark that ends the text is not 0.5 "
                           "em from its last word",
                           i + 1);
        }
    return marks;
}

#endif
