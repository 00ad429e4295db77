// SPDX-License-Identifier: MIT
// What must hold of the finished pages of any brief, as faults that are
// printed and counted.
//
// The checks read pages and brief only; they know the measures of the
// design (docs/design.md#checks) and nothing of how layout came to its result. Where a rule may be broken for
// a higher one, the breach must be among the messages.
#ifndef QALAM_TEST_PAGE_CHECKS_H
#define QALAM_TEST_PAGE_CHECKS_H

#include "laid_out.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"

#define NEAR 0.05 // points
#define MILLIMETRE (72 / 25.4)
#define FRAME_TOP_POINTS (29 * MILLIMETRE)
#define FRAME_POINTS 663.0
#define FRAME_WIDE (170 * MILLIMETRE)
#define GUTTER_WIDE (6 * MILLIMETRE)
#define LINE_APART 12.0   // no gap in a line is as wide; a gutter is wider
#define HANGING 4.0       // points that hyphens and stops may hang
#define LOOSE_GAP 2.2     // times the median
#define LARGEST_TEXT 16.0 // larger type is a page's title, as wide as the page

static inline double points(scaled length)
{
    return (double)length / 65536.0;
}

struct page_faults {
    const char *name; // of the brief
    size_t count;
};

__attribute__((format(printf, 2, 3))) static inline void
page_fault(struct page_faults *faults, const char *format, ...)
{
    if (faults->count++ >= 5)
        return;
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", faults->name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

// How often a message was reported.
static inline size_t told(const struct laid_out *out, const char *name)
{
    char *text = NULL;
    size_t size = 0, count = 0;
    FILE *stream = open_memstream(&text, &size);
    diag_print(out->context.diag, stream, true, false);
    fclose(stream);
    char wanted[64];
    snprintf(wanted, sizeof wanted, "\"%s\"", name);
    for (const char *at = text; (at = strstr(at, wanted)) != NULL; at++)
        count++;
    free(text);
    return count;
}

// ----- Lines of text -----

enum shown_kind {
    SHOWN_BODY,
    SHOWN_HEADING,
    SHOWN_CELL,
    SHOWN_CAPTION,
    SHOWN_FIGURE,
    SHOWN_NOTE,
    SHOWN_LABEL
};
struct shown_line {
    enum shown_kind kind;
    size_t page, column; // 0: the one read first
    size_t tag;          // of the block
    double left, right, y, size;
    double gap; // mean word space, in em; 0: none
    bool hyphen;
};
struct shown_lines {
    struct shown_line *items;
    size_t count, capacity;
};

static inline size_t block_of(const struct pages *pages, size_t tag)
{
    for (;;) {
        enum structure_role role = pages->tags[tag].role;
        if (role != TAG_SPAN && role != TAG_LINK && role != TAG_CODE &&
            role != TAG_REFERENCE)
            return tag;
        tag = pages->tags[tag].parent;
    }
}

static inline enum shown_kind kind_of(const struct pages *pages, size_t tag)
{
    if (under(pages, tag, TAG_LBL))
        return SHOWN_LABEL;
    if (under(pages, tag, TAG_NOTE))
        return SHOWN_NOTE;
    if (under(pages, tag, TAG_CAPTION))
        return SHOWN_CAPTION;
    if (under(pages, tag, TAG_TABLE))
        return SHOWN_CELL;
    if (under(pages, tag, TAG_FIGURE))
        return SHOWN_FIGURE;
    enum structure_role role = pages->tags[block_of(pages, tag)].role;
    return role >= TAG_H1 && role <= TAG_H6 ? SHOWN_HEADING : SHOWN_BODY;
}

static inline double inner_left(const struct pages *pages, size_t page)
{
    bool rtl = pages->direction == DIRECTION_RTL;
    bool inner = (page % 2 == 0) != rtl;
    return (inner ? 22 : 18) * MILLIMETRE;
}

// Text on a tinted page, that of recommendations, has two columns in any case.
static inline bool is_tinted(const struct page *page)
{
    return page->placed_count > 0 && page->placed[0].kind == PLACED_RECTANGLE &&
           page->placed[0].ink.name == INK_TINT &&
           points(page->placed[0].as.rectangle.width) > FRAME_WIDE + 1;
}

struct columns_shape {
    size_t count;
    double first, wide; // left edge of the one on the left
};

static inline struct columns_shape columns_of(const struct laid_out *out,
                                              size_t page)
{
    enum text_columns columns = (enum text_columns)settings_answer(
        &out->brief->meta.settings, SETTING_COLUMNS);
    if (is_tinted(&out->pages->items[page]))
        columns = COLUMNS_TWO;
    double left = inner_left(out->pages, page);
    struct columns_shape shape = {2, left, 82 * MILLIMETRE};
    if (columns == COLUMNS_THREE)
        shape =
            (struct columns_shape){3, left, (FRAME_WIDE - 2 * GUTTER_WIDE) / 3};
    if (columns == COLUMNS_ONE)
        shape = (struct columns_shape){1, left, 126 * MILLIMETRE};
    if (columns == COLUMNS_ONE && out->pages->direction == DIRECTION_LTR)
        shape.first = left + FRAME_WIDE - shape.wide;
    return shape;
}

// Counted from the left.
static inline size_t column_from_left(const struct columns_shape *shape,
                                      double x)
{
    for (size_t i = 1; i < shape->count; i++)
        if (x < shape->first + (double)i * (shape->wide + GUTTER_WIDE) -
                    GUTTER_WIDE / 2)
            return i - 1;
    return shape->count - 1;
}

static inline size_t column_at(const struct laid_out *out, size_t page,
                               double x)
{
    struct columns_shape shape = columns_of(out, page);
    size_t column = column_from_left(&shape, x);
    return out->pages->direction == DIRECTION_RTL ? shape.count - 1 - column
                                                  : column;
}

// Whether notes stand over the frame, under all columns.
static inline bool shares_footnotes(const struct laid_out *out, size_t page)
{
    return settings_asked(&out->brief->meta.settings, SETTING_NOTES_WIDTH) &&
           columns_of(out, page).count > 1;
}

// The mean of the spaces in a run, and how many they are.
static inline double run_spaces(const struct run *run, size_t *count)
{
    double sum = 0;
    for (size_t i = 0; i < run->glyph_count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        if (glyph->text_count != 1 || glyph->advance <= 0 ||
            run->text.bytes[glyph->text_offset] != ' ')
            continue;
        sum += points(glyph->advance) / points(run->size);
        (*count)++;
    }
    return sum;
}

static inline void shown_run(const struct laid_out *out, size_t page,
                             const struct placed *placed,
                             struct shown_lines *lines, size_t *spaces)
{
    const struct pages *pages = out->pages;
    const struct run *run = &placed->as.run;
    size_t block = block_of(pages, placed->tag);
    double x = points(placed->x), y = points(placed->y);
    double right = x + points(run->width), size = points(run->size);
    struct shown_line *last =
        lines->count > 0 ? &lines->items[lines->count - 1] : NULL;
    bool same = last != NULL && last->tag == block && last->page == page &&
                y - last->y < size * 0.6 && last->y - y < size * 0.8 &&
                x < last->right + LINE_APART && right > last->left - LINE_APART;
    if (!same) {
        if (lines->count == lines->capacity) {
            lines->capacity = lines->capacity * 2 + 64;
            lines->items =
                realloc(lines->items, lines->capacity * sizeof *lines->items);
        }
        last = &lines->items[lines->count++];
        *last = (struct shown_line){kind_of(pages, placed->tag),
                                    page,
                                    0,
                                    block,
                                    x,
                                    right,
                                    y,
                                    size,
                                    0,
                                    false};
        *spaces = 0;
    }
    if (!under(pages, placed->tag, TAG_REFERENCE) && size > last->size)
        last->y = y;
    last->left = x < last->left ? x : last->left;
    last->right = right > last->right ? right : last->right;
    last->size = size > last->size ? size : last->size;
    last->hyphen |= run->line_hyphen;
    last->column =
        last->kind == SHOWN_NOTE && shares_footnotes(out, page)
            ? 0
            : column_at(out, page,
                        pages->direction == DIRECTION_RTL ? last->right
                                                          : last->left);
    size_t more = 0;
    double sum = run_spaces(run, &more);
    if (more > 0)
        last->gap =
            (last->gap * (double)*spaces + sum) / (double)(*spaces + more);
    *spaces += more;
}

// Of all pages but the cover. Free the items.
static inline struct shown_lines lines_of(const struct laid_out *out)
{
    const struct pages *pages = out->pages;
    struct shown_lines lines = {0};
    size_t spaces = 0;
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind == PLACED_RUN && placed->tag != TAG_ARTIFACT &&
                placed->ink.name != INK_PAPER) // the imprint's panel
                shown_run(out, i, placed, &lines, &spaces);
        }
    return lines;
}

