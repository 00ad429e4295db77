// SPDX-License-Identifier: MIT
// Fractions, roots, accents, scripts, fences and tables (The TeXbook, appendix
// G, rules 8 to 19; OpenType, “MathConstants”).
#include "typeset/formulas/formula_box.h"

static scaled larger(scaled a, scaled b)
{
    return a > b ? a : b;
}

static bool in_display(const struct math_setting *setting)
{
    return setting->style == MATH_DISPLAY;
}

static scaled constant_of_style(const struct math_setting *setting,
                                hb_ot_math_constant_t in_text,
                                hb_ot_math_constant_t displayed)
{
    return math_constant(setting, in_display(setting) ? displayed : in_text);
}

// ----- Fractions -----

struct stack {
    struct math_box above, below;
    scaled up, down; // of their baselines
};

// With a line: each part keeps a gap to it.
static void part_from_line(const struct math_setting *setting,
                           struct stack *stack, scaled thick)
{
    scaled axis = math_axis(setting);
    scaled gap = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_GAP_MIN,
        HB_OT_MATH_CONSTANT_FRACTION_NUM_DISPLAY_STYLE_GAP_MIN);
    scaled under = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_GAP_MIN,
        HB_OT_MATH_CONSTANT_FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN);
    stack->up = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_SHIFT_UP,
        HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP);
    stack->down = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_SHIFT_DOWN,
        HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN);
    stack->up = larger(stack->up, axis + thick / 2 + gap + stack->above.below);
    stack->down =
        larger(stack->down, stack->below.above + under + thick / 2 - axis);
}

// Without one: the parts keep a gap to each other.
static void part_from_each_other(const struct math_setting *setting,
                                 struct stack *stack)
{
    scaled least =
        constant_of_style(setting, HB_OT_MATH_CONSTANT_STACK_GAP_MIN,
                          HB_OT_MATH_CONSTANT_STACK_DISPLAY_STYLE_GAP_MIN);
    stack->up =
        constant_of_style(setting, HB_OT_MATH_CONSTANT_STACK_TOP_SHIFT_UP,
                          HB_OT_MATH_CONSTANT_STACK_TOP_DISPLAY_STYLE_SHIFT_UP);
    stack->down = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_STACK_BOTTOM_SHIFT_DOWN,
        HB_OT_MATH_CONSTANT_STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN);
    scaled gap =
        stack->up - stack->above.below - (stack->below.above - stack->down);
    if (gap < least) {
        stack->up += (least - gap) / 2;
        stack->down += (least - gap) / 2;
    }
}

struct math_box math_fraction(const struct math_setting *setting,
                              const struct formula *formula)
{
    struct math_setting inner = math_in_fraction(setting);
    struct stack stack = {.above = math_set(&inner, formula->parts[0]),
                          .below = math_set(&inner, formula->parts[1])};
    scaled thick =
        formula->no_line
            ? 0
            : math_constant(setting,
                            HB_OT_MATH_CONSTANT_FRACTION_RULE_THICKNESS);
    if (formula->no_line)
        part_from_each_other(setting, &stack);
    else
        part_from_line(setting, &stack, thick);
    // Room beside it, so that two lines do not meet.
    scaled side = math_size(setting) / 12;
    scaled width = larger(stack.above.width, stack.below.width);
    struct math_box box = {.width = width + 2 * side};
    math_add(setting, &box, &stack.above,
             side + (width - stack.above.width) / 2, -stack.up);
    math_add(setting, &box, &stack.below,
             side + (width - stack.below.width) / 2, stack.down);
    if (thick > 0)
        math_add_rule(setting, &box, side, -math_axis(setting) - thick / 2,
                      width, thick);
    return box;
}

// ----- Roots -----

