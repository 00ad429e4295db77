// SPDX-License-Identifier: MIT
// Brackets and quotation marks of a paragraph: which two are a pair.
#include "direction/mixed_line.h"

#include "base/characters.h"

struct open_mark {
    uint32_t closes; // what closes it
    size_t at;
};
struct open_marks {
    struct open_mark *items;
    size_t count, capacity;
};

// What closes a mark; 0 where it opens nothing.
static uint32_t closer_of(uint32_t c)
{
    switch (c) {
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case 0x00AB: // «
        return 0x00BB;
    case 0x2039: // ‹
        return 0x203A;
    case 0x201C: // “
        return 0x201D;
    case 0x2018: // ‘
        return 0x2019;
    case 0x201E: // „
        return 0x201C;
    case 0x201A: // ‚
        return 0x2018;
    }
    return 0;
}

static bool is_closer(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0x00BB || c == 0x203A ||
           c == 0x201D || c == 0x2019 || c == 0x201C || c == 0x2018;
}

static bool in_word(const struct mixed_line *line, size_t at)
{
    return cell_is(line, at, CELL_NATIVE) || cell_is(line, at, CELL_FOREIGN) ||
           cell_is(line, at, CELL_DIGIT);
}

// Within a word a mark closes nothing: it is an apostrophe, or the gershayim of
// a Hebrew abbreviation.
static bool is_apostrophe(const struct mixed_line *line, size_t at)
{
    uint32_t c = line->cells[at].c;
    return (c == CHAR_APOSTROPHE || c == '\'' || c == 0x2018 || c == '"') &&
           in_word(line, at + 1) && at > 0 && in_word(line, at - 1);
}

static bool close_mark(struct mixed_line *line, struct open_marks *open,
                       size_t at)
{
    uint32_t c = line->cells[at].c;
    // Beyond this depth no text is meant; a hostile one must not cost more.
    size_t least = open->count > 16 ? open->count - 16 : 0;
    for (size_t i = open->count; i > least; i--)
        if (open->items[i - 1].closes == c) {
            size_t other = open->items[i - 1].at;
            line->cells[at].partner = (uint32_t)other;
            line->cells[other].partner = (uint32_t)at;
            open->count = i - 1;
            return true;
        }
    return false;
}

static void open_mark(struct mixed_line *line, struct open_marks *open,
                      size_t at, uint32_t closes)
{
    ARENA_PUSH(line->arena, open->items, open->count, open->capacity) =
        (struct open_mark){closes, at};
}

// " and ' open behind a space, and close what is open before one.
static void straight_mark(struct mixed_line *line, struct open_marks *open,
                          size_t at)
{
    uint32_t c = line->cells[at].c;
    bool before = at > 0 && in_word(line, at - 1);
    bool after = at + 1 < line->count && !cell_is(line, at + 1, CELL_SPACE);
    if (!(c == '\'' && in_word(line, at + 1)) && close_mark(line, open, at))
        return;
    if (!before && after)
        open_mark(line, open, at, c);
}

void direction_pairs(struct mixed_line *line)
{
    struct open_marks open = {0};
    for (size_t at = 0; at < line->count; at++) {
        uint32_t c = line->cells[at].c;
        if (line->cells[at].address || is_apostrophe(line, at))
            continue;
        if (line->cells[at].kind == CELL_BREAK)
            open.count = 0;
        else if (c == '"' || c == '\'')
            straight_mark(line, &open, at);
        else if (is_closer(c) && close_mark(line, &open, at))
            continue;
        else if (closer_of(c))
            open_mark(line, &open, at, closer_of(c));
    }
}