// ----- Words -----

static inline void words_differ(struct page_faults *faults, const char *what,
                                struct str shown, struct str wanted)
{
    size_t at = 0;
    while (at < shown.count && at < wanted.count &&
           shown.bytes[at] == wanted.bytes[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    struct str a =
        str_slice(shown, from, at + 80 < shown.count ? at + 80 : shown.count);
    struct str b = str_slice(wanted, from,
                             at + 80 < wanted.count ? at + 80 : wanted.count);
    page_fault(faults,
               "%s differ at byte %zu of %zu (%zu shown):\nshown  %.*s\n"
               "wanted %.*s",
               what, at, wanted.count, shown.count, STR_ARG(a), STR_ARG(b));
}

// Words that stand for a picture are not the body's.
static inline bool is_text(const struct pages *pages, size_t tag)
{
    return is_body(pages, tag) && !under(pages, tag, TAG_FIGURE);
}

// What a tree says, and the words over key messages that have no heading.
static inline void body_words(const struct brief *brief, struct buffer *buffer)
{
    for (const struct node *node = brief->body; node != NULL;) {
        bool key = node->kind == NODE_BOX &&
                   node->as.box.kind == BOX_KEY_MESSAGES &&
                   node->first != NULL && node->first->kind != NODE_HEADING;
        if (key)
            add_words(buffer, brief_word(brief, WORD_key_messages));
        if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
            add_words(buffer, node->as.text.text);
        if (node->kind == NODE_CODE_BLOCK)
            add_words(buffer, node->as.code_block.text);
        bool apart = node->kind == NODE_CAPTION || node->kind == NODE_FIGURE ||
                     node->kind == NODE_TABLE;
        node = apart ? node_next_skipping(brief->body, node)
                     : node_next(brief->body, node);
    }
}

// The body's words, once and in order; what comes before them (an abstract)
// and after (authors) stands apart.
static inline void check_body(const struct laid_out *out,
                              struct page_faults *faults)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 1, is_text, &shown);
    body_words(out->brief, &wanted);
    struct str all = buffer_str(&shown), body = buffer_str(&wanted);
    if (body.count > 0 && str_find(all, body) == STR_NONE)
        words_differ(faults, "words", all, body);
    buffer_release(&shown);
    buffer_release(&wanted);
}

