// SPDX-License-Identifier: MIT
// What must hold of the finished pages of any brief, as faults that are
// printed and counted.
//
// The checks read pages and brief only; they know the measures of the
// design (docs/design.md#checks) and nothing of how layout came to its result.
// Where a rule may be broken for a higher one, the breach must be among the
// messages.
#ifndef QALAM_TEST_PAGE_CHECKS_H
#define QALAM_TEST_PAGE_CHECKS_H

#include "cover_checks.h"
#include "end_checks.h"
#include "float_checks.h"
#include "page_running_checks.h"
#include "heading_checks.h"
#include "line_checks.h"
#include "page_bound_checks.h"
#include "page_head_checks.h"
#include "page_text_checks.h"
#include "table_checks.h"

// ----- Where lines stand -----

// Whole text of the body's size stands on the grid; lists have half a line of
// it around them and between long items.
static inline void check_grid(const struct pages *pages,
                              const struct shown_lines *lines,
                              struct page_faults *faults)
{
    bool rtl = pages->direction == DIRECTION_RTL;
    double grid = rtl ? 17 : 13, first = rtl ? 10.8 : 9.0;
    double size = rtl ? 10.6 : 9.6;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->kind != SHOWN_BODY || line->size < size - 0.01 ||
            line->size > size + 0.01)
            continue;
        double part = under(pages, line->tag, TAG_L) ? grid / 2 : grid;
        double steps = (line->y - FRAME_TOP_POINTS - first) / part;
        double off = (steps - (double)(long)(steps + 0.5)) * part;
        if (off > NEAR || off < -NEAR)
            page_fault(faults, "page %zu: baseline %.2f is %.2f off the grid",
                       line->page + 1, line->y, off);
    }
}

// What may be as wide as the page.
static inline bool may_be_wide(const struct laid_out *out,
                               const struct shown_line *line)
{
    bool note =
        line->kind == SHOWN_NOTE ||
        (line->kind == SHOWN_LABEL && under(out->pages, line->tag, TAG_NOTE));
    bool boxed = in_wide_box(&out->pages->items[line->page], line->y);
    return line->kind == SHOWN_CELL || line->kind == SHOWN_CAPTION ||
           line->kind == SHOWN_FIGURE || line->kind == SHOWN_ENTRY ||
           line->size > LARGEST_TEXT || boxed ||
           (note && shares_footnotes(out, line->page));
}

// A page that is turned has the frame's margins, its long side down.
static inline void check_landscape_bounds(const struct pages *pages,
                                          const struct shown_line *line,
                                          struct page_faults *faults)
{
    const struct page *page = &pages->items[line->page];
    double left = inner_left(pages, line->page);
    double right = points(page->width) - 40 * MILLIMETRE + left;
    double bottom = points(page->height) - 297 * MILLIMETRE + FRAME_POINTS +
                    FRAME_TOP_POINTS;
    if (line->y < FRAME_TOP_POINTS || line->y > bottom ||
        line->left < left - NEAR || line->right > right + NEAR)
        page_fault(faults,
                   "page %zu: %.2f to %.2f at %.2f leaves the landscape frame",
                   line->page + 1, line->left, line->right, line->y);
}

static inline void check_bounds(const struct laid_out *out,
                                const struct shown_lines *lines,
                                size_t pages_end, struct page_faults *faults)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        // A large numeral hangs under its one line.
        double hanging = line->kind == SHOWN_LABEL ? 1 : NEAR;
        if (out->pages->items[line->page].turn != PAGE_UPRIGHT) {
            check_landscape_bounds(out->pages, line, faults);
            continue;
        }
        if (line->y < FRAME_TOP_POINTS ||
            line->y > FRAME_TOP_POINTS + FRAME_POINTS + hanging)
            page_fault(faults, "page %zu: baseline %.2f leaves the frame",
                       line->page + 1, line->y);
        double left = inner_left(out->pages, line->page);
        double right = left + FRAME_WIDE;
        if (!may_be_wide(out, line) && line->page < pages_end) {
            struct columns_shape shape = columns_of(out, line->page);
            size_t column =
                column_from_left(&shape, (line->left + line->right) / 2);
            left = shape.first + (double)column * (shape.wide + GUTTER_WIDE);
            right = left + shape.wide;
        }
        if (line->left < left - HANGING || line->right > right + HANGING)
            page_fault(faults,
                       "page %zu: %.2f to %.2f at %.2f leaves its column",
                       line->page + 1, line->left, line->right, line->y);
    }
}