// The degree at the left of the sign; answers where the sign begins.
static scaled add_degree(const struct math_setting *setting,
                         struct math_box *box, const struct formula *degree,
                         const struct math_box *sign)
{
    struct math_setting inner = *setting;
    inner.style = MATH_SCRIPT_SCRIPT;
    struct math_box part = math_set(&inner, degree);
    scaled before =
        math_constant(setting, HB_OT_MATH_CONSTANT_RADICAL_KERN_BEFORE_DEGREE);
    scaled after =
        math_constant(setting, HB_OT_MATH_CONSTANT_RADICAL_KERN_AFTER_DEGREE);
    int raise = hb_ot_math_get_constant(
        setting->face->font,
        HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
    scaled height = sign->above + sign->below;
    math_add(setting, box, &part, before,
             sign->below - height * raise / 100 - part.below);
    return larger(0, before + part.width + after);
}

struct math_box math_root(const struct math_setting *setting,
                          const struct formula *formula)
{
    struct math_box inside = math_set(setting, formula->parts[0]);
    scaled thick =
        math_constant(setting, HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS);
    scaled gap = constant_of_style(
        setting, HB_OT_MATH_CONSTANT_RADICAL_VERTICAL_GAP,
        HB_OT_MATH_CONSTANT_RADICAL_DISPLAY_STYLE_VERTICAL_GAP);
    scaled wanted = inside.above + inside.below + gap + thick;
    struct math_box sign =
        math_stretched(setting, 0x221A, STR("√"), HB_DIRECTION_TTB, wanted);
    // A sign that is too tall has half of the rest above what it holds.
    scaled tall = sign.above + sign.below;
    if (tall > wanted)
        gap += (tall - wanted) / 2;
    scaled top = inside.above + gap + thick;
    struct math_box raised = {.width = sign.width};
    math_add(setting, &raised, &sign, 0, sign.above - top);
    struct math_box box = {0};
    if (formula->parts[1]) {
        raised.above = top;
        raised.below = tall - top;
        box.width = add_degree(setting, &box, formula->parts[1], &raised);
    }
    math_append(setting, &box, &raised);
    math_add_rule(setting, &box, box.width, -top, inside.width, thick);
    math_append(setting, &box, &inside);
    box.above +=
        math_constant(setting, HB_OT_MATH_CONSTANT_RADICAL_EXTRA_ASCENDER);
    return box;
}

// ----- Accents -----

static struct math_box over_line(const struct math_setting *setting,
                                 const struct math_box *base, bool under)
{
    struct math_box box = {.width = base->width};
    scaled gap = math_constant(
        setting, under ? HB_OT_MATH_CONSTANT_UNDERBAR_VERTICAL_GAP
                       : HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP);
    scaled thick = math_constant(
        setting, under ? HB_OT_MATH_CONSTANT_UNDERBAR_RULE_THICKNESS
                       : HB_OT_MATH_CONSTANT_OVERBAR_RULE_THICKNESS);
    math_add(setting, &box, base, 0, 0);
    math_add_rule(setting, &box, 0,
                  under ? base->below + gap : -base->above - gap - thick,
                  base->width, thick);
    return box;
}

// A brace or arrow as wide as what it stands over.
static struct math_box over_sign(const struct math_setting *setting,
                                 const struct math_box *base,
                                 const struct formula *formula)
{
    struct math_box sign =
        math_stretched(setting, utf8_after(formula->mark, 0), formula->text,
                       HB_DIRECTION_LTR, base->width);
    struct math_box box = {.width = larger(base->width, sign.width)};
    scaled gap =
        math_constant(setting, HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP);
    math_add(setting, &box, base, (box.width - base->width) / 2, 0);
    math_add(setting, &box, &sign, (box.width - sign.width) / 2,
             formula->under ? base->below + gap + sign.above
                            : -(base->above + gap + sign.below));
    return box;
}

struct math_box math_accent(const struct math_setting *setting,
                            const struct formula *formula)
{
    struct math_box base = math_set(setting, formula->parts[0]);
    bool line = str_equal(formula->mark, STR("\u0305")) ||
                str_equal(formula->mark, STR("\u0332"));
    if (line)
        return over_line(setting, &base, formula->under);
    if (formula->limits)
        return over_sign(setting, &base, formula);
    uint32_t mark = utf8_after(formula->mark, 0);
    struct math_box accent = formula->stretched
                                 ? math_stretched(setting, mark, formula->mark,
                                                  HB_DIRECTION_LTR, base.width)
                                 : math_glyph(setting, mark, formula->mark);
    scaled most =
        math_constant(setting, HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT);
    scaled raise = base.above > most ? base.above - most : 0;
    scaled middle = base.glyph && base.accent ? base.accent : base.width / 2;
    struct math_box box = {.width = base.width};
    math_add(setting, &box, &base, 0, 0);
    math_add(setting, &box, &accent, middle - accent.accent, -raise);
    return box;
}

// ----- Scripts -----

// The prime of a face stands as high as it should already.
static bool is_prime(const struct formula *script)
{
    return script && script->kind == FORMULA_SYMBOL &&
           (str_equal(script->text, STR("′")) ||
            str_equal(script->text, STR("″")) ||
            str_equal(script->text, STR("‴")) ||
            str_equal(script->text, STR("⁗")));
}

static struct math_box set_script(const struct math_setting *setting,
                                  const struct formula *script)
{
    if (is_prime(script))
        return math_set(setting, script);
    struct math_setting inner = math_in_script(setting);
    return script ? math_set(&inner, script) : (struct math_box){0};
}

static struct math_box with_limits(const struct math_setting *setting,
                                   const struct formula *formula,
                                   const struct math_box *base)
{
    struct math_box under = set_script(setting, formula->parts[1]);
    struct math_box over = set_script(setting, formula->parts[2]);
    scaled width = larger(base->width, larger(under.width, over.width));
    struct math_box box = {.width = width};
    math_add(setting, &box, base, (width - base->width) / 2, 0);
    scaled rise =
        larger(math_constant(setting, HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN) +
                   over.below,
               math_constant(
                   setting, HB_OT_MATH_CONSTANT_UPPER_LIMIT_BASELINE_RISE_MIN));
    scaled drop =
        larger(math_constant(setting, HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN) +
                   under.above,
               math_constant(
                   setting, HB_OT_MATH_CONSTANT_LOWER_LIMIT_BASELINE_DROP_MIN));
    math_add(setting, &box, &over, (width - over.width + base->italic) / 2,
             -(base->above + rise));
    math_add(setting, &box, &under, (width - under.width - base->italic) / 2,
             base->below + drop);
    return box;
}

struct shifts {
    scaled up, down;
};

static struct shifts script_shifts(const struct math_setting *setting,
                                   const struct math_box *base, bool simple,
                                   const struct math_box *under,
                                   const struct math_box *over)
{
    struct shifts shift = {
        math_constant(setting, HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP),
        math_constant(setting, HB_OT_MATH_CONSTANT_SUBSCRIPT_SHIFT_DOWN)};
    shift.up = larger(
        shift.up,
        over->below +
            math_constant(setting, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MIN));
    shift.down = larger(
        shift.down,
        under->above -
            math_constant(setting, HB_OT_MATH_CONSTANT_SUBSCRIPT_TOP_MAX));
    if (simple)
        return shift;
    shift.up = larger(
        shift.up,
        base->above -
            math_constant(setting,
                          HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX));
    shift.down = larger(
        shift.down,
        base->below +
            math_constant(setting,
                          HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN));
    return shift;
}

static void keep_apart(const struct math_setting *setting, struct shifts *shift,
                       const struct math_box *under,
                       const struct math_box *over)
{
    scaled least =
        math_constant(setting, HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN);
    scaled gap = shift->up - over->below - (under->above - shift->down);
    if (gap < least)
        shift->down += least - gap;
}

static struct math_box with_scripts(const struct math_setting *setting,
                                    const struct formula *formula,
                                    const struct math_box *base)
{
    struct math_box under = set_script(setting, formula->parts[1]);
    struct math_box over = set_script(setting, formula->parts[2]);
    bool simple = base->glyph && !formula->parts[0]->large;
    struct shifts shift = script_shifts(setting, base, simple, &under, &over);
    if (is_prime(formula->parts[2]))
        shift.up = 0;
    else if (formula->parts[1] && formula->parts[2])
        keep_apart(setting, &shift, &under, &over);
    // What stands above follows the lean of the sign, what is below does not.
    scaled lean = formula->parts[0]->large ? base->italic / 2 : base->italic;
    scaled back = formula->parts[0]->large ? base->italic / 2 : 0;
    struct math_box box = {.width = base->width};
    math_add(setting, &box, base, 0, 0);
    math_add(setting, &box, &over, base->width + lean, -shift.up);
    math_add(setting, &box, &under, base->width - back, shift.down);
    scaled width = larger(formula->parts[2] ? over.width + lean : 0,
                          formula->parts[1] ? under.width - back : 0);
    box.width +=
        width + math_constant(setting, HB_OT_MATH_CONSTANT_SPACE_AFTER_SCRIPT);
    return box;
}

struct math_box math_scripts(const struct math_setting *setting,
                             const struct formula *formula)
{
    struct math_box base = math_set(setting, formula->parts[0]);
    if (formula->limits && (in_display(setting) || formula->always))
        return with_limits(setting, formula, &base);
    return with_scripts(setting, formula, &base);
}

// ----- Fences -----

struct math_box math_fenced(const struct math_setting *setting,
                            const struct formula *formula)
{
    struct math_box inside = math_set(setting, formula->parts[0]), box = {0};
    scaled axis = math_axis(setting);
    scaled half = larger(inside.above - axis, inside.below + axis);
    // As plain TeX has it: \delimiterfactor 901, \delimitershortfall 5pt of 10.
    scaled length =
        larger(2 * half * 901 / 1000, 2 * half - math_size(setting) / 2);
    const struct str fences[] = {formula->text, formula->closing};
    for (size_t i = 0; i < 2; i++) {
        if (fences[i].count > 0) {
            struct math_box fence =
                math_stretched(setting, utf8_after(fences[i], 0), fences[i],
                               HB_DIRECTION_TTB, length);
            fence = math_on_axis(setting, &fence);
            math_append(setting, &box, &fence);
        }
        if (i == 0)
            math_append(setting, &box, &inside);
    }
    return box;
}

// ----- Tables -----

enum { COLUMNS_MOST = 32 };

struct grid {
    struct math_box *cells;
    size_t rows, columns;
    scaled widths[COLUMNS_MOST];
    struct math_setting setting;
};

static size_t count_columns(const struct formula *table, size_t *rows)
{
    size_t most = 0;
    *rows = 0;
    for (const struct formula *row = table->first; row; row = row->next) {
        size_t count = 0;
        for (const struct formula *cell = row->first; cell; cell = cell->next)
            count++;
        most = count > most ? count : most;
        ++*rows;
    }
    return most < COLUMNS_MOST ? most : COLUMNS_MOST;
}

static void set_cells(struct grid *grid, const struct formula *table)
{
    size_t index = 0;
    for (const struct formula *row = table->first; row; row = row->next) {
        size_t column = 0;
        for (const struct formula *cell = row->first;
             cell && column < grid->columns; cell = cell->next, column++) {
            struct math_box *box = &grid->cells[index + column];
            *box = table->columns == FORMULA_ALIGNED && column % 2 == 1
                       ? math_go_on(&grid->setting, cell)
                       : math_set(&grid->setting, cell);
            grid->widths[column] = larger(grid->widths[column], box->width);
        }
        index += grid->columns;
    }
}

static scaled cell_offset(const struct formula *table, size_t column,
                          scaled room)
{
    switch (table->columns) {
    case FORMULA_CENTRED:
        return room / 2;
    case FORMULA_AT_LEFT:
        return 0;
    case FORMULA_ALIGNED:
        return column % 2 == 0 ? room : 0;
    }
    return 0;
}

static scaled column_gap(const struct formula *table, size_t column, scaled em)
{
    if (table->columns != FORMULA_ALIGNED)
        return em;
    return column % 2 == 0 ? 0 : 2 * em;
}

static void add_row(const struct math_setting *setting, struct math_box *box,
                    const struct grid *grid, const struct formula *table,
                    size_t row, scaled y)
{
    scaled x = 0, em = math_size(setting);
    for (size_t i = 0; i < grid->columns; i++) {
        const struct math_box *cell = &grid->cells[row * grid->columns + i];
        math_add(setting, box, cell,
                 x + cell_offset(table, i, grid->widths[i] - cell->width), y);
        x += grid->widths[i];
        if (i + 1 < grid->columns)
            x += column_gap(table, i, em);
    }
    box->width = x;
}

struct math_box math_table(const struct math_setting *setting,
                           const struct formula *table)
{
    struct grid grid = {.setting = *setting};
    bool aligned = table->columns == FORMULA_ALIGNED;
    if (!aligned && setting->style == MATH_DISPLAY)
        grid.setting.style = MATH_TEXT;
    grid.columns = count_columns(table, &grid.rows);
    grid.cells = ARENA_ARRAY(setting->arena, struct math_box,
                             grid.rows * grid.columns + 1);
    memset(grid.cells, 0, (grid.rows * grid.columns + 1) * sizeof *grid.cells);
    set_cells(&grid, table);
    scaled em = math_size(setting), y = 0, below = 0;
    struct math_box box = {0};
    for (size_t row = 0; row < grid.rows; row++) {
        scaled above = em * 7 / 10, foot = em * 3 / 10;
        for (size_t i = 0; i < grid.columns; i++) {
            const struct math_box *cell = &grid.cells[row * grid.columns + i];
            above = larger(above, cell->above);
            foot = larger(foot, cell->below);
        }
        if (row > 0)
            y += below + above + em / (aligned ? 3 : 5);
        add_row(setting, &box, &grid, table, row, y);
        below = foot;
        box.above = larger(box.above, row == 0 ? above : 0);
        box.below = larger(box.below, y + foot);
    }
    return math_on_axis(setting, &box);
}
