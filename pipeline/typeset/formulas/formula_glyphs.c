// SPDX-License-Identifier: MIT
// Signs as a face draws them, and larger ones by its variants and assemblies
// (OpenType, the MATH table, “MathVariants”).
#include "typeset/formulas/formula_box.h"

enum {
    VARIANTS_MOST = 32,
    PARTS_MOST = 32,
    REPEATS_MOST = 200 // of an assembly's extenders
};

static struct run run_of(const struct math_setting *setting, struct str text,
                         size_t glyphs)
{
    return (struct run){.face = setting->face,
                        .size = math_size(setting),
                        .text = text,
                        .lang = setting->given->lang,
                        .glyphs =
                            ARENA_ARRAY(setting->arena, struct glyph, glyphs),
                        .horizontal_scale = 1.0};
}

static void add_glyph(struct run *run, uint32_t id, scaled x, scaled y,
                      scaled advance)
{
    bool first = run->glyph_count == 0;
    run->glyphs[run->glyph_count++] =
        (struct glyph){.id = id,
                       .x = (int32_t)x,
                       .y = (int32_t)y,
                       .advance = (int32_t)advance,
                       .text_count = first ? (uint32_t)run->text.count : 0};
}

static void add_run(const struct math_setting *setting, struct math_box *box,
                    const struct run *run)
{
    ARENA_PUSH(setting->arena, box->items, box->count, box->capacity) =
        (struct placed){.kind = PLACED_RUN,
                        .tag = setting->given->tag,
                        .ink = setting->given->ink,
                        .as.run = *run};
}

static struct math_box one_glyph(const struct math_setting *setting,
                                 uint32_t id, struct str text)
{
    hb_font_t *font = setting->face->font;
    hb_glyph_extents_t extents = {0};
    struct math_box box = {.glyph = true};
    hb_font_get_glyph_extents(font, id, &extents);
    box.width = math_length(setting, hb_font_get_glyph_h_advance(font, id));
    box.above = math_length(setting, extents.y_bearing);
    box.below = -math_length(setting, extents.y_bearing + extents.height);
    box.italic =
        math_length(setting, hb_ot_math_get_glyph_italics_correction(font, id));
    box.accent = math_length(
        setting, hb_ot_math_get_glyph_top_accent_attachment(font, id));
    struct run run = run_of(setting, text, 1);
    run.width = box.width;
    add_glyph(&run, id, 0, 0, box.width);
    add_run(setting, &box, &run);
    return box;
}

static uint32_t glyph_of(const struct math_setting *setting, uint32_t character)
{
    hb_codepoint_t id = 0;
    hb_font_get_nominal_glyph(setting->face->font, character, &id);
    return id;
}

struct math_box math_glyph(const struct math_setting *setting,
                           uint32_t character, struct str text)
{
    return one_glyph(setting, glyph_of(setting, character), text);
}

// ----- Larger ones -----

// The first variant that is long enough, else the longest; *enough says which.
static uint32_t variant_of(const struct math_setting *setting, uint32_t id,
                           hb_direction_t direction, scaled length,
                           bool *enough)
{
    hb_ot_math_glyph_variant_t variants[VARIANTS_MOST];
    unsigned count = VARIANTS_MOST;
    hb_ot_math_get_glyph_variants(setting->face->font, id, direction, 0, &count,
                                  variants);
    *enough = false;
    for (unsigned i = 0; i < count && !*enough; i++) {
        id = variants[i].glyph;
        *enough = math_length(setting, variants[i].advance) >= length;
    }
    return id;
}

struct assembly {
    hb_ot_math_glyph_part_t parts[PARTS_MOST];
    unsigned count;
    scaled overlap;
};

static scaled part_length(const struct math_setting *setting,
                          const hb_ot_math_glyph_part_t *part)
{
    return math_length(setting, part->full_advance);
}

// How long it is where each extender stands `repeats` times.
static scaled assembled(const struct math_setting *setting,
                        const struct assembly *assembly, unsigned repeats)
{
    scaled length = 0;
    unsigned pieces = 0;
    for (unsigned i = 0; i < assembly->count; i++) {
        const hb_ot_math_glyph_part_t *part = &assembly->parts[i];
        unsigned times =
            part->flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER ? repeats : 1;
        length += part_length(setting, part) * times;
        pieces += times;
    }
    return pieces ? length - assembly->overlap * (scaled)(pieces - 1) : 0;
}

// The parts of an assembly, from its foot to its head or from left to right.
static struct math_box assemble(const struct math_setting *setting,
                                const struct assembly *assembly,
                                unsigned repeats, struct str text, bool upright)
{
    struct math_box box = {0};
    struct run run =
        run_of(setting, text, (size_t)assembly->count * (repeats + 1));
    scaled at = 0, across = 0;
    for (unsigned i = 0; i < assembly->count; i++) {
        const hb_ot_math_glyph_part_t *part = &assembly->parts[i];
        unsigned times =
            part->flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER ? repeats : 1;
        struct math_box glyph = one_glyph(setting, part->glyph, STR(""));
        if (across < glyph.width)
            across = glyph.width;
        for (; times > 0; times--) {
            add_glyph(&run, part->glyph, upright ? 0 : at,
                      upright ? -(at + glyph.below) : 0, 0);
            at += part_length(setting, part) - assembly->overlap;
        }
        if (!upright && box.above < glyph.above)
            box.above = glyph.above;
        if (!upright && box.below < glyph.below)
            box.below = glyph.below;
    }
    at += assembly->overlap;
    box.width = upright ? across : at;
    box.above = upright ? at : box.above;
    run.width = box.width;
    add_run(setting, &box, &run);
    return box;
}

struct math_box math_stretched(const struct math_setting *setting,
                               uint32_t character, struct str text,
                               hb_direction_t direction, scaled length)
{
    hb_font_t *font = setting->face->font;
    uint32_t id = glyph_of(setting, character);
    bool enough;
    uint32_t variant = variant_of(setting, id, direction, length, &enough);
    struct assembly assembly = {.count = PARTS_MOST};
    hb_position_t italic;
    if (!enough)
        hb_ot_math_get_glyph_assembly(font, id, direction, 0, &assembly.count,
                                      assembly.parts, &italic);
    if (enough || assembly.count == 0)
        return one_glyph(setting, variant, text);
    assembly.overlap = math_length(
        setting, hb_ot_math_get_min_connector_overlap(font, direction));
    unsigned repeats = 0;
    while (repeats < REPEATS_MOST &&
           assembled(setting, &assembly, repeats) < length)
        repeats++;
    return assemble(setting, &assembly, repeats, text,
                    direction == HB_DIRECTION_TTB);
}

struct math_box math_on_axis(const struct math_setting *setting,
                             const struct math_box *box)
{
    scaled middle = (box->above - box->below) / 2;
    struct math_box moved = {.width = box->width,
                             .italic = box->italic,
                             .above = INT32_MIN,
                             .below = INT32_MIN};
    math_add(setting, &moved, box, 0, middle - math_axis(setting));
    return moved;
}
