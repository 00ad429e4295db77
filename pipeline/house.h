// SPDX-License-Identifier: MIT
// What an editor may choose for a brief or a whole series: whose quotation
// marks, digits and dashes are printed, and how notes are numbered.
//
// Each setting has two answers; house.def names them. A brief's own answer
// counts before that of its series, and unset ones are the default.
#ifndef QALAM_HOUSE_H
#define QALAM_HOUSE_H

#include "str.h"

enum house_setting {
#define SETTING(name, key, otherwise, asked) HOUSE_##name,
#include "house.def"
#undef SETTING
    HOUSE_SETTING_COUNT
};
enum house_answer { HOUSE_UNSET, HOUSE_DEFAULT, HOUSE_ASKED };

struct house {
    enum house_answer of[HOUSE_SETTING_COUNT];
};

struct house_facts {
    const char *key, *otherwise, *asked;
};
extern const struct house_facts house_facts[HOUSE_SETTING_COUNT];

// Sets one from the word that was written; true and false are yes and no.
// False where it is neither answer: then nothing is set.
bool house_set(struct house *house, enum house_setting setting,
               struct str word);
// Was the second answer given?
bool house_asks(const struct house *house, enum house_setting setting);
// What is unset in house is taken from another, of the series.
void house_fill(struct house *house, const struct house *from);

#endif
