// SPDX-License-Identifier: MIT
// TeX's notation to a tree, by recursive descent; nothing is expanded, so its
// work is linear in the source.
#include "base/characters.h"
#include "formulas/parser.h"

// ----- Commands -----

static struct formula *parse_two(struct formula_parser *parser,
                                 enum formula_kind kind)
{
    struct formula *made = formula_node(parser, kind);
    for (size_t i = 0; i < 2; i++) {
        made->parts[i] = formula_parse_argument(parser);
        if (made->parts[i] == NULL)
            return NULL;
    }
    return made;
}

static struct formula *parse_fraction(struct formula_parser *parser,
                                      struct str name)
{
    struct formula *made = parse_two(parser, FORMULA_FRACTION);
    if (made == NULL)
        return NULL;
    made->class = FORMULA_INNER;
    if (!str_ends(name, STR("binom")))
        return made;
    made->no_line = true;
    struct formula *fenced = formula_node(parser, FORMULA_FENCED);
    fenced->class = FORMULA_INNER;
    fenced->text = STR("(");
    fenced->closing = STR(")");
    fenced->parts[0] = made;
    return fenced;
}

// The degree in brackets, which a row would run past.
static struct formula *parse_degree(struct formula_parser *parser)
{
    struct str whole = parser->source;
    size_t end = parser->at;
    while (end < whole.count && whole.bytes[end] != ']')
        end++;
    if (end == whole.count)
        return formula_unread(parser, parser->at - 1, STR("["));
    parser->source = str_slice(whole, 0, end);
    struct formula *degree = formula_parse_row(parser);
    bool read = parser->at == end;
    parser->source = whole;
    if (degree == NULL || !read)
        return formula_unread(parser, parser->at, STR("["));
    parser->at = end + 1;
    return degree;
}

static struct formula *parse_root(struct formula_parser *parser)
{
    struct formula *made = formula_node(parser, FORMULA_ROOT);
    if (formula_take(parser, '[')) {
        made->parts[1] = parse_degree(parser);
        if (made->parts[1] == NULL)
            return NULL;
    }
    made->parts[0] = formula_parse_argument(parser);
    return made->parts[0] ? made : NULL;
}

static struct formula *parse_text(struct formula_parser *parser,
                                  struct str name)
{
    struct formula *made = formula_node(parser, FORMULA_TEXT);
    size_t start = parser->at;
    if (!formula_take_group(parser, &made->text))
        return formula_unread(parser, start, name);
    if (str_equal(name, STR("operatorname"))) {
        made->kind = FORMULA_FUNCTION;
        made->class = FORMULA_OPERATOR;
    }
    if (str_equal(name, STR("textbf")))
        made->variant = FORMULA_BOLD;
    if (str_equal(name, STR("textit")))
        made->variant = FORMULA_ITALIC;
    return made;
}

static struct formula *parse_accent(struct formula_parser *parser,
                                    const struct formula_command *command)
{
    struct formula *made = formula_node(parser, FORMULA_ACCENT);
    made->text = str_of(command->text);
    made->mark = str_of(command->other);
    made->under = command->value & UNDER;
    made->stretched = command->value & STRETCHED;
    made->limits = made->always = command->value & TAKES_LIMITS;
    made->parts[0] = formula_parse_argument(parser);
    return made->parts[0] ? made : NULL;
}

static struct formula *parse_styled(struct formula_parser *parser,
                                    enum formula_variant variant)
{
    enum formula_variant outer = parser->variant;
    parser->variant = variant;
    struct formula *made = formula_parse_argument(parser);
    parser->variant = outer;
    return made;
}

static struct formula *parse_unknown(struct formula_parser *parser,
                                     size_t start)
{
    struct formula *made = formula_node(parser, FORMULA_UNKNOWN);
    made->text = str_slice(parser->source, start, parser->at);
    if (parser->fault->wrong == FORMULA_RIGHT)
        *parser->fault =
            (struct formula_fault){FORMULA_UNKNOWN_COMMAND, start, made->text};
    return made;
}

// ----- Atoms -----

