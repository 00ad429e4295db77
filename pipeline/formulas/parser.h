// SPDX-License-Identifier: MIT
// What the files that read formulas share: the parser, its tokens, its rules.
//
// A rule answers what it read, or NULL where that is no formula: then the
// fault is set.
#ifndef QALAM_FORMULA_PARSER_H
#define QALAM_FORMULA_PARSER_H

#include "formulas/commands.h"

struct formula_parser {
    struct arena *arena;
    struct str source;
    size_t at, depth;
    enum formula_variant variant; // of the letters to come
    struct formula_fault *fault;
};

// ----- tokens.c -----

// Sets the fault, unless there is one; NULL.
void *formula_unread(struct formula_parser *parser, size_t offset,
                     struct str what);
struct formula *formula_node(struct formula_parser *parser,
                             enum formula_kind kind);
void formula_append(struct formula *parent, struct formula *child);

void formula_skip_spaces(struct formula_parser *parser);
char formula_peek(const struct formula_parser *parser); // 0 at the end
// Past spaces and the byte, where it is that one.
bool formula_take(struct formula_parser *parser, char byte);
// The name of the command at the position, empty where there is none.
struct str formula_command_name(const struct formula_parser *parser);
bool formula_at_command(const struct formula_parser *parser, struct str name);
bool formula_take_command(struct formula_parser *parser, struct str name);
// {…} at the position as it stands; *inside without the braces.
bool formula_take_group(struct formula_parser *parser, struct str *inside);
// Does a row end here? At its end, a closing brace, & and \\, \right, \end.
bool formula_row_ends(struct formula_parser *parser);

// ----- signs.c -----

struct formula *formula_symbol(struct formula_parser *parser, struct str text,
                               enum formula_class class);
struct formula *formula_parse_character(struct formula_parser *parser);

// ----- fences.c -----

struct formula *
formula_parse_fenced(struct formula_parser *parser); // after \left
struct formula *formula_parse_sized(struct formula_parser *parser,
                                    const struct formula_command *command);
// After \begin, which is at `start`.
struct formula *formula_parse_table(struct formula_parser *parser,
                                    size_t start);
// Cells up to \end, with & between them and \\ between rows.
bool formula_parse_cells(struct formula_parser *parser, struct formula *table);

// ----- parse.c -----

struct formula *formula_parse_row(struct formula_parser *parser);
// What a command or a script takes: a group, or one atom.
struct formula *formula_parse_argument(struct formula_parser *parser);

#endif
