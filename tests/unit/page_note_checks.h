// SPDX-License-Identifier: MIT
// What must hold of notes on finished pages: each beside its number, and no
// empty room over them that the text's next lines would have filled.
#ifndef QALAM_TEST_PAGE_NOTE_CHECKS_H
#define QALAM_TEST_PAGE_NOTE_CHECKS_H

#include "page_text_checks.h"

// From a number's column to the note: an indent and a wide number.
#define NUMBER_APART 24.0
#define HOLE_LINES 2

// The note that a tag is in.
static inline size_t note_of(const struct pages *pages, size_t tag)
{
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_NOTE)
        tag = pages->tags[tag].parent;
    return tag;
}

// ----- Numbers -----

static inline bool is_number_of(const struct pages *pages,
                                const struct shown_line *line, size_t note)
{
    size_t tag = line->tag;
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_LBL)
        tag = pages->tags[tag].parent;
    return tag != TAG_ARTIFACT && pages->tags[tag].parent == note;
}

static inline double apart(const struct shown_line *one,
                           const struct shown_line *other)
{
    double after = other->left - one->right, before = one->left - other->right;
    return after > before ? after : before;
}

// The number stands right beside its note's first line.
static inline void check_note_numbers(const struct laid_out *out,
                                      const struct shown_lines *lines,
                                      struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    for (size_t i = 0; i + 1 < lines->count; i++) {
        const struct shown_line *number = &lines->items[i];
        size_t note = note_of(pages, number->tag);
        if (note == TAG_ARTIFACT || !is_number_of(pages, number, note))
            continue;
        const struct shown_line *text = number + 1;
        if (note_of(pages, text->tag) != note || text->page != number->page ||
            text->y > number->y + 2 || text->y < number->y - 2)
            continue; // it holds nothing, or begins with a picture
        double gap = apart(number, text);
        if (gap > NUMBER_APART || gap < 0)
            page_fault(faults, "page %zu: a number %.2f from its note",
                       number->page + 1, gap);
    }
}

// ----- Empty room over notes -----

// A column's foot: its rule, the lowest text over it, and where in the lines
// that is.
struct note_foot {
    double rule, bottom;
    const struct shown_line *last;
};

static inline double grid_of(const struct pages *pages)
{
    return pages->direction == DIRECTION_RTL ? 17 : 13;
}

static inline bool is_running_text(const struct pages *pages,
                                   const struct shown_line *line)
{
    double size = pages->direction == DIRECTION_RTL ? 10.6 : 9.6;
    return line->kind == SHOWN_BODY && line->size > size - NEAR &&
           line->size < size + NEAR;
}

// Where the rule over a column's notes stands; 0: it has none.
static inline double rule_of(const struct laid_out *out, size_t page,
                             size_t column)
{
    const struct page *on = &out->pages->items[page];
    for (size_t i = 0; i < on->placed_count; i++) {
        const struct placed *placed = &on->placed[i];
        if (placed->kind != PLACED_RECTANGLE || placed->ink.name != INK_TEXT ||
            placed->as.rectangle.height != PT(0.5))
            continue;
        double middle =
            points(placed->x) + points(placed->as.rectangle.width) / 2;
        if (column_at(out, page, middle) == column)
            return points(placed->y);
    }
    return 0;
}

static inline struct note_foot foot_of(const struct laid_out *out,
                                       const struct shown_lines *lines,
                                       size_t page, size_t column)
{
    struct note_foot foot = {.rule = rule_of(out, page, column)};
    bool rtl = out->pages->direction == DIRECTION_RTL;
    for (size_t i = 0; i < lines->count && foot.rule > 0; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->page != page || line->column != column ||
            line->y > foot.rule || under(out->pages, line->tag, TAG_NOTE) ||
            line->y < foot.bottom)
            continue;
        foot.last = line;
        foot.bottom = line->y;
    }
    foot.bottom += rtl ? 17 - 10.8 : 13 - 9.0;
    return foot;
}

static inline size_t lines_of_block(const struct shown_lines *lines, size_t tag)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count +=
            lines->items[i].tag == tag && lines->items[i].kind != SHOWN_LABEL;
    return count;
}

// The lines of a note, of the note's tag.
static inline size_t lines_of_note(const struct pages *pages,
                                   const struct shown_lines *lines, size_t note)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count += lines->items[i].kind == SHOWN_NOTE &&
                 note_of(pages, lines->items[i].tag) == note;
    return count;
}

