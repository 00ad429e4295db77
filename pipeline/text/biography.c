// SPDX-License-Identifier: MIT
// Biographies that go on from a name.
#include "text/biography.h"

#include "languages/rows.h"

#include <unicode/uchar.h>

static size_t word_end(struct str text, size_t start)
{
    size_t end = start;
    while (end < text.count && text.bytes[end] != ' ' &&
           text.bytes[end] != '\n')
        end++;
    return end;
}

// Dari and Farsi او وی ایشان, Pashto هغه نوموړی دی دا, Urdu وہ آپ.
static bool is_pronoun(struct str word)
{
    return languages_list(ROW_pronouns, word, STR(""));
}

// Titles such as داکتر may stand before a name, so any word of it will do.
static bool names_the_person(struct str life, struct str name)
{
    for (size_t start = 0; start < name.count;) {
        size_t end = word_end(name, start);
        if (end > start &&
            str_find(life, str_slice(name, start, end)) != STR_NONE)
            return true;
        start = end + 1;
    }
    return false;
}

bool biography_goes_on(struct str name, struct str life)
{
    size_t offset = 0;
    if (str_blank(name) || life.count == 0)
        return false;
    UChar32 first = (UChar32)utf8_next(life, &offset);
    if (u_islower(first))
        return true;
    return u_charDirection(first) == U_RIGHT_TO_LEFT_ARABIC &&
           !is_pronoun(str_slice(life, 0, word_end(life, 0))) &&
           !names_the_person(life, name);
}
