// SPDX-License-Identifier: MIT
// What must hold of the body's lines on finished pages: how wide letters are
// drawn, how wide word spaces are, which words are lengthened.
#ifndef QALAM_TEST_LINE_CHECKS_H
#define QALAM_TEST_LINE_CHECKS_H

#include "page_text_checks.h"

#include <math.h>

#define LETTERS_WIDEST 0.015 // wider or narrower, of their width
#define LETTERS_APART 0.002  // farther apart or closer, of their size
#define LINES_APART 18.0     // points between neighbouring lines, at most

enum { RUNS_OF_LINE = 400 };

// Runs of one line, as they follow each other in the text.
struct body_line {
    const struct run *runs[RUNS_OF_LINE];
    size_t count;
    size_t page, column, tag;
    double y, scale; // how wide its letters are drawn
};

// The line that begins at the placed thing *at of a page; none: count 0.
static inline void next_body_line(const struct laid_out *out, size_t *at,
                                  struct body_line *line)
{
    const struct page *page = &out->pages->items[line->page];
    struct columns_shape shape = columns_of(out, line->page);
    line->count = 0;
    line->scale = 1;
    for (; *at < page->placed_count; (*at)++) {
        const struct placed *placed = &page->placed[*at];
        if (placed->kind != PLACED_RUN || !is_body(out->pages, placed->tag))
            continue;
        size_t tag = block_of(out->pages, placed->tag);
        double y = points(placed->y);
        size_t column = column_from_left(
            &shape, points(placed->x + placed->as.run.width / 2));
        if (line->count > 0 &&
            (y != line->y || tag != line->tag || column != line->column))
            return;
        if (line->count == RUNS_OF_LINE)
            return;
        line->runs[line->count++] = &placed->as.run;
        line->y = y;
        line->tag = tag;
        line->column = column;
        double scale = placed->as.run.horizontal_scale;
        if (scale > 0 && fabs(scale - 1) > fabs(line->scale - 1))
            line->scale = scale;
    }
}

// ----- Letters and word spaces -----

static inline void check_letters(const struct body_line *line,
                                 const struct body_line *above,
                                 struct page_faults *faults)
{
    const double near = 0.0001;
    if (fabs(line->scale - 1) > LETTERS_WIDEST + near)
        page_fault(faults, "page %zu: letters at %.2f are drawn %.4f wide",
                   line->page + 1, line->y, line->scale);
    for (size_t i = 0; i < line->count; i++)
        if (fabs(points(line->runs[i]->letter_fit)) >
            points(line->runs[i]->size) * LETTERS_APART + near)
            page_fault(faults, "page %zu: letters at %.2f are %.4f pt apart",
                       line->page + 1, line->y,
                       points(line->runs[i]->letter_fit));
    bool neighbours = above->count > 0 && line->y > above->y &&
                      line->y < above->y + LINES_APART;
    if (neighbours && fabs(line->scale - above->scale) > LETTERS_WIDEST + near)
        page_fault(faults,
                   "page %zu: letters at %.2f are drawn %.4f wide under %.4f",
                   line->page + 1, line->y, line->scale, above->scale);
}

static inline bool is_word_space(const struct run *run, size_t glyph)
{
    const struct glyph *g = &run->glyphs[glyph];
    struct str text =
        str_slice(run->text, g->text_offset, g->text_offset + g->text_count);
    return str_equal(text, STR(" ")) || str_equal(text, STR("\xC2\xA0"));
}

// None narrower than the design has them, or wider than a hole.
static inline void check_spaces(const struct laid_out *out,
                                const struct body_line *line,
                                struct page_faults *faults)
{
    double least = out->brief->direction == DIRECTION_RTL ? 0.18 : 0.15;
    for (size_t i = 0; i < line->count; i++)
        for (size_t g = 0; g < line->runs[i]->glyph_count; g++) {
            const struct run *run = line->runs[i];
            double em = points(run->glyphs[g].advance) / points(run->size);
            if (em != 0 && is_word_space(run, g) && !is_code(run) &&
                (em < least - 0.001 || em > 0.521))
                page_fault(faults, "page %zu: a space of %.3f em at %.2f",
                           line->page + 1, em, line->y);
        }
}

