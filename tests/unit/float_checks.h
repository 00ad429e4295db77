// SPDX-License-Identifier: MIT
// What must hold of figures and tables on finished pages: each stands behind
// its heading and behind what introduces it.
#ifndef QALAM_TEST_FLOAT_CHECKS_H
#define QALAM_TEST_FLOAT_CHECKS_H

#include "page_text_checks.h"

// Where a block stands: its first line or picture, and how wide it is.
struct float_spot {
    bool found;
    size_t page;
    double top, left, right;
};

static inline double placed_right(const struct placed *placed)
{
    scaled wide = placed->kind == PLACED_RUN     ? placed->as.run.width
                  : placed->kind == PLACED_IMAGE ? placed->as.image.width
                  : placed->kind == PLACED_RECTANGLE
                      ? placed->as.rectangle.width
                      : 0;
    return points(placed->x + wide);
}

// The nearest tag of a block around: what a spot is kept for.
static inline size_t spot_tag(const struct pages *pages, size_t tag)
{
    for (size_t t = tag; t != TAG_ARTIFACT; t = pages->tags[t].parent) {
        enum structure_role role = pages->tags[t].role;
        if (role == TAG_TABLE ||
            (role == TAG_FIGURE && !pages->tags[t].in_line))
            return t;
        if (role == TAG_NOTE || role == TAG_DOCUMENT)
            break;
    }
    return tag == TAG_ARTIFACT ? tag : block_of(pages, tag);
}

static inline struct float_spot *float_spots(const struct pages *pages)
{
    struct float_spot *spots = calloc(pages->tag_count + 1, sizeof *spots);
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            struct float_spot *spot = &spots[spot_tag(pages, placed->tag)];
            double left = points(placed->x), right = placed_right(placed);
            if (placed->tag == TAG_ARTIFACT || (spot->found && spot->page != i))
                continue;
            if (!spot->found)
                *spot = (struct float_spot){true, i, points(placed->y), left,
                                            right};
            // Text goes on in the next column; what floats is one piece.
            enum structure_role role =
                pages->tags[spot_tag(pages, placed->tag)].role;
            if (role != TAG_TABLE && role != TAG_FIGURE)
                continue;
            spot->left = left < spot->left ? left : spot->left;
            spot->right = right > spot->right ? right : spot->right;
        }
    return spots;
}

static inline bool spot_is_wide(const struct laid_out *out,
                                const struct float_spot *spot)
{
    return spot->right - spot->left >
           columns_of(out, spot->page).wide + HANGING;
}

// What is wider than a column parts its page: how many such stand above it.
static inline size_t spot_region(const struct laid_out *out,
                                 const struct float_spot *spots,
                                 const struct float_spot *spot)
{
    size_t above = 0;
    for (size_t i = 0; i < out->pages->tag_count; i++)
        above += spots[i].found && spots[i].page == spot->page &&
                 spots[i].top < spot->top && spot_is_wide(out, &spots[i]);
    return above;
}

// In the order of reading.
static inline bool spot_before(const struct laid_out *out,
                               const struct float_spot *spots,
                               const struct float_spot *one,
                               const struct float_spot *other)
{
    if (one->page != other->page)
        return one->page < other->page;
    size_t a = spot_region(out, spots, one), b = spot_region(out, spots, other);
    if (a != b || spot_is_wide(out, one) || spot_is_wide(out, other))
        return a != b ? a < b : one->top < other->top;
    a = column_at(out, one->page, (one->left + one->right) / 2);
    b = column_at(out, one->page, (other->left + other->right) / 2);
    return a != b ? a < b : one->top < other->top;
}

// The paragraph that names a destination first, among tags that are read.
static inline size_t named_first(const struct pages *pages, struct str name)
{
    size_t first = 0;
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].area_count; j++) {
            const struct area *area = &pages->items[i].areas[j];
            if (!str_equal(area->destination, name) ||
                under(pages, area->tag, TAG_TOC) ||
                under(pages, area->tag, TAG_NOTE) ||
                under(pages, area->tag, TAG_TABLE) ||
                under(pages, area->tag, TAG_CAPTION))
                continue;
            size_t block = block_of(pages, area->tag);
            if (pages->tags[block].role == TAG_P && (!first || block < first))
                first = block;
        }
    return first;
}

static inline size_t last_before(const struct pages *pages, size_t tag,
                                 bool heading)
{
    for (size_t i = tag; i-- > 1;) {
        enum structure_role role = pages->tags[i].role;
        bool is_heading = role >= TAG_H2 && role <= TAG_H6;
        if (heading
                ? is_heading
                : role == TAG_P && !under(pages, i, TAG_NOTE) &&
                      !under(pages, i, TAG_TABLE) && !under(pages, i, TAG_TOC))
            return i;
        if (!heading && is_heading)
            return 0; // it follows the heading itself
    }
    return 0;
}

static inline void check_introduced(const struct laid_out *out,
                                    struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    struct float_spot *spots = float_spots(pages);
    size_t figures = 0, tables = 0;
    for (size_t i = 1; i < pages->tag_count; i++) {
        bool caption = pages->tags[i].role == TAG_CAPTION;
        size_t it = caption ? pages->tags[i].parent : 0;
        bool table = pages->tags[it].role == TAG_TABLE;
        if (!caption || (!table && pages->tags[it].role != TAG_FIGURE) ||
            !spots[it].found)
            continue;
        char name[32];
        snprintf(name, sizeof name, ".%s-%zu", table ? "table" : "figure",
                 table ? ++tables : ++figures);
        size_t by = named_first(pages, str_of(name)),
               under_it = last_before(pages, it, true);
        // One far behind does not introduce it.
        if (by == 0 || by > it)
            by = last_before(pages, it, false);
        if (by && spots[by].found &&
            spot_before(out, spots, &spots[it], &spots[by]))
            page_fault(faults, "page %zu: %s stands before its paragraph",
                       spots[it].page + 1, name);
        if (under_it && spots[under_it].found &&
            spot_before(out, spots, &spots[it], &spots[under_it]))
            page_fault(faults, "page %zu: %s stands before its heading",
                       spots[it].page + 1, name);
    }
    free(spots);
}

#endif
