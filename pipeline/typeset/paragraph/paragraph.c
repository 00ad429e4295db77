// SPDX-License-Identifier: MIT
// The paragraph: what the builder collects, and the steps that set it.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "base/search.h"

#include <stdlib.h>
#include <string.h>

struct typesetter {
    struct fonts *fonts;
    const struct print_measures *print;
    struct hyphenation *hyphenation;
    UBreakIterator *lines; // never moved: paragraphs use clones
};

// ----- What all paragraphs share -----

struct typesetter *typesetter_new(struct fonts *fonts,
                                  const struct print_measures *print)
{
    struct typesetter *typesetter = calloc(1, sizeof *typesetter);
    if (!typesetter)
        fail_system("out of memory");
    typesetter->fonts = fonts;
    typesetter->print = print;
    typesetter->hyphenation = hyphenation_new();
    UErrorCode status = U_ZERO_ERROR;
    typesetter->lines = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    if (U_FAILURE(status))
        fail_system("ICU has no line break rules");
    return typesetter;
}

void typesetter_free(struct typesetter *typesetter)
{
    if (!typesetter)
        return;
    ubrk_close(typesetter->lines);
    hyphenation_free(typesetter->hyphenation);
    free(typesetter);
}

const struct print_measures *
typesetter_print(const struct typesetter *typesetter)
{
    return typesetter->print;
}

struct fonts *typesetter_fonts(struct typesetter *typesetter)
{
    return typesetter->fonts;
}

struct hyphenation *typesetter_hyphenation(struct typesetter *typesetter)
{
    return typesetter->hyphenation;
}

UBreakIterator *typesetter_line_iterator(struct typesetter *typesetter)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *copy = ubrk_clone(typesetter->lines, &status);
    if (U_FAILURE(status))
        fail_system("out of memory");
    return copy;
}

// ----- Collecting -----

struct paragraph *paragraph_new(struct typesetter *typesetter,
                                struct arena *arena, struct arena *drafts,
                                struct diag *diag, struct str lang,
                                enum direction base, uint64_t order)
{
    struct paragraph *paragraph = ARENA_NEW(drafts, struct paragraph);
    paragraph->typesetter = typesetter;
    paragraph->arena = arena;
    paragraph->drafts = drafts;
    paragraph->diag = diag;
    paragraph->lang = lang;
    paragraph->base = base;
    paragraph->order = order;
    return paragraph;
}

void paragraph_divide(struct paragraph *paragraph,
                      const struct divisions *divisions)
{
    paragraph->divisions = divisions;
}

uint64_t paragraph_order_end(const struct paragraph *paragraph)
{
    return paragraph->order + paragraph->text.count + 1;
}

static void add_bytes(struct paragraph *p, struct str text)
{
    size_t need = p->text.count + text.count;
    if (need > p->text.capacity) {
        // Most have one text, and there are as many as a table has cells.
        size_t capacity = p->text.count ? need * 2 : need;
        char *bytes = arena_alloc(p->arena, capacity);
        if (p->text.count)
            memcpy(bytes, p->text.bytes, p->text.count);
        p->text.bytes = bytes;
        p->text.capacity = capacity;
    }
    if (text.count)
        memcpy(p->text.bytes + p->text.count, text.bytes, text.count);
    p->text.count = need;
}

static struct text_fragment *add_piece(struct paragraph *p,
                                       enum piece_kind kind)
{
    if (p->prepared)
        BUG("text added to a paragraph that is set already");
    struct text_fragment *piece =
        &ARENA_PUSH(p->drafts, p->pieces, p->piece_count, p->piece_capacity);
    *piece = (struct text_fragment){.kind = kind,
                                    .byte_start = (uint32_t)p->text.count,
                                    .byte_end = (uint32_t)p->text.count,
                                    .lang = p->lang,
                                    .at = PLACE_NONE};
    return piece;
}

static void fill_piece(struct paragraph *p, struct text_fragment *piece,
                       struct str text)
{
    add_bytes(p, text);
    piece->byte_end = (uint32_t)p->text.count;
    piece->language =
        hb_language_from_string(piece->lang.bytes, (int)piece->lang.count);
}

static void set_link(struct paragraph *p, struct text_fragment *piece,
                     const struct paragraph_link *link)
{
    if (!link || (!link->url.count && !link->destination.count))
        return;
    struct paragraph_link *kept = ARENA_NEW(p->drafts, struct paragraph_link);
    *kept = *link;
    piece->link = kept;
}

