// SPDX-License-Identifier: MIT
// What an editor may choose for a brief or a whole series: whose quotation
// marks, digits and dashes are printed, how notes are numbered, how pages are
// set.
//
// Each setting has a few answers; house.def names them, the default first. A
// brief's own answer counts before that of its series.
#ifndef QALAM_HOUSE_H
#define QALAM_HOUSE_H

#include "base/str.h"

enum house_setting {
#define SETTING(name, key, ...) HOUSE_##name,
#include "model/house.def"
#undef SETTING
    HOUSE_SETTING_COUNT
};
// Answers of some settings, in their order.
enum kashida { KASHIDA_SPARING, KASHIDA_NONE, KASHIDA_FULL };
enum calendar_answer {
    CALENDAR_ANSWER_AUTHOR,
    CALENDAR_ANSWER_SOLAR,
    CALENDAR_ANSWER_GREGORIAN,
    CALENDAR_ANSWER_LANGUAGE
};
enum text_columns { COLUMNS_TWO, COLUMNS_ONE, COLUMNS_THREE };
enum section_start {
    SECTIONS_RUN_ON,
    SECTIONS_PAGE,
    SECTIONS_RECTO,
    SECTIONS_VERSO
};

struct house {
    uint8_t of[HOUSE_SETTING_COUNT]; // 0: unset; else the answer's index + 1
};

#define LIMIT_HOUSE_ANSWERS 4
struct house_facts {
    const char *key, *answers[LIMIT_HOUSE_ANSWERS + 1]; // then NULL
};
extern const struct house_facts house_facts[HOUSE_SETTING_COUNT];

// Sets one from the word that was written; true and false are yes and no.
// False where it is no answer: then nothing is set.
bool house_set(struct house *house, enum house_setting setting,
               struct str word);
// The index of the answer, 0 for the default.
int house_answer(const struct house *house, enum house_setting setting);
// Was another answer than the default given?
bool house_asks(const struct house *house, enum house_setting setting);
// What is unset in house is taken from another, of the series.
void house_fill(struct house *house, const struct house *from);

#endif
