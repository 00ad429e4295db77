// SPDX-License-Identifier: MIT
// Signs, letters, numbers and words, as they are typed.
#include "base/characters.h"
#include "formulas/parser.h"

struct formula *formula_symbol(struct formula_parser *parser, struct str text,
                               enum formula_class class)
{
    struct formula *made = formula_node(parser, FORMULA_SYMBOL);
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
static struct formula *parse_number(struct formula_parser *parser)
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
    struct formula *made = formula_node(parser, FORMULA_NUMBER);
    made->text = str_slice(parser->source, start, end);
    made->variant = parser->variant;
    parser->at = end;
    return made;
}

// Letters of other scripts than TeX's make words: they join.
static struct formula *parse_word(struct formula_parser *parser)
{
    size_t start = parser->at, end = start, next = start;
    while (end < parser->source.count) {
        uint32_t character = utf8_next(parser->source, &next);
        if (!char_is_arabic_letter(character) && character != 0x200C &&
            character != 0x200D)
            break;
        end = next;
    }
    struct formula *made = formula_node(parser, FORMULA_TEXT);
    made->text = str_slice(parser->source, start, end);
    parser->at = end;
    return made;
}

struct formula *formula_parse_character(struct formula_parser *parser)
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
            return formula_symbol(parser, str_of(keys[i].text), keys[i].class);
    const struct formula_command *known =
        character > 0x7F ? formula_command_of_sign(text) : NULL;
    struct formula *made = formula_symbol(
        parser, text,
        known ? (enum formula_class)known->value : FORMULA_ORDINARY);
    made->large =
        known && (known->kind == COMMAND_BIG || known->kind == COMMAND_TALL);
    made->limits = known && known->kind == COMMAND_BIG;
    return made;
}