// ----- Kashida -----

static inline bool is_waw(uint32_t c)
{
    return c == 0x648 || c == 0x624 || (c >= 0x6C4 && c <= 0x6CB) || c == 0x6CF;
}

static inline bool is_mark(uint32_t c)
{
    return (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x200C;
}

static inline bool is_bold(const struct run *run)
{
    return strstr(run->face->style, "Bold") != NULL;
}

// Where in a run's text the letter ends that the kashida at g lengthens.
static inline size_t kashida_at(const struct run *run, size_t g)
{
    while (g < run->glyph_count && !run->glyphs[g].text_count)
        g++;
    return g == run->glyph_count
               ? 0
               : run->glyphs[g].text_offset + run->glyphs[g].text_count;
}

static inline void check_kashida_place(const struct body_line *line,
                                       const struct run *run, size_t after,
                                       struct page_faults *faults)
{
    uint32_t next = 0;
    while (after < run->text.count && (next == 0 || is_mark(next)))
        next = utf8_next(run->text, &after);
    if (is_waw(next))
        page_fault(faults, "page %zu: a kashida before waw at %.2f",
                   line->page + 1, line->y);
    if (is_bold(run))
        page_fault(faults, "page %zu: a kashida in bold at %.2f",
                   line->page + 1, line->y);
}

// Words before a place in a line's text: spaces end them.
static inline size_t words_before(const struct body_line *line, size_t run,
                                  size_t end)
{
    size_t words = 0;
    for (size_t i = 0; i <= run; i++) {
        struct str text = line->runs[i]->text;
        for (size_t k = 0; k < (i < run ? text.count : end); k++)
            words += text.bytes[k] == ' ';
    }
    return words;
}

// At most two of a line, never neighbours, unless all is asked for.
static inline size_t check_kashida(const struct body_line *line, bool sparing,
                                   struct page_faults *faults)
{
    size_t found = 0, words[RUNS_OF_LINE] = {0};
    for (size_t i = 0; i < line->count; i++)
        for (size_t g = 0; g < line->runs[i]->glyph_count; g++) {
            const struct run *run = line->runs[i];
            if (!run->glyphs[g].kashida || (g && run->glyphs[g - 1].kashida))
                continue;
            size_t after = kashida_at(run, g);
            check_kashida_place(line, run, after, faults);
            size_t word = words_before(line, i, after);
            for (size_t k = 0; sparing && k < found; k++)
                if (word + 1 >= words[k] && words[k] + 1 >= word)
                    page_fault(faults, "page %zu: kashidas beside at %.2f",
                               line->page + 1, line->y);
            if (found < RUNS_OF_LINE)
                words[found++] = word;
        }
    if (sparing && found > 2)
        page_fault(faults, "page %zu: %zu kashidas at %.2f", line->page + 1,
                   found, line->y);
    return found;
}

// ----- All -----

struct lines_found {
    size_t lines, kashidas;
};

static inline struct lines_found check_lines(const struct laid_out *out,
                                             struct page_faults *faults)
{
    const struct settings *settings = &out->brief->meta.settings;
    int kashida = settings_answer(settings, SETTING_KASHIDA);
    bool none = kashida == KASHIDA_NONE ||
                (kashida == KASHIDA_SPARING &&
                 settings_answer(settings, SETTING_COLUMNS) == COLUMNS_THREE);
    struct lines_found found = {0};
    struct body_line *line = malloc(sizeof *line),
                     *above = malloc(sizeof *line);
    for (size_t p = 0; p < out->pages->count; p++) {
        size_t at = 0;
        above->count = 0;
        line->page = p;
        for (next_body_line(out, &at, line); line->count > 0;
             next_body_line(out, &at, line)) {
            check_letters(line, above, faults);
            check_spaces(out, line, faults);
            size_t count =
                check_kashida(line, kashida == KASHIDA_SPARING, faults);
            if (count > 0 && none)
                page_fault(faults, "page %zu: a kashida at %.2f", p + 1,
                           line->y);
            found.kashidas += count;
            found.lines++;
            *above = *line;
        }
    }
    free(line);
    free(above);
    return found;
}

#endif
