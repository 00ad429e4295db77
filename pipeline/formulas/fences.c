// SPDX-License-Identifier: MIT
// Fences that grow with what they hold, and tables, which often have them.
#include "formulas/parser.h"

#include "base/ascii.h"

// ----- Fences -----

// A fence after \left, \right, \big: its sign, empty for a point.
static bool take_fence(struct formula_parser *parser, struct str *fence)
{
    formula_skip_spaces(parser);
    struct str name = formula_command_name(parser);
    const struct formula_command *command = formula_command_find(name);
    if (command && (command->kind == COMMAND_FENCE ||
                    (command->kind == COMMAND_SIGN &&
                     command->value == FORMULA_RELATION))) {
        parser->at += 1 + name.count;
        *fence = str_of(command->text);
        return true;
    }
    char byte = formula_peek(parser);
    if (byte == '\0' || !strchr("()[]|/.<>", byte))
        return false;
    *fence = byte == '.'   ? STR("")
             : byte == '<' ? STR("⟨")
             : byte == '>'
                 ? STR("⟩")
                 : str_slice(parser->source, parser->at, parser->at + 1);
    parser->at++;
    return true;
}

struct formula *formula_parse_fenced(struct formula_parser *parser)
{
    struct formula *made = formula_node(parser, FORMULA_FENCED);
    size_t start = parser->at;
    made->class = FORMULA_INNER;
    if (!take_fence(parser, &made->text))
        return formula_unread(parser, start, STR("\\left"));
    made->parts[0] = formula_parse_row(parser);
    if (made->parts[0] == NULL)
        return NULL;
    if (!formula_take_command(parser, STR("right")) ||
        !take_fence(parser, &made->closing))
        return formula_unread(parser, start, STR("\\left"));
    return made;
}

struct formula *formula_parse_sized(struct formula_parser *parser,
                                    const struct formula_command *command)
{
    size_t start = parser->at;
    struct str fence;
    size_t length = strlen(command->name);
    if (!take_fence(parser, &fence))
        return formula_unread(parser, start, str_of(command->name));
    enum formula_class class = FORMULA_ORDINARY;
    const struct formula_command *known = formula_command_of_sign(fence);
    if (str_equal(fence, STR("(")) || str_equal(fence, STR("[")) ||
        (known && known->value == FORMULA_OPENING))
        class = FORMULA_OPENING;
    if (str_equal(fence, STR(")")) || str_equal(fence, STR("]")) ||
        (known && known->value == FORMULA_CLOSING))
        class = FORMULA_CLOSING;
    if (command->name[length - 1] == 'l')
        class = FORMULA_OPENING;
    if (command->name[length - 1] == 'r')
        class = FORMULA_CLOSING;
    struct formula *made = formula_symbol(parser, fence, class);
    made->height = command->value;
    return made;
}

// ----- Tables -----

// Cells up to \end, with & between them and \\ between rows.
bool formula_parse_cells(struct formula_parser *parser, struct formula *table)
{
    struct formula *row = formula_node(parser, FORMULA_ROW);
    formula_append(table, row);
    for (;;) {
        struct formula *cell = formula_parse_row(parser);
        if (cell == NULL)
            return false;
        formula_append(row, cell);
        if (formula_take(parser, '&'))
            continue;
        if (!formula_take_command(parser, STR("\\")))
            return true;
        formula_skip_spaces(parser);
        if (formula_at_command(parser, STR("end")))
            return true;
        row = formula_node(parser, FORMULA_ROW);
        formula_append(table, row);
    }
}

// {lcr} of an array: where all columns are of one letter, that one.
static void set_columns(struct formula *table, struct str columns)
{
    size_t left = 0, letters = 0;
    for (size_t i = 0; i < columns.count; i++) {
        left += columns.bytes[i] == 'l';
        letters += ascii_is_letter(columns.bytes[i]);
    }
    if (letters > 0 && left == letters)
        table->columns = FORMULA_AT_LEFT;
}

struct formula *formula_parse_table(struct formula_parser *parser, size_t start)
{
    struct str name, end, columns;
    const struct formula_command *command;
    if (!formula_take_group(parser, &name) ||
        !(command = formula_command_table(name)))
        return formula_unread(parser, start, STR("\\begin"));
    struct formula *table = formula_node(parser, FORMULA_TABLE);
    table->columns = (enum formula_columns)command->value;
    if (str_equal(name, STR("array"))) {
        if (!formula_take_group(parser, &columns))
            return formula_unread(parser, start, STR("\\begin{array}"));
        set_columns(table, columns);
    }
    if (!formula_parse_cells(parser, table))
        return NULL;
    if (!formula_take_command(parser, STR("end")) ||
        !formula_take_group(parser, &end) || !str_equal(name, end))
        return formula_unread(parser, start, STR("\\begin"));
    if (command->text[0] == '\0')
        return table;
    struct formula *fenced = formula_node(parser, FORMULA_FENCED);
    fenced->class = FORMULA_INNER;
    fenced->text = str_of(command->text);
    fenced->closing = str_of(command->other);
    fenced->parts[0] = table;
    return fenced;
}
