// SPDX-License-Identifier: MIT
// What must hold of the text of finished pages: its lines, as they are read
// from the runs, words that none is lost of, notes at their references.
#ifndef QALAM_TEST_PAGE_TEXT_CHECKS_H
#define QALAM_TEST_PAGE_TEXT_CHECKS_H

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
    SHOWN_LABEL,
    SHOWN_ENTRY // of the contents, which have a measure of their own
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
    if (under(pages, tag, TAG_TOC))
        return SHOWN_ENTRY;
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

// Its spaces are as wide as its letters, and give nothing.
static inline bool is_code(const struct run *run)
{
    return str_find(run->face->postscript_name, STR("Mono")) != STR_NONE;
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
    double sum = is_code(run) ? 0 : run_spaces(run, &more);
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
    // Key messages of the front matter may stand on the cover.
    struct buffer first = {0}, messages = {0};
    const struct node *box = out->brief->body->first;
    shown_words(out->pages, 0, is_text, &first);
    if (box != NULL && box->kind == NODE_BOX && box->as.box.on_cover)
        add_words(&messages, brief_word(out->brief, WORD_key_messages));
    if (messages.count > 0)
        tree_words(box, &messages);
    first.count -= shown.count;
    if (messages.count > 0 &&
        str_find(buffer_str(&first), buffer_str(&messages)) != STR_NONE)
        body = str_slice(body, messages.count, body.count);
    buffer_release(&first);
    buffer_release(&messages);
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
        if (node->kind == NODE_TABLE && node->parent->kind != NODE_CHART)
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

// Inside a tint that is as wide as the frame: a box has columns of its own, and
// its notes stand at the foot of the page's last column.
static inline bool in_wide_box(const struct page *page, double y)
{
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *ground = &page->placed[i];
        if (ground->kind != PLACED_RECTANGLE || ground->ink.name != INK_TINT)
            continue;
        double wide = points(ground->as.rectangle.width),
               top = points(ground->y);
        if (wide > FRAME_WIDE - 1 && wide < FRAME_WIDE + 1 && y > top &&
            y < top + points(ground->as.rectangle.height))
            return true;
    }
    return false;
}

// The page with the recommendations' heading.
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
        bool is_away =
            place->page != call->page ||
            (beside && call->page > 0 && call->page != box &&
             !in_wide_box(&out->pages->items[call->page], points(call->y)) &&
             !in_wide_thing(out->pages, id));
        away += is_away;
        if (is_away && getenv("QALAM_SHOW"))
            fprintf(stderr, "note %zu: page %zu, called on %zu\n", note->number,
                    place->page + 1, call->page + 1);
    }
    return away;
}

#endif
