// SPDX-License-Identifier: MIT
// What an editor may choose for a brief or a whole series: whose quotation
// marks, digits and dashes are printed, how notes are numbered, how pages are
// set.
//
// Each setting has a few answers; settings.def names them, the default first. A
// brief's own answer counts before that of its series.
#ifndef QALAM_SETTINGS_H
#define QALAM_SETTINGS_H

#include "base/str.h"

enum brief_setting {
#define SETTING(name, key, ...) SETTING_##name,
#include "model/settings.def"
#undef SETTING
    SETTING_COUNT
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
enum cover_style { COVER_PHOTO, COVER_TINT, COVER_PATTERN };
enum section_start {
    SECTIONS_RUN_ON,
    SECTIONS_PAGE,
    SECTIONS_RECTO,
    SECTIONS_VERSO
};

enum print_standard { PRINT_X4, PRINT_X1A };
enum pdf_standard { PDF_UA1_A2A, PDF_UA1_A3A, PDF_UA2_A4F };

struct settings {
    uint8_t of[SETTING_COUNT]; // 0: unset; else the answer's index + 1
};

#define LIMIT_SETTING_ANSWERS 4
struct setting_facts {
    const char *key, *answers[LIMIT_SETTING_ANSWERS + 1]; // then NULL
};
extern const struct setting_facts setting_facts[SETTING_COUNT];

// Sets one from the word that was written; true and false are yes and no.
// False where it is no answer: then nothing is set.
bool settings_set(struct settings *settings, enum brief_setting setting,
                  struct str word);
// The index of the answer, 0 for the default.
int settings_answer(const struct settings *settings,
                    enum brief_setting setting);
// Was another answer than the default given?
bool settings_asked(const struct settings *settings,
                    enum brief_setting setting);
// What is unset in settings is taken from another, of the series.
void settings_fill(struct settings *settings, const struct settings *from);

#endif
