// SPDX-License-Identifier: MIT
// A formula as it is read aloud: its signs by their names where the language
// has a word, in brackets what a reader could not tell apart otherwise.
#include "base/buffer.h"
#include "formulas/formula.h"
#include "languages/words.h"

struct speech {
    struct buffer out;
    struct str lang;
};

static const struct {
    const char *sign;
    enum word word;
} spoken[] = {
    {"+", WORD_formula_plus},    {"\u2212", WORD_formula_minus},
    {"×", WORD_formula_times},   {"⋅", WORD_formula_times},
    {"=", WORD_formula_equals},  {"∑", WORD_formula_sum},
    {"∏", WORD_formula_product}, {"∫", WORD_formula_integral},
};

static void say(struct speech *speech, struct str text)
{
    text = str_trim(text);
    if (text.count == 0)
        return;
    static const char closing[] = ")]}.,;:!", opening[] = "([{";
    size_t count = speech->out.count;
    if (count > 0 && !strchr(opening, speech->out.bytes[count - 1]) &&
        !strchr(closing, text.bytes[0]))
        buffer_add_byte(&speech->out, ' ');
    buffer_add(&speech->out, text);
}

static void say_word(struct speech *speech, enum word word)
{
    say(speech, language_word(speech->lang, word));
}

static void say_sign(struct speech *speech, struct str sign)
{
    for (size_t i = 0; i < COUNT(spoken); i++)
        if (str_equal(sign, str_of(spoken[i].sign))) {
            say_word(speech, spoken[i].word);
            return;
        }
    say(speech, sign);
}

static void say_formula(struct speech *speech, const struct formula *formula);

static void say_children(struct speech *speech, const struct formula *formula)
{
    for (const struct formula *child = formula->first; child;
         child = child->next)
        say_formula(speech, child);
}

// One thing as it is, more in brackets.
static void say_part(struct speech *speech, const struct formula *part)
{
    while (part->kind == FORMULA_ROW && part->first &&
           part->first == part->last)
        part = part->first;
    bool alone = part->kind != FORMULA_ROW && part->kind != FORMULA_FRACTION &&
                 part->kind != FORMULA_SCRIPTS;
    if (!alone)
        say(speech, STR("("));
    say_formula(speech, part);
    if (!alone)
        buffer_add_byte(&speech->out, ')');
}

static void say_scripts(struct speech *speech, const struct formula *formula)
{
    const struct formula *base = formula->parts[0];
    bool range = base->large || base->limits;
    say_part(speech, base);
    if (formula->parts[1]) {
        say_word(speech, range ? WORD_formula_from : WORD_formula_index);
        say_part(speech, formula->parts[1]);
    }
    const struct formula *above = formula->parts[2];
    if (above == NULL)
        return;
    // A prime is said as it is: x′.
    if (above->kind == FORMULA_SYMBOL &&
        str_starts(above->text, STR("\xE2\x80")))
        buffer_add(&speech->out, above->text);
    else {
        say_word(speech, range ? WORD_formula_to : WORD_formula_power);
        say_part(speech, above);
    }
}

static void say_table(struct speech *speech, const struct formula *table)
{
    for (const struct formula *row = table->first; row; row = row->next) {
        for (const struct formula *cell = row->first; cell; cell = cell->next) {
            say_formula(speech, cell);
            if (cell->next && table->columns == FORMULA_CENTRED)
                buffer_add_byte(&speech->out, ',');
        }
        if (row->next)
            buffer_add_byte(&speech->out, ';');
    }
}

static void say_root(struct speech *speech, const struct formula *formula)
{
    if (formula->parts[1]) {
        say_word(speech, WORD_formula_root_of_degree);
        say_part(speech, formula->parts[1]);
        say(speech, STR("("));
        say_formula(speech, formula->parts[0]);
        buffer_add_byte(&speech->out, ')');
        return;
    }
    say_word(speech, WORD_formula_root);
    say_part(speech, formula->parts[0]);
}

static void say_formula(struct speech *speech, const struct formula *formula)
{
    switch (formula->kind) {
    case FORMULA_ROW:
        say_children(speech, formula);
        return;
    case FORMULA_SYMBOL:
        say_sign(speech, formula->text);
        return;
    case FORMULA_NUMBER:
    case FORMULA_FUNCTION:
    case FORMULA_TEXT:
    case FORMULA_UNKNOWN:
        say(speech, formula->text);
        return;
    case FORMULA_SPACE:
        return;
    case FORMULA_FRACTION:
        say_part(speech, formula->parts[0]);
        say_word(speech, WORD_formula_over);
        say_part(speech, formula->parts[1]);
        return;
    case FORMULA_ROOT:
        say_root(speech, formula);
        return;
    case FORMULA_SCRIPTS:
        say_scripts(speech, formula);
        return;
    case FORMULA_ACCENT:
        say_part(speech, formula->parts[0]);
        buffer_add(&speech->out, formula->mark);
        return;
    case FORMULA_FENCED:
        say(speech, formula->text);
        say_formula(speech, formula->parts[0]);
        buffer_add(&speech->out, formula->closing);
        return;
    case FORMULA_TABLE:
        say_table(speech, formula);
        return;
    }
}

struct str formula_in_words(struct arena *arena, const struct formula *formula,
                            struct str lang)
{
    struct speech speech = {.lang = lang};
    buffer_init(&speech.out);
    say_formula(&speech, formula);
    return buffer_to_arena(&speech.out, arena);
}
