// SPDX-License-Identifier: MIT
// HarfBuzz: items become glyphs, and glyphs become widths of characters.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "base/search.h"

#include <string.h>

// Font units to lengths, rounded once a glyph, so that sums are exact.
scaled shape_glyph_length(const struct glyph_segment *segment,
                          int32_t font_units)
{
    int64_t em = segment->face->units_per_em;
    int64_t product = (int64_t)font_units * segment->size;
    return (product + (product < 0 ? -em / 2 : em / 2)) / em;
}

uint32_t shape_hyphen_of(const struct face *face)
{
    return face_has(face, CHAR_HYPHEN) ? CHAR_HYPHEN : '-';
}

static bool begins_by(const void *item, const void *unit)
{
    const struct glyph_segment *segment = item;
    return segment->start <= *(const uint32_t *)unit;
}

const struct glyph_segment *shape_segment_at(const struct paragraph *paragraph,
                                             uint32_t unit)
{
    size_t at = search_last(paragraph->segments, paragraph->segment_count,
                            sizeof *paragraph->segments, begins_by, &unit);
    return &paragraph->segments[at];
}

// ----- Features -----

enum { FEATURES_MOST = 10 };
struct features {
    hb_feature_t items[FEATURES_MOST];
    unsigned int count;
};

static void add_feature(struct features *features, const char *tag,
                        uint32_t value)
{
    features->items[features->count++] =
        (hb_feature_t){hb_tag_from_string(tag, 4), value,
                       HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

static void add_latin_features(struct features *features,
                               const struct glyph_segment *segment,
                               const struct text_style *style)
{
    unsigned traits = face_family(segment->face->id)->traits;
    if (style->lining || style->tabular || segment->lining)
        add_feature(features, "lnum", 1);
    else if (traits & OLDSTYLE_FIGURES)
        add_feature(features, "onum", 1);
    if (traits & ONE_LIKE_I)
        add_feature(features, "ss11", 1);
    if (style->small_caps)
        add_feature(features, "smcp", 1);
    if (style->small_caps && style->all_small)
        add_feature(features, "c2sc", 1);
    if (style->tracking) { // spaced letters do not join
        add_feature(features, "liga", 0);
        add_feature(features, "clig", 0);
    }
}

static struct features features_of(const struct glyph_segment *segment,
                                   const struct text_style *style)
{
    struct features features = {0};
    const struct family_facts *family = face_family(segment->face->id);
    if (family->traits & LOCL_IS_URDU)
        add_feature(&features, "locl", 0);
    if (!family->arabic)
        add_latin_features(&features, segment, style);
    if (style->tabular)
        add_feature(&features, "tnum", 1);
    return features;
}

// ----- Shaping -----

static void shape(hb_buffer_t *buffer, const struct paragraph *p,
                  const struct glyph_segment *segment)
{
    const struct text_fragment *piece = &p->pieces[segment->piece];
    hb_buffer_set_direction(buffer, segment->level & 1 ? HB_DIRECTION_RTL
                                                       : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, segment->script);
    hb_buffer_set_language(buffer, piece->language);
    // Letter and mark keep texts of their own; only ligatures share one.
    hb_buffer_set_cluster_level(buffer,
                                HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer,
                        piece->style.tracking || !segment->arabic
                            ? HB_BUFFER_FLAG_DEFAULT
                            : HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL);
    struct features features = features_of(segment, &piece->style);
    hb_shape(segment->face->font, buffer, features.items, features.count);
}

static struct glyphs take_glyphs(struct arena *arena, hb_buffer_t *buffer)
{
    unsigned int count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions =
        hb_buffer_get_glyph_positions(buffer, NULL);
    struct glyphs glyphs = {ARENA_ARRAY(arena, struct shaped, count), count};
    for (unsigned int i = 0; i < count; i++)
        glyphs.items[i] = (struct shaped){
            .id = infos[i].codepoint,
            .cluster = infos[i].cluster,
            .advance = positions[i].x_advance,
            .x = positions[i].x_offset,
            .y = positions[i].y_offset,
            .unsafe = hb_glyph_info_get_glyph_flags(&infos[i]) &
                      HB_GLYPH_FLAG_UNSAFE_TO_BREAK,
            .extends = hb_glyph_info_get_glyph_flags(&infos[i]) &
                       HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL};
    return glyphs;
}

// The faces draw ٫ and ٬ as hooks on the line that nobody tells apart at 8 pt,
// or ٬ as they do the comma: it hangs from the digits' top, as Unicode has it.
static void raise_thousands(const struct paragraph *p, hb_font_t *font,
                            struct glyphs *glyphs)
{
    hb_codepoint_t digit;
    hb_glyph_extents_t of_digit, of_sign;
    for (size_t i = 0; i < glyphs->count; i++) {
        struct shaped *glyph = &glyphs->items[i];
        if (p->shown[glyph->cluster] != CHAR_ARABIC_THOUSANDS ||
            !hb_font_get_nominal_glyph(font, CHAR_PERSIAN_ONE, &digit) ||
            !hb_font_get_glyph_extents(font, digit, &of_digit) ||
            !hb_font_get_glyph_extents(font, glyph->id, &of_sign))
            continue;
        if (of_digit.y_bearing <= of_sign.y_bearing)
            continue;
        // There it is beside a digit's widest part, and needs more room.
        glyph->y += of_digit.y_bearing - of_sign.y_bearing;
        glyph->x += of_sign.width / 8;
        glyph->advance += of_sign.width / 4;
    }
}

static void add_units(hb_buffer_t *buffer, const struct paragraph *p,
                      uint32_t start, uint32_t end)
{
    // The whole paragraph is the context, so that Arabic letters join over a
    // change of face or style.
    hb_buffer_add_utf16(buffer, (const uint16_t *)p->shown, (int)p->unit_count,
                        start, (int)(end - start));
}

struct glyphs shape_part(struct paragraph *paragraph,
                         const struct glyph_segment *segment, uint32_t start,
                         uint32_t end, uint32_t hyphen, struct arena *arena)
{
    hb_buffer_t *buffer = hb_buffer_create();
    if (!hyphen) {
        add_units(buffer, paragraph, start, end);
    } else {
        hb_buffer_add_utf16(buffer, (const uint16_t *)paragraph->shown,
                            (int)end, start, (int)(end - start));
        hb_buffer_add(buffer, hyphen, end);
    }
    shape(buffer, paragraph, segment);
    struct glyphs glyphs = take_glyphs(arena, buffer);
    raise_thousands(paragraph, segment->face->font, &glyphs);
    hb_buffer_destroy(buffer);
    return glyphs;
}

bool shape_shows_nothing(const struct paragraph *paragraph,
                         const struct shaped *glyph)
{
    return glyph->advance == 0 &&
           (paragraph->facts[glyph->cluster].flags & UNIT_IGNORABLE);
}

// ----- Widths -----

// A ligature's width is shared out among its letters, so that a hyphen within
// it is judged about right.
static void spread(scaled *widths, uint32_t start, uint32_t end, scaled width)
{
    uint32_t count = end - start;
    for (uint32_t i = 0; i < count; i++)
        widths[start + i] = width * (i + 1) / count - width * i / count;
}

// The unit after the cluster whose glyphs are [first, end).
static uint32_t cluster_end(const struct glyph_segment *segment, size_t first,
                            size_t end)
{
    const struct glyphs *glyphs = &segment->glyphs;
    if (segment->level & 1)
        return first > 0 ? glyphs->items[first - 1].cluster : segment->end;
    return end < glyphs->count ? glyphs->items[end].cluster : segment->end;
}

scaled shape_tracking_of(const struct paragraph *p,
                         const struct glyph_segment *segment)
{
    // Letters of Arabic script join: they are never spaced out.
    return segment->arabic ? 0 : p->pieces[segment->piece].style.tracking;
}

// A face without a tatweel has no kashida, and one that joins letters by their
// neighbours (as in the Nastaliq style) gives no place for one.
static bool has_tatweel(const struct face *face)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, CHAR_TATWEEL, &glyph) &&
           hb_font_get_glyph_h_advance(face->font, glyph) > 0;
}

