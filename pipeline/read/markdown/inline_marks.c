// SPDX-License-Identifier: MIT
// Pairs of marks within a line: sub- and superscript as pandoc has them, which
// hold no space that is not escaped; marked and inserted words.
//
// A tilde also means "about" and "to", and a caret a power: ~8%, 20~25, x^2.
// So what looks like a sum or like two ranges is none, though it would be to
// pandoc.
#include "read/markdown/inline_marks.h"

#include "base/characters.h"

// ----- What stands around -----

static char byte_at(struct str text, size_t at, size_t to)
{
    return at < to ? text.bytes[at] : 0;
}

static uint32_t before(struct str text, size_t from, size_t at)
{
    return at > from ? utf8_before(text, at) : ' ';
}

static uint32_t after(struct str text, size_t at, size_t to)
{
    return at < to ? utf8_after(text, at) : ' ';
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
}

// Is the word that the mark stands in an address?
static bool in_address(struct str text, size_t from, size_t at)
{
    enum { LONGEST = 300 };
    size_t start = at;
    while (start > from && at - start < LONGEST &&
           !is_space((unsigned char)text.bytes[start - 1]) &&
           text.bytes[start - 1] != '(' && text.bytes[start - 1] != '<')
        start--;
    struct str word = str_slice(text, start, at);
    return str_find(word, STR("://")) != STR_NONE ||
           str_starts(word, STR("www."));
}

// ----- Sub- and superscript -----

// The next mark like that at `at`; 0 where a space, a cell's bar, code or a
// bracket without its partner stands before it.
static size_t script_close(struct str text, size_t at, size_t to)
{
    enum { LONGEST = 200 };
    char mark = text.bytes[at];
    int depth = 0;
    for (size_t i = at + 1; i < to && i - at < LONGEST; i++) {
        char byte = text.bytes[i];
        if (byte == mark)
            return i > at + 1 && depth == 0 ? i : 0;
        if (byte == '\\')
            i++;
        else if (is_space((unsigned char)byte) || byte == '|' || byte == '`')
            return 0;
        depth += byte == '[';
        depth -= byte == ']';
        if (depth < 0)
            return 0;
    }
    return 0;
}

// A sign, then letters and digits alone: what can stand within a word.
static bool is_plain(struct str inside)
{
    for (size_t i = 0; i < inside.count;) {
        size_t start = i;
        uint32_t c = utf8_next(inside, &i);
        bool sign = start == 0 && (c == '+' || c == '-' || c == 0x2212);
        if (!sign && !char_in_word(c) && !char_is_mark(c) && c != '\\' &&
            c != '.' && c != 0x066B)
            return false;
    }
    return true;
}

static bool is_all_digits(struct str inside)
{
    for (size_t i = 0; i < inside.count;)
        if (!char_is_digit(utf8_next(inside, &i)))
            return false;
    return true;
}

// Can a tilde that stands behind c lower what follows?
static bool can_be_lowered(uint32_t c)
{
    return char_in_word(c) || char_is_mark(c) || c == ')' || c == ']' ||
           c == '}' || c == '*' || c == '_' || c == '>' || c == '^' ||
           c == '\'';
}

static bool script_at(struct str text, size_t from, size_t at, size_t to,
                      struct inline_mark *found)
{
    bool tilde = text.bytes[at] == '~';
    size_t close = script_close(text, at, to);
    if (close == 0 || byte_at(text, close + 1, to) == text.bytes[at] ||
        (tilde && !can_be_lowered(before(text, from, at))) ||
        in_address(text, from, at))
        return false;
    struct str inside = str_slice(text, at + 1, close);
    uint32_t next = after(text, close + 1, to);
    if (char_in_word(next) && !is_plain(inside))
        return false;
    // 10~20~30 and 2~4–6~8 are ranges.
    if (tilde && char_is_digit(before(text, from, at)) && char_is_digit(next) &&
        is_all_digits(inside))
        return false;
    *found = (struct inline_mark){tilde ? NODE_SUBSCRIPT : NODE_SUPERSCRIPT, 1,
                                  close};
    return true;
}

// ----- Marked and inserted -----

// == or ++ behind words, before what is none.
static size_t words_close(struct str text, size_t at, size_t to)
{
    char mark = text.bytes[at];
    for (size_t i = at + 3; i + 1 < to; i++) {
        if (text.bytes[i] == '\\') {
            i++;
            continue;
        }
        if (text.bytes[i] == mark && text.bytes[i + 1] == mark &&
            text.bytes[i - 1] != mark && byte_at(text, i + 2, to) != mark &&
            !is_space((unsigned char)text.bytes[i - 1]) &&
            !char_in_word(after(text, i + 2, to)))
            return i;
    }
    return 0;
}

static bool words_at(struct inline_marks *marks, struct str text, size_t from,
                     size_t at, size_t to, struct inline_mark *found)
{
    char mark = text.bytes[at];
    bool *none = mark == '=' ? &marks->no_mark : &marks->no_insertion;
    char behind = byte_at(text, at + 2, to);
    if (*none || byte_at(text, at + 1, to) != mark || behind == mark ||
        behind == 0 || is_space((unsigned char)behind) ||
        before(text, from, at) == (unsigned char)mark ||
        char_in_word(before(text, from, at)) || in_address(text, from, at))
        return false;
    size_t close = words_close(text, at, to);
    *none = close == 0;
    *found = (struct inline_mark){NODE_EMPHASIS, 2, close};
    return close > 0;
}

bool inline_mark_at(struct inline_marks *marks, struct str text, size_t from,
                    size_t at, size_t to, struct inline_mark *found)
{
    char byte = byte_at(text, at, to);
    if (byte == '~' || byte == '^')
        return script_at(text, from, at, to, found);
    return (byte == '=' || byte == '+') &&
           words_at(marks, text, from, at, to, found);
}

// ----- Tildes that strike nothing -----

size_t inline_mark_tildes(struct str text, size_t from, size_t at, size_t to)
{
    enum { LONGEST = 200 };
    uint32_t first = after(text, at + 1, to);
    if (can_be_lowered(before(text, from, at)) || !char_in_word(first) ||
        char_is_digit(first) || in_address(text, from, at))
        return 0;
    for (size_t i = at + 1; i < to && i - at < LONGEST; i++) {
        if (text.bytes[i] == '\n' || text.bytes[i] == '|' ||
            text.bytes[i] == '`' || text.bytes[i] == '/')
            return 0;
        if (text.bytes[i] == '~')
            return byte_at(text, i + 1, to) != '~' &&
                           !is_space((unsigned char)text.bytes[i - 1]) &&
                           !char_in_word(after(text, i + 1, to))
                       ? i + 1
                       : 0;
    }
    return 0;
}
