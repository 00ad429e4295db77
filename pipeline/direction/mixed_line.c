// SPDX-License-Identifier: MIT
// The characters of a paragraph in one row, and the addresses among them.
#include "direction/mixed_line.h"

#include "direction/direction.h"

#include "base/characters.h"
#include "model/directed.h"
#include "text/letter_script.h"

#include <unicode/uchar.h>

// ----- Cells -----

static struct mixed_cell *add_cell(struct mixed_line *line, struct node *node,
                                   enum cell_kind kind)
{
    struct mixed_cell *cell =
        &ARENA_PUSH(line->arena, line->cells, line->count, line->capacity);
    *cell = (struct mixed_cell){
        .kind = kind, .node = node, .partner = NO_CELL, .number = NO_CELL};
    return cell;
}

static enum cell_kind kind_in(const struct mixed_line *line,
                              enum direction direction)
{
    return (direction == DIRECTION_RTL) == line->rtl ? CELL_NATIVE
                                                     : CELL_FOREIGN;
}

// Where one script is at home, letters of another in the same direction are
// foreign, and those of the other direction are not looked at.
static enum cell_kind kind_of_letter(const struct mixed_line *line, uint32_t c)
{
    enum script script;
    enum direction strong = directed_strong(c);
    if (!u_isalpha((UChar32)c) || strong == DIRECTION_INHERIT)
        return CELL_SIGN;
    if (!line->phrases)
        return kind_in(line, strong);
    bool known = letter_script(c, &script) && script != SCRIPT_OTHER;
    bool same = kind_in(line, strong) == CELL_NATIVE;
    return known && same && script != line->home ? CELL_FOREIGN : CELL_NATIVE;
}

static bool opens_given(uint32_t c)
{
    return (char_is_bidi_embedding(c) || char_is_bidi_isolate(c)) &&
           c != CHAR_POP_DIRECTIONAL_FORMATTING &&
           c != CHAR_POP_DIRECTIONAL_ISOLATE;
}

// A mark of direction in a text: a letter that is not seen.
static enum cell_kind kind_of_control(const struct mixed_line *line, uint32_t c)
{
    if (c == CHAR_LEFT_TO_RIGHT_MARK)
        return line->rtl ? CELL_JOINER : CELL_NATIVE;
    if (c == CHAR_RIGHT_TO_LEFT_MARK || c == 0x061C)
        return line->rtl ? CELL_NATIVE : CELL_JOINER;
    return CELL_BREAK;
}

static bool goes_with_letter(const struct mixed_line *line, uint32_t c)
{
    return line->count > 0 && (char_is_mark(c) || c == CHAR_ZWJ) &&
           line->cells[line->count - 1].c != 0;
}

static enum cell_kind kind_of(const struct mixed_line *line, uint32_t c)
{
    if (c < 0x80 && !char_is_ascii_letter(c))
        return char_is_space(c)   ? CELL_SPACE
               : char_is_digit(c) ? CELL_DIGIT
                                  : CELL_SIGN;
    if (char_is_bidi_control(c))
        return kind_of_control(line, c);
    if (char_is_space(c))
        return CELL_SPACE;
    if (char_is_digit(c)) // of other scripts, as Devanagari, they are letters
        return directed_strong(c) == DIRECTION_INHERIT
                   ? CELL_DIGIT
                   : kind_in(line, DIRECTION_LTR);
    if (goes_with_letter(line, c))
        return line->cells[line->count - 1].kind;
    if (char_is_ignorable(c))
        return CELL_JOINER;
    if (char_is_arabic_stop(c))
        return CELL_SIGN;
    return kind_of_letter(line, c);
}

static void add_text(struct mixed_line *line, struct node *node, int *given)
{
    struct str text = node->as.text.text;
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(text, &offset);
        struct mixed_cell *cell = add_cell(line, node, CELL_BREAK);
        line->count--; // what stands before it decides
        enum cell_kind kind = kind_of(line, c);
        line->count++;
        if (opens_given(c))
            ++*given;
        else if (kind == CELL_BREAK && *given > 0)
            --*given;
        cell->c = c;
        cell->kind = kind;
        cell->offset = (uint32_t)start;
        cell->end = (uint32_t)offset;
        cell->given = *given > 0;
    }
}

// ----- Nodes -----

// Has a node a direction of its own? Then it is one cell.
static bool is_marked(const struct node *node)
{
    return node->lang.count > 0 || node->direction != DIRECTION_INHERIT ||
           (node->kind == NODE_SPAN && node->as.span.isolate);
}

enum direction direction_by_letters(const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (kind_facts[node->kind].holds != HOLDS_TEXT)
            continue;
        struct str text = node->as.text.text;
        for (size_t offset = 0; offset < text.count;) {
            enum direction strong = directed_strong(utf8_next(text, &offset));
            if (strong != DIRECTION_INHERIT)
                return strong;
        }
    }
    return DIRECTION_LTR;
}

static enum direction marked_direction(const struct node *node)
{
    if (node->direction != DIRECTION_INHERIT)
        return node->direction;
    return node->lang.count ? language_direction(node->lang)
                            : direction_by_letters(node);
}

static void add_marked(struct mixed_line *line, struct node *node,
                       enum direction direction)
{
    bool native = kind_in(line, direction) == CELL_NATIVE;
    if (line->phrases)
        native = !native || node->lang.count == 0 ||
                 language_script(node->lang) == line->home;
    add_cell(line, node, native ? CELL_NATIVE : CELL_PIECE);
}

// Code is in no language; it may stand in a phrase of any.
static void add_code(struct mixed_line *line, struct node *node)
{
    if (line->phrases)
        add_cell(line, node, CELL_PIECE);
    else
        add_marked(line, node, DIRECTION_LTR);
}

