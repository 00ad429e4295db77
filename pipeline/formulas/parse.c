// SPDX-License-Identifier: MIT
// TeX's notation to a tree, by recursive descent; nothing is expanded, so its
// work is linear in the source.
#include "base/characters.h"
#include "formulas/commands.h"

struct parser {
    struct arena *arena;
    struct str source;
    size_t at, depth;
    enum formula_variant variant; // of the letters to come
    struct formula_fault *fault;
};

static struct formula *parse_row(struct parser *parser);
static struct formula *parse_argument(struct parser *parser);

static void *unread(struct parser *parser, size_t offset, struct str what)
{
    if (parser->fault->wrong != FORMULA_UNREAD)
        *parser->fault =
            (struct formula_fault){FORMULA_UNREAD, offset, what};
    return NULL;
}

static struct formula *node(struct parser *parser, enum formula_kind kind)
{
    struct formula *made = ARENA_NEW(parser->arena, struct formula);
    *made = (struct formula){.kind = kind};
    return made;
}

static void append(struct formula *parent, struct formula *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

// ----- Tokens -----

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void skip_spaces(struct parser *parser)
{
    while (parser->at < parser->source.count &&
           strchr(" \t\r\n", parser->source.bytes[parser->at]))
        parser->at++;
}

static char peek(const struct parser *parser)
{
    return parser->at < parser->source.count
               ? parser->source.bytes[parser->at]
               : '\0';
}

static bool take(struct parser *parser, char byte)
{
    skip_spaces(parser);
    if (peek(parser) != byte || parser->at == parser->source.count)
        return false;
    parser->at++;
    return true;
}

// The name of the command at the position, empty where there is none.
static struct str command_name(const struct parser *parser)
{
    struct str rest =
        str_slice(parser->source, parser->at, parser->source.count);
    if (rest.count < 2 || rest.bytes[0] != '\\')
        return STR("");
    size_t end = 1;
    while (end < rest.count && is_letter(rest.bytes[end]))
        end++;
    if (end == 1)
        utf8_next(rest, &end);
    return str_slice(rest, 1, end);
}

static bool at_command(const struct parser *parser, struct str name)
{
    return str_equal(command_name(parser), name);
}

static bool take_command(struct parser *parser, struct str name)
{
    skip_spaces(parser);
    if (!at_command(parser, name))
        return false;
    parser->at += 1 + name.count;
    return true;
}

// {…} at the position as it stands; *inside without the braces.
static bool take_raw_group(struct parser *parser, struct str *inside)
{
    size_t start, depth = 1;
    if (!take(parser, '{'))
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
static bool row_ends(struct parser *parser)
{
    static const char *const ends[] = {"\\", "right", "end"};
    skip_spaces(parser);
    char byte = peek(parser);
    return parser->at >= parser->source.count || byte == '}' || byte == '&' ||
           STR_IS_ONE_OF(command_name(parser), ends);
}

// ----- Signs and letters -----

static struct formula *symbol(struct parser *parser, struct str text,
                              enum formula_class class)
{
    struct formula *made = node(parser, FORMULA_SYMBOL);
    made->text = text;
    made->class = class;
    made->variant = parser->variant;
    return made;
}

// Signs of the keyboard: what is set for them, and their class.
static const struct {
    char byte;
    enum formula_class class;
    const char *text;
} keys[] = {
    {'+', FORMULA_BINARY, "+"},      {'-', FORMULA_BINARY, "\u2212"},
    {'*', FORMULA_BINARY, "\u2217"}, {'=', FORMULA_RELATION, "="},
    {'<', FORMULA_RELATION, "<"},    {'>', FORMULA_RELATION, ">"},
    {':', FORMULA_RELATION, ":"},    {',', FORMULA_PUNCTUATION, ","},
    {';', FORMULA_PUNCTUATION, ";"}, {'(', FORMULA_OPENING, "("},
    {'[', FORMULA_OPENING, "["},     {')', FORMULA_CLOSING, ")"},
    {']', FORMULA_CLOSING, "]"},     {'!', FORMULA_CLOSING, "!"},
    {'?', FORMULA_CLOSING, "?"},
};

// Digits of any script, with a point among them.
static struct formula *parse_number(struct parser *parser)
{
    size_t start = parser->at, end = start;
    for (;;) {
        size_t next = end;
        uint32_t character = utf8_after(parser->source, end);
        if (end < parser->source.count)
            utf8_next(parser->source, &next);
        bool point = (character == '.' || character == 0x66B) && end > start &&
                     char_is_digit(utf8_after(parser->source, next));
        if (end == parser->source.count ||
            (!char_is_digit(character) && !point))
            break;
        end = next;
    }
    struct formula *made = node(parser, FORMULA_NUMBER);
    made->text = str_slice(parser->source, start, end);
    made->variant = parser->variant;
    parser->at = end;
    return made;
}

// Letters of other scripts than TeX's make words: they join.
static struct formula *parse_word(struct parser *parser)
{
    size_t start = parser->at, end = start, next = start;
    while (end < parser->source.count) {
        uint32_t character = utf8_next(parser->source, &next);
        if (!char_is_arabic_letter(character) && character != 0x200C &&
            character != 0x200D)
            break;
        end = next;
    }
    struct formula *made = node(parser, FORMULA_TEXT);
    made->text = str_slice(parser->source, start, end);
    parser->at = end;
    return made;
}

static struct formula *parse_character(struct parser *parser)
{
    size_t start = parser->at, end = start;
    uint32_t character = utf8_next(parser->source, &end);
    struct str text = str_slice(parser->source, start, end);
    if (char_is_digit(character))
        return parse_number(parser);
    if (char_is_arabic_letter(character))
        return parse_word(parser);
    parser->at = end;
    for (size_t i = 0; i < COUNT(keys); i++)
        if (character == (unsigned char)keys[i].byte)
            return symbol(parser, str_of(keys[i].text), keys[i].class);
    const struct command *known =
        character > 0x7F ? command_of_sign(text) : NULL;
    struct formula *made = symbol(
        parser, text, known ? (enum formula_class)known->value
                            : FORMULA_ORDINARY);
    made->large = known && (known->kind == COMMAND_BIG ||
                            known->kind == COMMAND_TALL);
    made->limits = known && known->kind == COMMAND_BIG;
    return made;
}

// ----- Fences -----

// A fence after \left, \right, \big: its sign, empty for a point.
static bool take_fence(struct parser *parser, struct str *fence)
{
    skip_spaces(parser);
    struct str name = command_name(parser);
    const struct command *command = command_find(name);
    if (command && (command->kind == COMMAND_FENCE ||
                    (command->kind == COMMAND_SIGN &&
                     command->value == FORMULA_RELATION))) {
        parser->at += 1 + name.count;
        *fence = str_of(command->text);
        return true;
    }
    char byte = peek(parser);
    if (byte == '\0' || !strchr("()[]|/.<>", byte))
        return false;
    *fence = byte == '.'   ? STR("")
             : byte == '<' ? STR("⟨")
             : byte == '>' ? STR("⟩")
                           : str_slice(parser->source, parser->at,
                                       parser->at + 1);
    parser->at++;
    return true;
}

static struct formula *parse_fenced(struct parser *parser)
{
    struct formula *made = node(parser, FORMULA_FENCED);
    size_t start = parser->at;
    made->class = FORMULA_INNER;
    if (!take_fence(parser, &made->text))
        return unread(parser, start, STR("\\left"));
    made->parts[0] = parse_row(parser);
    if (made->parts[0] == NULL)
        return NULL;
    if (!take_command(parser, STR("right")) ||
        !take_fence(parser, &made->closing))
        return unread(parser, start, STR("\\left"));
    return made;
}

static struct formula *parse_sized(struct parser *parser,
                                   const struct command *command)
{
    size_t start = parser->at;
    struct str fence;
    size_t length = strlen(command->name);
    if (!take_fence(parser, &fence))
        return unread(parser, start, str_of(command->name));
    enum formula_class class = FORMULA_ORDINARY;
    const struct command *known = command_of_sign(fence);
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
    struct formula *made = symbol(parser, fence, class);
    made->height = command->value;
    return made;
}

// ----- Commands -----

static struct formula *parse_two(struct parser *parser, enum formula_kind kind)
{
    struct formula *made = node(parser, kind);
    for (size_t i = 0; i < 2; i++) {
        made->parts[i] = parse_argument(parser);
        if (made->parts[i] == NULL)
            return NULL;
    }
    return made;
}

static struct formula *parse_fraction(struct parser *parser, struct str name)
{
    struct formula *made = parse_two(parser, FORMULA_FRACTION);
    if (made == NULL)
        return NULL;
    made->class = FORMULA_INNER;
    if (!str_ends(name, STR("binom")))
        return made;
    made->no_line = true;
    struct formula *fenced = node(parser, FORMULA_FENCED);
    fenced->class = FORMULA_INNER;
    fenced->text = STR("(");
    fenced->closing = STR(")");
    fenced->parts[0] = made;
    return fenced;
}

// The degree in brackets, which a row would run past.
static struct formula *parse_degree(struct parser *parser)
{
    struct str whole = parser->source;
    size_t end = parser->at;
    while (end < whole.count && whole.bytes[end] != ']')
        end++;
    if (end == whole.count)
        return unread(parser, parser->at - 1, STR("["));
    parser->source = str_slice(whole, 0, end);
    struct formula *degree = parse_row(parser);
    bool read = parser->at == end;
    parser->source = whole;
    if (degree == NULL || !read)
        return unread(parser, parser->at, STR("["));
    parser->at = end + 1;
    return degree;
}

static struct formula *parse_root(struct parser *parser)
{
    struct formula *made = node(parser, FORMULA_ROOT);
    if (take(parser, '[')) {
        made->parts[1] = parse_degree(parser);
        if (made->parts[1] == NULL)
            return NULL;
    }
    made->parts[0] = parse_argument(parser);
    return made->parts[0] ? made : NULL;
}

static struct formula *parse_text(struct parser *parser, struct str name)
{
    struct formula *made = node(parser, FORMULA_TEXT);
    size_t start = parser->at;
    if (!take_raw_group(parser, &made->text))
        return unread(parser, start, name);
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

static struct formula *parse_accent(struct parser *parser,
                                    const struct command *command)
{
    struct formula *made = node(parser, FORMULA_ACCENT);
    made->text = str_of(command->text);
    made->mark = str_of(command->other);
    made->under = command->value & UNDER;
    made->stretched = command->value & STRETCHED;
    made->limits = made->always = command->value & TAKES_LIMITS;
    made->parts[0] = parse_argument(parser);
    return made->parts[0] ? made : NULL;
}

static struct formula *parse_styled(struct parser *parser,
                                    enum formula_variant variant)
{
    enum formula_variant outer = parser->variant;
    parser->variant = variant;
    struct formula *made = parse_argument(parser);
    parser->variant = outer;
    return made;
}

static struct formula *parse_unknown(struct parser *parser, size_t start)
{
    struct formula *made = node(parser, FORMULA_UNKNOWN);
    made->text = str_slice(parser->source, start, parser->at);
    if (parser->fault->wrong == FORMULA_RIGHT)
        *parser->fault = (struct formula_fault){FORMULA_UNKNOWN_COMMAND, start,
                                                made->text};
    return made;
}

// ----- Tables -----

// Cells up to \end, with & between them and \\ between rows.
static bool parse_cells(struct parser *parser, struct formula *table)
{
    struct formula *row = node(parser, FORMULA_ROW);
    append(table, row);
    for (;;) {
        struct formula *cell = parse_row(parser);
        if (cell == NULL)
            return false;
        append(row, cell);
        if (take(parser, '&'))
            continue;
        if (!take_command(parser, STR("\\")))
            return true;
        skip_spaces(parser);
        if (at_command(parser, STR("end")))
            return true;
        row = node(parser, FORMULA_ROW);
        append(table, row);
    }
}

// {lcr} of an array: where all columns are of one letter, that one.
static void set_columns(struct formula *table, struct str columns)
{
    size_t left = 0, letters = 0;
    for (size_t i = 0; i < columns.count; i++) {
        left += columns.bytes[i] == 'l';
        letters += is_letter(columns.bytes[i]);
    }
    if (letters > 0 && left == letters)
        table->columns = FORMULA_AT_LEFT;
}

static struct formula *parse_table(struct parser *parser, size_t start)
{
    struct str name, end, columns;
    const struct command *command;
    if (!take_raw_group(parser, &name) ||
        !(command = command_find_table(name)))
        return unread(parser, start, STR("\\begin"));
    struct formula *table = node(parser, FORMULA_TABLE);
    table->columns = (enum formula_columns)command->value;
    if (str_equal(name, STR("array"))) {
        if (!take_raw_group(parser, &columns))
            return unread(parser, start, STR("\\begin{array}"));
        set_columns(table, columns);
    }
    if (!parse_cells(parser, table))
        return NULL;
    if (!take_command(parser, STR("end")) || !take_raw_group(parser, &end) ||
        !str_equal(name, end))
        return unread(parser, start, STR("\\begin"));
    if (command->text[0] == '\0')
        return table;
    struct formula *fenced = node(parser, FORMULA_FENCED);
    fenced->class = FORMULA_INNER;
    fenced->text = str_of(command->text);
    fenced->closing = str_of(command->other);
    fenced->parts[0] = table;
    return fenced;
}

// ----- Atoms -----

static struct formula *parse_known(struct parser *parser,
                                   const struct command *command)
{
    struct formula *made;
    switch (command->kind) {
    case COMMAND_ACCENT:
        return parse_accent(parser, command);
    case COMMAND_STYLE:
        return parse_styled(parser, (enum formula_variant)command->value);
    case COMMAND_SIZE:
        return parse_sized(parser, command);
    case COMMAND_SPACE:
        made = node(parser, FORMULA_SPACE);
        made->width = command->value;
        return made;
    case COMMAND_FUNCTION:
        made = node(parser, FORMULA_FUNCTION);
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
    made = symbol(parser, str_of(command->text),
                  (enum formula_class)command->value);
    made->large =
        command->kind == COMMAND_BIG || command->kind == COMMAND_TALL;
    made->limits = command->kind == COMMAND_BIG;
    return made;
}

static struct formula *parse_command(struct parser *parser)
{
    static const char *const fractions[] = {"frac", "dfrac", "tfrac", "cfrac",
                                            "binom", "dbinom", "tbinom"};
    static const char *const texts[] = {"text", "textrm", "textbf", "textit",
                                        "mbox", "operatorname"};
    // How large a part is set, which follows from its place here.
    static const char *const sizes[] = {"displaystyle", "textstyle",
                                        "scriptstyle", "nonumber", "notag"};
    size_t start = parser->at;
    struct str name = command_name(parser);
    parser->at += 1 + name.count;
    const struct command *command = command_find(name);
    if (command)
        return parse_known(parser, command);
    if (STR_IS_ONE_OF(name, fractions))
        return parse_fraction(parser, name);
    if (STR_IS_ONE_OF(name, texts))
        return parse_text(parser, name);
    if (STR_IS_ONE_OF(name, sizes))
        return node(parser, FORMULA_ROW);
    if (str_equal(name, STR("sqrt")))
        return parse_root(parser);
    if (str_equal(name, STR("left")))
        return parse_fenced(parser);
    if (str_equal(name, STR("begin")))
        return parse_table(parser, start);
    return parse_unknown(parser, start);
}

static struct formula *parse_group(struct parser *parser)
{
    size_t start = parser->at;
    parser->at++;
    struct formula *row = parse_row(parser);
    if (row == NULL)
        return NULL;
    return take(parser, '}') ? row : unread(parser, start, STR("{"));
}

static struct formula *parse_atom(struct parser *parser)
{
    char byte = peek(parser);
    if (byte == '{')
        return parse_group(parser);
    if (byte == '\\' && command_name(parser).count > 0)
        return parse_command(parser);
    if (byte == '~') {
        parser->at++;
        struct formula *space = node(parser, FORMULA_SPACE);
        space->width = 6;
        return space;
    }
    return parse_character(parser);
}

// What a command or a script takes: a group, or one atom.
static struct formula *parse_argument(struct parser *parser)
{
    if (row_ends(parser) || peek(parser) == '^' || peek(parser) == '_')
        return unread(parser, parser->at, STR("{"));
    if (char_is_digit((uint32_t)(unsigned char)peek(parser))) {
        // x^12 is x to the 1, and then 2.
        struct formula *digit = node(parser, FORMULA_NUMBER);
        digit->text = str_slice(parser->source, parser->at, parser->at + 1);
        digit->variant = parser->variant;
        parser->at++;
        return digit;
    }
    if (++parser->depth > LIMIT_FORMULA_DEPTH)
        return unread(parser, parser->at, STR("{"));
    struct formula *made = parse_atom(parser);
    parser->depth--;
    return made;
}

// ----- Scripts and rows -----

static struct formula *primes(struct parser *parser)
{
    static const char *const signs[] = {"′", "″", "‴", "⁗"};
    size_t count = 0;
    while (take(parser, '\''))
        count++;
    if (count == 0)
        return NULL;
    if (count > COUNT(signs))
        count = COUNT(signs);
    return symbol(parser, str_of(signs[count - 1]), FORMULA_ORDINARY);
}

static struct formula *joined(struct parser *parser, struct formula *first,
                              struct formula *second)
{
    if (first == NULL || second == NULL)
        return first ? first : second;
    struct formula *row = node(parser, FORMULA_ROW);
    append(row, first);
    append(row, second);
    return row;
}

static bool set_limits(struct parser *parser, struct formula *base)
{
    if (take_command(parser, STR("limits")))
        base->limits = base->always = true;
    else if (take_command(parser, STR("nolimits")))
        base->limits = base->always = false;
    else
        return false;
    return true;
}

// Scripts behind base; base itself where there are none.
static struct formula *parse_scripts(struct parser *parser,
                                     struct formula *base)
{
    struct formula *made = node(parser, FORMULA_SCRIPTS);
    while (set_limits(parser, base))
        ;
    for (;;) {
        struct formula *prime = primes(parser);
        bool above = !prime && take(parser, '^');
        if (!prime && !above && !take(parser, '_'))
            break;
        struct formula **part = &made->parts[prime || above ? 2 : 1];
        struct formula *script = prime ? prime : parse_argument(parser);
        if (script == NULL)
            return NULL;
        if (*part && !prime && (*part)->kind != FORMULA_SYMBOL)
            return unread(parser, parser->at, above ? STR("^") : STR("_"));
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
static struct formula *parse_over(struct parser *parser, struct formula *row,
                                  bool choose)
{
    struct formula *made = node(parser, FORMULA_FRACTION);
    made->class = FORMULA_INNER;
    made->no_line = choose;
    made->parts[0] = row;
    made->parts[1] = parse_row(parser);
    if (made->parts[1] == NULL)
        return NULL;
    struct formula *outer = node(parser, FORMULA_ROW);
    append(outer, made);
    return outer;
}

static struct formula *parse_row(struct parser *parser)
{
    struct formula *row = node(parser, FORMULA_ROW);
    if (++parser->depth > LIMIT_FORMULA_DEPTH)
        return unread(parser, parser->at, STR("{"));
    while (!row_ends(parser)) {
        if (take_command(parser, STR("over"))) {
            row = parse_over(parser, row, false);
            break;
        }
        if (take_command(parser, STR("choose"))) {
            row = parse_over(parser, row, true);
            break;
        }
        bool bare = peek(parser) == '^' || peek(parser) == '_' ||
                    peek(parser) == '\'';
        struct formula *atom =
            bare ? node(parser, FORMULA_ROW) : parse_atom(parser);
        atom = atom ? parse_scripts(parser, atom) : NULL;
        if (atom == NULL)
            return NULL;
        append(row, atom);
    }
    parser->depth--;
    return row;
}

// ----- The whole -----

// A first level of && and \\ without an environment is LaTeX's `aligned`.
static struct formula *parse_lines(struct parser *parser)
{
    struct formula *table = node(parser, FORMULA_TABLE);
    table->columns = FORMULA_ALIGNED;
    if (!parse_cells(parser, table))
        return NULL;
    if (table->first == table->last && table->first->first->next == NULL)
        return table->first->first;
    return table;
}

struct formula *formula_parse(struct arena *arena, struct str source,
                              struct formula_fault *fault)
{
    struct parser parser = {.arena = arena, .source = source, .fault = fault};
    *fault = (struct formula_fault){FORMULA_RIGHT, 0, STR("")};
    if (source.count > LIMIT_FORMULA_BYTES)
        return unread(&parser, 0, STR(""));
    struct formula *formula = parse_lines(&parser);
    if (formula == NULL)
        return NULL;
    skip_spaces(&parser);
    return parser.at == source.count
               ? formula
               : unread(&parser, parser.at,
                        str_slice(source, parser.at, parser.at + 1));
}
