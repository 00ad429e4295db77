// SPDX-License-Identifier: MIT
// Tokens of TeX's notation, and the nodes that are made of them.
#include "formulas/parser.h"

#include "base/ascii.h"

void *formula_unread(struct formula_parser *parser, size_t offset,
                     struct str what)
{
    if (parser->fault->wrong != FORMULA_UNREAD)
        *parser->fault = (struct formula_fault){FORMULA_UNREAD, offset, what};
    return NULL;
}

struct formula *formula_node(struct formula_parser *parser,
                             enum formula_kind kind)
{
    struct formula *made = ARENA_NEW(parser->arena, struct formula);
    *made = (struct formula){.kind = kind};
    return made;
}

void formula_append(struct formula *parent, struct formula *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

// ----- Tokens -----

void formula_skip_spaces(struct formula_parser *parser)
{
    while (parser->at < parser->source.count &&
           ascii_is_space(parser->source.bytes[parser->at]))
        parser->at++;
}

char formula_peek(const struct formula_parser *parser)
{
    return parser->at < parser->source.count ? parser->source.bytes[parser->at]
                                             : '\0';
}

bool formula_take(struct formula_parser *parser, char byte)
{
    formula_skip_spaces(parser);
    if (formula_peek(parser) != byte || parser->at == parser->source.count)
        return false;
    parser->at++;
    return true;
}

// The name of the command at the position, empty where there is none.
struct str formula_command_name(const struct formula_parser *parser)
{
    struct str rest =
        str_slice(parser->source, parser->at, parser->source.count);
    if (rest.count < 2 || rest.bytes[0] != '\\')
        return STR("");
    size_t end = 1;
    while (end < rest.count && ascii_is_letter(rest.bytes[end]))
        end++;
    if (end == 1)
        utf8_next(rest, &end);
    return str_slice(rest, 1, end);
}

bool formula_at_command(const struct formula_parser *parser, struct str name)
{
    return str_equal(formula_command_name(parser), name);
}

bool formula_take_command(struct formula_parser *parser, struct str name)
{
    formula_skip_spaces(parser);
    if (!formula_at_command(parser, name))
        return false;
    parser->at += 1 + name.count;
    return true;
}

// {…} at the position as it stands; *inside without the braces.
bool formula_take_group(struct formula_parser *parser, struct str *inside)
{
    size_t start, depth = 1;
    if (!formula_take(parser, '{'))
        return false;
    start = parser->at;
    for (; parser->at < parser->source.count; parser->at++) {
        char byte = parser->source.bytes[parser->at];
        if (byte == '\\' && parser->at + 1 < parser->source.count)
            parser->at++;
        else if (byte == '{')
            depth++;
        else if (byte == '}' && --depth == 0) {
            *inside = str_slice(parser->source, start, parser->at++);
            return true;
        }
    }
    return false;
}

// Does a row end here? At its end, a closing brace, & and \\, \right, \end.
bool formula_row_ends(struct formula_parser *parser)
{
    static const char *const ends[] = {"\\", "right", "end"};
    formula_skip_spaces(parser);
    char byte = formula_peek(parser);
    return parser->at >= parser->source.count || byte == '}' || byte == '&' ||
           STR_IS_ONE_OF(formula_command_name(parser), ends);
}