static void add_leaf(struct mixed_line *line, struct node *node, int *given)
{
    if (node->kind == NODE_TEXT)
        add_text(line, node, given);
    else if (node->kind == NODE_CODE)
        add_code(line, node);
    else if (node->kind == NODE_SOFT_BREAK)
        add_cell(line, node, CELL_SPACE);
    else if (node->kind == NODE_LINE_BREAK)
        add_cell(line, node, CELL_BREAK);
    else if (kind_facts[node->kind].holds == HOLDS_NOTHING)
        add_cell(line, node, CELL_OBJECT);
}

void direction_line(struct mixed_line *line, struct node *root)
{
    int given = 0;
    struct node *node = root->first;
    while (node) {
        bool marked = is_marked(node) && node->kind != NODE_CODE;
        if (marked)
            add_marked(line, node, marked_direction(node));
        else
            add_leaf(line, node, &given);
        node = marked ? node_next_skipping(root, node) : node_next(root, node);
    }
}

// ----- Addresses -----

static bool in_scheme(uint32_t c)
{
    return char_is_ascii_letter(c) || (c < 0x80 && char_is_digit(c)) ||
           c == '+' || c == '.' || c == '-';
}

static bool in_mail_name(uint32_t c)
{
    return in_scheme(c) || c == '_' || c == '%' || c == '\'';
}

static bool ends_address(const struct mixed_line *line, size_t at)
{
    const struct mixed_cell *cell = &line->cells[at];
    return cell->c == 0 || cell->kind == CELL_SPACE ||
           cell->kind == CELL_BREAK || cell->kind == CELL_JOINER ||
           char_is_arabic_stop(cell->c) || char_is_quote(cell->c) ||
           cell->c == '<' || cell->c == '>';
}

// Letters beyond ASCII stand in the path alone: in www.example.orgها they are
// the sentence's.
static size_t address_end(const struct mixed_line *line, size_t start,
                          size_t at)
{
    bool mail = line->cells[at].c == '@', path = false;
    size_t end = at + (line->cells[at].c == ':' ? 3 : 1);
    for (; end < line->count && !ends_address(line, end); end++) {
        uint32_t c = line->cells[end].c;
        path = path || (c == '/' && end > start + 1);
        if (mail ? !in_mail_name(c) : c >= 0x80 && !path)
            break;
    }
    return end;
}

// Without the stops and the brackets that are the sentence's.
static size_t trim_address(const struct mixed_line *line, size_t start,
                           size_t end)
{
    size_t depth = 0;
    for (size_t at = start; at < end; at++) {
        uint32_t c = line->cells[at].c;
        depth += c == '(';
        if (c == ')' && depth-- == 0)
            return at;
    }
    while (end > start && (char_is_stop(line->cells[end - 1].c) ||
                           line->cells[end - 1].c == 0x2026))
        end--;
    return end;
}

static bool letters_at(const struct mixed_line *line, size_t at,
                       const char *letters)
{
    for (; *letters; letters++, at++)
        if (char_lower(cell_char(line, at)) != (unsigned char)*letters)
            return false;
    return true;
}

static bool begins(const struct mixed_line *line, size_t at)
{
    if (at == 0 || ends_address(line, at - 1))
        return true;
    const struct mixed_cell *before = &line->cells[at - 1];
    bool joins = before->c == '#' || before->c == '/' || before->c == '&' ||
                 before->c == '~' || in_mail_name(before->c);
    return before->kind == CELL_SIGN
               ? !joins
               : before->kind == CELL_NATIVE && before->c >= 0x80;
}

// The start of an address that this cell tells; NO_CELL where it tells none.
static size_t address_start(const struct mixed_line *line, size_t at)
{
    uint32_t c = line->cells[at].c;
    bool mail = c == '@' && in_mail_name(cell_char(line, at + 1));
    bool url = c == ':' && letters_at(line, at, "://");
    size_t start = at;
    if (letters_at(line, at, "www.") && begins(line, at))
        return at;
    if (!mail && !url)
        return NO_CELL;
    while (start > 0 && (mail ? in_mail_name(line->cells[start - 1].c)
                              : in_scheme(line->cells[start - 1].c)))
        start--;
    return start < at ? start : NO_CELL;
}

// An address is one word: from right to left a foreign one, whatever letters
// it has; from left to right no foreign one.
void direction_addresses(struct mixed_line *line)
{
    for (size_t at = 0; at < line->count; at++) {
        size_t start = address_start(line, at);
        if (start == NO_CELL)
            continue;
        size_t end = trim_address(line, start, address_end(line, start, at));
        for (size_t i = start; i < end; i++) {
            line->cells[i].kind = line->latin ? CELL_FOREIGN : CELL_NATIVE;
            line->cells[i].address = true;
        }
        at = end > at ? end - 1 : at;
    }
}

// ----- How many stand before -----

void direction_tally(struct mixed_line *line)
{
    line->tallies =
        ARENA_ARRAY(line->arena, struct mixed_tally, line->count + 1);
    struct mixed_tally tally = {0};
    for (size_t at = 0; at < line->count; at++) {
        const struct mixed_cell *cell = &line->cells[at];
        line->tallies[at] = tally;
        bool ascii = cell->c < 0x80;
        tally.native += cell->kind == CELL_NATIVE;
        tally.foreign += cell_is_word(line, at);
        tally.european += cell->kind == CELL_DIGIT && ascii;
        tally.other_digits += cell->kind == CELL_DIGIT && !ascii;
        tally.stops += cell->kind == CELL_SIGN && char_is_arabic_stop(cell->c);
        tally.breaks += cell->kind == CELL_BREAK;
    }
    line->tallies[line->count] = tally;
}