// Each table's words, in the order of the tables.
static inline void check_tables(const struct laid_out *out,
                                struct page_faults *faults)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 1, is_cell, &shown);
    for (const struct node *node = out->brief->body; node != NULL;
         node = node_next(out->brief->body, node))
        if (node->kind == NODE_TABLE)
            tree_words(node, &wanted);
    if (!str_equal(buffer_str(&shown), buffer_str(&wanted)))
        words_differ(faults, "tables", buffer_str(&shown), buffer_str(&wanted));
    buffer_release(&shown);
    buffer_release(&wanted);
}

static inline bool is_caption(const struct pages *pages, size_t tag)
{
    return under(pages, tag, TAG_CAPTION) &&
           !under(pages, tag, TAG_REFERENCE) && !under(pages, tag, TAG_NOTE);
}

// What a caption says, each in its order. Labels and credits stand between.
static inline void check_captions(const struct laid_out *out,
                                  struct page_faults *faults)
{
    struct buffer shown = {0};
    shown_words(out->pages, 1, is_caption, &shown);
    struct str rest = buffer_str(&shown);
    for (const struct node *node = out->brief->body; node != NULL;
         node = node_next(out->brief->body, node)) {
        if (node->kind != NODE_CAPTION)
            continue;
        struct buffer wanted = {0};
        for (const struct node *text = node; text != NULL;
             text = node_next(node, text))
            if (text->kind == NODE_TEXT)
                add_words(&wanted, text->as.text.text);
        size_t at = str_find(rest, buffer_str(&wanted));
        if (at == STR_NONE)
            page_fault(faults, "no caption, or not in order: %.*s",
                       STR_ARG(buffer_str(&wanted)));
        else
            rest = str_slice(rest, at + wanted.count, rest.count);
        buffer_release(&wanted);
    }
    buffer_release(&shown);
}

