// SPDX-License-Identifier: MIT
// Numbers, letters and Roman or bracketed numbers of points. The style sheets
// say the same in CSS.
#include "languages/list_marks.h"

#include "languages/language.h"
#include "languages/rows.h"

static const char *const latin[] = {
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
    "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", NULL};

// Behind the last letter come two: aa, ab.
static struct str in_letters(struct arena *arena, struct str lang,
                             unsigned long number)
{
    const char *const *letters = language_row(lang, ROW_list_letters);
    if (letters[0] == NULL)
        letters = latin;
    unsigned long count = 0;
    while (letters[count] != NULL)
        count++;
    struct str mark = {0};
    for (; number > 0; number = (number - 1) / count)
        mark = arena_printf(arena, "%s%.*s", letters[(number - 1) % count],
                            STR_ARG(mark));
    return mark;
}

// Larger ones are of no use in a list.
#define LIMIT_ROMAN 399

static struct str in_roman(struct arena *arena, unsigned long number)
{
    static const struct {
        unsigned value;
        const char *digits;
    } parts[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
                 {9, "ix"},  {5, "v"},   {4, "iv"}, {1, "i"}};
    struct str mark = STR("");
    for (size_t i = 0; i < COUNT(parts); i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            mark =
                arena_printf(arena, "%.*s%s", STR_ARG(mark), parts[i].digits);
    return mark;
}

struct str list_mark(struct arena *arena, struct str lang, int level,
                     long number)
{
    unsigned long shown = number < 0 ? 0 : (unsigned long)number;
    struct str digits = language_number(arena, lang, shown);
    if (level <= 0 || shown == 0)
        return digits;
    if (level == 1)
        return in_letters(arena, lang, shown);
    if (language_script(lang) == SCRIPT_ARABIC)
        return arena_printf(arena, "(%.*s)", STR_ARG(digits));
    return shown <= LIMIT_ROMAN ? in_roman(arena, shown) : digits;
}