struct sums {
    scaled *widths;  // of each unit
    scaled *elastic; // what each can give or take
};

// Clusters are monotone, so the glyphs of each stand together.
static void add_widths(struct paragraph *p, const struct glyph_segment *segment,
                       const struct sums *sums)
{
    const struct shaped *glyphs = segment->glyphs.items;
    bool extends = segment->level & 1 && has_tatweel(segment->face);
    for (size_t first = 0, end; first < segment->glyphs.count; first = end) {
        uint32_t cluster = glyphs[first].cluster;
        bool shown = !(p->facts[cluster].flags & UNIT_IGNORABLE);
        scaled width = shown ? shape_tracking_of(p, segment) : 0;
        for (end = first;
             end < segment->glyphs.count && glyphs[end].cluster == cluster;
             end++) {
            width += shape_glyph_length(segment, glyphs[end].advance);
            if (glyphs[end].unsafe)
                p->facts[cluster].flags |= UNIT_UNSAFE;
            if (extends && glyphs[end].extends && cluster > segment->start)
                p->facts[cluster].flags |= UNIT_EXTENDS;
        }
        spread(sums->widths, cluster, cluster_end(segment, first, end), width);
        bool space = p->facts[cluster].flags & UNIT_SPACE;
        if (segment->elastic && shown && !space)
            sums->elastic[cluster] = line_fit_letter(width, segment->size);
    }
}

