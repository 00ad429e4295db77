// SPDX-License-Identifier: MIT
// A hemistich is brought to the width of its column by its word spaces alone.
#include "typeset/page/verse_stretch.h"

// Where the line's word spaces end, from its left.
struct word_spaces {
    scaled *ends;
    size_t count;
    scaled each; // what each takes more
};

static bool is_word_space(const struct run *run, const struct glyph *glyph)
{
    return glyph->text_count == 1 &&
           run->text.bytes[glyph->text_offset] == ' ' && glyph->advance > 0;
}

static size_t glyphs_of(const struct line *line)
{
    size_t count = 0;
    for (size_t i = 0; i < line->placed_count; i++)
        if (line->placed[i].kind == PLACED_RUN)
            count += line->placed[i].as.run.glyph_count;
    return count;
}

static struct word_spaces find_spaces(struct arena *arena,
                                      const struct line *line)
{
    struct word_spaces spaces = {
        ARENA_ARRAY(arena, scaled, glyphs_of(line) + 1), 0, 0};
    for (size_t i = 0; i < line->placed_count; i++) {
        const struct placed *placed = &line->placed[i];
        for (size_t j = 0;
             placed->kind == PLACED_RUN && j < placed->as.run.glyph_count;
             j++) {
            const struct glyph *glyph = &placed->as.run.glyphs[j];
            if (is_word_space(&placed->as.run, glyph))
                spaces.ends[spaces.count++] =
                    placed->x + glyph->x + glyph->advance;
        }
    }
    return spaces;
}

// How far right a place moves: a space for each that ends before it.
static scaled moved(const struct word_spaces *spaces, scaled x)
{
    scaled more = 0;
    for (size_t i = 0; i < spaces->count; i++)
        more += spaces->ends[i] <= x ? spaces->each : 0;
    return more;
}

static void stretch_run(const struct word_spaces *spaces, struct placed *placed,
                        scaled from)
{
    struct run *run = &placed->as.run;
    scaled x = placed->x, shift = moved(spaces, x);
    for (size_t i = 0; i < run->glyph_count; i++) {
        struct glyph *glyph = &run->glyphs[i];
        scaled at = x + glyph->x;
        glyph->x += (int32_t)(moved(spaces, at) - shift);
        if (is_word_space(run, glyph)) {
            glyph->advance += (int32_t)spaces->each;
            run->width += spaces->each;
        }
    }
    placed->x = x + shift + from;
}

void verse_stretch(struct arena *arena, struct line *line, scaled more,
                   scaled most, bool rtl)
{
    struct word_spaces spaces = find_spaces(arena, line);
    if (spaces.count == 0 || more <= 0 || more / (scaled)spaces.count > most)
        return;
    spaces.each = more / (scaled)spaces.count;
    // The line's start stays where it is.
    scaled from = rtl ? -spaces.each * (scaled)spaces.count : 0;
    for (size_t i = 0; i < line->area_count; i++) {
        struct area *area = &line->areas[i];
        scaled end = area->x + area->width;
        area->width += moved(&spaces, end) - moved(&spaces, area->x);
        area->x += moved(&spaces, area->x) + from;
    }
    for (size_t i = 0; i < line->placed_count; i++) {
        struct placed *placed = &line->placed[i];
        if (placed->kind == PLACED_RUN)
            stretch_run(&spaces, placed, from);
        else
            placed->x += moved(&spaces, placed->x) + from;
    }
    line->width += spaces.each * (scaled)spaces.count;
}