static inline int by_place(const void *a, const void *b)
{
    const struct shown_line *one = a, *other = b;
    if (one->page != other->page)
        return one->page < other->page ? -1 : 1;
    return (one->y > other->y) - (one->y < other->y);
}

// No two lines overlap: the lower one's letters begin under the upper one.
static inline void check_overlap(const struct shown_lines *lines,
                                 struct page_faults *faults)
{
    struct shown_line *sorted = malloc((lines->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < lines->count; i++)
        sorted[i] = lines->items[i];
    qsort(sorted, lines->count, sizeof *sorted, by_place);
    for (size_t i = 0; i < lines->count; i++)
        for (size_t j = i + 1; j < lines->count; j++) {
            const struct shown_line *upper = &sorted[i], *lower = &sorted[j];
            double gap = lower->y - upper->y;
            if (lower->page != upper->page || gap > 20)
                break;
            double left = upper->left > lower->left ? upper->left : lower->left;
            double right =
                upper->right < lower->right ? upper->right : lower->right;
            if (right - left > 1.5 && gap < 0.65 * lower->size)
                page_fault(faults, "page %zu: lines at %.2f and %.2f overlap",
                           lower->page + 1, upper->y, lower->y);
        }
    free(sorted);
}

// ----- Keeps -----

// Blocks of which a part is one line in a column, where they have others.
static inline size_t lines_alone(const struct shown_lines *lines,
                                 enum shown_kind kind)
{
    size_t alone = 0, in_part = 0, counted = 0;
    bool split = false;
    const struct shown_line *last = NULL;
    for (size_t i = 0; i <= lines->count; i++) {
        const struct shown_line *line =
            i < lines->count ? &lines->items[i] : NULL;
        if (line != NULL && line->kind != kind)
            continue;
        bool same_block =
            line != NULL && last != NULL && last->tag == line->tag;
        bool same_part = same_block && last->page == line->page &&
                         last->column == line->column;
        if (!same_part) {
            if (in_part == 1 && (split || same_block) && last->tag != counted) {
                alone++;
                counted = last->tag;
            }
            in_part = 0;
        }
        split = same_block && (split || !same_part);
        in_part++;
        last = line;
    }
    return alone;
}

// Notes of clearly less than a third of the frame that stand in two columns.
static inline size_t notes_split(const struct pages *pages,
                                 const struct shown_lines *lines)
{
    double leading = pages->direction == DIRECTION_RTL ? 12.75 : 9.75;
    size_t split = 0, last = TAG_ARTIFACT, count = 0;
    const struct shown_line *first = NULL;
    bool parted = false;
    for (size_t i = 0; i <= lines->count; i++) {
        const struct shown_line *line =
            i < lines->count ? &lines->items[i] : NULL;
        if (line != NULL && line->kind != SHOWN_NOTE)
            continue;
        size_t note = line != NULL ? note_of(pages, line->tag) : TAG_ARTIFACT;
        if (note != last) {
            split += parted && (double)count * leading < FRAME_POINTS / 4;
            count = 0;
            parted = false;
            first = line;
        }
        count++;
        parted |= line != NULL &&
                  (line->page != first->page || line->column != first->column);
        last = note;
    }
    return split;
}

static inline bool inside(const struct pages *pages, size_t tag, size_t outer)
{
    while (tag != TAG_ARTIFACT && tag != outer)
        tag = pages->tags[tag].parent;
    return tag == outer;
}

// Two lines, where there are two, under each heading in its column.
static inline size_t headings_parted(const struct pages *pages,
                                     const struct shown_lines *lines)
{
    size_t parted = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *heading = &lines->items[i];
        if (heading->kind != SHOWN_HEADING || heading->size > LARGEST_TEXT)
            continue;
        size_t next = i + 1, found = 0;
        while (next < lines->count && lines->items[next].tag == heading->tag)
            next++;
        for (; next < lines->count && found < 2; next++) {
            const struct shown_line *line = &lines->items[next];
            if (line->kind == SHOWN_NOTE || line->kind == SHOWN_LABEL)
                continue;
            // The end of its text, which may be one line.
            size_t box = pages->tags[heading->tag].parent;
            if (line->size > LARGEST_TEXT || !inside(pages, line->tag, box) ||
                (found > 0 && line->kind == SHOWN_HEADING))
                break;
            bool here = line->page == heading->page &&
                        line->column == heading->column && line->y > heading->y;
            // A picture or table at a page's top says nothing.
            if (!here &&
                (line->kind == SHOWN_CELL || line->kind == SHOWN_CAPTION ||
                 line->kind == SHOWN_FIGURE))
                continue;
            parted += !here;
            if (!here && getenv("QALAM_SHOW"))
                fprintf(stderr, "heading: page %zu, %.2f; next %zu, %.2f\n",
                        heading->page + 1, heading->y, line->page + 1, line->y);
            found = here ? found + 1 : 2;
        }
    }
    return parted;
}

