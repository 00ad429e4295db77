// SPDX-License-Identifier: MIT
// Which dollars hold a formula: pandoc's rules (User's Guide, “Extension:
// tex_math_dollars”), and that sums of money are none.
#include "base/ascii.h"
#include "formulas/formula.h"

// What stands before the sign of a currency: US$ 7 million.
static const char *const currencies[] = {"US", "CA", "AU", "NZ", "HK",
                                         "NT", "A",  "C",  "R",  "S"};

// Does the dollar at `at` belong to letters before it, as in US$?
static bool of_currency(struct str text, size_t from, size_t at)
{
    size_t start = at;
    while (start > from && text.bytes[start - 1] >= 'A' &&
           text.bytes[start - 1] <= 'Z')
        start--;
    if (start > from && ascii_is_alphanumeric(text.bytes[start - 1]))
        return false;
    return STR_IS_ONE_OF(str_slice(text, start, at), currencies);
}

// A blank line ends a paragraph, and so any formula.
static bool blank_line(struct str text, size_t at)
{
    if (text.bytes[at] != '\n')
        return false;
    for (size_t i = at + 1; i < text.count; i++) {
        if (text.bytes[i] == '\n')
            return true;
        if (!ascii_is_space(text.bytes[i]))
            return false;
    }
    return true;
}

// The next dollar from `at` on that no backslash stands before, in the same
// paragraph; STR_NONE.
static size_t next_dollar(struct str text, size_t at)
{
    for (size_t i = at; i < text.count; i++) {
        if (text.bytes[i] == '\\')
            i++;
        else if (text.bytes[i] == '$')
            return i;
        else if (blank_line(text, i))
            break;
    }
    return STR_NONE;
}

// A dollar in code is not the partner of one outside it.
static bool has_code(struct str inside)
{
    return str_find(inside, STR("`")) != STR_NONE;
}

static size_t find_display(struct str text, size_t at, struct str *inside)
{
    size_t end = at + 2;
    for (;;) {
        end = next_dollar(text, end);
        if (end == STR_NONE)
            return at;
        if (end + 1 < text.count && text.bytes[end + 1] == '$')
            break;
        end++;
    }
    *inside = str_slice(text, at + 2, end);
    return !str_blank(*inside) && !has_code(*inside) ? end + 2 : at;
}

// Does a formula end with the dollar at `end`? The text before it is no
// space, and no digit is behind it; $5 and US$ 7 are two sums.
static bool ends_inline(struct str text, size_t at, size_t end)
{
    char next = end + 1 < text.count ? text.bytes[end + 1] : '\0';
    bool money =
        ascii_is_digit(text.bytes[at + 1]) && of_currency(text, at + 1, end);
    return !ascii_is_space(text.bytes[end - 1]) && !ascii_is_digit(next) &&
           !money;
}

// $`…`$, as GitHub has it.
static size_t find_quoted(struct str text, size_t at, struct str *inside)
{
    struct str rest = str_slice(text, at + 2, text.count);
    size_t end = str_find(rest, STR("`$"));
    if (end == STR_NONE)
        return at;
    *inside = str_trim(str_slice(rest, 0, end));
    return inside->count > 0 && !has_code(*inside) ? at + 2 + end + 2 : at;
}

size_t formula_find(struct str text, size_t at, struct str *inside,
                    bool *display)
{
    if (at + 2 >= text.count || text.bytes[at] != '$')
        return at;
    *display = text.bytes[at + 1] == '$';
    if (*display)
        return find_display(text, at, inside);
    char first = text.bytes[at + 1];
    if (first == '`')
        return find_quoted(text, at, inside);
    if (ascii_is_space(first) ||
        (ascii_is_digit(first) && of_currency(text, 0, at)))
        return at;
    size_t end = next_dollar(text, at + 1);
    if (end == STR_NONE || !ends_inline(text, at, end))
        return at;
    *inside = str_slice(text, at + 1, end);
    return has_code(*inside) ? at : end + 1;
}