static struct formula *parse_known(struct formula_parser *parser,
                                   const struct formula_command *command)
{
    struct formula *made;
    switch (command->kind) {
    case COMMAND_ACCENT:
        return parse_accent(parser, command);
    case COMMAND_STYLE:
        return parse_styled(parser, (enum formula_variant)command->value);
    case COMMAND_SIZE:
        return formula_parse_sized(parser, command);
    case COMMAND_SPACE:
        made = formula_node(parser, FORMULA_SPACE);
        made->width = command->value;
        return made;
    case COMMAND_FUNCTION:
        made = formula_node(parser, FORMULA_FUNCTION);
        made->text = str_of(command->text);
        made->class = FORMULA_OPERATOR;
        made->limits = command->value & TAKES_LIMITS;
        return made;
    case COMMAND_SIGN:
    case COMMAND_FENCE:
    case COMMAND_BIG:
    case COMMAND_TALL:
    case COMMAND_TABLE:
        break;
    }
    made = formula_symbol(parser, str_of(command->text),
                          (enum formula_class)command->value);
    made->large = command->kind == COMMAND_BIG || command->kind == COMMAND_TALL;
    made->limits = command->kind == COMMAND_BIG;
    return made;
}

static struct formula *parse_command(struct formula_parser *parser)
{
    static const char *const fractions[] = {"frac",  "dfrac",  "tfrac", "cfrac",
                                            "binom", "dbinom", "tbinom"};
    static const char *const texts[] = {"text",   "textrm", "textbf",
                                        "textit", "mbox",   "operatorname"};
    // How large a part is set, which follows from its place here.
    static const char *const sizes[] = {"displaystyle", "textstyle",
                                        "scriptstyle", "nonumber", "notag"};
    size_t start = parser->at;
    struct str name = formula_command_name(parser);
    parser->at += 1 + name.count;
    const struct formula_command *command = formula_command_find(name);
    if (command)
        return parse_known(parser, command);
    if (STR_IS_ONE_OF(name, fractions))
        return parse_fraction(parser, name);
    if (STR_IS_ONE_OF(name, texts))
        return parse_text(parser, name);
    if (STR_IS_ONE_OF(name, sizes))
        return formula_node(parser, FORMULA_ROW);
    if (str_equal(name, STR("sqrt")))
        return parse_root(parser);
    if (str_equal(name, STR("left")))
        return formula_parse_fenced(parser);
    if (str_equal(name, STR("begin")))
        return formula_parse_table(parser, start);
    return parse_unknown(parser, start);
}

static struct formula *parse_group(struct formula_parser *parser)
{
    size_t start = parser->at;
    parser->at++;
    struct formula *row = formula_parse_row(parser);
    if (row == NULL)
        return NULL;
    return formula_take(parser, '}') ? row
                                     : formula_unread(parser, start, STR("{"));
}

static struct formula *parse_atom(struct formula_parser *parser)
{
    char byte = formula_peek(parser);
    if (byte == '{')
        return parse_group(parser);
    if (byte == '\\' && formula_command_name(parser).count > 0)
        return parse_command(parser);
    if (byte == '~') {
        parser->at++;
        struct formula *space = formula_node(parser, FORMULA_SPACE);
        space->width = 6;
        return space;
    }
    return formula_parse_character(parser);
}

// What a command or a script takes: a group, or one atom.
struct formula *formula_parse_argument(struct formula_parser *parser)
{
    if (formula_row_ends(parser) || formula_peek(parser) == '^' ||
        formula_peek(parser) == '_')
        return formula_unread(parser, parser->at, STR("{"));
    if (char_is_digit((uint32_t)(unsigned char)formula_peek(parser))) {
        // x^12 is x to the 1, and then 2.
        struct formula *digit = formula_node(parser, FORMULA_NUMBER);
        digit->text = str_slice(parser->source, parser->at, parser->at + 1);
        digit->variant = parser->variant;
        parser->at++;
        return digit;
    }
    if (++parser->depth > LIMIT_FORMULA_DEPTH)
        return formula_unread(parser, parser->at, STR("{"));
    struct formula *made = parse_atom(parser);
    parser->depth--;
    return made;
}

// ----- Scripts and rows -----

static struct formula *primes(struct formula_parser *parser)
{
    static const char *const signs[] = {"′", "″", "‴", "⁗"};
    size_t count = 0;
    while (formula_take(parser, '\''))
        count++;
    if (count == 0)
        return NULL;
    if (count > COUNT(signs))
        count = COUNT(signs);
    return formula_symbol(parser, str_of(signs[count - 1]), FORMULA_ORDINARY);
}