// Every note that is referred to, in order of its number.
static inline void check_notes(const struct laid_out *out,
                               struct page_faults *faults)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 0, is_note, &shown);
    for (size_t i = 0; i < out->brief->note_count; i++)
        if (out->brief->notes[i]->number > 0)
            tree_words(out->brief->notes[i]->content, &wanted);
    if (!str_equal(buffer_str(&shown), buffer_str(&wanted)))
        words_differ(faults, "notes", buffer_str(&shown), buffer_str(&wanted));
    buffer_release(&shown);
    buffer_release(&wanted);
}

// ----- Notes and references -----

static inline const struct destination *
destination_of(const struct pages *pages, struct str name)
{
    for (size_t i = 0; i < pages->destination_count; i++)
        if (str_equal(pages->destinations[i].name, name))
            return &pages->destinations[i];
    return NULL;
}

// Whether a heading has a table right under it, which may be wide: then the
// heading goes with it.
static inline bool leads_table(const struct pages *pages, size_t heading)
{
    size_t next = heading + 1;
    while (next < pages->tag_count && pages->tags[next].role != TAG_TABLE &&
           (pages->tags[next].parent >= heading ||
            under(pages, next, TAG_NOTE) || pages->tags[next].role == TAG_P ||
            (pages->tags[next].role >= TAG_H1 &&
             pages->tags[next].role <= TAG_H6)))
        next++;
    return next < pages->tag_count && pages->tags[next].role == TAG_TABLE;
}

// Whether a table follows a paragraph, or what leads to one after the only line
// under a heading: where it is wide, they go with it.
static inline bool stands_over_table(const struct pages *pages, size_t block)
{
    size_t next = block + 1, leads = 0;
    for (; next < pages->tag_count; next++) {
        bool lead = pages->tags[next].role == TAG_P &&
                    pages->tags[next].parent < block && leads++ == 0;
        if (pages->tags[next].parent < block && !lead &&
            !under(pages, next, TAG_NOTE))
            break;
    }
    return next < pages->tag_count && pages->tags[next].role == TAG_TABLE;
}

// Whether a reference stands in a thing that may be as wide as the page.
static inline bool in_wide_thing(const struct pages *pages, struct str id)
{
    for (size_t i = 1; i < pages->tag_count; i++) {
        if (!str_equal(pages->tags[i].id, id))
            continue;
        size_t block = block_of(pages, i);
        enum structure_role role = pages->tags[block].role;
        return under(pages, i, TAG_TABLE) || under(pages, i, TAG_FIGURE) ||
               (role == TAG_P && stands_over_table(pages, block)) ||
               (role >= TAG_H1 && role <= TAG_H6 && leads_table(pages, block));
    }
    return false;
}

// The page with the recommendations' heading: where they are a box as wide as
// the page, its notes stand at the foot of the last column.
static inline size_t box_page(const struct laid_out *out)
{
    for (const struct node *node = out->brief->body; node != NULL;
         node = node_next(out->brief->body, node)) {
        if (node->kind != NODE_HEADING ||
            node->as.heading.role != HEADING_RECOMMENDATIONS)
            continue;
        const struct destination *place =
            destination_of(out->pages, node->as.heading.id);
        return place != NULL ? place->page : 0;
    }
    return 0;
}

