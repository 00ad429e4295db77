// SPDX-License-Identifier: MIT
// The settings of a house: what they are called, and setting them.
#include "model/house.h"

const struct house_facts house_facts[HOUSE_SETTING_COUNT] = {
#define SETTING(name, key, ...) {key, {__VA_ARGS__}},
#include "model/house.def"
#undef SETTING
};

// YAML has two more words for yes and no, and some files only know those.
static bool answers(struct str word, const char *answer)
{
    struct str wanted = str_of(answer);
    struct str same = str_equal(wanted, STR("yes"))  ? STR("true")
                      : str_equal(wanted, STR("no")) ? STR("false")
                                                     : wanted;
    return str_equal_ascii_case(word, wanted) ||
           str_equal_ascii_case(word, same);
}

bool house_set(struct house *house, enum house_setting setting, struct str word)
{
    const char *const *answer = house_facts[setting].answers;
    for (uint8_t i = 0; answer[i] != NULL; i++)
        if (answers(word, answer[i])) {
            house->of[setting] = (uint8_t)(i + 1);
            return true;
        }
    return false;
}

int house_answer(const struct house *house, enum house_setting setting)
{
    return house->of[setting] > 0 ? house->of[setting] - 1 : 0;
}

bool house_asks(const struct house *house, enum house_setting setting)
{
    return house_answer(house, setting) > 0;
}

void house_fill(struct house *house, const struct house *from)
{
    for (size_t i = 0; i < HOUSE_SETTING_COUNT; i++)
        if (house->of[i] == 0)
            house->of[i] = from->of[i];
}