// Pages whose last line of text ends in a hyphen that the text has not.
static inline size_t pages_hyphenated(const struct shown_lines *lines)
{
    size_t count = 0;
    const struct shown_line *last = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->kind != SHOWN_BODY)
            continue;
        count += last != NULL && last->page != line->page && last->hyphen;
        if (getenv("QALAM_SHOW") && last != NULL && last->page != line->page &&
            last->hyphen)
            fprintf(stderr, "hyphen: page %zu, %.2f\n", last->page + 1,
                    last->y);
        last = line;
    }
    return count;
}

// ----- Word spaces -----

// It ends where its column does.
static inline bool is_justified(const struct laid_out *out,
                                const struct shown_line *line)
{
    if (line->kind != SHOWN_BODY || line->gap <= 0)
        return false;
    struct columns_shape shape = columns_of(out, line->page);
    size_t column = column_from_left(&shape, (line->left + line->right) / 2);
    double left = shape.first + (double)column * (shape.wide + GUTTER_WIDE);
    double end = left + shape.wide;
    return out->pages->direction == DIRECTION_RTL
               ? line->left > left - HANGING && line->left < left + 0.5
               : line->right > end - 0.5 && line->right < end + HANGING;
}

static inline int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

// Justified lines that are too loose; the median is that of all of them.
static inline size_t loose_lines(const struct laid_out *out,
                                 const struct shown_lines *lines)
{
    double *gaps = malloc((lines->count + 1) * sizeof *gaps);
    size_t count = 0, loose = 0;
    for (size_t i = 0; i + 1 < lines->count; i++)
        if (is_justified(out, &lines->items[i]))
            gaps[count++] = lines->items[i].gap;
    qsort(gaps, count, sizeof *gaps, by_size);
    for (size_t i = 0; i < count; i++)
        loose += gaps[i] > LOOSE_GAP * gaps[count / 2];
    for (size_t i = 0; i + 1 < lines->count && getenv("QALAM_SHOW"); i++) {
        const struct shown_line *line = &lines->items[i];
        if (is_justified(out, line) && line->gap > LOOSE_GAP * gaps[count / 2])
            fprintf(stderr, "loose: page %zu, %.2f: %.3f em, median %.3f\n",
                    line->page + 1, line->y, line->gap, gaps[count / 2]);
    }
    free(gaps);
    return loose;
}

// ----- Figures and tables -----

// All come in the order of their tags, which is the text's.
static inline void check_float_order(const struct pages *pages,
                                     const struct shown_lines *lines,
                                     struct page_faults *faults)
{
    size_t last_tag = 0;
    const struct shown_line *last = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->kind != SHOWN_CELL && line->kind != SHOWN_CAPTION &&
            line->kind != SHOWN_FIGURE)
            continue;
        size_t tag = line->tag;
        while (pages->tags[tag].role != TAG_TABLE &&
               pages->tags[tag].role != TAG_FIGURE)
            tag = pages->tags[tag].parent;
        // Lines are in the order of placing; and this is that of reading.
        bool higher = last != NULL && line->page == last->page &&
                      line->column == last->column && line->y < last->y - 30;
        if (tag < last_tag || (tag != last_tag && higher))
            page_fault(faults, "page %zu: a figure or table out of order",
                       line->page + 1);
        last_tag = tag > last_tag ? tag : last_tag;
        last = line;
    }
}

