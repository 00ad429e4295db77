// SPDX-License-Identifier: MIT
// Rows of a formula: its symbols, and the space between them.
#include "typeset/formulas/formula_box.h"

#include "typeset/paragraph/styles.h"

// ----- Symbols -----

// One letter of the alphabet is italic, small Greek too, all else is upright.
static enum formula_variant usual_variant(const struct formula *formula,
                                          uint32_t first)
{
    bool letter = (first >= 'a' && first <= 'z') ||
                  (first >= 'A' && first <= 'Z') ||
                  (first >= 0x3B1 && first <= 0x3F5) || first == 0x2202;
    if (formula->variant != FORMULA_PLAIN)
        return formula->variant;
    return letter && formula->kind == FORMULA_SYMBOL ? FORMULA_ITALIC
                                                     : FORMULA_UPRIGHT;
}

static struct math_box large_sign(const struct math_setting *setting,
                                  const struct formula *formula,
                                  uint32_t character)
{
    scaled least =
        setting->style == MATH_DISPLAY
            ? math_constant(setting,
                            HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT)
            : 0;
    struct math_box sign = math_stretched(setting, character, formula->text,
                                          HB_DIRECTION_TTB, least);
    return math_on_axis(setting, &sign);
}

static struct math_box words(const struct math_setting *setting,
                             const struct formula *formula);

static struct math_box characters(const struct math_setting *setting,
                                  const struct formula *formula)
{
    struct math_box box = {0};
    struct str text = formula->text;
    for (size_t i = 0, start; i < text.count;) {
        start = i;
        uint32_t character = utf8_next(text, &i);
        uint32_t drawn =
            formula_letter(character, usual_variant(formula, character));
        if (!face_has(setting->face, drawn))
            drawn = character;
        if (!face_has(setting->face, drawn))
            return words(setting, formula);
        struct math_box glyph =
            math_glyph(setting, drawn, str_slice(text, start, i));
        if (start == 0 && i == text.count)
            return glyph;
        math_append(setting, &box, &glyph);
    }
    return box;
}

static struct math_box symbol(const struct math_setting *setting,
                              const struct formula *formula)
{
    uint32_t first = utf8_after(formula->text, 0);
    if (formula->large)
        return large_sign(setting, formula, first);
    if (formula->height > 0) {
        struct math_box fence =
            math_stretched(setting, first, formula->text, HB_DIRECTION_TTB,
                           math_size(setting) * formula->height / 10);
        return math_on_axis(setting, &fence);
    }
    return characters(setting, formula);
}

// ----- Words -----

// Words are set as a paragraph is: in its faces, each in its own direction.
static struct math_box words(const struct math_setting *setting,
                             const struct formula *formula)
{
    const struct formula_setting *given = setting->given;
    struct text_style style = style_scaled(
        given->words, (double)math_size(setting) / (double)given->size);
    if (formula->variant == FORMULA_BOLD)
        style = style_strong(style);
    if (formula->variant == FORMULA_ITALIC)
        style = style_emphasis(style);
    struct paragraph *paragraph =
        paragraph_new(setting->typesetter, setting->arena, setting->arena,
                      setting->diag, given->lang, DIRECTION_LTR, 0);
    // A space at its ends would be none at a line's end.
    bool before = str_starts(formula->text, STR(" "));
    bool after = formula->text.count > 1 && str_ends(formula->text, STR(" "));
    struct str text =
        arena_printf(setting->arena, "%s%.*s%s", before ? "\u00A0" : "",
                     STR_ARG(str_trim(formula->text)), after ? "\u00A0" : "");
    paragraph_text(paragraph, text, &style, given->lang, given->tag, PLACE_NONE,
                   NULL);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START,
                                    .trial = true};
    struct lines lines = paragraph_lines(
        paragraph, &shape, paragraph_natural_width(paragraph) + PT(1));
    struct math_box box = {0};
    if (lines.count > 0) {
        struct math_box line = {.items = lines.items[0].placed,
                                .count = lines.items[0].placed_count,
                                .width = lines.items[0].width,
                                .above = math_size(setting) * 7 / 10,
                                .below = math_size(setting) / 5};
        math_append(setting, &box, &line);
    }
    return box;
}

static struct math_box function(const struct math_setting *setting,
                                const struct formula *formula)
{
    struct formula upright = *formula;
    upright.variant = FORMULA_UPRIGHT;
    return characters(setting, &upright);
}

// ----- Rows -----

// Thin, medium and thick spaces between classes (The TeXbook, page 170):
// - none, 1 to 3 always, a to c but in scripts, * never meets.
static const char spaces[8][9] = {
    //                    to: ord op bin rel open close punct inner
    [FORMULA_ORDINARY] = "-1bc---a",    [FORMULA_OPERATOR] = "11*c---a",
    [FORMULA_BINARY] = "bb**b**b",      [FORMULA_RELATION] = "cc*-c--c",
    [FORMULA_OPENING] = "--*-----",     [FORMULA_CLOSING] = "-1bc---a",
    [FORMULA_PUNCTUATION] = "aa*aaaaa", [FORMULA_INNER] = "a1bca-aa",
};