void paragraph_text(struct paragraph *paragraph, struct str text,
                    const struct text_style *style, struct str lang, size_t tag,
                    struct place at, const struct paragraph_link *link)
{
    if (!text.count || paragraph->text.count + text.count > TEXT_MOST)
        return;
    struct text_fragment *piece = add_piece(paragraph, PIECE_TEXT);
    piece->style = *style;
    if (lang.count)
        piece->lang = lang;
    piece->tag = tag;
    piece->at = at;
    set_link(paragraph, piece, link);
    fill_piece(paragraph, piece, text);
}

void paragraph_note_reference(struct paragraph *paragraph, struct str number,
                              const struct text_style *style, size_t tag,
                              const struct paragraph_link *link,
                              struct note *note, size_t occurrence)
{
    (void)occurrence;
    // Isolated: after a year, bidi would take the two for one number, and set
    // the note's before it in right-to-left text.
    paragraph_isolate_open(paragraph, DIRECTION_INHERIT);
    struct text_fragment *piece = add_piece(paragraph, PIECE_NOTE);
    piece->style = *style;
    piece->tag = tag;
    piece->note = note;
    set_link(paragraph, piece, link);
    fill_piece(paragraph, piece, number);
    paragraph_isolate_close(paragraph);
}

void paragraph_line_break(struct paragraph *paragraph)
{
    add_piece(paragraph, PIECE_BREAK)->control = CHAR_LINE_SEPARATOR;
}

void paragraph_isolate_open(struct paragraph *paragraph,
                            enum direction direction)
{
    UChar unit = CHAR_FIRST_STRONG_ISOLATE;
    if (direction == DIRECTION_LTR)
        unit = CHAR_LEFT_TO_RIGHT_ISOLATE;
    if (direction == DIRECTION_RTL)
        unit = CHAR_RIGHT_TO_LEFT_ISOLATE;
    add_piece(paragraph, PIECE_ISOLATE)->control = unit;
}

void paragraph_isolate_close(struct paragraph *paragraph)
{
    add_piece(paragraph, PIECE_ISOLATE)->control = CHAR_POP_DIRECTIONAL_ISOLATE;
}

void paragraph_mark(struct paragraph *paragraph, scaled width,
                    const struct path *path, struct ink ink)
{
    struct text_fragment *piece = add_piece(paragraph, PIECE_MARK);
    piece->mark_width = width;
    if (path) { // a copy: callers make it on their stack
        struct path *mark = ARENA_NEW(paragraph->arena, struct path);
        *mark = *path;
        piece->mark = mark;
    }
    piece->style.ink = ink;
    piece->control = CHAR_OBJECT;
}

void paragraph_formula(struct paragraph *paragraph,
                       const struct formula_line *formula, struct str source,
                       size_t tag, struct place at,
                       const struct paragraph_link *link)
{
    struct text_fragment *piece = add_piece(paragraph, PIECE_FORMULA);
    struct formula_line *kept =
        ARENA_NEW(paragraph->drafts, struct formula_line);
    *kept = *formula;
    piece->formula = kept;
    piece->mark_width = formula->width;
    piece->tag = tag;
    piece->at = at;
    set_link(paragraph, piece, link);
    piece->control = CHAR_OBJECT;
    // As many bytes as it has parts, nearly: each has its place in reading
    // order.
    fill_piece(paragraph, piece, source);
}

void paragraph_picture(struct paragraph *paragraph,
                       const struct line_picture *picture, size_t tag,
                       struct place at, const struct paragraph_link *link)
{
    struct text_fragment *piece = add_piece(paragraph, PIECE_PICTURE);
    struct line_picture *kept =
        ARENA_NEW(paragraph->drafts, struct line_picture);
    *kept = *picture;
    piece->picture = kept;
    piece->mark_width = picture->image.width;
    piece->tag = tag;
    piece->at = at;
    set_link(paragraph, piece, link);
    piece->control = CHAR_OBJECT;
    // Bytes of its own, which no run shows, keep its place in reading order.
    fill_piece(paragraph, piece, STR("\uFFFC"));
}

// ----- Looking things up -----

static bool begins_by(const void *item, const void *unit)
{
    const struct text_fragment *piece = item;
    return piece->start <= *(const uint32_t *)unit;
}

const struct text_fragment *
paragraph_fragment_at(const struct paragraph *paragraph, uint32_t unit)
{
    size_t at = search_last(paragraph->pieces, paragraph->piece_count,
                            sizeof *paragraph->pieces, begins_by, &unit);
    return &paragraph->pieces[at];
}

