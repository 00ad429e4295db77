// SPDX-License-Identifier: MIT
// Dates in a prose, word by word.
#include "text/prose_dates.h"

#include "base/characters.h"
#include "languages/language.h"

enum { DATE_WORDS = 5 }; // the most that one date has

int prose_year(struct str word)
{
    int year = 0, digits = 0;
    for (size_t at = 0; at < word.count; digits++) {
        int value = char_digit_value(utf8_next(word, &at));
        if (value < 0 || digits == 4)
            return 0;
        year = year * 10 + value;
    }
    return digits == 4 ? year : 0;
}

bool prose_date_from(const struct prose *prose, size_t start, size_t *tries,
                     struct prose_date *found)
{
    size_t ends[DATE_WORDS], count = 0, at = start;
    bool year = false;
    struct prose_word word;
    while (count < DATE_WORDS && prose_next_word(prose, &at, &word)) {
        ends[count++] = word.end;
        year = year || prose_year(word.text) != 0;
    }
    if (!year || *tries == 0)
        return false;
    --*tries;
    while (count > 0) {
        struct str written = str_slice(prose->text, start, ends[--count]);
        if (date_parse(written, &found->date)) {
            found->start = start;
            found->end = ends[count];
            return true;
        }
    }
    return false;
}

bool prose_next_date(const struct prose *prose, size_t *offset, size_t *tries,
                     struct prose_date *found)
{
    struct prose_word word;
    size_t previous = STR_NONE;
    for (size_t at = *offset; prose_next_word(prose, &at, &word);
         previous = word.start) {
        if (!char_is_digit(prose_after(prose, word.start)))
            continue;
        if ((previous != STR_NONE &&
             prose_date_from(prose, previous, tries, found)) ||
            prose_date_from(prose, word.start, tries, found)) {
            *offset = found->end;
            return true;
        }
    }
    *offset = prose->text.count;
    return false;
}
