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
    double top, middle; // of its first piece
    double left, right; // of a row, or all of it
    size_t row;         // of a table that is looked at
    double wide;
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

static inline size_t row_of(const struct pages *pages, size_t tag)
{
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_TR)
        tag = pages->tags[tag].parent;
    return tag;
}

// Text goes on in the next column, and so do the rows of a table, each of
// which is one piece, as a figure is.
static inline void widen_spot(const struct pages *pages,
                              struct float_spot *spot,
                              const struct placed *placed)
{
    enum structure_role role = pages->tags[spot_tag(pages, placed->tag)].role;
    size_t row = row_of(pages, placed->tag);
    if (role != TAG_TABLE && role != TAG_FIGURE)
        return;
    double left = points(placed->x), right = placed_right(placed);
    bool same = row == spot->row;
    spot->left = same && spot->left < left ? spot->left : left;
    spot->right = same && spot->right > right ? spot->right : right;
    spot->row = row;
    double wide = spot->right - spot->left;
    spot->wide = wide > spot->wide ? wide : spot->wide;
}

static inline struct float_spot *float_spots(const struct pages *pages)
{
    struct float_spot *spots = calloc(pages->tag_count + 1, sizeof *spots);
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            struct float_spot *spot = &spots[spot_tag(pages, placed->tag)];
            if (placed->tag == TAG_ARTIFACT || (spot->found && spot->page != i))
                continue;
            if (!spot->found)
                *spot = (struct float_spot){
                    .found = true,
                    .page = i,
                    .top = points(placed->y),
                    .left = points(placed->x),
                    .right = placed_right(placed),
                    .middle = (points(placed->x) + placed_right(placed)) / 2,
                    .row = row_of(pages, placed->tag)};
            widen_spot(pages, spot, placed);
        }
    return spots;
}

static inline bool spot_is_wide(const struct laid_out *out,
                                const struct float_spot *spot)
{
    return spot->wide > columns_of(out, spot->page).wide + HANGING;
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
    a = column_at(out, one->page, one->middle);
    b = column_at(out, one->page, other->middle);
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