// Where the text of a fragment stands in the source byte for byte, the very
// place; where it was rewritten on the way (entities, escapes), the whole.
struct place paragraph_place(const struct paragraph *paragraph, uint32_t unit)
{
    if (!paragraph->piece_count)
        return PLACE_NONE;
    const struct text_fragment *piece = paragraph_fragment_at(paragraph, unit);
    const struct text_fragment *last =
        &paragraph->pieces[paragraph->piece_count - 1];
    // An isolate of ours stands nowhere: what is in it does.
    while (piece->kind == PIECE_ISOLATE && piece < last)
        piece++;
    if (unit < piece->start)
        unit = piece->start;
    size_t start = paragraph->byte_of[piece->start];
    size_t end = paragraph->byte_of[piece->end];
    if (!place_known(piece->at) || piece->at.count != end - start)
        return piece->at;
    size_t ahead = paragraph->byte_of[unit] - start;
    return (struct place){piece->at.offset + ahead, piece->at.count - ahead};
}

// ----- Setting -----

static void prepare(struct paragraph *p)
{
    if (p->prepared)
        return;
    p->prepared = true;
    p->work = arena_new();
    collect(p);
    if (!p->unit_count)
        return;
    itemise(p);
    shape_segments(p);
    kashida_find(p);
    opportunities_find(p);
}

// What preparing made is many times the size of the text: it goes as soon as
// the lines are there. Should they be wanted again, it is made again.
static void release(void *handle)
{
    struct paragraph *p = handle;
    if (!p->prepared)
        return;
    arena_free(p->work);
    *p = (struct paragraph){.typesetter = p->typesetter,
                            .arena = p->arena,
                            .drafts = p->drafts,
                            .diag = p->diag,
                            .lang = p->lang,
                            .base = p->base,
                            .order = p->order,
                            .divisions = p->divisions,
                            .text = p->text,
                            .pieces = p->pieces,
                            .piece_count = p->piece_count,
                            .piece_capacity = p->piece_capacity,
                            .reported = p->reported,
                            .deferred = p->deferred,
                            .missing_count = p->missing_count,
                            .widths_known = p->widths_known,
                            .natural_width = p->natural_width,
                            .minimum_width = p->minimum_width};
}

// After a trial, the next one is likely to come soon.
static void release_later(struct paragraph *p)
{
    if (!p->deferred)
        arena_defer(p->drafts, release, p);
    p->deferred = true;
}

static enum hyphens hyphens_in(const struct measure_style *m)
{
    return m->style->hyphenate ? HYPHENS_HOUSE : HYPHENS_NONE;
}

static struct lines set_ragged(struct paragraph *p,
                               const struct measure_style *m)
{
    struct arena *scratch = arena_new();
    if (choose_breaks_by_sense(m->style))
        sense_find(p, m->style->names);
    struct breakpoints breaks = opportunities_for(p, m, hyphens_in(m), scratch);
    struct chosen chosen = choose_breaks_ragged(p, m, &breaks, scratch);
    struct lines lines = place_lines(p, m, &breaks, chosen);
    lines.strain = chosen.strain;
    arena_free(scratch);
    return lines;
}

static struct lines set_justified(struct paragraph *p,
                                  const struct measure_style *m)
{
    struct arena *scratch = arena_new();
    enum hyphens hyphens = hyphens_in(m);
    struct breakpoints breaks = opportunities_for(p, m, hyphens, scratch);
    struct chosen chosen = choose_breaks(p, m, &breaks, ATTEMPT_HOUSE, scratch);
    if (!chosen.count && hyphens != HYPHENS_NONE) {
        breaks = opportunities_for(p, m, HYPHENS_STRAINED, scratch);
        chosen = choose_breaks(p, m, &breaks, ATTEMPT_HOUSE, scratch);
    }
    if (!chosen.count)
        chosen = choose_breaks(p, m, &breaks, ATTEMPT_WIDE, scratch);
    if (!chosen.count)
        chosen = choose_breaks(p, m, &breaks, ATTEMPT_STRAINED, scratch);
    if (!chosen.count)
        chosen = choose_breaks(p, m, &breaks, ATTEMPT_ANY, scratch);
    struct lines lines = place_lines(p, m, &breaks, chosen);
    arena_free(scratch);
    return lines;
}

struct lines paragraph_lines(struct paragraph *paragraph,
                             const struct paragraph_style *style,
                             scaled measure)
{
    prepare(paragraph);
    struct lines lines = {0};
    if (paragraph->unit_count) {
        struct measure_style m = {style, measure > 0 ? measure : 1};
        lines = style->alignment == PARAGRAPH_JUSTIFIED
                    ? set_justified(paragraph, &m)
                    : set_ragged(paragraph, &m);
    }
    if (style->trial)
        release_later(paragraph);
    else
        release(paragraph);
    return lines;
}

// ----- A line more or less -----

