// SPDX-License-Identifier: MIT
// Keys that pandoc and Quarto put a citation or a number in the place of:
// [@rahimi2016, p. 12], @fig:map. They stay as they are typed.
#include "check/checks.h"

#include "base/ascii.h"
#include "base/characters.h"

static bool is_key_byte(struct str text, size_t at)
{
    unsigned char byte = at < text.count ? (unsigned char)text.bytes[at] : 0;
    bool sign = byte == '_' || byte == '-' || byte == ':' || byte == '.';
    // A sign is of the key where more of it follows.
    return byte >= 0x80 || ascii_is_alphanumeric((char)byte) ||
           (sign && at + 1 < text.count &&
            ascii_is_alphanumeric(text.bytes[at + 1]));
}

static size_t key_end(struct str text, size_t at)
{
    while (is_key_byte(text, at))
        at++;
    return at;
}

// A key begins behind white space, a bracket, or what stands in one.
static bool may_begin(struct str text, size_t at)
{
    char before = at > 0 ? text.bytes[at - 1] : ' ';
    return ascii_is_space(before) || before == '[' || before == '(' ||
           before == '-' || before == ';';
}

// Does an open [ stand before it, that closes behind it?
static bool in_brackets(struct str text, size_t at)
{
    size_t from = at;
    while (from > 0 && text.bytes[from - 1] != '[' &&
           text.bytes[from - 1] != ']')
        from--;
    return from > 0 && text.bytes[from - 1] == '[' &&
           str_find(str_slice(text, at, text.count), STR("]")) != STR_NONE;
}

// fig:map, tbl-wells: of something in the text.
static bool names_place(struct str key)
{
    static const char *const kinds[] = {"fig", "tbl", "tab", "eq",
                                        "sec", "lst", "thm"};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t count = strlen(kinds[i]);
        if (str_starts(key, str_of(kinds[i])) && key.count > count + 1 &&
            (key.bytes[count] == ':' || key.bytes[count] == '-'))
            return true;
    }
    return false;
}

// rahimi2016, nafisi:2019b: letters and a year, which no account of a person's
// is called by.
static bool names_work(struct str key)
{
    size_t end = key.count;
    if (end > 0 && ascii_is_lower(key.bytes[end - 1]))
        end--;
    if (end < 5)
        return false;
    for (size_t i = end - 4; i < end; i++)
        if (!ascii_is_digit(key.bytes[i]))
            return false;
    struct str century = str_slice(key, end - 4, end - 2);
    char before = key.bytes[end - 5];
    return (str_equal(century, STR("18")) || str_equal(century, STR("19")) ||
            str_equal(century, STR("20"))) &&
           !ascii_is_digit(before);
}

static void check_view(struct checks *checks, const struct text_view *view)
{
    struct str text = view->text;
    for (size_t at = 0; at + 1 < text.count; at++) {
        if (text.bytes[at] != '@' || !may_begin(text, at))
            continue;
        size_t end = key_end(text, at + 1);
        struct str key = str_slice(text, at + 1, end);
        enum message message = MESSAGE_citation_key;
        if (names_place(key))
            message = MESSAGE_reference_key;
        else if (key.count == 0 || (!in_brackets(text, at) && !names_work(key)))
            continue;
        if (checks->counts[message] == 0)
            checks_report(checks, view, at, end, message,
                          str_slice(text, at, end));
        at = end - 1;
    }
}

void check_keys(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++)
        check_view(checks, &checks->views.items[i]);
}
