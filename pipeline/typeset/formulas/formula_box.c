// SPDX-License-Identifier: MIT
// Boxes of glyphs and rules, and the lengths of a style.
#include "typeset/formulas/formula_box.h"

static int percent_of_style(const struct math_setting *setting)
{
    hb_font_t *font = setting->face->font;
    switch (setting->style) {
    case MATH_DISPLAY:
    case MATH_TEXT:
        break;
    case MATH_SCRIPT:
        return hb_ot_math_get_constant(
            font, HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN);
    case MATH_SCRIPT_SCRIPT:
        return hb_ot_math_get_constant(
            font, HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN);
    }
    return 100;
}

scaled math_size(const struct math_setting *setting)
{
    return setting->given->size * percent_of_style(setting) / 100;
}

scaled math_length(const struct math_setting *setting, int32_t font_units)
{
    return math_size(setting) * font_units / setting->face->units_per_em;
}

scaled math_constant(const struct math_setting *setting,
                     hb_ot_math_constant_t constant)
{
    return math_length(setting,
                       hb_ot_math_get_constant(setting->face->font, constant));
}

scaled math_axis(const struct math_setting *setting)
{
    return math_constant(setting, HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
}

struct math_setting math_in_script(const struct math_setting *setting)
{
    struct math_setting inner = *setting;
    inner.style =
        setting->style < MATH_SCRIPT ? MATH_SCRIPT : MATH_SCRIPT_SCRIPT;
    return inner;
}

struct math_setting math_in_fraction(const struct math_setting *setting)
{
    struct math_setting inner = *setting;
    if (inner.style < MATH_SCRIPT_SCRIPT)
        inner.style++;
    return inner;
}

static void grow(struct math_box *box, scaled above, scaled below)
{
    if (box->above < above)
        box->above = above;
    if (box->below < below)
        box->below = below;
}

void math_add(const struct math_setting *setting, struct math_box *box,
              const struct math_box *part, scaled x, scaled y)
{
    for (size_t i = 0; i < part->count; i++) {
        struct placed *placed =
            &ARENA_PUSH(setting->arena, box->items, box->count, box->capacity);
        *placed = part->items[i];
        placed->x += x;
        placed->y += y;
    }
    if (part->count > 0)
        grow(box, part->above - y, part->below + y);
}

void math_add_rule(const struct math_setting *setting, struct math_box *box,
                   scaled x, scaled y, scaled width, scaled height)
{
    ARENA_PUSH(setting->arena, box->items, box->count, box->capacity) =
        (struct placed){.kind = PLACED_RECTANGLE,
                        .tag = TAG_ARTIFACT,
                        .x = x,
                        .y = y,
                        .ink = setting->given->ink,
                        .as.rectangle = {width, height}};
    grow(box, -y, y + height);
}

void math_append(const struct math_setting *setting, struct math_box *box,
                 const struct math_box *part)
{
    math_add(setting, box, part, box->width, 0);
    box->width += part->width;
}
