// SPDX-License-Identifier: MIT
// How wide the word spaces of a line are, and with them the letters of Latin
// and Cyrillic and the kashidas of Arabic script (docs/design.md#paragraphs).
#include "typeset/paragraph/line_setting.h"

enum { AS_DRAWN = 10000 };

// Spaces at the ends of a line have no width, but keep their text.
static bool seen(const struct line_setting *s, uint32_t unit)
{
    return unit >= s->from->begin &&
           (unit < s->to->end || s->to->kind == BREAK_HYPHEN);
}

static bool is_word_space(const struct line_setting *s, uint32_t unit)
{
    return unit < s->to->next && s->paragraph->facts[unit].flags & UNIT_SPACE;
}

static bool last_of_cluster(const struct glyphs *glyphs, size_t i)
{
    return i + 1 == glyphs->count ||
           glyphs->items[i + 1].cluster != glyphs->items[i].cluster;
}

static int scale_of(const struct line_setting *s, const struct line_part *part)
{
    if (!part->segment->elastic)
        return AS_DRAWN;
    int most = WIDTH_PERMILLE * (AS_DRAWN / 1000);
    return AS_DRAWN + s->letters * most / LETTERS_ALL;
}

scaled justify_length(const struct line_setting *s,
                      const struct line_part *part, int32_t font_units)
{
    scaled length = shape_glyph_length(part->segment, font_units);
    return length * scale_of(s, part) / AS_DRAWN;
}

double justify_scale(const struct line_setting *s, const struct line_part *part)
{
    return (double)scale_of(s, part) / AS_DRAWN;
}

scaled justify_fit(const struct line_setting *s, const struct line_part *part)
{
    scaled most = part->segment->size * FIT_PERMILLE / 1000;
    return part->segment->elastic ? most * s->letters / LETTERS_ALL : 0;
}

// The advance of a glyph that is no word space, or as the face has it.
static scaled advance_of(const struct line_setting *s,
                         const struct line_part *part, size_t i)
{
    const struct shaped *glyph = &part->glyphs.items[i];
    scaled advance = justify_length(s, part, glyph->advance);
    if (last_of_cluster(&part->glyphs, i) &&
        !shape_shows_nothing(s->paragraph, glyph))
        advance += shape_tracking_of(s->paragraph, part->segment) +
                   justify_fit(s, part);
    return advance;
}

static void measure_part(struct line_setting *s, const struct line_part *part)
{
    if (!part->segment->face) {
        s->fixed += s->paragraph->pieces[part->segment->piece].mark_width;
        return;
    }
    for (size_t i = 0; i < part->glyphs.count; i++) {
        uint32_t unit = part->glyphs.items[i].cluster;
        if (!seen(s, unit))
            continue;
        if (is_word_space(s, unit)) {
            s->space_em += part->segment->size;
            continue;
        }
        s->fixed += advance_of(s, part, i);
    }
}

static void measure_parts(struct line_setting *s)
{
    s->fixed = s->space_em = 0;
    for (size_t i = 0; i < s->part_count; i++)
        measure_part(s, &s->parts[i]);
}

// What is left for word spaces.
static scaled room_for_spaces(const struct line_setting *s)
{
    scaled indent = s->first ? s->m->style->first_indent : 0;
    return s->m->measure + s->from->hang_start + s->to->hang - s->fixed -
           indent;
}

// Where spaces would be wider than the style has them, words are lengthened.
static void lengthen_words(struct line_setting *s)
{
    enum kashida kashida = s->m->style->kashida;
    if (kashida == KASHIDA_NONE || !s->paragraph->kashida_count)
        return;
    scaled normal = s->space_em * SPACE_NORMAL / 100;
    scaled stretch = s->space_em * (SPACE_MAX - SPACE_NORMAL) / 100;
    scaled need = room_for_spaces(s) - normal -
                  stretch * kashida_from(kashida) / LINE_FIT_ONE;
    if (need <= 0)
        return;
    kashida_lengthen(s, need);
    measure_parts(s);
}

static void fill_line(struct line_setting *s)
{
    if (s->to->kind != BREAK_FORCED)
        lengthen_words(s);
    scaled least = s->space_em * paragraph_tightest(s->paragraph) / 100;
    scaled room = room_for_spaces(s);
    s->wanted_space = room > 0 ? scaled_share(room, s->space_em, 1000) : 0;
    if (room > s->space_em * SPACE_HOPELESS / 100) {
        s->spaces_total = s->space_em * SPACE_MAX / 100;
        return;
    }
    s->spaces_total = room < least ? least : room;
    s->line.justified = s->to->kind != BREAK_FORCED && room >= least;
}

void justify(struct line_setting *s)
{
    bool justified = s->m->style->alignment == PARAGRAPH_JUSTIFIED;
    s->own_spaces = !justified;
    s->line.space_ratio = 1.0;
    measure_parts(s);
    scaled normal = s->space_em * SPACE_NORMAL / 100;
    s->spaces_total = normal;
    if (!justified || !s->space_em)
        return;
    // A last line is only filled where it is too full.
    if (s->to->kind != BREAK_FORCED || room_for_spaces(s) < normal)
        fill_line(s);
    s->line.space_ratio = (double)s->spaces_total / (double)normal;
}

// The next word space of the line.
static scaled next_space(struct line_setting *s, const struct line_part *part,
                         size_t i)
{
    if (s->own_spaces)
        return advance_of(s, part, i);
    s->em_given += part->segment->size;
    // All spaces of a line have sizes of a few points: no product overflows.
    scaled until = s->spaces_total * (s->em_given >> 8) / (s->space_em >> 8);
    if (s->em_given == s->space_em)
        until = s->spaces_total;
    scaled space = until - s->spaces_given;
    s->spaces_given = until;
    return space;
}

scaled justify_advance(struct line_setting *s, const struct line_part *part,
                       size_t i)
{
    uint32_t unit = part->glyphs.items[i].cluster;
    if (!seen(s, unit))
        return 0;
    if (is_word_space(s, unit))
        return next_space(s, part, i);
    return advance_of(s, part, i);
}