// ----- Tags -----

// Parents come before, keys of siblings rise, H1 to H6 skip none.
static inline void check_tags(const struct pages *pages)
{
    int level = 0;
    for (size_t i = 1; i < pages->tag_count; i++) {
        const struct structure_tag *tag = &pages->tags[i];
        assert_true(tag->parent < i);
        if (tag->role >= TAG_H1 && tag->role <= TAG_H6) {
            int own = (int)(tag->role - TAG_H1) + 1;
            assert_true(own <= level + 1);
            level = own;
        }
        if (tag->role == TAG_NOTE) {
            assert_true(tag->id.count > 0);
            assert_true(tag->link_to > 0);
        }
        if (tag->role == TAG_REFERENCE)
            assert_int_equal(pages->tags[tag->link_to].role, TAG_NOTE);
        if (tag->role == TAG_FIGURE)
            assert_true(tag->alt.count > 0);
    }
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].area_count; j++) {
            const struct area *area = &pages->items[i].areas[j];
            enum structure_role role = pages->tags[area->tag].role;
            assert_true(role == TAG_LINK || role == TAG_REFERENCE);
            if (area->destination.count > 0)
                assert_non_null(destination_of(pages, area->destination));
        }
}

// In each tag, things are placed in the order in which they are read.
static inline void check_order(const struct pages *pages)
{
    uint64_t *last = calloc(pages->tag_count, sizeof *last);
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->tag == TAG_ARTIFACT)
                continue;
            assert_true(placed->order >= last[placed->tag]);
            last[placed->tag] = placed->order;
        }
    free(last);
}

// ----- All -----

static inline void not_more(struct page_faults *faults, const char *what,
                            size_t count, size_t reported)
{
    if (count > reported)
        page_fault(faults, "%zu %s, %zu reported", count, what, reported);
}

// What holds in any number of columns: nothing lost, twice or over another.
static inline size_t check_content(const struct laid_out *out, const char *name)
{
    struct page_faults faults = {name, 0};
    check_cover(out, &faults);
    check_body(out, &faults);
    check_tables(out, &faults);
    check_captions(out, &faults);
    check_notes(out, &faults);
    check_line_ends(out, &faults);
    struct shown_lines lines = lines_of(out);
    check_grid(out->pages, &lines, &faults);
    check_overlap(&lines, &faults);
    check_end(out, &lines, &faults);
    check_headings(out, &faults);
    check_tables_set(out, &lines, &faults);
    check_lines(out, &faults);
    check_tags(out->pages);
    check_order(out->pages);
    free(lines.items);
    return faults.count;
}

// Every rule above; answers how many faults there are.
static inline size_t check_pages(const struct laid_out *out, const char *name)
{
    struct page_faults faults = {name, check_content(out, name)};
    const struct pages *pages = out->pages;
    struct shown_lines lines = lines_of(out);
    // The last page has a column of names beside that of lives.
    size_t end = pages->count - (out->brief->meta.author_count > 0);
    check_bounds(out, &lines, end, &faults);
    check_float_order(pages, &lines, &faults);
    check_note_numbers(out, &lines, &faults);
    check_heads(out, &lines, &faults);
    check_introduced(out, &faults);
    check_running_heads(out, &faults);
    end_marks(out, &faults);
    bool at_foot =
        !settings_answer(&out->brief->meta.settings, SETTING_NOTES_AT);
    if (at_foot)
        not_more(&faults, "notes away", notes_away(out, &faults),
                 told(out, "note-away"));
    not_more(&faults, "lines alone", lines_alone(&lines, SHOWN_BODY),
             told(out, "line-alone"));
    not_more(&faults, "lines of notes alone", lines_alone(&lines, SHOWN_NOTE),
             told(out, "note-away"));
    if (at_foot)
        not_more(&faults, "short notes split", notes_split(pages, &lines),
                 told(out, "note-split"));
    not_more(&faults, "headings without two lines",
             headings_parted(pages, &lines), told(out, "heading-parted"));
    not_more(&faults, "lines too loose", loose_lines(out, &lines), 0);
    not_more(&faults, "pages ending in a hyphen", pages_hyphenated(&lines),
             told(out, "page-hyphen"));
    free(lines.items);
    return faults.count;
}

#endif