// What the notes that a line calls need at least: whole notes, and two lines
// of the last where it can be cut.
static inline double least_of_notes(const struct laid_out *out,
                                    const struct shown_lines *lines,
                                    const struct shown_line *from,
                                    const struct shown_line *to)
{
    const struct pages *pages = out->pages;
    double leading = pages->direction == DIRECTION_RTL ? 12.75 : 9.75;
    size_t count = 0, last = 0;
    for (size_t i = 0; i < out->brief->note_count; i++) {
        const struct note *note = out->brief->notes[i];
        struct arena *arena = out->brief->arena;
        const struct destination *call = destination_of(
            pages, arena_printf(arena, "ref-%.*s-0", STR_ARG(note->id)));
        if (note->number == 0 || call == NULL || call->page != from->page ||
            column_at(out, call->page, points(call->x)) != from->column ||
            points(call->y) < from->y - grid_of(pages) ||
            points(call->y) > to->y)
            continue;
        struct str id = arena_printf(arena, "note-%.*s", STR_ARG(note->id));
        for (size_t tag = 1; tag < pages->tag_count; tag++)
            if (pages->tags[tag].role == TAG_NOTE &&
                str_equal(pages->tags[tag].id, id))
                last = lines_of_note(pages, lines, tag);
        count += last;
    }
    if (last >= 4)
        count -= last - 2;
    return (double)count * leading;
}

// The next lines of the text that go together, from `first` on: no widow, no
// orphan.
static inline size_t lines_together(const struct shown_lines *lines,
                                    const struct shown_line *first,
                                    bool continues)
{
    size_t all = lines_of_block(lines, first->tag), left = 0;
    for (const struct shown_line *line = first;
         line < lines->items + lines->count && line->tag == first->tag; line++)
        left++;
    if (continues)
        return left == 2 ? 2 : 1;
    return all < 4 ? all : 2;
}

// The text's last page is balanced, and so are columns over a wide thing.
static inline bool is_balanced(const struct laid_out *out,
                               const struct shown_lines *lines, size_t page)
{
    bool last = true;
    size_t end = out->pages->count - (out->brief->meta.author_count > 0);
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        if (line->page == page &&
            (line->kind == SHOWN_CELL || line->kind == SHOWN_CAPTION ||
             line->kind == SHOWN_FIGURE))
            return true;
        last &= line->page <= page || line->page >= end ||
                !is_running_text(out->pages, line);
    }
    return last;
}

// How many columns end more than two lines over their notes, though the next
// lines and the beginnings of theirs would have left a line. What comes next is
// running text in the next column's first place; else nothing is said.
static inline size_t holes_over_notes(const struct laid_out *out,
                                      const struct shown_lines *lines,
                                      const char *show)
{
    const struct pages *pages = out->pages;
    double grid = grid_of(pages), top = FRAME_TOP_POINTS + grid;
    size_t holes = 0;
    for (size_t i = 1; i < lines->count; i++) {
        const struct shown_line *next = &lines->items[i];
        if (!is_running_text(pages, next) || next->y > top ||
            shares_footnotes(out, next->page))
            continue;
        size_t columns = columns_of(out, next->page).count;
        if (columns < 2 && next->page < 2)
            continue;
        size_t page = next->column > 0 ? next->page : next->page - 1;
        size_t column = next->column > 0 ? next->column - 1 : columns - 1;
        if (page == 0 || is_balanced(out, lines, page))
            continue;
        struct note_foot foot = foot_of(out, lines, page, column);
        double room = foot.rule - grid - foot.bottom;
        if (foot.last == NULL || !is_running_text(pages, foot.last) ||
            room < (HOLE_LINES + 1) * grid - NEAR)
            continue;
        // Columns of a page share what its last one must leave.
        struct note_foot after = foot_of(out, lines, next->page, next->column);
        if (next->page == page && after.last != NULL &&
            after.rule - grid - after.bottom > room - 2 * grid)
            continue;
        size_t more = lines_together(lines, next, foot.last->tag == next->tag);
        double needed = (double)more * grid +
                        least_of_notes(out, lines, next, next + more - 1);
        if (needed + grid > room + NEAR)
            continue;
        holes++;
        if (show)
            fprintf(stderr, "hole: page %zu, column %zu: %.2f, needed %.2f\n",
                    page + 1, column + 1, room, needed);
    }
    return holes;
}

#endif