// A last line of less is no gain.
#define LETTERS_IN_OTHER_LAST_LINE 8

static bool can_have(const struct paragraph *p, const struct measure_style *m,
                     const struct breakpoints *breaks, size_t count, bool fewer)
{
    struct arena *scratch = arena_new();
    struct chosen chosen =
        choose_breaks_in(p, m, breaks, count, fewer, scratch);
    int letters = 0;
    if (chosen.count == count && count > 1) {
        uint32_t from = breaks->items[chosen.items[count - 2]].begin;
        for (uint32_t unit = from; unit < p->unit_count; unit++)
            letters += (p->facts[unit].flags & UNIT_LETTER) != 0;
    }
    arena_free(scratch);
    return letters >= LETTERS_IN_OTHER_LAST_LINE;
}

struct line_choice paragraph_line_choice(struct paragraph *paragraph,
                                         const struct paragraph_style *style,
                                         scaled measure, size_t count)
{
    struct line_choice choice = {0};
    struct measure_style m = {style, measure > 0 ? measure : 1};
    struct arena *scratch = arena_new();
    prepare(paragraph);
    if (paragraph->unit_count > 0 && count > 1) {
        struct breakpoints breaks =
            opportunities_for(paragraph, &m, hyphens_in(&m), scratch);
        choice.fewer = can_have(paragraph, &m, &breaks, count - 1, true);
        choice.more = can_have(paragraph, &m, &breaks, count + 1, false);
    }
    release(paragraph);
    arena_free(scratch);
    return choice;
}

struct lines paragraph_lines_in(struct paragraph *paragraph,
                                const struct paragraph_style *style,
                                scaled measure, size_t count, bool fewer)
{
    struct lines lines = {0};
    struct measure_style m = {style, measure > 0 ? measure : 1};
    struct arena *scratch = arena_new();
    prepare(paragraph);
    if (paragraph->unit_count > 0) {
        struct breakpoints breaks =
            opportunities_for(paragraph, &m, hyphens_in(&m), scratch);
        struct chosen chosen =
            choose_breaks_in(paragraph, &m, &breaks, count, fewer, scratch);
        if (chosen.count == count)
            lines = place_lines(paragraph, &m, &breaks, chosen);
    }
    release(paragraph);
    arena_free(scratch);
    return lines;
}

// ----- Widths -----

static scaled natural_width(const struct paragraph *p)
{
    scaled widest = 0, start = 0;
    for (size_t unit = 0; unit < p->unit_count; unit++) {
        if (p->units[unit] != CHAR_LINE_SEPARATOR)
            continue;
        if (p->position[unit] - start > widest)
            widest = p->position[unit] - start;
        start = p->position[unit];
    }
    scaled last = p->position[p->unit_count] - start;
    return last > widest ? last : widest;
}

static scaled minimum_width(const struct paragraph *p)
{
    scaled widest = 0;
    size_t start = 0;
    for (size_t unit = 1; unit <= p->unit_count; unit++) {
        if (unit < p->unit_count && !p->may_break[unit])
            continue;
        size_t end = unit;
        while (end > start && p->facts[end - 1].flags & UNIT_SPACE)
            end--;
        scaled width = p->position[end] - p->position[start];
        if (width > widest)
            widest = width;
        start = unit;
    }
    return widest;
}

static void measure_widths(struct paragraph *p)
{
    if (p->widths_known)
        return;
    p->widths_known = true;
    prepare(p);
    if (p->unit_count) {
        p->natural_width = natural_width(p);
        p->minimum_width = minimum_width(p);
    }
    release(p);
}

scaled paragraph_natural_width(struct paragraph *paragraph)
{
    measure_widths(paragraph);
    return paragraph->natural_width;
}

scaled paragraph_minimum_width(struct paragraph *paragraph)
{
    measure_widths(paragraph);
    return paragraph->minimum_width;
}

struct paragraph_pieces paragraph_pieces(struct paragraph *p,
                                         struct arena *arena)
{
    struct paragraph_pieces pieces = {0};
    size_t start = 0;
    prepare(p);
    for (size_t unit = 1; unit <= p->unit_count; unit++) {
        if (unit < p->unit_count && !p->may_break[unit])
            continue;
        size_t end = unit;
        while (end > start && p->facts[end - 1].flags & UNIT_SPACE)
            end--;
        struct paragraph_piece piece = {
            p->position[start], p->position[end],
            p->units[unit - 1] == CHAR_LINE_SEPARATOR};
        ARENA_PUSH(arena, pieces.items, pieces.count, pieces.capacity) = piece;
        start = unit;
    }
    release(p);
    return pieces;
}
