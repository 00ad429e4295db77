// SPDX-License-Identifier: MIT
// The settings of a brief: what they are called, and setting them.
#include "model/settings.h"

const struct setting_facts setting_facts[SETTING_COUNT] = {
#define SETTING(name, key, ...) {key, {__VA_ARGS__}},
#include "model/settings.def"
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

bool settings_set(struct settings *settings, enum brief_setting setting,
                  struct str word)
{
    const char *const *answer = setting_facts[setting].answers;
    for (uint8_t i = 0; answer[i] != NULL; i++)
        if (answers(word, answer[i])) {
            settings->of[setting] = (uint8_t)(i + 1);
            return true;
        }
    return false;
}

int settings_answer(const struct settings *settings, enum brief_setting setting)
{
    return settings->of[setting] > 0 ? settings->of[setting] - 1 : 0;
}

bool settings_asked(const struct settings *settings, enum brief_setting setting)
{
    return settings_answer(settings, setting) > 0;
}

void settings_fill(struct settings *settings, const struct settings *from)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (settings->of[i] == 0)
            settings->of[i] = from->of[i];
}
