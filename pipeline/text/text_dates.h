// SPDX-License-Identifier: MIT
// Dates in a text: 5 October 2021, ۲۸ عقرب ۱۴۰۳, 2021-10-05.
#ifndef QALAM_TEXT_DATES_H
#define QALAM_TEXT_DATES_H

#include "languages/language.h"
#include "languages/date.h"
#include "text/text_view.h"

struct text_date {
    size_t start, end; // in the text of the view
    struct date date;
};

// The longest date that begins with the word at start. Reading one asks the
// months of all languages, so *tries says how many more may be read, and is
// counted down; at 0 there is none.
bool text_date_from(const struct text_view *view, size_t start, size_t *tries,
                    struct text_date *found);

// The next date at or after *offset: at a number, or the word before it. Moves
// *offset past it, or to the end of the text.
bool text_date_next(const struct text_view *view, size_t *offset, size_t *tries,
                    struct text_date *found);

// A year, if a word is four digits of any set; else 0.
int text_year(struct str word);

#endif
