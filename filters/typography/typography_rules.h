// SPDX-License-Identifier: MIT
// Quotation marks, digits and dashes, where the settings of a brief ask for
// them (settings.h): docs/design.md#language, and CLDR for other languages.
//
// Each works on one row, and leaves what is doubtful as the author wrote it.
#ifndef QALAM_TYPOGRAPHY_RULES_H
#define QALAM_TYPOGRAPHY_RULES_H

#include "typography/text_edit.h"

// Quotation marks in pairs, by level and language; apostrophes. Feet, inches,
// minutes, and marks without a partner stay.
void quotes_set(struct text_edit *row);
// Digits of the language, with its marks of decimals, thousands, per cent.
void digits_set(struct text_edit *row);
// Dashes between words, ranges of numbers, minus signs.
void dashes_set(struct text_edit *row);

// The marks of a language: two levels of opening and closing. False where
// nothing is known of it.
struct quote_marks {
    uint32_t open[2], close[2];
    bool spaced; // with a no-break space inside: « mot »
};
bool quote_marks_of(struct str lang, struct quote_marks *marks);

// Puts the date into the calendar that the settings ask for, and its other form
// beside it.
struct metadata;
void calendar_set(struct metadata *meta, struct str lang);

#endif
