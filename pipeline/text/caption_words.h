// SPDX-License-Identifier: MIT
// “Figure 3”, “Table 2.1”, «شکل ۳»: what figures and tables are called by.
#ifndef QALAM_CAPTION_WORDS_H
#define QALAM_CAPTION_WORDS_H

#include "base/arena.h"

struct caption_name {
    bool found;
    bool table;        // else a figure
    bool other_form;   // a plural, an abbreviation
    struct str kind;   // one for all forms and, of figure and table themselves,
                       // for all languages
    struct str number; // as digits of ASCII and small letters; empty: none
    size_t end;        // of the whole, in the text
    size_t word_end;   // of the word, with its full stop
};

// At a byte where a word begins. Hyphens: a number may hold one, 2-1. Without a
// number the word alone is found where need_number is false.
struct caption_name caption_name_at(struct arena *arena, struct str text,
                                    size_t at, struct str lang, bool hyphens,
                                    bool need_number);

// A number alone: its end, or 0 where there is none. *number as above.
size_t caption_number_at(struct arena *arena, struct str text, size_t at,
                         bool hyphens, struct str *number);

// What ends a label, with the spaces around it: “: ”, “. ”, “ – ”. Answers
// where the caption's own words begin, or 0 where no caption follows.
size_t caption_label_end(struct str text, size_t at);

#endif