static struct formula *joined(struct formula_parser *parser,
                              struct formula *first, struct formula *second)
{
    if (first == NULL || second == NULL)
        return first ? first : second;
    struct formula *row = formula_node(parser, FORMULA_ROW);
    formula_append(row, first);
    formula_append(row, second);
    return row;
}

static bool set_limits(struct formula_parser *parser, struct formula *base)
{
    if (formula_take_command(parser, STR("limits")))
        base->limits = base->always = true;
    else if (formula_take_command(parser, STR("nolimits")))
        base->limits = base->always = false;
    else
        return false;
    return true;
}

// Scripts behind base; base itself where there are none.
static struct formula *parse_scripts(struct formula_parser *parser,
                                     struct formula *base)
{
    struct formula *made = formula_node(parser, FORMULA_SCRIPTS);
    while (set_limits(parser, base))
        ;
    for (;;) {
        struct formula *prime = primes(parser);
        bool above = !prime && formula_take(parser, '^');
        if (!prime && !above && !formula_take(parser, '_'))
            break;
        struct formula **part = &made->parts[prime || above ? 2 : 1];
        struct formula *script = prime ? prime : formula_parse_argument(parser);
        if (script == NULL)
            return NULL;
        if (*part && !prime && (*part)->kind != FORMULA_SYMBOL)
            return formula_unread(parser, parser->at,
                                  above ? STR("^") : STR("_"));
        *part = joined(parser, *part, script);
    }
    if (!made->parts[1] && !made->parts[2])
        return base;
    made->parts[0] = base;
    made->class = base->class;
    made->limits = base->limits;
    made->always = base->always;
    return made;
}

// a \over b, and a \choose b: all that is before is the numerator.
static struct formula *parse_over(struct formula_parser *parser,
                                  struct formula *row, bool choose)
{
    struct formula *made = formula_node(parser, FORMULA_FRACTION);
    made->class = FORMULA_INNER;
    made->no_line = choose;
    made->parts[0] = row;
    made->parts[1] = formula_parse_row(parser);
    if (made->parts[1] == NULL)
        return NULL;
    struct formula *outer = formula_node(parser, FORMULA_ROW);
    formula_append(outer, made);
    return outer;
}

struct formula *formula_parse_row(struct formula_parser *parser)
{
    struct formula *row = formula_node(parser, FORMULA_ROW);
    if (++parser->depth > LIMIT_FORMULA_DEPTH)
        return formula_unread(parser, parser->at, STR("{"));
    while (!formula_row_ends(parser)) {
        if (formula_take_command(parser, STR("over"))) {
            row = parse_over(parser, row, false);
            break;
        }
        if (formula_take_command(parser, STR("choose"))) {
            row = parse_over(parser, row, true);
            break;
        }
        bool bare = formula_peek(parser) == '^' ||
                    formula_peek(parser) == '_' || formula_peek(parser) == '\'';
        struct formula *atom =
            bare ? formula_node(parser, FORMULA_ROW) : parse_atom(parser);
        atom = atom ? parse_scripts(parser, atom) : NULL;
        if (atom == NULL)
            return NULL;
        formula_append(row, atom);
    }
    parser->depth--;
    return row;
}

// ----- The whole -----

// A first level of && and \\ without an environment is LaTeX's `aligned`.
static struct formula *parse_lines(struct formula_parser *parser)
{
    struct formula *table = formula_node(parser, FORMULA_TABLE);
    table->columns = FORMULA_ALIGNED;
    if (!formula_parse_cells(parser, table))
        return NULL;
    if (table->first == table->last && table->first->first->next == NULL)
        return table->first->first;
    return table;
}

struct formula *formula_parse(struct arena *arena, struct str source,
                              struct formula_fault *fault)
{
    struct formula_parser parser = {
        .arena = arena, .source = source, .fault = fault};
    *fault = (struct formula_fault){FORMULA_RIGHT, 0, STR("")};
    if (source.count > LIMIT_FORMULA_BYTES)
        return formula_unread(&parser, 0, STR(""));
    struct formula *formula = parse_lines(&parser);
    if (formula == NULL)
        return NULL;
    formula_skip_spaces(&parser);
    return parser.at == source.count
               ? formula
               : formula_unread(&parser, parser.at,
                                str_slice(source, parser.at, parser.at + 1));
}