// How many notes do not begin in the column of their first reference.
static inline size_t notes_away(const struct laid_out *out,
                                struct page_faults *faults)
{
    size_t away = 0, box = box_page(out);
    struct arena *arena = out->brief->arena;
    for (size_t i = 0; i < out->brief->note_count; i++) {
        const struct note *note = out->brief->notes[i];
        if (note->number == 0)
            continue;
        struct str id = arena_printf(arena, "ref-%.*s-0", STR_ARG(note->id));
        const struct destination *place = destination_of(
            out->pages, arena_printf(arena, "note-%.*s", STR_ARG(note->id)));
        const struct destination *call = destination_of(out->pages, id);
        if (place == NULL || call == NULL) {
            page_fault(faults, "note %zu or its reference has no place",
                       note->number);
            continue;
        }
        if (place->page < call->page)
            page_fault(faults, "note %zu stands before its reference",
                       note->number);
        bool beside = !shares_footnotes(out, call->page) &&
                      column_at(out, place->page, points(place->x)) !=
                          column_at(out, call->page, points(call->x));
        bool is_away = place->page != call->page ||
                       (beside && call->page > 0 && call->page != box &&
                        !in_wide_thing(out->pages, id));
        away += is_away;
        if (is_away && getenv("QALAM_SHOW"))
            fprintf(stderr, "note %zu: page %zu, called on %zu\n", note->number,
                    place->page + 1, call->page + 1);
    }
    return away;
}

// ----- Where lines stand -----

// Whole text of the body's size stands on the grid.
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
        double steps = (line->y - FRAME_TOP_POINTS - first) / grid;
        double off = (steps - (double)(long)(steps + 0.5)) * grid;
        if (off > NEAR || off < -NEAR)
            page_fault(faults, "page %zu: baseline %.2f is %.2f off the grid",
                       line->page + 1, line->y, off);
    }
}

// What may be as wide as the page.
static inline bool may_be_wide(const struct laid_out *out,
                               const struct shown_line *line, size_t box)
{
    bool note =
        line->kind == SHOWN_NOTE ||
        (line->kind == SHOWN_LABEL && under(out->pages, line->tag, TAG_NOTE));
    // A box's columns are its own.
    bool boxed =
        line->page == box && box > 0 && columns_of(out, box).count != 2;
    return line->kind == SHOWN_CELL || line->kind == SHOWN_CAPTION ||
           line->kind == SHOWN_FIGURE || line->size > LARGEST_TEXT || boxed ||
           (note && shares_footnotes(out, line->page));
}

static inline void check_bounds(const struct laid_out *out,
                                const struct shown_lines *lines,
                                size_t pages_end, struct page_faults *faults)
{
    size_t box = box_page(out);
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        // A large numeral hangs under its one line.
        double hanging = line->kind == SHOWN_LABEL ? 1 : NEAR;
        if (line->y < FRAME_TOP_POINTS ||
            line->y > FRAME_TOP_POINTS + FRAME_POINTS + hanging)
            page_fault(faults, "page %zu: baseline %.2f leaves the frame",
                       line->page + 1, line->y);
        double left = inner_left(out->pages, line->page);
        double right = left + FRAME_WIDE;
        if (!may_be_wide(out, line, box) && line->page < pages_end) {
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

// The note that a tag is in.
static inline size_t note_of(const struct pages *pages, size_t tag)
{
    while (tag != TAG_ARTIFACT && pages->tags[tag].role != TAG_NOTE)
        tag = pages->tags[tag].parent;
    return tag;
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
    check_body(out, &faults);
    check_tables(out, &faults);
    check_captions(out, &faults);
    check_notes(out, &faults);
    struct shown_lines lines = lines_of(out);
    check_grid(out->pages, &lines, &faults);
    check_overlap(&lines, &faults);
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
    not_more(&faults, "notes away", notes_away(out, &faults),
             told(out, "note-away"));
    not_more(&faults, "lines alone", lines_alone(&lines, SHOWN_BODY),
             told(out, "line-alone"));
    not_more(&faults, "lines of notes alone", lines_alone(&lines, SHOWN_NOTE),
             told(out, "note-away"));
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