static void sum_up(struct paragraph *p, const struct sums *sums)
{
    size_t count = p->unit_count;
    p->position = ARENA_ARRAY(p->work, scaled, count + 1);
    p->space_own = ARENA_ARRAY(p->work, scaled, count + 1);
    p->space_em = ARENA_ARRAY(p->work, scaled, count + 1);
    p->elastic = ARENA_ARRAY(p->work, scaled, count + 1);
    size_t segment = 0;
    for (size_t unit = 0; unit < count; unit++) {
        while (segment + 1 < p->segment_count &&
               p->segments[segment].end <= unit)
            segment++;
        bool space = p->facts[unit].flags & UNIT_SPACE;
        scaled width = sums->widths[unit];
        p->position[unit + 1] = p->position[unit] + width;
        p->space_own[unit + 1] = p->space_own[unit] + (space ? width : 0);
        p->space_em[unit + 1] =
            p->space_em[unit] + (space ? p->segments[segment].size : 0);
        p->elastic[unit + 1] = p->elastic[unit] + sums->elastic[unit];
    }
}

void shape_segments(struct paragraph *paragraph)
{
    hb_buffer_t *buffer = hb_buffer_create();
    size_t count = paragraph->unit_count + 1;
    struct sums sums = {ARENA_ARRAY(paragraph->work, scaled, count),
                        ARENA_ARRAY(paragraph->work, scaled, count)};
    for (size_t i = 0; i < paragraph->segment_count; i++) {
        struct glyph_segment *segment = &paragraph->segments[i];
        if (!segment->face) {
            sums.widths[segment->start] =
                paragraph->pieces[segment->piece].mark_width;
            continue;
        }
        hb_buffer_reset(buffer);
        add_units(buffer, paragraph, segment->start, segment->end);
        shape(buffer, paragraph, segment);
        segment->glyphs = take_glyphs(paragraph->work, buffer);
        raise_thousands(paragraph, segment->face->font, &segment->glyphs);
        add_widths(paragraph, segment, &sums);
    }
    hb_buffer_destroy(buffer);
    sum_up(paragraph, &sums);
}
