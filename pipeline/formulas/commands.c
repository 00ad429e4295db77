// SPDX-License-Identifier: MIT
// The table of commands, and searching it.
#include "formulas/commands.h"

#define SIGN(name, class, text)                                                \
    {name, COMMAND_SIGN, FORMULA_##class, text, NULL},
#define BIG(name, text) {name, COMMAND_BIG, FORMULA_OPERATOR, text, NULL},
#define TALL(name, text) {name, COMMAND_TALL, FORMULA_OPERATOR, text, NULL},
#define FUNCTION(name, traits, text)                                           \
    {name, COMMAND_FUNCTION, traits, text, NULL},
#define ACCENT(name, traits, text, mark)                                       \
    {name, COMMAND_ACCENT, traits, text, mark},
#define STYLE(name, variant)                                                   \
    {name, COMMAND_STYLE, FORMULA_##variant, NULL, NULL},
#define SPACE(name, width) {name, COMMAND_SPACE, width, NULL, NULL},
#define FENCE(name, class, text)                                               \
    {name, COMMAND_FENCE, FORMULA_##class, text, NULL},
#define SIZE(name, height) {name, COMMAND_SIZE, height, NULL, NULL},
static const struct formula_command commands[] = {
#include "formulas/commands.def"
};
#define TABLE(name, opening, closing, columns)                                 \
    {name, COMMAND_TABLE, FORMULA_##columns, opening, closing},
static const struct formula_command tables[] = {
#include "formulas/commands.def"
};

static const struct formula_command *find(const struct formula_command *rows,
                                          size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(name, str_of(rows[i].name)))
            return &rows[i];
    return NULL;
}

const struct formula_command *formula_command_find(struct str name)
{
    return find(commands, COUNT(commands), name);
}

const struct formula_command *formula_command_table(struct str name)
{
    return find(tables, COUNT(tables), name);
}

const struct formula_command *formula_command_of_sign(struct str character)
{
    for (size_t i = 0; i < COUNT(commands); i++) {
        const struct formula_command *row = &commands[i];
        bool sign = row->kind == COMMAND_SIGN || row->kind == COMMAND_BIG ||
                    row->kind == COMMAND_TALL || row->kind == COMMAND_FENCE;
        if (sign && str_equal(character, str_of(row->text)))
            return row;
    }
    return NULL;
}