static scaled space_between(const struct math_setting *setting,
                            enum formula_class before, enum formula_class after)
{
    static const int widths[] = {0, 3, 4, 5};
    char space = spaces[before][after];
    bool script = setting->style >= MATH_SCRIPT;
    int which = space >= '1' && space <= '3' ? space - '0'
                : space >= 'a' && !script    ? space - 'a' + 1
                                             : 0;
    return math_size(setting) * widths[which] / 18;
}

// The class of what a part is set as: a row of one thing is that thing.
static enum formula_class class_of(const struct formula *formula)
{
    while (formula->kind == FORMULA_ROW && formula->first &&
           formula->first == formula->last)
        formula = formula->first;
    if (formula->kind == FORMULA_ROW && !formula->first)
        return FORMULA_ORDINARY;
    return formula->class;
}

// Is a binary sign one here? Not at the start, nor after another sign.
static bool follows_operand(enum formula_class before)
{
    return before == FORMULA_ORDINARY || before == FORMULA_CLOSING ||
           before == FORMULA_INNER;
}

// A row that says nothing has no part in the spacing.
static bool has_class(const struct formula *formula)
{
    return formula->kind != FORMULA_SPACE &&
           !(formula->kind == FORMULA_ROW && !formula->first);
}

static enum formula_class class_in_row(const struct formula *item, bool begins,
                                       enum formula_class before)
{
    enum formula_class class = class_of(item);
    if (class != FORMULA_BINARY)
        return class;
    const struct formula *next = item->next;
    while (next && !has_class(next))
        next = next->next;
    enum formula_class after = next ? class_of(next) : FORMULA_CLOSING;
    bool ends = after == FORMULA_RELATION || after == FORMULA_CLOSING ||
                after == FORMULA_PUNCTUATION;
    return begins || ends || !follows_operand(before) ? FORMULA_ORDINARY
                                                      : FORMULA_BINARY;
}

static struct math_box row(const struct math_setting *setting,
                           const struct formula *formula, bool begins)
{
    struct math_box box = {0};
    enum formula_class before = begins ? FORMULA_OPENING : FORMULA_ORDINARY;
    bool alone = begins && formula->first == formula->last;
    for (const struct formula *item = formula->first; item; item = item->next) {
        struct math_box part = math_set(setting, item);
        if (alone)
            return part;
        if (has_class(item)) {
            enum formula_class class = class_in_row(item, begins, before);
            if (!begins)
                box.width += space_between(setting, before, class);
            before = class;
            begins = false;
        }
        math_append(setting, &box, &part);
    }
    return box;
}

// ----- All -----

struct math_box math_set(const struct math_setting *setting,
                         const struct formula *formula)
{
    switch (formula->kind) {
    case FORMULA_ROW:
        return row(setting, formula, true);
    case FORMULA_SYMBOL:
        return symbol(setting, formula);
    case FORMULA_NUMBER:
        return characters(setting, formula);
    case FORMULA_FUNCTION:
        return function(setting, formula);
    case FORMULA_TEXT:
    case FORMULA_UNKNOWN:
        return words(setting, formula);
    case FORMULA_SPACE:
        return (struct math_box){.width =
                                     math_size(setting) * formula->width / 18};
    case FORMULA_FRACTION:
        return math_fraction(setting, formula);
    case FORMULA_ROOT:
        return math_root(setting, formula);
    case FORMULA_SCRIPTS:
        return math_scripts(setting, formula);
    case FORMULA_ACCENT:
        return math_accent(setting, formula);
    case FORMULA_FENCED:
        return math_fenced(setting, formula);
    case FORMULA_TABLE:
        return math_table(setting, formula);
    }
    return (struct math_box){0};
}

struct math_box math_go_on(const struct math_setting *setting,
                           const struct formula *formula)
{
    return formula->kind == FORMULA_ROW ? row(setting, formula, false)
                                        : math_set(setting, formula);
}

struct formula_line formula_lay_out(struct typesetter *typesetter,
                                    struct arena *arena, struct diag *diag,
                                    const struct formula *formula,
                                    const struct formula_setting *given)
{
    struct math_setting setting = {
        .typesetter = typesetter,
        .arena = arena,
        .diag = diag,
        .given = given,
        .face = fonts_face(typesetter_fonts(typesetter), face_of_formulas()),
        .style = given->display ? MATH_DISPLAY : MATH_TEXT};
    struct math_box box = math_set(&setting, formula);
    return (struct formula_line){.placed = box.items,
                                 .placed_count = box.count,
                                 .width = box.width,
                                 .above = box.above,
                                 .below = box.below};
}
