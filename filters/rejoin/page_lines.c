// SPDX-License-Identifier: MIT
// Reads the numbers and words of a line that may be a page's head or foot.
#include "rejoin/page_lines.h"

#include "base/characters.h"
#include "languages/rows.h"

enum { MOST_DIGITS = 4, SHORT_WORD = 4 /* letters: of, von, از */ };

struct page_walk {
    struct str line;
    size_t at;
    bool wrong;     // a number of too many digits, or one too many
    bool long_word; // that is not a page's
};

static void take_number(struct page_walk *walk, struct page_line *found)
{
    size_t number = 0, digits = 0, next = walk->at;
    while (next < walk->line.count) {
        int value = char_digit_value(utf8_next(walk->line, &next));
        if (value < 0)
            break;
        number = number * 10 + (size_t)value;
        walk->at = next;
        digits++;
        walk->wrong = walk->wrong || digits > MOST_DIGITS;
        if (walk->wrong)
            return;
    }
    walk->wrong = found->number_count == PAGE_LINE_NUMBERS;
    if (!walk->wrong)
        found->numbers[found->number_count++] = number;
}

static size_t letters_end(struct str line, size_t at)
{
    for (size_t next = at; next < line.count; at = next) {
        uint32_t c = utf8_next(line, &next);
        if (!char_in_word(c) || char_is_digit(c))
            break;
    }
    return at;
}

// صفحهٔ too: without the marks at its end.
static bool is_page_word(struct str word)
{
    for (size_t end = word.count; end > 0;) {
        size_t before = end;
        if (!char_is_mark(utf8_previous(word, &before)))
            break;
        end = before;
        word = str_slice(word, 0, end);
    }
    struct language_walk rows = {.row = ROW_page_words};
    struct str value;
    while (languages_next(&rows, &value))
        if (str_equal(word, value) || str_equal_ascii_case(word, value))
            return true;
    return false;
}

static void take_word(struct page_walk *walk, struct page_line *found)
{
    size_t end = letters_end(walk->line, walk->at);
    struct str word = str_slice(walk->line, walk->at, end);
    bool page = is_page_word(word);
    found->words++;
    found->page_words += page;
    walk->long_word =
        walk->long_word || (!page && utf8_count(word) > SHORT_WORD);
    walk->at = end;
}

static bool is_decoration(uint32_t c)
{
    return c == '|' || c == '-' || char_is_dash(c) || c == ' ' || c == '\t' ||
           c == '*' || c == '_' || c == 0x2022 || c == 0x00B7;
}

static struct str undecorated(struct str line)
{
    for (size_t at = 0; at < line.count && is_decoration(utf8_next(line, &at));
         at = 0)
        line = str_slice(line, at, line.count);
    for (size_t at = line.count;
         at > 0 && is_decoration(utf8_previous(line, &at)); at = line.count)
        line = str_slice(line, 0, at);
    return line;
}

// The bytes of the number that the line begins or ends with; 0: none.
static size_t edge_digits(struct str line, bool at_end)
{
    size_t at = at_end ? line.count : 0, reached = at;
    while (at_end ? at > 0 : at < line.count) {
        uint32_t c = at_end ? utf8_previous(line, &at) : utf8_next(line, &at);
        if (!char_is_digit(c))
            break;
        reached = at;
    }
    return at_end ? line.count - reached : reached;
}

static bool has_bar(struct str text)
{
    return str_find(text, STR("|")) != STR_NONE;
}

// The words beside the number, and whether a bar stands between.
static void find_rest(struct str line, struct page_line *found)
{
    line = undecorated(line);
    size_t start = edge_digits(line, false), end = edge_digits(line, true);
    found->edge = found->number_count == 1 && (start > 0) != (end > 0);
    if (!found->edge)
        return;
    struct str beside = str_slice(line, start, line.count - end);
    found->rest = undecorated(beside);
    size_t from = (size_t)(found->rest.bytes - beside.bytes);
    found->barred = has_bar(
        start > 0 ? str_slice(beside, 0, from)
                  : str_slice(beside, from + found->rest.count, beside.count));
    // "1. Water", "3) bread" are points, "9th" is no number of a page.
    uint32_t next =
        start > 0 ? utf8_after(beside, 0) : utf8_before(beside, beside.count);
    found->edge = found->rest.count > 0 && (next == ' ' || next == '\t' ||
                                            next == '|' || char_is_dash(next));
}

bool page_line_read(struct str line, struct page_line *found)
{
    struct page_walk walk = {.line = line};
    *found = (struct page_line){0};
    while (walk.at < line.count && !walk.wrong) {
        size_t next = walk.at;
        uint32_t c = utf8_next(line, &next);
        if (char_is_digit(c))
            take_number(&walk, found);
        else if (char_in_word(c))
            take_word(&walk, found);
        else
            walk.at = next;
    }
    if (walk.wrong || found->number_count == 0)
        return false;
    found->long_word = walk.long_word;
    find_rest(line, found);
    return true;
}

bool page_line_is_number(const struct page_line *line)
{
    bool both = line->number_count == 2;
    if (line->long_word || (both && line->numbers[0] > line->numbers[1]))
        return false;
    if (line->page_words > 0)
        return line->words <= line->page_words + 2;
    return both && line->words <= 1 && line->numbers[1] < 1000;
}
