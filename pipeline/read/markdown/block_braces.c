// SPDX-License-Identifier: MIT
// Attributes at the end of a heading or paragraph.
#include "read/markdown/block_braces.h"

#include "read/markdown/reader.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_bound(char byte)
{
    return byte == ']' || byte == ')' || byte == '`' || byte == '>';
}

static size_t last_brace(struct str text, size_t from, size_t to)
{
    for (size_t i = to; i > from; i--)
        if (text.bytes[i - 1] == '{')
            return i - 1;
    return STR_NONE;
}

// The # that close a heading before its braces go with them.
static size_t closing_marks(struct str text, size_t from, size_t space)
{
    size_t at = space;
    while (at > from && text.bytes[at - 1] == '#')
        at--;
    if (at == space || at == from || !is_space(text.bytes[at - 1]))
        return space;
    while (at > from && is_space(text.bytes[at - 1]))
        at--;
    return at;
}

bool block_braces_of(struct arena *arena, struct str text, size_t from,
                     size_t to, struct block_braces *found)
{
    while (to > from && is_space(text.bytes[to - 1]))
        to--;
    size_t brace = to > from && text.bytes[to - 1] == '}'
                       ? last_brace(text, from, to)
                       : STR_NONE;
    if (brace == STR_NONE || (brace > from && text.bytes[brace - 1] == '\\') ||
        attributes_parse(arena, str_slice(text, brace, to), NULL) != to - brace)
        return false;
    *found = (struct block_braces){.space = brace, .braces = brace, .end = to};
    while (found->space > from && is_space(text.bytes[found->space - 1]))
        found->space--;
    found->start = closing_marks(text, from, found->space);
    found->bound = found->space == brace && brace > from &&
                   is_bound(text.bytes[brace - 1]);
    return true;
}

bool block_braces_name(struct str text, struct block_braces braces)
{
    struct str inside = str_slice(text, braces.braces + 1, braces.end);
    size_t id = str_find(inside, STR("#"));
    return str_starts(inside, STR(":")) || id == 0 ||
           (id != STR_NONE && id > 0 && is_space(inside.bytes[id - 1]));
}
