// SPDX-License-Identifier: MIT
// Dates in a text, word by word.
#include "text/text_dates.h"

#include "base/characters.h"
#include "languages/language.h"
#include "languages/date.h"

enum { DATE_WORDS = 5 }; // the most that one date has

int text_year(struct str word)
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

bool text_date_from(const struct text_view *view, size_t start, size_t *tries,
                    struct text_date *found)
{
    size_t ends[DATE_WORDS], count = 0, at = start;
    bool year = false;
    struct text_view_word word;
    while (count < DATE_WORDS && text_view_next_word(view, &at, &word)) {
        ends[count++] = word.end;
        year = year || text_year(word.text) != 0;
    }
    if (!year || *tries == 0)
        return false;
    --*tries;
    while (count > 0) {
        struct str written = str_slice(view->text, start, ends[--count]);
        if (date_parse(written, &found->date)) {
            found->start = start;
            found->end = ends[count];
            return true;
        }
    }
    return false;
}

bool text_date_next(const struct text_view *view, size_t *offset, size_t *tries,
                    struct text_date *found)
{
    struct text_view_word word;
    size_t previous = STR_NONE;
    for (size_t at = *offset; text_view_next_word(view, &at, &word);
         previous = word.start) {
        if (!char_is_digit(text_view_after(view, word.start)))
            continue;
        if ((previous != STR_NONE &&
             text_date_from(view, previous, tries, found)) ||
            text_date_from(view, word.start, tries, found)) {
            *offset = found->end;
            return true;
        }
    }
    *offset = view->text.count;
    return false;
}
