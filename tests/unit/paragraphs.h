// SPDX-License-Identifier: MIT
// What the tests of paragraphs share: a typesetter, styles, and ways to read
// what was set.
#ifndef QALAM_TEST_PARAGRAPHS_H
#define QALAM_TEST_PARAGRAPHS_H

#include "typeset/paragraph/paragraph.h"
#include "with_fonts.h"

static struct arena *arena;
static struct diag *diag;

static const struct text_style latin_style = {.latin_face =
                                                  FACE_VOLLKORN_REGULAR,
                                              .arabic_face = FACE_NASKH_REGULAR,
                                              .latin_size = PT(9.6),
                                              .arabic_size = PT(10.56)};
static const struct text_style arabic_style = {
    .latin_face = FACE_VOLLKORN_REGULAR,
    .arabic_face = FACE_NASKH_REGULAR,
    .latin_size = PT(9.858),
    .arabic_size = PT(10.6)};
static const struct paragraph_style body_style = {
    .alignment = PARAGRAPH_JUSTIFIED, .hyphenate = true};
static const struct paragraph_style ragged_style = {.alignment =
                                                        PARAGRAPH_START};

static inline int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    diag = diag_new(arena, STR("test.md"));
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static inline struct paragraph *start(const char *lang)
{
    bool rtl = strcmp(lang, "fa-AF") == 0 || strcmp(lang, "ps") == 0;
    return paragraph_new(typesetter, arena, arena, diag, str_of(lang),
                         rtl ? DIRECTION_RTL : DIRECTION_LTR, 1000);
}

static inline void add(struct paragraph *paragraph, const char *text,
                       const struct text_style *style)
{
    struct str s = str_of(text);
    paragraph_text(paragraph, s, style, (struct str){0}, 1,
                   (struct place){0, s.count}, NULL);
}

static inline struct lines set_in(const char *lang, const char *text,
                                  const struct paragraph_style *style,
                                  double points)
{
    struct paragraph *paragraph = start(lang);
    bool rtl = strcmp(lang, "fa-AF") == 0 || strcmp(lang, "ps") == 0;
    add(paragraph, text, rtl ? &arabic_style : &latin_style);
    return paragraph_lines(paragraph, style, PT(points));
}

// The text of a line's runs, in the order that they were given.
static inline struct str text_of(const struct line *line)
{
    struct str all = STR("");
    for (size_t i = 0; i < line->placed_count; i++)
        if (line->placed[i].kind == PLACED_RUN)
            all = arena_printf(arena, "%.*s%.*s", STR_ARG(all),
                               STR_ARG(line->placed[i].as.run.text));
    return all;
}

static inline struct str whole_text(struct lines lines)
{
    struct str all = STR("");
    for (size_t i = 0; i < lines.count; i++)
        all = arena_printf(arena, "%.*s%.*s", STR_ARG(all),
                           STR_ARG(text_of(&lines.items[i])));
    return all;
}

// The texts of a run's glyphs in logical order.
static inline struct str glyph_texts(const struct run *run)
{
    struct str all = STR("");
    for (size_t i = 0; i < run->glyph_count; i++) {
        const struct glyph *glyph =
            &run->glyphs[run->rtl ? run->glyph_count - 1 - i : i];
        all = arena_printf(arena, "%.*s%.*s", STR_ARG(all),
                           (int)glyph->text_count,
                           run->text.bytes + glyph->text_offset);
    }
    return all;
}

static inline const char *glyph_name(const struct run *run, size_t index)
{
    static char name[64];
    hb_font_get_glyph_name(run->face->font, run->glyphs[index].id, name,
                           sizeof name);
    return name;
}

// "B A C": the runs of a line as they stand from left to right, each by its
// text, between bars.
static inline struct str seen_order(const struct line *line)
{
    struct str all = STR("");
    scaled last = INT64_MIN;
    for (size_t n = 0; n < line->placed_count; n++) {
        const struct placed *next = NULL;
        for (size_t i = 0; i < line->placed_count; i++)
            if (line->placed[i].x > last &&
                (!next || line->placed[i].x < next->x))
                next = &line->placed[i];
        if (!next)
            break;
        last = next->x;
        all = arena_printf(arena, "%.*s|%.*s", STR_ARG(all),
                           STR_ARG(next->as.run.text));
    }
    return all;
}

#endif
